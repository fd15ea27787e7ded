//! A phone: nothing scrolls sideways, and rows of a list are cards with labels.

use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::Look;

const PHONE: Look = Look { width: 390, height: 844, dark: false };

/// How far the page can be scrolled sideways.
const SIDEWAYS: &str = "window.scrollTo(500, 0); return window.scrollX;";

/// The labels before the cells of a row.
const LABELS: &str = "return [...document.querySelectorAll('tr[data-row] td')]
  .map((cell) => getComputedStyle(cell, '::before').content);";

/// The minimum size of a target, in pixels. Links in running text are as high as the text.
const SMALLEST: &str = "
const seen = (it) => it.checkVisibility() && it.getBoundingClientRect().width > 0;
const kinds = 'button, select, input:not([type=hidden]), a.button';
const touched = [...document.querySelectorAll(kinds)];
const heights = touched.filter(seen).map((it) => (it.closest('label') ?? it))
  .map((it) => Math.round(it.getBoundingClientRect().height));
return Math.min(...heights);";

#[test]
fn a_list_on_a_phone_is_cards_that_need_no_scrolling_sideways() {
    let stage = Stage::new();
    let window = stage.window();
    window.look(PHONE);
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    assert_eq!(window.run(SIDEWAYS), 0);
    keep_picture(&window, "phone-list");
    // A row is as wide as the window, and labels each figure.
    let width = "return document.querySelector('tr[data-row]').getBoundingClientRect().width";
    let width = window.run(width);
    assert!(width.as_f64().unwrap() <= 390.0, "{width}");
    let labels = window.run(LABELS);
    for label in ["Status", "Lines", "Violations"] {
        assert!(labels.to_string().contains(label), "no {label} in {labels}");
    }
    let smallest = window.run(SMALLEST).as_i64().unwrap();
    assert!(smallest >= 24, "{smallest} pixels are not enough for a thumb");
    window.click("tr[data-row] a[data-open]");
    window.wait_for(".report-title");
    assert_eq!(window.run(SIDEWAYS), 0);
    keep_picture(&window, "phone-report");
}
