//! The operator's page of the clock: what waits, both choices, and the dry run.

use crate::console::browser::Browser;
use crate::console::report::report_of;
use crate::console::world::World;
use axum::http::StatusCode;

const CHOICE: &str = "/clock/missed-deadlines";

/// The operator's Administrator, and a partner whose deadline passed while the clock did not run.
async fn both(world: &World) -> (Browser, Browser, String) {
    let operator = world.sign_in("op@x.example").await;
    let partner = world.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    (operator, partner, report)
}

#[tokio::test]
async fn after_a_gap_the_old_deadlines_may_stand() {
    let world = World::neglected().await;
    let (operator, partner, report) = both(&world).await;
    operator.get("/").await.expect(&["href=\"/clock\"", "wait for your choice"]);
    operator.get("/clock?until=2026-11-30").await.expect(&[
        "3 deadlines passed, the first one 7 Nov 2026, 24:00 (Berlin time)",
        "This cannot be undone.",
        "3 reports would be submitted by the system: 1 with penalties, 2 approved at once, 1 kept",
        "Submissions would wait until the choice above is made.",
        "is charged on 1,000 provisioned units instead of 780 (+220)",
        "Flagged reports are kept for a person.",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ]);
    assert!(partner.get(&report).await.has("MSP preparing"), "a dry run changes nothing");
    let reader = world.sign_in("helpdesk@x.example").await;
    let page = reader.get("/clock").await.expect(&["An Administrator of the operator chooses"]);
    assert!(!page.has("name=\"choice\""));
    assert_eq!(reader.post(CHOICE, &[("choice", "keep")]).await.status, StatusCode::FORBIDDEN);

    let done = operator.post(CHOICE, &[("choice", "keep")]).await;
    assert!(done.notice);
    assert_eq!(done.leads_on(), "/clock");
    let page = operator.get("/clock").await;
    let page = page.expect(&["Ran last", "22 Nov 2026", "The old deadlines stand."]);
    assert!(page.has("<bdi>op@x.example &#60;i&#62;</bdi>, <time") && !page.has("name=\"choice\""));
    let page = partner.get(&report).await.expect(&["Under review", "8 Nov 2026, 24:00"]);
    assert!(page.has("Automatically submitted - may require review"));
    assert!(operator.post(CHOICE, &[("choice", "keep")]).await.notice, "nothing waits any more");
    let record = operator.get("/audit").await.expect(&["Clock run"]);
    assert_eq!(record.body.matches("Missed deadlines kept").count(), 1);
}

#[tokio::test]
async fn after_a_gap_everyone_may_get_a_new_deadline() {
    let world = World::neglected().await;
    let (operator, partner, report) = both(&world).await;
    for (last_day, told) in [("", "Give a date such as"), ("2026-11-21", "has to lie ahead")] {
        let fields = [("choice", "extend"), ("last_day", last_day)];
        let refused = operator.post(CHOICE, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(told) && refused.has("value=\"extend\" required checked"), "{told}");
    }
    let fields = [("choice", "extend"), ("last_day", "2026-11-30")];
    operator.post(CHOICE, &fields).await.leads_on();
    let told = "after the clock had stood still, the operator chose one for everyone";
    let page = partner.get(&report).await;
    let page = page.expect(&["MSP preparing", "30 Nov 2026, 24:00", told]);
    assert!(page.has("Save draft"), "the partner has it in hand again");
    let history = partner.get(&format!("{report}/history")).await;
    history.expect(&["8 Nov 2026, 24:00", "30 Nov 2026, 24:00"]);
    let clock = operator.get("/clock").await;
    clock.expect(&["30 Nov 2026, 24:00", "3 reports with their partners"]).expect(&[
        "A new deadline for everyone: 30 Nov 2026, 24:00.",
        "<bdi>op@x.example &#60;i&#62;</bdi>, <time",
    ]);
}

#[tokio::test]
async fn the_page_looks_ahead_and_says_what_makes_no_sense() {
    let world = World::new().await;
    let operator = world.sign_in("op@x.example").await;
    operator.get("/clock").await.expect(&[
        "This is a rehearsal",
        "Reports of November 2026 are made",
        "8 Nov 2026, 24:00</time> · 2 reports with their partners",
    ]);
    let ahead = operator.get("/clock?until=2026-12-15").await;
    let ahead =
        ahead.expect(&["November 2026: 3 reports would be made, for 3 partners.", "Made, as"]);
    assert!(ahead.has("Submitted by the system, as its deadline passes"));
    assert!(!ahead.has("Submissions would wait"));
    let nothing = operator.get("/clock?until=2026-11-02").await;
    nothing.expect(&["Nothing would be due."]);
    operator.get("/clock?until=2031-01-01").await.expect(&["At most a year ahead"]);
    operator.get("/clock?until=soon").await.expect(&["Give a date such as", "value=\"soon\""]);
    let bad = operator.post(CHOICE, &[("choice", "keep")]).await;
    assert!(bad.notice, "in a rehearsal nothing waits");
}
