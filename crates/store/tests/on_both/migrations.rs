//! Migrations run once each, never twice, and never past a newer or an edited one.

use crate::databases::{ENGINES, Fresh, NOW, number, on_both_fresh};
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Engine, SchemaState, Store, StoreError};

const APPLIED: &str = "SELECT COUNT(*) FROM schema_migrations";

async fn execute(store: &Store, sql: &str) {
    let mut tx = store.begin().await.unwrap();
    tx.execute(sql, &[]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The messages of both ways to open a database that is refused.
async fn refusals(store: &Store) -> Vec<String> {
    let state = store.schema_state().await.unwrap_err();
    let migrated = store.migrate(NOW).await.unwrap_err();
    let said = |error: StoreError| match error {
        StoreError::Schema(_) => error.to_string(),
        other => panic!("{other:?}"),
    };
    vec![said(state), said(migrated)]
}

#[tokio::test]
async fn an_empty_database_becomes_current_and_stays_so() {
    on_both_fresh(async |fresh| {
        let store = fresh.open().await;
        assert_eq!(store.schema_state().await.unwrap(), SchemaState::Empty);
        let steps = store.migrate(NOW).await.unwrap();
        assert!(steps > 0);
        assert_eq!(store.schema_state().await.unwrap(), SchemaState::Current);
        assert_eq!(store.migrate(NOW.plus_micros(1)).await.unwrap(), 0);
        let again = fresh.open().await;
        assert_eq!(again.schema_state().await.unwrap(), SchemaState::Current);
        assert_eq!(again.migrate(NOW).await.unwrap(), 0);
        let mut tx = store.read().await.unwrap();
        assert_eq!(number(&mut tx, APPLIED).await, i64::try_from(steps).unwrap());
        let when = "SELECT DISTINCT applied_at FROM schema_migrations";
        let when = tx.all(when, &[], |row| row.get::<Instant>(0)).await.unwrap();
        assert_eq!(when, [NOW]);
    })
    .await;
}

#[tokio::test]
async fn an_older_database_is_behind_by_the_steps_it_lacks() {
    on_both_fresh(async |fresh| {
        let store = fresh.migrated().await;
        execute(&store, "DELETE FROM schema_migrations WHERE version > 1").await;
        let state = store.schema_state().await.unwrap();
        assert!(matches!(state, SchemaState::Behind(1..)), "{state:?}");
        execute(&store, "DELETE FROM schema_migrations").await;
        assert_eq!(store.schema_state().await.unwrap(), SchemaState::Empty);
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_as_it_is() {
    on_both_fresh(async |fresh| {
        let store = fresh.migrated().await;
        let newer = "INSERT INTO schema_migrations SELECT 99, 'of_tomorrow', hash, applied_at \
            FROM schema_migrations WHERE version = 1";
        execute(&store, newer).await;
        let store = fresh.open().await;
        let before = number(&mut store.read().await.unwrap(), APPLIED).await;
        for said in refusals(&store).await {
            for word in ["99", "of_tomorrow", "newer"] {
                assert!(said.contains(word), "{word:?} is not in {said:?}");
            }
        }
        assert_eq!(number(&mut store.read().await.unwrap(), APPLIED).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_was_edited_or_renamed_or_skipped_is_refused() {
    for (change, word) in [
        ("UPDATE schema_migrations SET hash = 'x' WHERE version = 1", "record"),
        ("UPDATE schema_migrations SET name = 'other' WHERE version = 1", "other"),
        ("DELETE FROM schema_migrations WHERE version = 1", "append_only"),
    ] {
        on_both_fresh(async |fresh| {
            let store = fresh.migrated().await;
            execute(&store, change).await;
            for said in refusals(&store).await {
                assert!(said.contains(word) && !said.contains("newer"), "{change}: {said}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_behind() {
    on_both_fresh(async |fresh| {
        let store = fresh.open().await;
        // One of our own databases without any table, and one with a table that the first step
        // makes.
        let ledger = "CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, \
            name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL)";
        execute(&store, ledger).await;
        execute(&store, "CREATE TABLE apply_progress (x INTEGER)").await;
        store.migrate(NOW).await.unwrap_err();
        assert_eq!(store.schema_state().await.unwrap(), SchemaState::Empty);
        execute(&store, "DROP TABLE apply_progress").await;
        assert!(store.migrate(NOW).await.unwrap() > 0);
    })
    .await;
}

/// Opens and migrates as a separate process would.
fn migrate_alone(fresh: &Fresh) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = fresh.open().await;
        let steps = store.migrate(NOW).await.unwrap();
        assert_eq!(store.schema_state().await.unwrap(), SchemaState::Current);
        steps
    })
}

#[test]
fn several_programs_that_start_at_once_migrate_an_empty_database_once() {
    for engine in ENGINES {
        for _ in 0..if engine == Engine::Sqlite { 10 } else { 2 } {
            let fresh = Fresh::new(engine);
            let mut steps: Vec<usize> = std::thread::scope(|scope| {
                let start = || scope.spawn(|| migrate_alone(&fresh));
                let all: Vec<_> = (0..4).map(|_| start()).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect()
            });
            steps.sort_unstable();
            assert_eq!(steps[..3], [0, 0, 0], "{engine:?}");
            assert!(steps[3] > 0, "{engine:?}");
        }
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_reached_or_is_none_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let text = directory.path().join("text.db");
    std::fs::write(&text, "not a database, but long enough to be looked at".repeat(40)).unwrap();
    let missing = directory.path().join("missing").join("x.db");
    let folder = directory.path().display();
    for (address, expected) in [
        (format!("sqlite:{}", missing.display()), "there is no folder"),
        (format!("sqlite:{}", text.display()), "a Countersign database"),
        (format!("sqlite:{folder}"), "is a folder"),
        ("postgres://nobody@127.0.0.1:1/x".to_owned(), "cannot use the database"),
        ("postgres://x@127.0.0.1:1/x?sslmode=require".to_owned(), "cannot use the database"),
    ] {
        let url = DatabaseUrl::parse(&address).unwrap();
        let refused = Store::open(&url).await.err().unwrap().to_string();
        assert!(refused.contains(expected), "{address}: {refused}");
    }
    let unknown = DatabaseUrl::parse("postgres://x?what=1").unwrap_err();
    assert!(unknown.contains("\"what\" is not known"), "{unknown}");
}
