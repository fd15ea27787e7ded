//! The days of which a source sent readings, noted once however often they are sent.

use crate::content::instant;
use crate::databases::{number, on_both};
use countersign_domain::quantity::Quantity;
use countersign_store::Store;
use countersign_store::readings::{Guess, Reading};
use countersign_store::sources::note_readings;

const NOTED: &str = "SELECT COUNT(*) FROM reading_sources";

/// A reading of each of so many subscriptions.
fn readings(first: i64, count: i64) -> Vec<Reading> {
    let reading = |subscription_id| Reading {
        partner_id: 5,
        subscription_id,
        observed_at: instant("2026-10-05T12:00:00Z"),
        provisioned: Quantity::from_units(1),
        used: None,
    };
    (first..first + count).map(reading).collect()
}

async fn note(store: &Store, source: i64, sent: &[Reading], guess: &mut Guess) -> i64 {
    let mut tx = store.begin().await.unwrap();
    note_readings(&mut tx, source, sent, guess).await.unwrap();
    let noted = number(&mut tx, NOTED).await;
    tx.commit().await.unwrap();
    noted
}

#[tokio::test]
async fn a_day_is_noted_once_for_each_source_however_many_rows_come_at_once() {
    on_both(async |store| {
        let mut guess = Guess::Free;
        assert_eq!(note(store, 1, &readings(1, 300), &mut guess).await, 300);
        // The same again, and 50 of them among 250 new ones.
        assert_eq!(note(store, 1, &readings(1, 300), &mut guess).await, 300);
        assert_eq!(note(store, 1, &readings(251, 300), &mut guess).await, 550);
        assert_eq!(note(store, 1, &readings(551, 300), &mut guess).await, 850);
        assert_eq!(note(store, 1, &readings(851, 300), &mut guess).await, 1150);
        assert_eq!(note(store, 1, &readings(1, 2), &mut guess).await, 1150);
        assert_eq!(note(store, 2, &readings(1, 300), &mut guess).await, 1450);
    })
    .await;
}
