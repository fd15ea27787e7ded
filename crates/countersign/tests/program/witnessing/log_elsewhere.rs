//! A witness and the log of a Countersign elsewhere, whose operator has the database and the key.
//!
//! SQL here: changes that the program never makes.

use super::fixture::{NAME, ServedLog, WitnessCommand};
use crate::proving::forger::{OldCheckpoints, rebuild_log, run};
use crate::proving::signing::{add_records, copied, now};
use crate::proving::threats::{Kept, change_reason, key, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::sequence_log;
use countersign_app::actions::verify_record::KeptFile;
use countersign_app::private_files;
use countersign_app::transparency::checkpoint::{LogSigner, SignedCheckpoint};
use countersign_app::transparency::cosignature::WitnessKey;
use countersign_store::Store;
use std::fs;

/// The cosigned checkpoint that a witness printed.
fn printed(out: &str, witness: &WitnessCommand) -> SignedCheckpoint {
    let checkpoint = SignedCheckpoint::parse(out).unwrap();
    let keys = [WitnessKey::parse(&witness.key()).unwrap()];
    assert_eq!(checkpoint.cosigned_by(&keys).len(), 1, "{out}");
    checkpoint
}

/// Lets the operator rewrite the record and the log, and sign it with the key of the log.
async fn rewritten(kept: &Kept, store: &Store) {
    without_triggers(store).await;
    change_reason(store, key(store, "P2").await).await;
    rebuild_log(store, OldCheckpoints::Signed(&kept.signer())).await;
}

#[test]
fn an_attacker_who_has_the_key_as_well_is_found_by_a_witness_who_cosigned_before() {
    on_both(|kept| {
        let (_folder, key_file) = copied(kept);
        kept.in_copy(async |store| {
            let (served, witness) = (ServedLog::of(store, true), WitnessCommand::new());
            let log = served.open();
            let first = witness.expect(&log, &[], 0);
            let seen = printed(&first.out, &witness);
            assert!(
                first.err.contains(&format!("of this witness: {}", witness.key())),
                "{first:?}"
            );
            let pinned = kept.signer().verifier().text();
            assert!(first.err.contains(&format!("from now on: {pinned}")), "{first:?}");
            assert_eq!(private_files::open_to_others(&witness.file("witness.key")), None);

            // Enough for a second tile, of which the log serves a part.
            add_records(store, 0..300).await;
            sequence_log::run(store, &key_file, now()).await.unwrap();
            let second = witness.expect(&log, &["--log-key", &pinned], 0);
            assert_eq!(printed(&second.out, &witness).size, seen.size + 300);
            assert!(second.err.contains(", 300 of them new"), "{second:?}");
            let state = fs::read(witness.file("witness.state")).unwrap();

            rewritten(kept, store).await;
            let found = verify(store, &[]).await;
            assert_eq!(found.broken, Vec::<String>::new(), "the perfect attack");
            let words = format!(
                "its first {} records are not those that this witness cosigned",
                seen.size + 300
            );
            let refused = witness.expect(&log, &[], 1);
            assert!(refused.err.contains(&words), "{refused:?}");
            // It grows afterwards, and is signed as if nothing had been.
            add_records(store, 300..310).await;
            sequence_log::accept(store, &key_file, now()).await.unwrap();
            let refused = witness.expect(&log, &[], 1);
            assert!(refused.err.contains(&words), "{refused:?}");
            assert_eq!(refused.out, "", "nothing was cosigned");
            assert_eq!(fs::read(witness.file("witness.state")).unwrap(), state);

            let evidence = witness.evidence();
            assert_eq!(evidence.len(), 2, "both logs that it was shown: {evidence:?}");
            for file in evidence {
                let file = KeptFile::read("evidence", &fs::read(file).unwrap());
                let keys = [kept.signer().verifier().clone()];
                let signed = |it: &SignedCheckpoint| it.signed_by(&keys).is_some();
                assert_eq!(file.kept.checkpoints.len(), 2);
                assert!(file.kept.checkpoints.iter().all(signed), "the operator signed both");
            }
            let state = KeptFile::read("witness.state", &state);
            let found = verify(store, &[state]).await;
            let named = "witness.state: the log was rewritten";
            assert!(found.broken.iter().any(|it| it.starts_with(named)), "{:?}", found.broken);
        });
    });
}

#[test]
fn a_log_that_became_shorter_is_refused_by_its_witness() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let (served, witness) = (ServedLog::of(store, true), WitnessCommand::new());
            let seen = printed(&witness.expect(&served.open(), &[], 0).out, &witness);
            without_triggers(store).await;
            let size = i64::try_from(seen.size).unwrap() - 3;
            run(store, "DELETE FROM tlog_leaves WHERE position > $1", &[(size - 1).into()]).await;
            rebuild_log(store, OldCheckpoints::Signed(&kept.signer())).await;
            let refused = witness.expect(&served.open(), &[], 1);
            let words = format!("has {size} records, and this witness cosigned {}", seen.size);
            assert!(refused.err.contains(&words), "{refused:?}");
            assert_eq!(witness.evidence().len(), 1);
        });
    });
}

#[test]
fn a_log_that_signs_with_another_key_is_refused_until_its_witness_knows_that_key() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let (served, witness) = (ServedLog::of(store, true), WitnessCommand::new());
            let log = served.open();
            witness.expect(&log, &[], 0);
            without_triggers(store).await;
            let name = kept.signer().verifier().name().to_owned();
            let other = LogSigner::new(&name, [9; 32]).unwrap();
            rebuild_log(store, OldCheckpoints::Signed(&other)).await;
            let refused = witness.expect(&log, &[], 1);
            let known = kept.signer().verifier().text();
            assert!(refused.err.contains(&format!("not the log's key {known}")), "{refused:?}");
            assert_eq!(witness.evidence().len(), 1);
            witness.expect(&log, &["--log-key", &other.verifier().text()], 0);
            witness.expect(&log, &[], 0);
        });
    });
}

#[test]
fn a_witness_that_cannot_read_the_log_or_its_own_files_cosigns_nothing() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let (served, witness) = (ServedLog::of(store, false), WitnessCommand::new());
            let closed = witness.expect(&served.open(), &[], 3);
            assert!(closed.err.contains("it is not open to everyone"), "{closed:?}");
            let none = witness.expect("http://127.0.0.1:1/log", &[], 3);
            assert_eq!(none.out, "");
            for address in ["ftp://x.example/log", "x", "https://u:p@x.example/log"] {
                witness.expect(address, &[], 2);
            }
            assert!(!witness.file("witness.state").exists());
            let token = witness.file("token.txt");
            fs::write(&token, "cs_x\n").unwrap();
            let token = token.display().to_string();
            let plain = witness.expect("http://x.example/log", &["--token-file", &token], 2);
            assert!(plain.err.contains("would travel unencrypted"), "{plain:?}");
            fs::write(witness.file("witness.state"), "nothing\n").unwrap();
            let open = ServedLog::of(store, true);
            let damaged = witness.expect(&open.open(), &[], 2);
            assert!(damaged.err.contains("does not hold what a witness saw"), "{damaged:?}");
            let other =
                witness.expect(&open.open(), &["--state", "other", "--key", "other.key"], 0);
            assert!(other.out.contains(&format!("\n— {NAME} ")), "{other:?}");
        });
    });
}
