//! A distributor approves two hundred reports at once.

use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};

#[test]
fn two_hundred_reports_are_approved_at_once() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(200));
    let window = stage.window();
    stage.let_in(&window, "d1billing@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=under-review"));
    assert_eq!(window.count("tr[data-row]"), 50);
    window.click("input[name=all]");
    window.click("button[name=action][value=approve]");
    window.wait_until("the preview", |window| window.count("form[action$='/confirm']") == 1);
    assert!(window.text("main").contains("200"), "{}", window.text("main"));
    keep_picture(&window, "bulk-preview");
    window.click("form[action$='/confirm'] button");
    window.wait_until("the end", |window| window.count(".job-state.done") == 1);
    keep_picture(&window, "bulk-done");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=approved"));
    let approved = window.text(".tallies [aria-current]");
    assert!(approved.starts_with("200"), "{approved}");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=under-review"));
    assert_eq!(window.count("tr[data-row]"), 0);
}
