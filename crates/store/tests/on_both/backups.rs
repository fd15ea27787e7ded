//! Copies of a file while others write to it.

use crate::databases::{Fresh, NOW, number};
use countersign_store::backups::{self, Copied, Exclusive, Identity};
use countersign_store::{DatabaseUrl, Engine, SchemaState, Store, StoreError};
use std::fs::File;

const ADD: &str = "INSERT INTO apply_progress (run, first_row, results) VALUES ($1, $2, $3)";
const COUNT: &str = "SELECT COUNT(*) FROM apply_progress";

/// Adds a row of many pages.
async fn add(store: &Store, row: i64) {
    let results = "x".repeat(1 << 20);
    let values = ["run".into(), row.into(), (&results).into()];
    store.write(async |tx| tx.execute(ADD, &values).await).await.unwrap();
}

#[test]
fn a_copy_holds_one_state_and_is_not_begun_again_for_a_writer() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let fresh = Fresh::new(Engine::Sqlite);
    let store = runtime.block_on(fresh.migrated());
    runtime.block_on(async {
        for row in 0..6 {
            add(&store, row).await;
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.sqlite");
    File::create_new(&file).unwrap();
    let (mut steps, mut before) = (0, 0);
    let copying = backups::write(&store, &file, NOW, |copied| {
        let Copied::Bytes { done, total } = copied else { panic!("{copied:?}") };
        assert!(before < done && done <= total, "it goes on: {before} {done} {total}");
        (before, steps) = (done, steps + 1);
        // As another process would, between any two steps.
        std::thread::scope(|scope| {
            let write = || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                runtime.block_on(async { add(&fresh.open().await, 100 + steps).await });
            };
            scope.spawn(write).join().unwrap();
        });
    });
    let reader = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    reader.block_on(copying).unwrap();
    assert!(steps > 5, "{steps}");
    assert!(!backups::beside(&file).iter().any(|it| it.exists()), "it is one file");
    runtime.block_on(async {
        let copy = Store::open_to_read(&DatabaseUrl::Sqlite(file)).await.unwrap();
        assert_eq!(number(&mut copy.read().await.unwrap(), COUNT).await, 6);
        assert_eq!(backups::faults(&copy).await.unwrap(), [""; 0]);
        assert_eq!(number(&mut store.read().await.unwrap(), COUNT).await, 6 + steps);
    });
}

#[tokio::test]
async fn a_file_that_nobody_has_open_can_be_taken() {
    let fresh = Fresh::new(Engine::Sqlite);
    let store = fresh.migrated().await;
    let empty = Identity { schema: SchemaState::Current, made_at: None };
    assert_eq!(backups::identify(&store).await.unwrap(), empty);
    let file = store.url().file().unwrap().to_owned();
    drop(store);
    // That one which is open cannot takes another process, which the program's tests start.
    drop(Exclusive::take(&file).unwrap());
    let missing = Exclusive::take(&file.with_extension("none"));
    assert!(matches!(missing, Err(StoreError::Unavailable(_))), "{missing:?}");
}
