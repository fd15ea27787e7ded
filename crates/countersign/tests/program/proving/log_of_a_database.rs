//! How records become leaves: in which order, once, also those of a database that had no log, and
//! with personal data that can be erased.
//!
//! SQL here: a database as it was before it had a log, and rows that the program never writes.

use crate::proving::forger::run;
use crate::verifying::fixture::{VerifyFixture, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::sequence_log;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
use countersign_store::audit::{self, AuditEntry};
use countersign_store::transparency::{checkpoints, leaves, pending};
use countersign_store::{Engine, Store};
use std::collections::HashMap;
use std::fs;
use uuid::Uuid;

const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations/");

fn now() -> Instant {
    Instant::parse("2026-12-30T00:00:00Z").unwrap()
}

async fn all(store: &Store) -> Vec<LeafName> {
    let all = store.reading(async |tx| leaves::from(tx, 0, i64::MAX).await).await.unwrap();
    all.into_iter().map(|(_, leaf)| leaf.name).collect()
}

/// Sequences without a key.
async fn sequence(store: &Store) -> u64 {
    sequence_log::run(store, &LogKeyFile::default(), now()).await.unwrap()
}

fn in_order(names: &[LeafName]) {
    let mut last: HashMap<&str, i64> = HashMap::new();
    for name in names.iter().filter(|name| name.kind == LeafKind::History) {
        let before = last.insert(&name.record, name.number).unwrap_or(0);
        assert_eq!(name.number, before + 1, "{name:?}");
    }
}

#[test]
fn every_record_becomes_one_leaf_and_entries_follow_their_versions() {
    on_both(|fixture| {
        fixture.with(async |store| {
            sequence(store).await;
            assert_eq!(sequence(store).await, 0, "nothing is left");
            let names = all(store).await;
            in_order(&names);
            let has = |kind| names.iter().any(|name| name.kind == kind);
            for kind in [LeafKind::History, LeafKind::Dispatch, LeafKind::Closing] {
                assert!(has(kind), "{kind:?}");
            }
            assert!(has(LeafKind::Setting) && has(LeafKind::Audit));
            let found = verify(store).await;
            assert_eq!((found.leaves, found.unlogged), (names.len() as u64, 0));
        });
    });
}

#[test]
fn the_records_of_a_database_that_had_no_log_are_added_like_new_ones() {
    on_both(|fixture| {
        fixture.with(async |store| {
            sequence(store).await;
            let mut before = all(store).await;
            without_triggers(store).await;
            for table in ["leaves", "tiles", "checkpoints", "keys", "pending"] {
                run(store, &format!("DELETE FROM tlog_{table}"), &[]).await;
            }
            let engine = match store.engine() {
                Engine::Sqlite => "sqlite",
                Engine::Postgres => "postgres",
            };
            let steps = [
                "0029_transparency.sql".to_owned(),
                format!("0030_transparency_begins.{engine}.sql"),
            ];
            for step in steps {
                let text = fs::read_to_string(format!("{MIGRATIONS}{step}")).unwrap();
                let (_, fills) = text.split_once("INSERT INTO tlog_pending").unwrap();
                for fill in fills.split("INSERT INTO tlog_pending") {
                    run(store, &format!("INSERT INTO tlog_pending{fill}"), &[]).await;
                }
            }
            sequence(store).await;
            let mut after = all(store).await;
            in_order(&after);
            before.retain(|name| name.kind != LeafKind::Key);
            before.sort();
            after.sort();
            assert_eq!(after, before);
            assert_eq!(verify(store).await.unlogged, 0);
        });
    });
}

#[test]
fn a_record_that_is_added_without_the_program_is_found_and_one_that_waits_is_no_finding() {
    on_both(|fixture| {
        fixture.with(async |store| {
            sequence(store).await;
            without_triggers(store).await;
            let before = verify(store).await.count;
            let waiting = entry(1);
            store.write(async |tx| audit::put(tx, &waiting).await).await.unwrap();
            let found = verify(store).await;
            assert_eq!((found.count, found.unlogged), (before, 2));
            run(store, "DELETE FROM tlog_pending", &[]).await;
            let found = verify(store).await;
            assert_eq!(found.count, before + 2, "{:?}", found.broken);
            assert!(found.broken.iter().any(|it| it.contains("it is not in the log")));
        });
    });
}

fn entry(id: u128) -> AuditEntry {
    AuditEntry {
        id: Uuid::from_u128(id),
        at: now(),
        event: Event::SignedIn,
        person_id: Some(1),
        company_id: None,
        about_person_id: None,
        about: None,
        before: None,
        after: None,
        address: Some("192.0.2.7".to_owned()),
        email: Some("eva@x.example".to_owned()),
    }
}

#[test]
fn a_leaf_with_another_name_or_place_stands_for_no_record() {
    on_both(|fixture| {
        fixture.with(async |store| {
            sequence(store).await;
            without_triggers(store).await;
            // Numbers of leaves and records agree, but the leaf is outside of the log.
            store.write(async |tx| audit::put(tx, &entry(1)).await).await.unwrap();
            run(store, "DELETE FROM tlog_pending WHERE kind = 'audit'", &[]).await;
            let id = Uuid::from_u128(1).simple().to_string();
            let sql = "INSERT INTO tlog_leaves (position, kind, record, number, content) \
                VALUES (-1, 'audit', $1, 0, $2)";
            run(store, sql, &[(&id).into(), (&[7_u8; 32][..]).into()]).await;
            let found = verify(store).await.broken;
            assert!(found.iter().any(|it| it == "the log has leaves before its first one"));
            let sql = "UPDATE tlog_leaves SET record = '0' || record WHERE kind = 'dispatch'";
            assert!(run(store, sql, &[]).await > 0);
            let found = verify(store).await.broken;
            let gone = |it: &&String| it.contains("dispatch") && it.contains("does not exist any");
            assert!(found.iter().filter(gone).count() > 0, "{found:?}");
            let unlogged = |it: &&String| it.contains("dispatch") && it.contains("not in the log");
            assert!(found.iter().filter(unlogged).count() > 0, "{found:?}");
        });
    });
}

#[test]
fn names_that_are_no_new_records_stop_no_others() {
    on_both(|fixture| {
        fixture.with(async |store| {
            sequence(store).await;
            let mut names: Vec<_> = all(store).await.into_iter().take(3).collect();
            let unknown =
                (1..=2_001).map(|id| LeafName::audit(LeafKind::Audit, Uuid::from_u128(id)));
            names.extend(unknown);
            store.write(async |tx| pending::add(tx, &names).await).await.unwrap();
            store.write(async |tx| audit::put(tx, &entry(u128::MAX)).await).await.unwrap();
            assert_eq!(sequence(store).await, 2, "the entry and its personal data");
            let waiting = store.reading(async |tx| pending::count(tx).await).await.unwrap();
            assert_eq!(waiting, 2_001, "leaves are dropped, and what is unknown keeps waiting");
            assert_eq!(sequence(store).await, 0);
        });
    });
}

#[test]
fn personal_data_is_hashed_with_random_bytes_and_can_be_erased() {
    on_both(|fixture| {
        fixture.with(async |store| {
            let first = entry(1);
            store.write(async |tx| audit::put(tx, &first).await).await.unwrap();
            sequence(store).await;
            // The same data again: other random bytes, so another hash.
            let second = entry(2);
            store.write(async |tx| audit::put(tx, &second).await).await.unwrap();
            sequence(store).await;
            let salts = store
                .reading(async |tx| {
                    tx.all("SELECT salt FROM audit_details ORDER BY entry_id", &[], |row| {
                        row.get::<Option<Vec<u8>>>(0)
                    })
                    .await
                })
                .await
                .unwrap();
            let salts: Vec<_> = salts.into_iter().flatten().collect();
            assert!(salts.len() >= 2 && salts[0] != salts[1] && salts[0].len() == 16);
            let before = verify(store).await.count;
            assert!(store.write(async |tx| audit::erase(tx, 1).await).await.unwrap() >= 2);
            assert_eq!(verify(store).await.count, before, "what is erased is no finding");
            // Data that were erased before they were leaves are none.
            let third = entry(3);
            store.write(async |tx| audit::put(tx, &third).await).await.unwrap();
            store.write(async |tx| audit::erase(tx, 1).await).await.unwrap();
            sequence(store).await;
            let waiting = store.reading(async |tx| pending::count(tx).await).await.unwrap();
            assert_eq!((waiting, verify(store).await.count), (0, before));
        });
    });
}

#[test]
fn the_command_line_adds_what_it_did_and_signs_it() {
    let fixture = VerifyFixture::on_sqlite();
    let last = || {
        fixture.with(async |store| {
            store
                .reading(async |tx| Ok((leaves::size(tx).await?, checkpoints::last(tx).await?)))
                .await
                .map_err(|error: countersign_store::StoreError| error.to_string())
                .unwrap()
        })
    };
    fixture.run(&["clock", "--until", "2026-12-03T11:00:00Z"]);
    let (size, checkpoint) = last();
    assert_eq!(checkpoint.unwrap().size, size);
    fixture.apply("d1", "2026-10,P2,extend,,,they asked for it,2027-01-20");
    let (grown, checkpoint) = last();
    assert!(grown > size);
    assert_eq!(checkpoint.unwrap().size, grown);
    let shown = fixture.run(&["key", "show"]);
    assert!(shown.contains("log keys          countersign/"), "{shown}");
    fixture.run(&["key", "rotate-log"]);
    let shown = fixture.run(&["key", "show"]);
    assert_eq!(shown.matches("countersign/").count(), 2, "{shown}");
    let found = fixture.verify();
    assert_eq!(found.broken, Vec::<String>::new());
    let verified = fixture.run(&["verify"]);
    assert!(verified.contains(".log-signed: the log still leads to its checkpoint"), "{verified}");
    assert!(!verified.contains("no checkpoint"), "{verified}");
    fs::remove_file(fixture.log_key().path().unwrap()).unwrap();
    fixture.apply("d1", "2026-10,P2,extend,,,and again,2027-01-21");
    let verified = fixture.run(&["verify"]);
    assert!(verified.contains("records of the log are covered by no checkpoint"), "{verified}");
}
