//! No process of an older version writes into a newer schema, also where it was running before.
//!
//! SQL here: a step of a program that does not exist yet.

use crate::databases::{ENGINES, Fresh, NOW, number, on_both_fresh};
use countersign_store::{Engine, Store, StoreError, Tx};
use std::time::Duration;

const ADD: &str = "INSERT INTO apply_progress (run, first_row, results) VALUES ('r', 1, '')";
const COUNT: &str = "SELECT COUNT(*) FROM apply_progress";
const NEWER: &str = "INSERT INTO schema_migrations SELECT 99, 'of_tomorrow', hash, applied_at \
    FROM schema_migrations WHERE version = 1";

#[track_caller]
fn upgraded(begun: Result<Tx, StoreError>) {
    match begun.err() {
        Some(StoreError::Schema(why)) => assert!(why.contains("schema step 99"), "{why}"),
        other => panic!("{other:?}"),
    }
}

/// What a newer program does while this one runs.
async fn upgrade(store: &Store) {
    let mut upgrade = store.begin_upgrade().await.unwrap();
    upgrade.tx().execute(NEWER, &[]).await.unwrap();
    upgrade.commit().await.unwrap();
}

#[tokio::test]
async fn a_running_program_does_nothing_more_once_a_newer_one_upgraded_the_database() {
    on_both_fresh(async |fresh| {
        let store = fresh.migrated().await;
        store.write(async |tx| tx.execute(ADD, &[]).await).await.unwrap();
        let newer = fresh.open().await;
        upgrade(&newer).await;
        upgraded(store.begin().await);
        upgraded(store.read().await);
        let count = async |tx: &mut Tx| tx.first(COUNT, &[], |row| row.get::<i64>(0)).await;
        let read = store.reading(count).await;
        assert!(matches!(read, Err(StoreError::Schema(_))), "{read:?}");
        upgraded(store.clone().begin().await);
        let written = store.write(async |tx| tx.execute(ADD, &[]).await).await;
        assert!(matches!(written, Err(StoreError::Schema(_))), "{written:?}");
        let other = fresh.open().await;
        assert_eq!(number(&mut other.read().await.unwrap(), COUNT).await, 1);
    })
    .await;
}

#[tokio::test]
async fn while_an_upgrade_is_under_way_others_read_and_do_not_write() {
    for engine in ENGINES {
        let fresh = Fresh::new(engine);
        let store = fresh.migrated().await;
        let newer = fresh.open().await;
        let mut upgrade = newer.begin_upgrade().await.unwrap();
        assert_eq!(upgrade.missing(), 0);
        upgrade.tx().execute(NEWER, &[]).await.unwrap();
        assert_eq!(number(&mut store.read().await.unwrap(), COUNT).await, 0);
        // SQLite lets a writer wait for a minute.
        if engine == Engine::Postgres {
            let begun = store.begin().await.err();
            assert!(matches!(begun, Some(StoreError::Busy(_))), "{begun:?}");
        }
        drop(upgrade);
        // On PostgreSQL, it is rolled back in the background.
        tokio::time::sleep(Duration::from_millis(200)).await;
        store.write(async |tx| tx.execute(ADD, &[]).await).await.unwrap();
    }
}

#[tokio::test]
async fn an_upgrade_waits_for_the_writers_that_were_first_and_lets_no_other_begin() {
    let fresh = Fresh::new(Engine::Postgres);
    let store = fresh.migrated().await;
    let mut first = store.begin().await.unwrap();
    first.execute(ADD, &[]).await.unwrap();
    let newer = fresh.open().await;
    let upgrading = tokio::spawn(async move { upgrade(&newer).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!upgrading.is_finished());
    let second = store.begin().await.err();
    assert!(matches!(second, Some(StoreError::Busy(_))), "{second:?}");
    first.commit().await.unwrap();
    upgrading.await.unwrap();
    upgraded(store.begin().await);
}

#[tokio::test]
async fn an_interrupted_upgrade_leaves_everything_as_it_was() {
    on_both_fresh(async |fresh| {
        let store = fresh.open().await;
        let mut upgrade = store.begin_upgrade().await.unwrap();
        let missing = upgrade.missing();
        let steps = upgrade.apply(NOW).await.unwrap();
        assert_eq!(steps.iter().filter(|step| step.number.is_some()).count(), missing);
        drop(upgrade);
        assert_eq!(fresh.open().await.begin_upgrade().await.unwrap().missing(), missing);
    })
    .await;
}
