//! What is written into the outbox, about what and for whom.

use crate::messages::fixture::{MessageFixture, at};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_domain::message::MessageKind;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::Command;
use countersign_store::message_choices::{self, MessagePreference};
use countersign_store::{StoreError, Tx, outbox};
use uuid::Uuid;

pub(crate) fn told(kind: MessageKind, people: &[&str]) -> Vec<(MessageKind, String, i64)> {
    people.iter().map(|name| (kind, format!("{name}@x.example"), 1)).collect()
}

fn reject() -> Command {
    let line_reasons = vec![("EP".to_owned(), "Too many seats".to_owned())];
    Command::Reject { reasons: Some("Please check".to_owned()), line_reasons }
}

#[tokio::test]
async fn who_works_on_reports_is_told_that_one_is_ready() {
    let fixture = MessageFixture::with_partners(1).await;
    assert_eq!(fixture.waiting().await, told(MessageKind::Ready, &["p1a", "p1b"]));
}

#[tokio::test]
async fn partners_are_reminded_at_nine_of_each_reminder_day_and_once() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    assert_eq!(fixture.clock_to("2026-11-05T08:59:59+01:00").await.reminded, 0);
    assert!(fixture.waiting().await.is_empty());
    assert_eq!(fixture.clock_to("2026-11-05T09:00:00+01:00").await.reminded, 1);
    assert_eq!(fixture.waiting().await, told(MessageKind::Reminder, &["p1a", "p1b"]));
    assert_eq!(fixture.clock_to("2026-11-05T09:00:00+01:00").await.reminded, 0);
    fixture.clear().await;
    assert_eq!(fixture.clock_to("2026-11-06T23:59:59+01:00").await.reminded, 1);
    fixture.clear().await;
    let done = fixture.clock_to("2026-11-30T00:00:00+01:00").await;
    assert_eq!((done.reminded, done.submitted), (0, 1));
}

#[tokio::test]
async fn nobody_is_reminded_of_what_they_have_submitted() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    let now = "2026-11-03T10:00:00+01:00";
    let explain = Command::Edit {
        product: Some("EP".to_owned()),
        chargeable: None,
        comment: Some("A pilot that ended".to_owned()),
    };
    assert!(fixture.act("p1a@x.example", 1, &explain, now).await);
    assert!(fixture.act("p1a@x.example", 1, &Command::Submit { comment: None }, now).await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Review, &["d1"]));
    assert_eq!(fixture.clock_to("2026-11-30T00:00:00+01:00").await.reminded, 0);
    // It waits for the next morning in the distributor's region.
    let mut tx = fixture.store.read().await.unwrap();
    let listed =
        outbox::list(&mut tx, &outbox::MessageQuery::first(outbox::MessageState::Waiting, 9))
            .await
            .unwrap();
    assert_eq!(listed[0].moment, at("2026-11-04T09:00:00+01:00"));
}

#[tokio::test]
async fn a_report_that_comes_back_is_told_with_reasons_and_reminded_of_again() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    let after_the_deadline = [
        told(MessageKind::Ready, &["p1a", "p1b"]),
        told(MessageKind::Reminder, &["p1a", "p1b"])
            .into_iter()
            .map(|it| (it.0, it.1, 1))
            .collect(),
        told(MessageKind::Review, &["d1"]),
        told(MessageKind::Submitted, &["p1a", "p1b"]),
    ];
    let waiting = fixture.waiting().await;
    let kinds = |rows: &[(MessageKind, String, i64)]| {
        let mut kinds: Vec<_> = rows.iter().map(|it| it.0.token()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&waiting), kinds(&after_the_deadline.concat()));
    fixture.clear().await;
    assert!(fixture.act("d1@x.example", 1, &reject(), "2026-11-09T10:00:00+01:00").await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Rejected, &["p1a", "p1b"]));
    fixture.clear().await;
    // Due at the end of 12 November: reminders are sent on the 11th and on the 12th.
    assert_eq!(fixture.clock_to("2026-11-11T08:59:59+01:00").await.reminded, 0);
    assert_eq!(fixture.clock_to("2026-11-11T09:00:00+01:00").await.reminded, 1);
    assert_eq!(fixture.clock_to("2026-11-12T09:00:00+01:00").await.reminded, 1);
}

#[tokio::test]
async fn whoever_got_more_time_is_reminded_of_the_new_deadline_only() {
    for (given, before) in [("2026-11-04T10:00:00+01:00", 0), ("2026-11-06T10:00:00+01:00", 2)] {
        let fixture = MessageFixture::with_partners(1).await;
        assert_eq!(fixture.clock_to(given).await.reminded, before);
        let until = Until::parse("2026-11-10").unwrap();
        let extend = Command::Extend { until, reason: Some("A holiday".to_owned()) };
        assert!(fixture.act("d1@x.example", 1, &extend, given).await);
        // Due at the end of the 10th, no longer on the 6th.
        assert_eq!(fixture.clock_to("2026-11-09T08:59:59+01:00").await.reminded, 0);
        assert_eq!(fixture.clock_to("2026-11-09T09:00:00+01:00").await.reminded, 1, "{given}");
        assert_eq!(fixture.clock_to("2026-11-10T09:00:00+01:00").await.reminded, 1);
        let done = fixture.clock_to("2026-11-30T00:00:00+01:00").await;
        assert_eq!((done.reminded, done.submitted), (0, 1));
    }
}

#[tokio::test]
async fn what_the_distributor_agrees_to_is_told_to_the_partner() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    fixture.clear().await;
    let approve = Command::Approve { note: None };
    assert!(fixture.act("d1@x.example", 1, &approve, "2026-11-08T10:00:00+01:00").await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Approved, &["p1a", "p1b"]));
}

#[tokio::test]
async fn an_action_that_is_undone_tells_nobody() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    fixture.clear().await;
    let (person, key) = (fixture.person("d1@x.example").await, fixture.report(1).await);
    let now = at("2026-11-08T10:00:00+01:00");
    let undone = fixture.store.write(async |tx: &mut Tx| {
        let mut batch = ReportBatch::open(tx, &person, &[key], now).await?;
        assert!(batch.execute(tx, key, &reject(), None).await?.is_ok());
        batch.commit(tx).await?;
        let counts = outbox::counts(tx).await?;
        assert_eq!(counts.waiting, 2);
        Err::<(), _>(StoreError::Conflict("something else went wrong".to_owned()))
    });
    assert!(undone.await.is_err());
    assert!(fixture.waiting().await.is_empty());
}

#[tokio::test]
async fn who_wants_no_reminders_gets_none_and_every_decision() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clear().await;
    let person = fixture.person("p1a@x.example").await;
    let choice =
        MessagePreference { person_id: person.id, kind: MessageKind::Reminder, wanted: false };
    let token = Uuid::from_u64_pair(1, 1);
    let choose = async |tx: &mut Tx| message_choices::choose(tx, &choice, token).await;
    fixture.store.write(choose).await.unwrap();
    fixture.clock_to("2026-11-05T09:00:00+01:00").await;
    assert_eq!(fixture.waiting().await, told(MessageKind::Reminder, &["p1b"]));
    fixture.clear().await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    let submitted = fixture.waiting().await;
    let submitted: Vec<_> =
        submitted.into_iter().filter(|it| it.0 == MessageKind::Submitted).collect();
    assert_eq!(submitted, told(MessageKind::Submitted, &["p1a", "p1b"]));
}
