//! The operator corrects refused rows of an import on its page.

use crate::accessible::faults;
use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::{AXE_VARIABLE, Look, given};

const ENTER: &str = "\u{e007}";
const CUSTOMERS: &str = "code,name,partner\nC8,Hafen Nord,P1\nC9,Werft Süd,NOBODY\nC10,,P2\n";
const USAGE: &str = "subscription,observed_at,provisioned\nS1,2026-11-02,12x\n";
/// How far the page can be scrolled sideways.
const SIDEWAYS: &str = "window.scrollTo(500, 0); return window.scrollX;";

#[test]
fn an_operator_corrects_an_import_by_keyboard() {
    let stage = Stage::new();
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let window = stage.window();
    stage.let_in(&window, "op@x.example");
    window.go(&stage.at("/imports"));
    for (name, text) in [("customers.csv", CUSTOMERS), ("usage-nov.csv", USAGE)] {
        let path = stage.fixture.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        window.choose_file("input[type=file]", &path);
    }
    window.tab_to("form[enctype] button.primary");
    window.press(ENTER);
    window.wait_for(".refused-row");
    assert_eq!(window.count(".refused-row [aria-invalid]"), 3);
    let mut found = faults(&window, &axe, "operator-import-correct");
    keep_picture(&window, "import-correct");
    window.look(Look { width: 390, height: 844, dark: true });
    assert_eq!(window.run(SIDEWAYS), 0);
    found.extend(faults(&window, &axe, "operator-import-correct-phone"));
    keep_picture(&window, "import-correct-phone");
    window.look(Look { width: 1280, height: 800, dark: false });
    for (field, text) in
        [("row-0-partner", "P1"), ("row-1-name", "Kai"), ("row-2-provisioned", "120")]
    {
        window.tab_to(&format!("[name=\"{field}\"]"));
        window.type_text(text);
    }
    window.press(ENTER);
    window.wait_for("form[action$='/confirm']");
    assert_eq!(window.count(".refused-row"), 0, "{}", window.text("main"));
    window.tab_to("form[action$='/confirm'] button");
    window.press(ENTER);
    window.wait_for(".job-state.done");
    window.go(&stage.at("/customers?find=Werft"));
    assert!(window.text("main").contains("Werft Süd"), "{}", window.text("main"));
    window.go(&stage.at("/customers?find=Kai"));
    assert!(window.text("main").contains("C10"), "{}", window.text("main"));
    assert!(found.is_empty(), "{found:#?}");
}
