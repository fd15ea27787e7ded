//! The remarks about a line follow what the partner types.

use crate::fixture::Stage;
use countersign_testkit::browser::Window;
use serde_json::json;

fn shown(window: &Window) -> String {
    let names = window.run(
        "const all = [...document.querySelectorAll('[data-remark]')];\
         const shown = all.filter((it) => it.checkVisibility());\
         return shown.map((it) => it.dataset.remark).join(' ')",
    );
    names.as_str().unwrap().to_owned()
}

#[test]
fn remarks_follow_typing() {
    let stage = Stage::new();
    let window = stage.window();
    stage.let_in(&window, "p1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.click("tr[data-row] a[data-open]");
    window.wait_for("input[name^=chargeable-]");
    assert_eq!(shown(&window), "violation-needs-comment");
    let (figure, comment) = ("input[name^=chargeable-]", "textarea[name^=comment-]");
    for (typed, said, name) in [
        ("900", "", "violation-needs-comment"),
        ("1,000", "", "violation-in-full"),
        ("１０００", "", "violation-in-full"),
        ("1200", "", "edit-needs-comment"),
        ("twelve", "", "edit-needs-comment"),
        ("1200", "Two offices moved", "violation"),
        ("780", "Two offices moved", "violation"),
        ("780", " ", "violation-needs-comment"),
    ] {
        window.fill(figure, typed);
        window.fill(comment, said);
        assert_eq!(shown(&window), name, "{typed} {said}");
    }
    let saved = window.run("return document.querySelector('[name^=was-chargeable-]').value");
    assert_eq!(saved, json!("780"), "nothing was saved");
}
