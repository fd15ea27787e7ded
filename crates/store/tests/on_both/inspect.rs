//! What each engine says of itself.

use crate::databases::on_both_fresh;
use countersign_store::inspect::{Embedded, Inspection, PostgresServer, inspect};

#[tokio::test]
async fn each_engine_says_how_it_is_set_up() {
    on_both_fresh(async |fresh| {
        let store = fresh.migrated().await;
        match inspect(&store).await.unwrap() {
            Inspection::Embedded(found) => {
                let Embedded { journal_mode, synchronous, foreign_keys, bytes, free_bytes, .. } =
                    found;
                assert_eq!((journal_mode.as_str(), synchronous, foreign_keys), ("wal", 2, true));
                assert!(bytes > free_bytes && free_bytes >= 0, "{bytes} {free_bytes}");
            }
            Inspection::Server(found) => {
                let PostgresServer {
                    isolation, version_number, connections, most_connections, ..
                } = found;
                assert_eq!(isolation, "read committed");
                assert!(version_number >= 150_000 && found.bytes > 0, "{version_number}");
                assert!((1..=most_connections).contains(&connections), "{connections}");
                assert!(found.now.micros() > 0);
            }
        }
    })
    .await;
}
