//! The operator's page of the clock: what waits, both choices, and the dry run.

use crate::console::browser::Browser;
use crate::console::fixture::ConsoleFixture;
use crate::console::report::report_of;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::backups::recorded;
use countersign_app::failure::Failure;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;

const CHOICE: &str = "/clock/missed-deadlines";

/// The operator's Administrator, and a partner whose deadline passed while the clock did not run.
async fn both(fixture: &ConsoleFixture) -> (Browser, Browser, String) {
    let operator = fixture.sign_in("op@x.example").await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    (operator, partner, report)
}

#[tokio::test]
async fn after_a_gap_the_old_deadlines_may_stand() {
    let fixture = ConsoleFixture::neglected().await;
    let (operator, partner, report) = both(&fixture).await;
    operator
        .get("/")
        .await
        .expect(&["href=\"/clock\"", "Choose what happens to the automatic submissions"]);
    operator.get("/clock?until=2026-11-30").await.expect(&[
        "3 deadlines passed, the first one 7 Nov 2026, 24:00 (Berlin time)",
        "This cannot be undone.",
        "3 reports would be submitted by the system: 1 with penalties, 2 approved at once, 1 kept",
        "Submissions stay on hold until you make the choice above.",
        "will be charged on 1,000 provisioned units instead of 780 (+220)",
        "Flagged reports are reviewed by a person.",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ]);
    assert!(partner.get(&report).await.has("MSP preparing"), "a dry run changes nothing");
    let reader = fixture.sign_in("helpdesk@x.example").await;
    let page = reader.get("/clock").await.expect(&["An Administrator of the operator chooses"]);
    assert!(!page.has("name=\"choice\""));
    assert_eq!(reader.post(CHOICE, &[("choice", "keep")]).await.status, StatusCode::FORBIDDEN);

    let done = operator.post(CHOICE, &[("choice", "keep")]).await;
    assert!(done.notice);
    assert_eq!(done.leads_on(), "/clock");
    let page = operator.get("/clock").await;
    let page = page.expect(&["Last run", "22 Nov 2026", "The old deadlines were kept."]);
    assert!(page.has("<bdi>op@x.example &#60;i&#62;</bdi>, <time") && !page.has("name=\"choice\""));
    let page = partner.get(&report).await.expect(&["Under review", "8 Nov 2026, 24:00"]);
    assert!(page.has("Automatically submitted - may require review"));
    assert!(operator.post(CHOICE, &[("choice", "keep")]).await.notice, "nothing waits any more");
    let record = operator.get("/audit").await.expect(&["Clock run"]);
    assert_eq!(record.body.matches("Missed deadlines kept").count(), 1);
}

#[tokio::test]
async fn after_a_gap_everyone_may_get_a_new_deadline() {
    let fixture = ConsoleFixture::neglected().await;
    let (operator, partner, report) = both(&fixture).await;
    for (last_day, told) in
        [("", "Enter a date such as"), ("2026-11-21", "Choose a last day in the future")]
    {
        let fields = [("choice", "extend"), ("last_day", last_day)];
        let refused = operator.post(CHOICE, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(told) && refused.has("value=\"extend\" required checked"), "{told}");
    }
    let fields = [("choice", "extend"), ("last_day", "2026-11-30")];
    operator.post(CHOICE, &fields).await.leads_on();
    let told = "the clock had been stopped, and the operator set one for everyone";
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
    let fixture = ConsoleFixture::new().await;
    let operator = fixture.sign_in("op@x.example").await;
    operator.get("/clock").await.expect(&[
        "This is a rehearsal",
        "Making the reports of November 2026",
        "8 Nov 2026, 24:00</time> · 2 reports with their partners",
    ]);
    let ahead = operator.get("/clock?until=2026-12-15").await;
    let ahead =
        ahead.expect(&["November 2026: 3 reports would be made, for 3 partners.", "Made, because"]);
    assert!(ahead.has("Submitted by the system, because the deadline passes"));
    assert!(!ahead.has("Submissions stay on hold"));
    let nothing = operator.get("/clock?until=2026-11-02").await;
    nothing.expect(&["Nothing falls due by then."]);
    operator.get("/clock?until=2031-01-01").await.expect(&["Choose a day within the next year"]);
    operator.get("/clock?until=soon").await.expect(&["Enter a date such as", "value=\"soon\""]);
    let bad = operator.post(CHOICE, &[("choice", "keep")]).await;
    assert!(bad.notice, "in a rehearsal nothing waits");
}

#[tokio::test]
async fn the_page_says_when_the_last_backup_was_made_and_why_a_later_one_failed() {
    let fixture = ConsoleFixture::neglected().await;
    let operator = fixture.sign_in("op@x.example").await;
    let page = operator.get("/clock").await;
    page.expect(&["No backup was made in the last eight days."]);
    let store = &fixture.app.state.store;
    let at = |time: &str| Instant::parse(&format!("2026-11-{time}:00Z")).unwrap();
    let made = audit::of_machine(Event::BackedUp, at("21T02:00"));
    store.write(async |tx| audit::record(tx, made.clone()).await).await.unwrap();
    let page = operator.get("/clock").await;
    let page = page.expect(&["Last backup", "21 Nov 2026, 03:00", "It was verified."]);
    assert!(!page.has("backup-failed"));
    let failure = Failure::System("/backups: <no> space left".to_owned());
    let record = async |tx: &mut _| recorded::record_failure(tx, &failure, at("22T02:00")).await;
    store.write(record).await.unwrap();
    operator.get("/clock").await.expect(&[
        "The last backup failed",
        "/backups: &#60;no&#62; space left",
        "21 Nov 2026, 03:00",
    ]);
    operator.get("/audit").await.expect(&["Backup made", "Backup failed"]);
}
