//! The first hour by hand alone: from the set-up link to the first approved report, in a browser.

use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};
use countersign_app::identity::set_up_link;
use countersign_app::random::SystemRandom;
use countersign_testkit::browser::Window;

const PASSWORD: &str = "correct horse battery staple";

/// What a person fills in for each entry of the list, in its order.
const ENTRIES: [&[(&str, &str)]; 7] = [
    &[
        ("code", "EU"),
        ("name", "Europe"),
        ("usage_reports", "yes"),
        ("time_zone", "Europe/Berlin"),
        ("currency", "EUR"),
        ("language", "en"),
    ],
    &[("code", "ACME"), ("name", "Acme Security")],
    &[("code", "EP"), ("name", "Endpoint Shield"), ("unit", "Seats"), ("vendor", "ACME")],
    &[("code", "NORD"), ("name", "Nordlicht"), ("region", "EU"), ("type", "distributor")],
    &[("code", "P1"), ("name", "Ångström IT AB"), ("distributor", "NORD"), ("type", "msp")],
    &[("code", "C1"), ("name", "Kiel Werft"), ("partner", "P1")],
    &[("code", "S1"), ("customer", "C1"), ("product", "EP")],
];

/// Types into a field, or chooses in a list.
fn enter(window: &Window, name: &str, value: &str) {
    let field = format!("main [name=\"{name}\"]");
    let is_typed = format!("{field}:is(input:not([type=date]))");
    match window.count(&is_typed) {
        0 => {
            let set = format!("document.querySelector('{field}').value = '{value}'");
            window.run(&set);
            let stays = format!("return document.querySelector('{field}').value");
            assert_eq!(window.run(&stays), value, "{name} offers it");
        }
        _ => window.fill(&field, value),
    }
}

/// Opens the form of the entry that comes next.
fn open_next(stage: &Stage, window: &Window) {
    window.go(&stage.at("/"));
    window.click(".set-up li.next a.button.primary");
    window.wait_for("main form button.primary");
}

fn sets_up(stage: &Stage, window: &Window) {
    let app = &stage.fixture.app;
    let now = app.state.clock.machine_time();
    let make = app.state.store.write(async |tx| set_up_link::make(tx, now, &SystemRandom).await);
    let link = stage.runtime.block_on(make).unwrap().unwrap();
    window.go(&stage.at(&set_up_link::path(&link)));
    for (name, value) in
        [("name", "Anna Berg"), ("email", "anna@operator.example"), ("password", PASSWORD)]
    {
        enter(window, name, value);
    }
    window.click("main button.primary");
    window.wait_for(".set-up");
    keep_picture(window, "first-hour-1-list");
    for fields in ENTRIES {
        open_next(stage, window);
        for (name, value) in fields {
            enter(window, name, value);
        }
        window.click("main form button.primary");
        window.wait_for(".notice");
    }
}

/// Invites a person, and returns the link that the page shows once.
fn invites(stage: &Stage, window: &Window, email: &str, name: &str) -> String {
    open_next(stage, window);
    for (field, value) in [("email", email), ("name", name), ("role", "Administrator")] {
        enter(window, field, value);
    }
    window.click("main form button.primary");
    window.wait_until("a link", |it| {
        it.run("return document.body.innerHTML").as_str().unwrap().contains("/link/")
    });
    let found = "return document.body.innerHTML.match(/http[^\"<\\s]*\\/link\\/[\\w-]+/)[0]";
    window.run(found).as_str().unwrap().to_owned()
}

fn joins(window: &Window, link: &str) {
    window.forget_cookies();
    window.go(link);
    window.fill("input[name=password]", PASSWORD);
    window.click("main form button.primary");
    window.wait_for(".who");
}

fn open_first(stage: &Stage, window: &Window, query: &str) {
    window.go(&stage.at(&format!("/usage-reports?{query}")));
    window.click("tr[data-row] a[data-open]");
    window.wait_for(".report-status");
}

#[test]
fn a_newcomer_gets_from_the_set_up_link_to_the_first_approved_report() {
    let stage = Stage::of(|| async { ConsoleFixture::empty().await });
    let window = stage.window();
    sets_up(&stage, &window);
    let jonas = invites(&stage, &window, "jonas@nordlicht.example", "Jonas Brandt");
    let eva = invites(&stage, &window, "eva@angstrom.example", "Eva Lind");
    open_next(&stage, &window);
    window.fill("input[name=provisioned]", "100");
    window.fill("input[name=used]", "95");
    window.click("main form button.primary");
    window.wait_for(".notice");
    window.go(&stage.at("/"));
    assert_eq!(window.count(".set-up"), 0, "all is done");
    window.go(&stage.at("/clock"));
    enter(&window, "day", "2026-11-02");
    window.click("form[action='/clock/move'] button");
    window.wait_for(".notice");
    keep_picture(&window, "first-hour-2-clock");
    joins(&window, &eva);
    open_first(&stage, &window, "");
    window.fill("textarea[name^=comment-]", "All seats are in use");
    window.click("button[name=then][value=submit]");
    window.wait_for("button[data-key=s]");
    window.click("button[data-key=s]");
    window.wait_until("a submitted report", |it| {
        it.count(".report-status") > 0 && it.text(".report-status").contains("Under review")
    });
    joins(&window, &jonas);
    open_first(&stage, &window, "status=under-review");
    window.click("button[data-key=a]");
    window.wait_for(".notice");
    window.go(&stage.at("/usage-reports?status=approved"));
    assert_eq!(window.count("tr[data-row]"), 1);
    keep_picture(&window, "first-hour-3-approved");
}
