//! Decisions on many reports by keyboard: thirty by selection, and by rule; both undone.

use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::{Look, Window};

const WHO: &str = "d1billing@x.example";
const ENTER: &str = "\u{e007}";

fn list(stage: &Stage, query: &str) -> Window {
    let window = stage.window();
    window.look(Look { width: 1280, height: 800, dark: false });
    stage.let_in(&window, WHO);
    window.go(&stage.at(&format!("/usage-reports?{query}")));
    window.wait_for(".bulk-bar");
    window
}

/// Presses a key, and waits for the page with this text.
fn press(window: &Window, key: &str, text: &str) {
    window.press(key);
    window.wait_until(text, |window| {
        window.run("return document.readyState") == "complete" && window.text("main").contains(text)
    });
}

#[test]
fn thirty_selected_reports_are_approved_at_once_and_undone_with_one_key() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(40));
    let window = list(&stage, "cycle=2026-10&status=under-review");
    for _ in 0..30 {
        window.press("j");
        window.press("x");
    }
    assert_eq!(window.text("[data-picked]"), "30 selected");
    press(&window, "a", "30 reports will be approved.");
    assert!(window.text("main").contains("30 partners"), "{}", window.text("main"));
    keep_picture(&window, "deciding-preview");
    press(&window, "a", "30 reports were approved.");
    assert_eq!(window.count(".job-state.done"), 1, "no one waits for it");
    assert_eq!(window.count(".job-item.good"), 30, "each report has its result");
    keep_picture(&window, "deciding-done");
    press(&window, "u", "30 decisions were undone.");
    window.go(&stage.at("/jobs"));
    assert_eq!(window.count("tr[data-row]"), 2);
    keep_picture(&window, "deciding-list");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=under-review"));
    assert_eq!(window.count("tr[data-row]"), 40);
}

/// Four partners in November: one as in October, one 5 % more, one 16 % more, and one with a
/// penalty.
async fn two_months() -> ConsoleFixture {
    let world = ConsoleFixture::with_partners(4).await;
    let mut rows = Vec::new();
    for day in 1..=30 {
        for (code, units) in
            [("NS1", "101,95"), ("NS2", "102,100"), ("NS3", "110,110"), ("NS4", "120,95")]
        {
            rows.push(format!("{code},2026-11-{day:02},{units}"));
        }
    }
    world.add_readings(&rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.clock_to("2026-12-10T00:00:00Z").await;
    world
}

#[test]
fn what_changed_little_is_approved_by_rule_with_three_keys() {
    let stage = Stage::of(two_months);
    // The rule compares with what was agreed, so October is approved first.
    let window = list(&stage, "cycle=2026-10&status=under-review");
    for _ in 0..4 {
        window.press("j");
        window.press("x");
    }
    press(&window, "a", "4 reports will be approved.");
    press(&window, "a", "4 reports were approved.");
    window.go(&stage.at("/usage-reports?cycle=2026-11&status=under-review"));
    window.wait_for(".bulk-bar");
    assert_eq!(window.count("tr[data-row]"), 4);
    press(&window, "b", "Change of less than (%)");
    keep_picture(&window, "deciding-rule");
    press(&window, ENTER, "2 reports will be approved.");
    let page = window.text("main");
    for text in ["less than 10%", "1 report with a flag", "1 report with a larger change"] {
        assert!(page.contains(text), "no {text} in {page}");
    }
    keep_picture(&window, "deciding-rule-preview");
    press(&window, "a", "2 reports were approved.");
    press(&window, "u", "2 decisions were undone.");
    window.go(&stage.at("/usage-reports?cycle=2026-11&status=under-review"));
    assert_eq!(window.count("tr[data-row]"), 4);
}
