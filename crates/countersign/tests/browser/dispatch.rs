//! A distributor dispatches approved reports and a vendor answers, without any script.

use crate::accessible::faults;
use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::{AXE_VARIABLE, given};

/// By then the system has approved a report of the first distributor.
const AGREED: &str = "2026-11-10T12:00:00Z";

#[test]
fn what_is_approved_is_sent_and_returned_without_script() {
    let stage = Stage::new();
    stage.clock_to(AGREED);
    let window = stage.window_without_script();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/dispatches"));
    window.click(".actions a.button");
    window.wait_for("input[name=purchase_order]");
    window.fill("input[name=purchase_order]", "PO-1");
    window.click("form[action='/dispatches'] button.primary");
    window.wait_until("the dispatch", |window| window.text("h1").contains("Dispatch D1-1"));
    assert!(window.text("main").contains("PO-1"), "{}", window.text("main"));
    assert_eq!(window.count("tr[data-row]"), 1);

    stage.let_in(&window, "v@x.example");
    window.go(&stage.at("/dispatches"));
    window.click("tr[data-row] a[data-open]");
    window.wait_for("input[name=report]");
    window.click("input[name=report]");
    window.click("button[name=action][value=return]");
    window.wait_for("textarea[name=reason]");
    window.fill("textarea[name=reason]", "units of another month");
    window.click("form.narrow button.primary");
    window.wait_until("the preview", |window| window.count("form[action$='/confirm']") == 1);
    window.click("form[action$='/confirm'] button");
    window.wait_until("the end", |window| window.count(".job-state.done") == 1);
    window.go(&stage.at("/dispatches"));
    assert!(window.text("tr[data-row]").contains("1 returned"));
}

#[test]
fn a_vendor_completes_a_dispatch_by_keyboard() {
    const ENTER: &str = "\u{e007}";
    let stage = Stage::new();
    stage.clock_to(AGREED);
    let window = stage.window();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/dispatches/new"));
    window.tab_to("form[action='/dispatches'] button.primary");
    window.press(ENTER);
    window.wait_until("the dispatch", |window| window.text("h1").contains("Dispatch D1-1"));
    stage.let_in(&window, "v@x.example");
    window.go(&stage.at("/"));
    window.tab_to("nav summary");
    window.press(ENTER);
    window.tab_to("nav a[href='/dispatches']");
    window.press(ENTER);
    window.wait_for("tr[data-row] a[data-open]");
    window.tab_to("tr[data-row] a[data-open]");
    window.press(ENTER);
    window.wait_for("input[name=all]");
    window.tab_to("input[name=all]");
    window.press(" ");
    window.tab_to("button[name=action][value=complete]");
    window.press(ENTER);
    window.wait_until("the preview", |window| window.count("form[action$='/confirm']") == 1);
    window.tab_to("form[action$='/confirm'] button");
    window.press(ENTER);
    window.wait_until("the end", |window| window.count(".job-state.done") == 1);
    window.go(&stage.at("/dispatches"));
    assert!(window.text("tr[data-row]").contains("1 completed"), "{}", window.text("tr[data-row]"));
}

#[test]
fn axe_finds_nothing_on_the_pages_of_a_dispatch() {
    let stage = Stage::new();
    stage.clock_to(AGREED);
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let window = stage.window();
    let mut all = Vec::new();
    stage.let_in(&window, "op@x.example");
    window.go(&stage.at("/distributors/3/channels/add?kind=webhook"));
    window.fill("input[name=name]", "Hook");
    window.fill("input[name=address]", "nowhere");
    window.click("main button.primary");
    window.wait_for("#error-address");
    all.extend(faults(&window, &axe, "operator-way-refused"));
    window.fill("input[name=address]", "https://acme.example/in");
    window.click("main button.primary");
    window.wait_for("code.secret");
    all.extend(faults(&window, &axe, "operator-way-secret"));
    window.click("main a.button");
    window.wait_for("form[action$='/secret']");
    all.extend(faults(&window, &axe, "operator-way"));
    window.go(&stage.at("/distributors/3/channels"));
    all.extend(faults(&window, &axe, "operator-ways"));
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/dispatches/new"));
    all.extend(faults(&window, &axe, "distributor-dispatch-new"));
    keep_picture(&window, "dispatch-new");
    window.click("form[action='/dispatches'] button.primary");
    window.wait_until("the dispatch", |window| window.text("h1").contains("Dispatch D1-1"));
    let dispatch = window.address();
    for (reader, email) in [("distributor", "d1@x.example"), ("vendor", "v@x.example")] {
        stage.let_in(&window, email);
        for (name, address) in [("list", stage.at("/dispatches")), ("one", dispatch.clone())] {
            window.go(&address);
            all.extend(faults(&window, &axe, &format!("{reader}-dispatch-{name}")));
        }
    }
    window.click("input[name=all]");
    window.click("button[name=action][value=return]");
    window.wait_for("textarea[name=reason]");
    all.extend(faults(&window, &axe, "vendor-dispatch-return"));
    assert!(all.is_empty(), "{all:#?}");
}
