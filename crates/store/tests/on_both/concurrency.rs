//! Concurrent writers: nothing is lost, in one process or in several.

use crate::databases::{Fresh, number};
use countersign_store::{Engine, Result, Store, StoreError, Tx};
use futures_util::future::join_all;

const WRITERS: usize = 40;
const ROUNDS: i64 = 5;
const MAKE: &str = "INSERT INTO arrivals (partner_id, since_day) VALUES (1, 0)";
const READ: &str = "SELECT since_day FROM arrivals WHERE partner_id = 1";

async fn make(store: &Store) {
    store.write(async |tx| tx.execute(MAKE, &[]).await).await.unwrap();
}

/// Reads, then writes the value plus one, unless another writer was faster.
async fn count_up(tx: &mut Tx) -> Result<()> {
    let before = tx.first(READ, &[], |row| row.get::<i64>(0)).await?.unwrap();
    let set = "UPDATE arrivals SET since_day = $2 WHERE partner_id = 1 AND since_day = $1";
    match tx.execute(set, &[before.into(), (before + 1).into()]).await? {
        1 => Ok(()),
        _ => Err(StoreError::Busy("somebody else counted".to_owned())),
    }
}

/// Repeats it until it succeeds. The few tries of [`Store::write`] are not enough for everyone
/// here.
async fn count_up_at_last(store: &Store) {
    for _ in 0..ROUNDS {
        loop {
            match store.write(count_up).await {
                Ok(()) => break,
                Err(StoreError::Busy(_)) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

fn expected() -> i64 {
    i64::try_from(WRITERS).unwrap() * ROUNDS
}

#[test]
fn a_store_is_good_on_one_thread_while_another_that_opened_it_is_busy() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let fresh = Fresh::new(engine);
        let alone = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let busy = alone();
        let store = busy.block_on(fresh.migrated());
        alone().block_on(async {
            let made = tokio::time::timeout(std::time::Duration::from_secs(10), make(&store));
            assert!(made.await.is_ok(), "{engine:?} waits for a thread that does something else");
        });
        drop(busy);
    }
}

#[test]
fn two_programs_with_many_threads_on_one_file_lose_nothing() {
    let fresh = Fresh::new(Engine::Sqlite);
    let alone = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let stores = alone().block_on(async {
        let stores = [fresh.migrated().await, fresh.open().await];
        make(&stores[0]).await;
        stores
    });
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &stores[writer % 2];
            // The embedded engine never retries: its writers wait for one another.
            scope.spawn(move || {
                alone().block_on(async {
                    for _ in 0..ROUNDS {
                        let mut tx = store.begin().await.unwrap();
                        count_up(&mut tx).await.unwrap();
                        tx.commit().await.unwrap();
                    }
                });
            });
        }
    });
    let found =
        alone().block_on(async { number(&mut stores[1].read().await.unwrap(), READ).await });
    assert_eq!(found, expected());
}

#[tokio::test]
async fn two_programs_with_many_tasks_on_one_server_lose_nothing() {
    let fresh = Fresh::new(Engine::Postgres);
    let stores = [fresh.migrated().await, fresh.open().await];
    make(&stores[0]).await;
    join_all((0..WRITERS).map(|writer| count_up_at_last(&stores[writer % 2]))).await;
    assert_eq!(number(&mut stores[1].read().await.unwrap(), READ).await, expected());
}

#[tokio::test]
async fn readers_never_wait_for_a_writer_and_never_see_half_of_its_work() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let fresh = Fresh::new(engine);
        let store = fresh.migrated().await;
        make(&store).await;
        let mut writer = store.begin().await.unwrap();
        count_up(&mut writer).await.unwrap();
        let other = fresh.open().await;
        for reading in [&store, &other] {
            assert_eq!(number(&mut reading.read().await.unwrap(), READ).await, 0, "{engine:?}");
        }
        writer.commit().await.unwrap();
        for reading in [&store, &other] {
            assert_eq!(number(&mut reading.read().await.unwrap(), READ).await, 1, "{engine:?}");
        }
    }
}

#[tokio::test]
async fn work_that_is_dropped_half_way_holds_nobody_up() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let fresh = Fresh::new(engine);
        let store = fresh.migrated().await;
        make(&store).await;
        for _ in 0..20 {
            let work = store.write(async |tx| {
                count_up(tx).await?;
                std::future::pending::<Result<()>>().await
            });
            let patience = std::time::Duration::from_millis(10);
            tokio::time::timeout(patience, work).await.unwrap_err();
        }
        store.write(count_up).await.unwrap();
        assert_eq!(number(&mut store.read().await.unwrap(), READ).await, 1, "{engine:?}");
    }
}
