//! The threat table: what is changed, by whom, and what finds it. Each row is an attack.
//!
//! SQL here: changes that the program never makes.

use crate::proving::forger::{OldCheckpoints, rebuild_log, rewrite, run};
use crate::verifying::fixture::VerifyFixture;
use crate::verifying::forging::without_triggers;
use countersign_app::actions::verify_record::{self, Findings, KeptFile};
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::checkpoint::LogSigner;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::proof;
use countersign_domain::actor::Actor;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::HistoryField;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_store::reports::{self, Filter, Key};
use countersign_store::transparency::{checkpoints, pending};
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::databases::Databases;
use tempfile::TempDir;
use uuid::Uuid;

/// What an attacker changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changed {
    Figure,
    Line,
    MiddleEntry,
    LastEntries,
    WholeReport,
    Approver,
    Time,
    Order,
    Reason,
    Dispatch,
    Closing,
    Setting,
    AuditEntry,
}

impl Changed {
    const ALL: [Self; 13] = [
        Self::Figure,
        Self::Line,
        Self::MiddleEntry,
        Self::LastEntries,
        Self::WholeReport,
        Self::Approver,
        Self::Time,
        Self::Order,
        Self::Reason,
        Self::Dispatch,
        Self::Closing,
        Self::Setting,
        Self::AuditEntry,
    ];

    /// Whether the last record of the kept proof is still in the log afterwards, in its place.
    async fn make(self, store: &Store) {
        without_triggers(store).await;
        let (p1, p2) = (key(store, "P1").await, key(store, "P2").await);
        match self {
            Self::Figure => {
                rewrite(store, p2, |entries| {
                    let changes = entries.iter_mut().flat_map(|entry| &mut entry.changes);
                    let mut figures = changes.filter(|it| it.field == HistoryField::Chargeable);
                    figures.next().unwrap().after = Some("1.5".to_owned());
                })
                .await;
            }
            Self::Line => {
                rewrite(store, p1, |entries| {
                    entries[0].lines[0].provisioned = Quantity::from_micros(1_000_000);
                })
                .await;
            }
            Self::MiddleEntry => rewrite(store, p1, |entries| drop(entries.remove(2))).await,
            Self::LastEntries => rewrite(store, p2, |entries| entries.truncate(2)).await,
            Self::WholeReport => {
                for table in ["history", "reports", "report_lines", "figures", "corrections"] {
                    let sql = format!("DELETE FROM {table} WHERE cycle = $1 AND partner_id = $2");
                    run(store, &sql, &[p2.cycle.into(), p2.partner_id.into()]).await;
                }
            }
            Self::Approver => {
                rewrite(store, p1, |entries| {
                    let mut approvals = entries.iter_mut().filter(|it| it.verb == Verb::Approve);
                    let Actor::Person(person) = &mut approvals.next().unwrap().actor else {
                        panic!("a person approved")
                    };
                    person.id += 1;
                })
                .await;
            }
            Self::Time => {
                rewrite(store, p1, |entries| {
                    let at = entries[1].recorded_at.plus_micros(-1);
                    entries[1].recorded_at = at;
                })
                .await;
            }
            Self::Order => rewrite(store, p2, |entries| entries.swap(1, 2)).await,
            Self::Reason => change_reason(store, p2).await,
            Self::Dispatch => {
                let sql = "UPDATE dispatches SET note = 'other', hash = $1 WHERE number = 1";
                assert!(run(store, sql, &[(&[7_u8; 32][..]).into()]).await > 0);
            }
            Self::Closing => {
                let at = Instant::parse("2026-12-01T00:00:00Z").unwrap();
                let sql = "UPDATE cycle_closings SET closed_at = $1";
                assert_eq!(run(store, sql, &[at.into()]).await, 1);
            }
            Self::Setting => {
                let at = Instant::parse("2026-10-01T00:00:01Z").unwrap();
                let sql = "UPDATE setting_changes SET changed_at = $1 WHERE id = 1";
                assert_eq!(run(store, sql, &[at.into()]).await, 1);
            }
            Self::AuditEntry => {
                let sql = "UPDATE audit_log SET after = 'nothing' WHERE after IS NOT NULL";
                assert!(run(store, sql, &[]).await > 0);
            }
        }
    }
}

/// Gives a rejection another reason, everywhere.
pub(crate) async fn change_reason(store: &Store, key: Key) {
    rewrite(store, key, |entries| {
        let last = entries.iter_mut().rfind(|entry| entry.verb == Verb::Reject).unwrap();
        assert_eq!(last.reason.as_deref(), Some("still which of it?"));
        last.reason = Some("not agreed".to_owned());
    })
    .await;
    let sql = "UPDATE reports SET reasons = 'not agreed' WHERE cycle = $1 AND partner_id = $2";
    assert_eq!(run(store, sql, &[key.cycle.into(), key.partner_id.into()]).await, 1);
}

pub(crate) async fn key(store: &Store, partner: &str) -> Key {
    let mut tx = store.read().await.unwrap();
    let filter = Filter::of_cycle(Cycle::parse("2026-10").unwrap());
    let keys = reports::keys(&mut tx, &filter).await.unwrap();
    let found = reports::find(&mut tx, &keys).await.unwrap();
    tx.rollback().await.unwrap();
    found.into_iter().flatten().find(|it| it.names.partner == partner).unwrap().key()
}

/// What `verify` finds. A careful attacker makes the triggers again; here they stay away.
pub(crate) async fn verify(store: &Store, kept: &[KeptFile]) -> Findings {
    let found = verify_record::run_with(store, kept, &mut WorkProgress::hidden()).await;
    let mut found = found.unwrap();
    found.broken.retain(|finding| !finding.starts_with("the trigger "));
    found
}

/// A whole record, the key of its log, and an e-mail about one of its reports that the vendor kept.
pub(crate) struct Kept {
    fixture: VerifyFixture,
    databases: Databases,
    /// The copies of a file.
    _folder: TempDir,
    pub(crate) key: LogKeyFile,
    message: KeptFile,
}

impl Kept {
    fn new(fixture: VerifyFixture) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::parse(&fixture.program.database).unwrap();
        let key = fixture.log_key();
        let databases = match url {
            DatabaseUrl::Sqlite(_) => Databases::Sqlite(folder.path().to_owned()),
            DatabaseUrl::Postgres(_) => Databases::Postgres,
        };
        let text = fixture.with(async |store| {
            let of = self::key(store, "P2").await;
            store.reading(async |tx| proof::of_report(tx, of).await).await.unwrap().unwrap()
        });
        let message = KeptFile::read("kept.eml", text.as_bytes());
        Self { fixture, databases, _folder: folder, key, message }
    }

    /// Works on a copy of the database.
    pub(crate) fn in_copy<T>(&self, work: impl AsyncFnOnce(&Store) -> T) -> T {
        let copy = self.databases.copy(&self.fixture.program.database).unwrap();
        let url = DatabaseUrl::parse(&copy).unwrap();
        self.fixture.runtime.block_on(async { work(&Store::open(&url).await.unwrap()).await })
    }

    pub(crate) fn signer(&self) -> LogSigner {
        self.key.signer(&[]).unwrap().unwrap()
    }
}

pub(crate) fn on_both(test: impl Fn(&Kept)) {
    test(&Kept::new(VerifyFixture::on_sqlite()));
    test(&Kept::new(VerifyFixture::on_postgresql()));
}

/// The findings of the log alone.
fn of_log(findings: &Findings) -> Vec<&String> {
    let words = ["log", "kept.eml"];
    findings.broken.iter().filter(|it| words.iter().any(|word| it.contains(word))).collect()
}

#[test]
fn an_honest_log_holds_and_leads_to_what_was_kept() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let found = verify(store, std::slice::from_ref(&kept.message)).await;
            assert_eq!(found.broken, Vec::<String>::new());
            assert_eq!((found.unlogged, found.held.len()), (0, 2), "{:?}", found.held);
            assert!(found.held[0].contains("the log still leads to"), "{:?}", found.held);
            assert!(found.held[1].contains("report 2026-10 of P2 (ACME)"), "{:?}", found.held);
        });
    });
}

#[test]
fn an_attacker_with_the_database_is_found_by_the_log() {
    on_both(|kept| {
        for changed in Changed::ALL {
            kept.in_copy(async |store| {
                changed.make(store).await;
                let found = verify(store, &[]).await;
                assert!(!of_log(&found).is_empty(), "{changed:?}: {:?}", found.broken);
            });
        }
    });
}

#[test]
fn an_attacker_who_writes_the_log_again_is_found_by_its_stored_checkpoints() {
    on_both(|kept| {
        for changed in Changed::ALL {
            kept.in_copy(async |store| {
                changed.make(store).await;
                rebuild_log(store, OldCheckpoints::Stay).await;
                let found = verify(store, &[]).await;
                let rewritten = found
                    .broken
                    .iter()
                    .any(|it| it.contains("rewritten") || it.contains("last ones"));
                assert!(rewritten, "{changed:?}: {:?}", found.broken);
            });
        }
    });
}

#[test]
fn an_attacker_who_has_the_key_as_well_is_found_by_one_kept_message_and_by_nothing_else() {
    on_both(|kept| {
        for changed in Changed::ALL {
            kept.in_copy(async |store| {
                changed.make(store).await;
                rebuild_log(store, OldCheckpoints::Signed(&kept.signer())).await;
                let found = verify(store, &[]).await;
                if changed == Changed::Reason {
                    assert_eq!(found.broken, Vec::<String>::new(), "the perfect attack");
                }
                assert!(!found.broken.iter().any(|it| it.contains("rewritten")), "{changed:?}");
                let found = verify(store, std::slice::from_ref(&kept.message)).await;
                let by_message = found.broken.iter().filter(|it| it.starts_with("kept.eml: "));
                assert!(by_message.count() > 0, "{changed:?}: {:?}", found.broken);
            });
        }
    });
}

#[test]
fn an_attacker_who_signs_with_another_key_is_found_by_one_kept_message() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            without_triggers(store).await;
            let name = kept.signer().verifier().name().to_owned();
            let other = LogSigner::new(&name, [9; 32]).unwrap();
            let verifier = other.verifier().text();
            run(store, "UPDATE tlog_keys SET verifier = $1", &[(&verifier).into()]).await;
            let sql = "UPDATE tlog_leaves SET record = $1 WHERE kind = 'key'";
            run(store, sql, &[(&verifier).into()]).await;
            rebuild_log(store, OldCheckpoints::Signed(&other)).await;
            assert_eq!(verify(store, &[]).await.broken, Vec::<String>::new());
            let found = verify(store, std::slice::from_ref(&kept.message)).await;
            assert!(found.broken[0].contains("none of the log keys"), "{:?}", found.broken);
            assert!(found.broken.iter().any(|it| it.contains("rewritten")), "{:?}", found.broken);
        });
    });
}

/// Passes the leaves of a report off as erased personal data, and lets other entries wait for the
/// log in their place.
async fn pass_off_as_erased(store: &Store, key: Key) {
    let named = |version| LeafName::history(key.cycle, key.partner_id, key.vendor_id, version);
    let sql = "UPDATE tlog_leaves SET kind = 'audit-details', record = $1, number = 0 \
        WHERE kind = 'history' AND record = $2 AND number = $3";
    let mut versions = 0;
    loop {
        let name = named(versions + 1);
        let record = Uuid::from_u128(versions.cast_unsigned().into()).simple().to_string();
        let values = [(&record).into(), (&name.record).into(), name.number.into()];
        if run(store, sql, &values).await == 0 {
            break;
        }
        versions += 1;
    }
    assert!(versions > 2);
    let waiting: Vec<LeafName> = (1..=versions).map(named).collect();
    store.write(async |tx| pending::add(tx, &waiting).await).await.unwrap();
}

#[test]
fn a_leaf_that_is_passed_off_as_erased_personal_data_is_found() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            without_triggers(store).await;
            let (p1, p2) = (key(store, "P1").await, key(store, "P2").await);
            let about_another = store.reading(async |tx| proof::of_report(tx, p1).await).await;
            let about_another = about_another.unwrap().unwrap();
            let message = KeptFile::read("kept.eml", about_another.as_bytes());
            change_reason(store, p2).await;
            pass_off_as_erased(store, p2).await;
            let found = verify(store, &[message]).await;
            assert_eq!(found.held.len(), 2, "the message holds: {:?}", found.held);
            let names = |it: &&String| it.contains("the log has the hash of another record");
            assert!(found.broken.iter().filter(names).count() > 2, "{:?}", found.broken);
        });
    });
}

#[test]
fn an_older_copy_of_the_database_is_found_by_one_kept_message() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            without_triggers(store).await;
            let at = store.reading(async |tx| checkpoints::since(tx, 0, 1).await).await.unwrap();
            let size = at[0].size - 3;
            for sql in [
                "DELETE FROM tlog_leaves WHERE position >= $1",
                "DELETE FROM tlog_checkpoints WHERE size > $1",
            ] {
                run(store, sql, &[size.into()]).await;
            }
            let found = verify(store, std::slice::from_ref(&kept.message)).await;
            let older = found.broken.iter().any(|it| it.contains("an older copy of the database"));
            assert!(older, "{:?}", found.broken);
        });
    });
}

#[test]
fn what_a_message_says_cannot_be_forged_either() {
    let kept = Kept::new(VerifyFixture::on_sqlite());
    kept.in_copy(async |store| {
        let mut forged = kept.message.clone();
        forged.kept.proofs[0].leaf.content[0] ^= 1;
        let found = verify(store, &[forged]).await;
        assert_eq!(found.broken.len(), 1, "{:?}", found.broken);
        assert!(found.broken[0].contains("does not lead to its checkpoint"), "{:?}", found.broken);
        let mut forged = kept.message.clone();
        forged.kept.checkpoints[0].root[0] ^= 1;
        let found = verify(store, &[forged]).await;
        assert!(found.broken.iter().any(|it| it.contains("rewritten")), "{:?}", found.broken);
        let found = verify(store, &[KeptFile::read("kept.eml", b"Hello")]).await;
        assert_eq!(found.broken, ["kept.eml: it holds no checkpoint of a log"]);
    });
}

#[test]
fn each_row_of_the_document_names_tests_that_exist() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating/proof.md");
    let document = std::fs::read_to_string(root).unwrap();
    let sources = [
        include_str!("threats.rs"),
        include_str!("kept_message.rs"),
        include_str!("log_of_a_database.rs"),
        include_str!("signing.rs"),
        include_str!("../stamping/forged.rs"),
        include_str!("../witnessing/log_elsewhere.rs"),
    ];
    let (_, table) = document.split_once("| who | changes | is found by | test |").unwrap();
    let rows: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= 8);
    for row in rows {
        let tests = row.trim_matches(['|', ' ']).rsplit(" | ").next().unwrap();
        for name in tests.split(", ").map(|it| it.trim_matches('`')) {
            let test = format!("fn {name}()");
            assert!(sources.iter().any(|source| source.contains(&test)), "no test {name}");
        }
    }
}
