//! Importing readings, one rule at a time.

use crate::content::instant;
use crate::databases::{NOW, number, on_both};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_store::readings::{
    Batch, FirstReceipt, Guess, InForceReading, Reading, each_of_day, each_of_days, first_day,
    first_receipt, has_any, hold_in_force, in_force, take_in,
};
use countersign_store::{Engine, Store, Tx};

const CURRENT: &str = "SELECT partner_id, subscription_id, observed_at, provisioned, used \
    FROM readings ORDER BY day, partner_id, subscription_id, observed_at";
const SUPERSEDED: &str = "SELECT partner_id, subscription_id, observed_at, provisioned, used \
    FROM superseded_readings \
    ORDER BY day, partner_id, subscription_id, observed_at, provisioned, used";

/// The stored readings: current and superseded ones.
pub(crate) type StoredReadings = (Vec<Reading>, Vec<Reading>);

pub(crate) async fn state(store: &Store) -> StoredReadings {
    let mut tx = store.read().await.unwrap();
    (rows(&mut tx, CURRENT).await, rows(&mut tx, SUPERSEDED).await)
}

async fn rows(tx: &mut Tx, sql: &str) -> Vec<Reading> {
    tx.all(sql, &[], |row| {
        let used: Option<Quantity> = row.get(4)?;
        Ok(Reading {
            partner_id: row.get(0)?,
            subscription_id: row.get(1)?,
            observed_at: row.get(2)?,
            provisioned: row.get(3)?,
            used: used.filter(|used| used.micros() != -1),
        })
    })
    .await
    .unwrap()
}

/// Imports one batch in a separate transaction.
pub(crate) async fn take(
    store: &Store,
    readings: &[Reading],
    replaced: &[Reading],
    guess: &mut Guess,
) -> Vec<Reading> {
    let batch = Batch { readings, replaced, received_at: NOW };
    let mut tx = store.begin().await.unwrap();
    let mut changed = take_in(&mut tx, &batch, guess).await.unwrap();
    tx.commit().await.unwrap();
    changed.sort_unstable_by_key(Reading::key);
    changed
}

fn reading(subscription_id: i64, at: &str, provisioned: i64, used: Option<i64>) -> Reading {
    Reading {
        partner_id: 5,
        subscription_id,
        observed_at: instant(at),
        provisioned: Quantity::from_units(provisioned),
        used: used.map(Quantity::from_units),
    }
}

const FIRST: &str = "2026-09-01T12:00:00Z";
const SECOND: &str = "2026-09-01T12:00:00.000001Z";

const GUESSES: [Guess; 2] = [Guess::Free, Guess::Taken];

#[tokio::test]
async fn new_readings_are_added_whatever_was_guessed() {
    for start in GUESSES {
        on_both(async |store| {
            let mut guess = start;
            let new = [reading(1, FIRST, 10, None), reading(1, SECOND, 11, Some(0))];
            assert_eq!(take(store, &new, &[], &mut guess).await, new);
            assert_eq!(state(store).await, (new.to_vec(), vec![]));
            assert!(guess == Guess::Free || store.engine() == Engine::Sqlite);
            assert_eq!(take(store, &[], &[], &mut guess).await, []);
        })
        .await;
    }
}

#[tokio::test]
async fn an_equal_reading_changes_nothing() {
    for start in GUESSES {
        on_both(async |store| {
            let known = [reading(1, FIRST, 10, None), reading(2, FIRST, 10, Some(3))];
            take(store, &known, &[], &mut Guess::Free).await;
            let mut guess = start;
            assert_eq!(take(store, &known, &[], &mut guess).await, []);
            assert_eq!(state(store).await, (known.to_vec(), vec![]));
            assert!(guess == Guess::Taken || store.engine() == Engine::Sqlite);
            let received = "SELECT COUNT(DISTINCT received_at) FROM readings";
            assert_eq!(number(&mut store.read().await.unwrap(), received).await, 1);
        })
        .await;
    }
}

async fn receipt(store: &Store, of: &Reading) -> Option<FirstReceipt> {
    let mut tx = store.read().await.unwrap();
    let key = (of.partner_id, of.subscription_id);
    first_receipt(&mut tx, key, of.observed_at).await.unwrap()
}

#[tokio::test]
async fn a_changed_reading_replaces_the_old_one_which_is_kept() {
    let none = reading(1, FIRST, 10, None);
    let zero = reading(1, FIRST, 10, Some(0));
    let more = reading(1, FIRST, 11, Some(0));
    for start in GUESSES {
        on_both(async |store| {
            let mut guess = start;
            take(store, &[none], &[], &mut guess).await;
            assert_eq!(receipt(store, &none).await, Some(FirstReceipt::At(NOW)));
            let other = reading(2, FIRST, 1, None);
            assert_eq!(receipt(store, &other).await, None);
            // One changed and one new in one batch: both are reported completely.
            assert_eq!(take(store, &[zero, other], &[], &mut guess).await, [zero, other]);
            assert_eq!(receipt(store, &none).await, Some(FirstReceipt::NotAfter(NOW)));
            assert_eq!(take(store, &[more, other], &[], &mut guess).await, [more]);
            assert_eq!(state(store).await, (vec![more, other], vec![none, zero]));
            // A value that is imported again is no longer superseded.
            assert_eq!(take(store, &[none, other], &[], &mut guess).await, [none]);
            assert_eq!(state(store).await, (vec![none, other], vec![zero, more]));
        })
        .await;
    }
}

#[tokio::test]
async fn a_row_that_a_later_row_of_its_batch_replaced_is_superseded() {
    let (old, new) = (reading(1, FIRST, 10, None), reading(1, FIRST, 20, Some(5)));
    for start in GUESSES {
        on_both(async |store| {
            let mut guess = start;
            assert_eq!(take(store, &[new], &[old], &mut guess).await, [new]);
            assert_eq!(state(store).await, (vec![new], vec![old]));
            assert_eq!(take(store, &[new], &[old], &mut guess).await, []);
            assert_eq!(state(store).await, (vec![new], vec![old]));
        })
        .await;
    }
}

#[tokio::test]
async fn a_value_that_came_back_within_its_batch_is_not_superseded() {
    let (kept, between) = (reading(1, FIRST, 10, None), reading(1, FIRST, 20, None));
    for start in GUESSES {
        on_both(async |store| {
            let mut guess = start;
            for _ in 0..2 {
                take(store, &[kept], &[kept, between], &mut guess).await;
                assert_eq!(state(store).await, (vec![kept], vec![between]));
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_large_batch_that_meets_a_taken_key_is_merged() {
    on_both(async |store| {
        let at = instant(FIRST);
        let many: Vec<Reading> = (0..20_000)
            .map(|id| Reading { observed_at: at, ..reading(id, FIRST, id, None) })
            .collect();
        for taken in [0, 19_999] {
            take(store, &[many[taken]], &[], &mut Guess::Free).await;
        }
        let mut guess = Guess::Free;
        let new = take(store, &many, &[], &mut guess).await;
        assert_eq!(new.len(), 19_998);
        assert_eq!(state(store).await, (many, vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_is_rolled_back_leaves_nothing_and_the_next_goes_through() {
    on_both(async |store| {
        let known = [reading(1, FIRST, 10, None)];
        take(store, &known, &[], &mut Guess::Free).await;
        let new = [reading(1, FIRST, 11, None), reading(2, FIRST, 1, None)];
        let batch = Batch { readings: &new, replaced: &[], received_at: NOW };
        for _ in 0..3 {
            let mut tx = store.begin().await.unwrap();
            take_in(&mut tx, &batch, &mut Guess::Taken).await.unwrap();
            tx.rollback().await.unwrap();
            assert_eq!(state(store).await, (known.to_vec(), vec![]));
        }
        // Two batches in one transaction do not affect each other's rows.
        let mut tx = store.begin().await.unwrap();
        take_in(&mut tx, &batch, &mut Guess::Taken).await.unwrap();
        let third = [reading(3, FIRST, 1, None)];
        let batch = Batch { readings: &third, replaced: &[], received_at: NOW };
        assert_eq!(take_in(&mut tx, &batch, &mut Guess::Taken).await.unwrap(), third);
        tx.commit().await.unwrap();
        assert_eq!(state(store).await.0.len(), 3);
    })
    .await;
}

fn at_day(day: i64, partner_id: i64, subscription_id: i64, micros: i64) -> Reading {
    Reading {
        partner_id,
        observed_at: Instant::from_micros(day * 86_400_000_000 + micros),
        ..reading(subscription_id, FIRST, 1, None)
    }
}

#[tokio::test]
async fn a_day_is_read_in_order_of_its_keys_and_by_a_range_of_them() {
    on_both(async |store| {
        let mut all = Vec::new();
        for (day, partner, subscription) in
            [(-1, 5, 1), (0, 5, 9), (0, 6, 1), (0, 6, 2), (0, 6, 10), (0, 7, 0), (1, 1, 1)]
        {
            all.push(at_day(day, partner, subscription, 0));
            all.push(at_day(day, partner, subscription, 86_399_999_999));
        }
        all.sort_unstable_by_key(Reading::key);
        let mut tx = store.begin().await.unwrap();
        assert_eq!(first_day(&mut tx).await.unwrap(), None);
        assert!(!has_any(&mut tx, (6, 10)).await.unwrap());
        let batch = Batch { readings: &all, replaced: &[], received_at: NOW };
        take_in(&mut tx, &batch, &mut Guess::Free).await.unwrap();
        assert_eq!(first_day(&mut tx).await.unwrap(), Some(-1));
        for (key, is_there) in [((5, 1), true), ((1, 1), true), ((6, 10), true), ((6, 3), false)] {
            assert_eq!(has_any(&mut tx, key).await.unwrap(), is_there, "{key:?}");
        }
        let everything = (i64::MIN, i64::MIN)..=(i64::MAX, i64::MAX);
        for day in -2..=2 {
            for range in [everything.clone(), (6, 2)..=(6, 10), (5, 10)..=(7, -1), (6, 2)..=(6, 2)]
            {
                let mut found = Vec::new();
                each_of_day(&mut tx, day, &range, |it| found.push(it)).await.unwrap();
                let key = |it: &Reading| (it.partner_id, it.subscription_id);
                let of_day = |it: &&Reading| it.observed_at.utc_day() == day;
                let expected =
                    all.iter().filter(of_day).filter(|it| range.contains(&key(it))).copied();
                assert_eq!(found, expected.collect::<Vec<_>>(), "{day} {range:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn many_days_are_read_day_by_day_also_by_two_threads() {
    on_both(async |store| {
        let days = -40..=40;
        let one_each = days.clone().flat_map(|day| [at_day(day, 5, 1, 7), at_day(day, 6, 2, 7)]);
        let mut all: Vec<Reading> = one_each.collect();
        take(store, &all, &[], &mut Guess::Free).await;
        let everything = (0, 0)..=(i64::MAX, i64::MAX);
        let mut tx = store.begin().await.unwrap();
        let read = async |tx: &mut Tx, expected: usize| {
            let mut found = Vec::new();
            let days = days.clone();
            each_of_days(tx, days, &everything, expected, |it| found.push(it)).await.unwrap();
            found
        };
        assert_eq!(read(&mut tx, 2).await, all);
        assert_eq!(read(&mut tx, 100_000).await, all);
        // Rows written by this transaction are read too.
        let newer = at_day(40, 7, 3, 7);
        let batch = Batch { readings: &[newer], replaced: &[], received_at: NOW };
        take_in(&mut tx, &batch, &mut Guess::Free).await.unwrap();
        all.push(newer);
        assert_eq!(read(&mut tx, 100_000).await, all);
        tx.rollback().await.unwrap();
    })
    .await;
}

fn last(partner: i64, subscription: i64, at: &str, units: i64) -> InForceReading {
    InForceReading {
        key: (partner, subscription),
        observed_at: instant(at),
        provisioned: Quantity::from_units(units),
    }
}

#[tokio::test]
async fn the_latest_reading_in_force_is_held() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let everything = (0, 0)..=(i64::MAX, i64::MAX);
        let first = last(5, 1, SECOND, 10);
        hold_in_force(&mut tx, &[first, last(6, 2, FIRST, 7)]).await.unwrap();
        let earlier = last(5, 1, FIRST, 99);
        hold_in_force(&mut tx, &[earlier, last(6, 2, SECOND, 8)]).await.unwrap();
        let held = in_force(&mut tx, &everything).await.unwrap();
        assert_eq!(held, [first, last(6, 2, SECOND, 8)]);
        // The same reading, corrected; and one before 1970.
        let corrected = last(5, 1, SECOND, 11);
        let old = last(4, 9, "1969-12-31T23:59:59.999999Z", 1);
        hold_in_force(&mut tx, &[corrected, old, corrected]).await.unwrap();
        let held = in_force(&mut tx, &everything).await.unwrap();
        assert_eq!(held, [old, corrected, last(6, 2, SECOND, 8)]);
        let range = in_force(&mut tx, &((4, 10)..=(5, 1))).await.unwrap();
        assert_eq!(range, [corrected]);
        hold_in_force(&mut tx, &[]).await.unwrap();
    })
    .await;
}
