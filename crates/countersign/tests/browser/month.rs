//! The life of a report: edited and submitted, rejected with reasons, submitted again, approved.

use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::Window;

const PARTNER: &str = "p1@x.example";
const DISTRIBUTOR: &str = "d1billing@x.example";
const ENTER: &str = "\u{e007}";

fn open_first(stage: &Stage, window: &Window, query: &str) {
    window.go(&stage.at(&format!("/usage-reports?{query}")));
    window.click("tr[data-row] a[data-open]");
    window.wait_for(".report-status");
}

fn expect(window: &Window, selector: &str, text: &str) {
    let what = format!("{text:?} in {selector}");
    window.wait_until(&what, |it| it.count(selector) > 0 && it.text(selector).contains(text));
}

/// The partner charges less than is provisioned, and must explain it.
fn edits_and_submits(stage: &Stage, window: &Window) {
    stage.let_in(window, PARTNER);
    open_first(stage, window, "");
    expect(window, ".report-status", "MSP preparing");
    keep_picture(window, "month-1-preparing");
    window.fill("input[name^=chargeable-]", "790");
    window.click("button[name=then][value=submit]");
    // The draft is kept. Without a comment it is not submitted.
    window.wait_for("[role=alert] a[href*='#comment-']");
    assert_eq!(window.count("button[data-key=s]"), 0);
    window.click("[role=alert] a[href*='#comment-']");
    window.fill("textarea[name^=comment-]", "Two customers left in the middle of the month");
    assert_eq!(window.run("return document.querySelector('[name^=chargeable-]').value"), "790");
    window.click("button[name=then][value=submit]");
    window.wait_for("button[data-key=s]");
    assert!(window.text("table").contains("790"), "{}", window.text("table"));
    keep_picture(window, "month-2-submitting");
    window.press("s");
    expect(window, ".report-status", "Under review");
    assert_eq!(window.count("textarea[name^=comment-]"), 0);
}

fn rejects_with_reasons(stage: &Stage, window: &Window) {
    stage.let_in(window, DISTRIBUTOR);
    open_first(stage, window, "cycle=2026-10&status=under-review");
    assert!(window.text(".report-lines").contains("Two customers left"));
    keep_picture(window, "month-3-reviewing");
    window.press("r");
    window.wait_for("textarea[name=reasons]");
    // A rejection without reasons is refused.
    window.click(".actions button");
    window.wait_for("[role=alert]");
    window.fill("textarea[name=reasons]", "Kiel Werft is still listed; please check");
    window.fill("textarea[name^=reasons-]", "420 of these are theirs");
    keep_picture(window, "month-4-rejecting");
    window.click(".actions button");
    window.wait_for(".notice");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=rejected"));
    assert_eq!(window.count("tr[data-row]"), 1);
}

fn submits_again(stage: &Stage, window: &Window) {
    stage.let_in(window, PARTNER);
    open_first(stage, window, "");
    expect(window, ".report-status", "Rejected");
    expect(window, "main", "Kiel Werft is still listed; please check");
    expect(window, ".line-reasons", "420 of these are theirs");
    keep_picture(window, "month-5-rejected");
    window.fill("input[name^=chargeable-]", "800");
    window.click("input[name^=confirm-]");
    window.click("button[name=then][value=submit]");
    window.wait_for("button[data-key=s]");
    window.click("button[data-key=s]");
    expect(window, ".report-status", "Under review");
}

fn approves_by_keyboard(stage: &Stage, window: &Window) {
    stage.let_in(window, DISTRIBUTOR);
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=under-review"));
    window.wait_for("tr[data-row]");
    window.press("j");
    window.press(ENTER);
    window.wait_for("button[data-key=a]");
    window.press("a");
    expect(window, ".notice", "Ångström IT AB");
    keep_picture(window, "month-6-approved");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=approved"));
    assert_eq!(window.count("tr[data-row]"), 1);
}

#[test]
fn a_report_is_submitted_rejected_submitted_again_and_approved_by_keyboard() {
    let stage = Stage::new();
    let window = stage.window();
    edits_and_submits(&stage, &window);
    rejects_with_reasons(&stage, &window);
    submits_again(&stage, &window);
    approves_by_keyboard(&stage, &window);
}

#[test]
fn without_script_a_partner_submits_all_the_same() {
    let stage = Stage::new();
    let window = stage.window_without_script();
    stage.let_in(&window, PARTNER);
    open_first(&stage, &window, "");
    window.fill("textarea[name^=comment-]", "Closed on 9 October");
    window.click(".decide button[name=then][value=stay]");
    window.wait_for(".notice");
    window.click("button[name=then][value=submit]");
    window.click("button[data-key=s]");
    expect(&window, ".report-status", "Under review");
}
