//! A decision that is undone, or an approval that is reopened, within five minutes sends no
//! message. Later, the partner is told.
//!
//! SQL here: a rehearsal becomes an ordinary installation, which no verb does.

use crate::messages::fixture::{MessageFixture, at, post};
use crate::messages::notifications::told;
use countersign_app::actions::verify_record;
use countersign_app::progress::WorkProgress;
use countersign_delivery::send_batch::BatchOutcome;
use countersign_domain::message::MessageKind;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::Command;
use countersign_store::Tx;
use countersign_store::outbox::{self, MessageState};
use countersign_testkit::mail_server::MailServer;

const APPROVED_AT: &str = "2026-11-08T10:00:00+01:00";
pub(super) const APPROVE: Command = Command::Approve { note: None };

/// An installation whose report waits for a decision. No message waits.
pub(super) async fn under_review() -> MessageFixture {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    fixture.clear().await;
    let mut tx = fixture.store.begin().await.unwrap();
    tx.execute("UPDATE installation SET rehearsal = FALSE", &[]).await.unwrap();
    tx.commit().await.unwrap();
    fixture
}

pub(super) async fn reopen(fixture: &MessageFixture, now: &str) -> bool {
    let command = Command::Reopen { reason: Some("One seat too many".to_owned()) };
    fixture.act("d1@x.example", 1, &command, now).await
}

/// The subjects of the messages that are sent at a time.
pub(super) async fn sent_at(fixture: &MessageFixture, machine: &str) -> Vec<String> {
    let server = MailServer::start();
    let post = post(&server);
    let delivery = fixture.delivery(&post, machine);
    while delivery.send_batch().await.unwrap() == BatchOutcome::On {}
    let subjects = server.taken().into_iter().map(|it| it.header("Subject").unwrap());
    subjects.collect()
}

#[tokio::test]
async fn the_word_of_an_approval_waits_five_minutes() {
    let fixture = under_review().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Approved, &["p1a", "p1b"]));
    assert!(sent_at(&fixture, "2026-11-08T10:04:59+01:00").await.is_empty());
    assert_eq!(sent_at(&fixture, "2026-11-08T10:05:00+01:00").await.len(), 2);
}

#[tokio::test]
async fn what_is_taken_back_meanwhile_is_heard_of_by_nobody() {
    let fixture = under_review().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    assert!(reopen(&fixture, "2026-11-08T10:04:00+01:00").await);
    assert!(fixture.waiting().await.is_empty());
    assert!(sent_at(&fixture, "2026-11-09T10:00:00+01:00").await.is_empty());
    // The next approval is reported, once.
    assert!(fixture.act("d1@x.example", 1, &APPROVE, "2026-11-09T11:00:00+01:00").await);
    assert_eq!(sent_at(&fixture, "2026-11-09T11:05:00+01:00").await.len(), 2);
}

#[tokio::test]
async fn what_is_taken_back_later_is_told_with_its_reason() {
    let fixture = under_review().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    assert_eq!(sent_at(&fixture, "2026-11-08T10:05:00+01:00").await.len(), 2);
    assert!(reopen(&fixture, "2026-11-08T10:06:00+01:00").await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Reopened, &["p1a", "p1b"]));
    let mut tx = fixture.store.read().await.unwrap();
    let listed = outbox::list(&mut tx, &outbox::MessageQuery::first(MessageState::Waiting, 9))
        .await
        .unwrap();
    assert_eq!(listed[0].moment, at("2026-11-08T10:11:00+01:00"), "it can be undone itself");
    tx.rollback().await.unwrap();
    assert_eq!(sent_at(&fixture, "2026-11-08T10:11:00+01:00").await.len(), 2);
}

#[tokio::test]
async fn an_undone_decision_is_heard_of_by_nobody() {
    let until = Until::parse("2026-11-20").unwrap();
    let reason = || Some("One seat too many".to_owned());
    let reject = Command::Reject { reasons: reason(), line_reasons: Vec::new() };
    for (before, decision) in [
        (None, APPROVE),
        (None, reject.clone()),
        (Some(reject), Command::Extend { until, reason: reason() }),
        (Some(APPROVE), Command::Reopen { reason: reason() }),
    ] {
        let fixture = under_review().await;
        if let Some(before) = &before {
            assert!(fixture.act("d1@x.example", 1, before, "2026-11-08T09:00:00+01:00").await);
            assert_eq!(sent_at(&fixture, "2026-11-08T09:05:00+01:00").await.len(), 2);
        }
        assert!(fixture.act("d1@x.example", 1, &decision, APPROVED_AT).await);
        assert_eq!(fixture.waiting().await.len(), 2, "{decision:?} waits for two people");
        assert!(sent_at(&fixture, "2026-11-08T10:04:59+01:00").await.is_empty(), "{decision:?}");
        assert!(fixture.undo("d1@x.example", 1, "2026-11-08T10:04:59+01:00").await, "{decision:?}");
        let waiting = fixture.waiting().await;
        let again = matches!(decision, Command::Reopen { .. });
        let expected = if again { told(MessageKind::Approved, &["p1a", "p1b"]) } else { vec![] };
        assert_eq!(waiting, expected, "{decision:?}: an approval that stands again is told again");
        let found = verify_record::run(&fixture.store, &mut WorkProgress::hidden()).await.unwrap();
        assert_eq!(found.count, 0, "{:?}", found.broken);
    }
}

#[tokio::test]
async fn an_approval_that_was_reopened_and_stands_again_reaches_the_partner() {
    let fixture = under_review().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    assert!(reopen(&fixture, "2026-11-08T10:01:00+01:00").await);
    assert!(fixture.undo("d1@x.example", 1, "2026-11-08T10:02:00+01:00").await);
    assert_eq!(fixture.waiting().await, told(MessageKind::Approved, &["p1a", "p1b"]));
    assert_eq!(sent_at(&fixture, "2026-11-08T10:07:00+01:00").await.len(), 2);
}

#[tokio::test]
async fn a_message_on_its_way_is_not_taken_back() {
    let fixture = under_review().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    let mut tx = fixture.store.begin().await.unwrap();
    let now = at("2026-11-08T10:05:00+01:00");
    let id = uuid::Uuid::from_u64_pair(1, 1);
    let lease = outbox::OutboxLease { id, until: now.plus_micros(900_000_000) };
    let taken = outbox::take(&mut tx, now, lease, "one@x.example").await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(taken.len(), 1);
    assert!(reopen(&fixture, "2026-11-08T10:05:01+01:00").await);
    let waiting = fixture.waiting().await;
    let reopened: Vec<_> = waiting.iter().filter(|it| it.0 == MessageKind::Reopened).collect();
    assert_eq!(
        reopened.len(),
        1,
        "whoever may have got the first one gets the second: {waiting:?}"
    );
    let later = sent_at(&fixture, "2026-11-08T12:00:00+01:00").await;
    assert_eq!(later.len(), 1, "what is so no more is not tried again: {later:?}");
}

#[tokio::test]
async fn in_a_rehearsal_nothing_waits_for_minutes() {
    let fixture = MessageFixture::with_partners(1).await;
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    fixture.clear().await;
    assert!(fixture.act("d1@x.example", 1, &APPROVE, APPROVED_AT).await);
    let mut tx = fixture.store.read().await.unwrap();
    let listed = outbox::list(&mut tx, &outbox::MessageQuery::first(MessageState::Waiting, 9))
        .await
        .unwrap();
    assert_eq!(listed[0].moment, at(APPROVED_AT));
}

#[tokio::test]
async fn more_time_that_ends_within_five_minutes_is_told_before_it_ends() {
    for (until, due, sent) in [
        ("2026-11-07T00:03:00+01:00", "2026-11-07T00:02:00+01:00", 2),
        ("2026-11-07T00:30:00+01:00", "2026-11-07T00:03:00+01:00", 2),
    ] {
        let fixture = MessageFixture::with_partners(1).await;
        fixture.clear().await;
        let ordinary = async |tx: &mut Tx| {
            tx.execute("UPDATE installation SET rehearsal = FALSE WHERE TRUE", &[]).await
        };
        fixture.store.write(ordinary).await.unwrap();
        let until = Until::parse(until).unwrap();
        let extend = Command::Extend { until, reason: Some("A holiday".to_owned()) };
        assert!(fixture.act("d1@x.example", 1, &extend, "2026-11-06T23:58:00+01:00").await);
        let early = at(due).plus_micros(-1).to_string();
        assert!(sent_at(&fixture, &early).await.is_empty());
        assert_eq!(sent_at(&fixture, due).await.len(), sent, "{due}");
    }
}
