//! Decisions while the machine's clock is an hour ahead, and after it went back: each counts once,
//! in the order in which they were made, and each message is sent once.

use crate::messages::fixture::MessageFixture;
use crate::messages::undoing::{APPROVE, reopen, sent_at, under_review};
use countersign_app::actions::verify_record;
use countersign_app::progress::WorkProgress;
use countersign_domain::history::Entry;
use countersign_store::history;

/// The verbs of a report's history in the order of its versions, each with its instant.
async fn verbs(fixture: &MessageFixture) -> Vec<String> {
    let key = fixture.report(1).await;
    let mut tx = fixture.store.read().await.unwrap();
    let entries = history::of_report(&mut tx, key).await.unwrap();
    let entries = entries.iter().map(|(body, _)| Entry::from_body(body).unwrap());
    entries.map(|it| format!("{} {} {}", it.version, it.verb.key(), it.at)).collect()
}

async fn approve(fixture: &MessageFixture, now: &str) {
    assert!(fixture.act("d1@x.example", 1, &APPROVE, now).await, "{now}");
}

#[tokio::test]
async fn what_is_decided_after_the_clock_went_back_comes_after_what_was_decided_before() {
    let fixture = under_review().await;
    let before = verbs(&fixture).await.len();
    approve(&fixture, "2026-11-08T11:00:00+01:00").await;
    assert!(reopen(&fixture, "2026-11-08T10:01:00+01:00").await);
    approve(&fixture, "2026-11-08T10:02:00+01:00").await;
    let verbs = verbs(&fixture).await;
    let told: Vec<&str> = verbs[before..].iter().map(String::as_str).collect();
    let expected = [
        format!("{} report.approve 2026-11-08T10:00:00Z", before + 1),
        format!("{} report.reopen 2026-11-08T09:01:00Z", before + 2),
        format!("{} report.approve 2026-11-08T09:02:00Z", before + 3),
    ];
    assert_eq!(told, expected);
    let found = verify_record::run(&fixture.store, &mut WorkProgress::hidden()).await.unwrap();
    assert_eq!(found.count, 0, "{:?}", found.broken);
    // The approval that was taken back is not announced, and the other one is, once.
    assert_eq!(sent_at(&fixture, "2026-11-08T10:07:00+01:00").await.len(), 2);
    assert_eq!(sent_at(&fixture, "2026-11-08T11:05:00+01:00").await.len(), 0);
}

#[tokio::test]
async fn a_message_that_was_sent_while_the_clock_was_ahead_is_not_sent_again() {
    let fixture = under_review().await;
    approve(&fixture, "2026-11-08T11:00:00+01:00").await;
    assert_eq!(sent_at(&fixture, "2026-11-08T11:05:00+01:00").await.len(), 2);
    for later in ["2026-11-08T10:06:00+01:00", "2026-11-08T11:06:00+01:00"] {
        assert_eq!(sent_at(&fixture, later).await.len(), 0, "{later}");
    }
}

#[tokio::test]
async fn a_message_that_waited_while_the_clock_was_ahead_is_late_by_as_much_at_most() {
    let fixture = under_review().await;
    approve(&fixture, "2026-11-08T11:00:00+01:00").await;
    assert_eq!(sent_at(&fixture, "2026-11-08T10:06:00+01:00").await.len(), 0);
    assert_eq!(sent_at(&fixture, "2026-11-08T11:05:00+01:00").await.len(), 2);
}
