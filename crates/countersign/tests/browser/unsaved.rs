//! The session ends while a person types, and the browser keeps the text for them.

use crate::fixture::Stage;
use countersign_app::identity::session;
use countersign_store::people;
use countersign_testkit::browser::Window;
use serde_json::json;

const WHO: &str = "p1@x.example";
const TEXT: &str = "Kiel branch closed on 9 Oct";

fn end_session(stage: &Stage) {
    let end = async |tx: &mut _| {
        let person = people::acting(tx, WHO).await?[0].person_id;
        session::end_all(tx, person, None).await
    };
    stage.runtime.block_on(stage.fixture.app.state.store.write(end)).unwrap();
}

/// Types a comment into the report's form, is signed out, and saves.
fn save_too_late(stage: &Stage, window: &Window) {
    stage.let_in(window, WHO);
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.click("tr[data-row] a[data-open]");
    window.wait_for("textarea[name=comment]");
    window.fill("textarea[name=comment]", TEXT);
    end_session(stage);
    window.click(".actions.decide button[value=stay]");
    window.wait_for("a[target=_blank]");
}

#[test]
fn what_was_typed_comes_back_with_and_without_script() {
    let stage = Stage::new();
    for window in [stage.window(), stage.window_without_script()] {
        save_too_late(&stage, &window);
        assert!(window.address().contains("/draft"), "{}", window.address());
        stage.let_in(&window, WHO);
        window.click("main form button.primary");
        window.wait_for("textarea[name=comment]");
        assert!(window.text("[role=status]").contains("Your input is below"));
        let page = window.run("return document.querySelector('textarea[name=comment]').value");
        assert_eq!(page, json!(TEXT));
    }
}

#[test]
fn unsaved_input_is_forgotten_on_signing_out_and_for_anybody_else() {
    let stage = Stage::new();
    let window = stage.window();
    stage.let_in(&window, WHO);
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    let keys = "return Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length";
    let person = window.run("return document.documentElement.dataset.person");
    let person = person.as_str().unwrap().to_owned();
    let put = |who: &str| window.run(&format!("localStorage.setItem('draft:x:{who}', '{{}}')"));
    put(&person);
    put("999999");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.wait_for("table[data-rows], tr[data-row]");
    assert_eq!(window.run(keys), json!(1), "what somebody else had typed is gone");
    window.click(".me details.menu > summary");
    window.click("form[action='/sign-out'] button");
    window.wait_for("form[action='/sign-in']");
    assert_eq!(window.run(keys), json!(0));
}
