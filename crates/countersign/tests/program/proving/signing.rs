//! What the key of the log signs: only a log that continues what it signed last.
//!
//! SQL here: changes that the program never makes.

use crate::proving::forger::{OldCheckpoints, rebuild_log, run};
use crate::proving::threats::{Kept, change_reason, key, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::sequence_log;
use countersign_app::actions::verify_record::KeptFile;
use countersign_app::transparency::checkpoint::LogSigner;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::tree::{self, TreeHead};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_store::transparency::{checkpoints, pending};
use countersign_store::{Store, Tx};
use std::fs;
use std::ops::Range;
use std::path::Path;
use tempfile::TempDir;
use tlog_tiles::Hash;

pub(crate) fn now() -> Instant {
    Instant::parse("2026-12-31T00:00:00Z").unwrap()
}

/// A copy of the key and of what it signed last.
pub(crate) fn copied(kept: &Kept) -> (TempDir, LogKeyFile) {
    let folder = tempfile::tempdir().unwrap();
    let copy = LogKeyFile::beside(Some(&folder.path().join("a.key")));
    let files = |key: &LogKeyFile| {
        [key.path(), key.last_signed().path()].map(Option::unwrap).map(Path::to_owned)
    };
    for (from, to) in files(&kept.key).iter().zip(files(&copy)) {
        fs::copy(from, to).unwrap();
    }
    (folder, copy)
}

/// Adds records that wait for the log: keys, each with a number of its own.
pub(crate) async fn add_records(store: &Store, numbers: Range<u32>) {
    for number in numbers {
        let sql = "INSERT INTO tlog_keys (verifier, began_at) VALUES ($1, $2)";
        // A pack lists it, so it has to be one.
        let verifier = LogSigner::new(&format!("x/{number}"), [7; 32]).unwrap().verifier().text();
        run(store, sql, &[(&verifier).into(), now().into()]).await;
        let waiting = [LeafName::key(&verifier)];
        store.write(async |tx: &mut Tx| pending::add(tx, &waiting).await).await.unwrap();
    }
}

async fn last(store: &Store) -> Option<i64> {
    let last = store.reading(async |tx| checkpoints::last(tx).await).await.unwrap();
    last.map(|it| it.size)
}

#[test]
fn an_attacker_with_the_database_alone_gets_no_other_log_signed() {
    on_both(|kept| {
        let (_folder, key_file) = copied(kept);
        kept.in_copy(async |store| {
            without_triggers(store).await;
            change_reason(store, key(store, "P2").await).await;
            rebuild_log(store, OldCheckpoints::Stay).await;
            run(store, "DELETE FROM tlog_checkpoints WHERE 3 = 3", &[]).await;
            let refused = sequence_log::run(store, &key_file, now()).await.unwrap_err();
            assert!(refused.to_string().contains("does not continue"), "{refused}");
            assert_eq!(last(store).await, None, "nothing was signed");
            let path = key_file.last_signed().path().unwrap();
            let signed = KeptFile::read("a.log-signed", &fs::read(path).unwrap());
            let found = verify(store, &[signed]).await;
            let named = "a.log-signed: the log was rewritten";
            assert!(found.broken.iter().any(|it| it.starts_with(named)), "{:?}", found.broken);
            // A person who knows why says so.
            let size = sequence_log::accept(store, &key_file, now()).await.unwrap();
            assert_eq!(last(store).await, Some(size.cast_signed()));
        });
    });
}

#[test]
fn a_log_that_is_shorter_than_what_was_signed_is_not_signed() {
    on_both(|kept| {
        let (_folder, key_file) = copied(kept);
        kept.in_copy(async |store| {
            without_triggers(store).await;
            let size = last(store).await.unwrap() - 3;
            run(store, "DELETE FROM tlog_leaves WHERE position >= $1", &[size.into()]).await;
            rebuild_log(store, OldCheckpoints::Stay).await;
            run(store, "DELETE FROM tlog_checkpoints WHERE 4 = 4", &[]).await;
            let refused = sequence_log::run(store, &key_file, now()).await.unwrap_err();
            assert!(refused.to_string().contains("an older copy"), "{refused}");
            assert_eq!(last(store).await, None, "nothing was signed");
        });
    });
}

#[test]
fn a_log_that_grows_continues_what_was_signed() {
    on_both(|kept| {
        let (_folder, key_file) = copied(kept);
        kept.in_copy(async |store| {
            let before = key_file.last_signed().read().unwrap().unwrap();
            assert_eq!(last(store).await, Some(before.size.cast_signed()));
            add_records(store, 0..300).await;
            let added = sequence_log::run(store, &key_file, now()).await.unwrap();
            let after = key_file.last_signed().read().unwrap().unwrap();
            assert_eq!((added, after.size), (300, before.size + 300));
            assert_eq!(last(store).await, Some(after.size.cast_signed()));
            let head = |size, root| TreeHead { size, root: Hash(root) };
            let new = head(after.size, after.root);
            let continues = async |old: TreeHead| {
                store.reading(async |tx| tree::continues(tx, new, old).await).await.unwrap()
            };
            assert!(continues(new).await && continues(head(before.size, before.root)).await);
            assert!(continues(head(0, [0; 32])).await);
            for size in [1, before.size, after.size] {
                assert!(!continues(head(size, [1; 32])).await, "{size}");
            }
            assert!(!continues(head(after.size + 1, after.root)).await);
        });
    });
}
