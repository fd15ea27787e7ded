//! Cosignatures that witnesses hand in: what is taken, and who sees it.
//!
//! SQL here: changes that the program never makes.

use super::fixture::{NAME, ServedLog, WitnessCommand, person, register};
use crate::proving::forger::{OldCheckpoints, rebuild_log, run};
use crate::proving::signing::{add_records, copied, now};
use crate::proving::threats::{Kept, change_reason, key, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::check_evidence::{self, PackFindings, PackTrust};
use countersign_app::actions::make_evidence::{self, EvidenceQuery};
use countersign_app::actions::take_cosignature::{self, CosignatureFault};
use countersign_app::actions::{audit, manage_witnesses, sequence_log};
use countersign_app::clock::Clock;
use countersign_app::metrics::Metrics;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::checkpoint::{LogSigner, SignedCheckpoint};
use countersign_app::transparency::cosignature::{Cosigner, WitnessKey};
use countersign_app::transparency::witnessed;
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::transparency::checkpoints::{self, StoredCheckpoint};
use countersign_store::transparency::witnesses;
use countersign_store::{Store, Tx};
use std::io::Cursor;
use tlog_tiles::Hash;

const P1: &str = "p1@x.example";

/// The checkpoint as it is served.
async fn served(store: &Store) -> String {
    store.reading(async |tx| witnessed::last(tx).await).await.unwrap().unwrap()
}

/// Checks the pack of everything.
async fn check_pack(store: &Store, witnesses: &[&WitnessKey]) -> PackFindings {
    let (from, to) = (Cycle::parse("2026-10").unwrap(), Cycle::parse("2026-11").unwrap());
    let (partner, distributor, vendor) = (None, None, None);
    let asked =
        EvidenceQuery { reader: None, from, to, partner, distributor, vendor, language: "en" };
    let mut bytes = Vec::new();
    let mut hidden = WorkProgress::hidden();
    make_evidence::run(store, &asked, &mut bytes, &mut hidden).await.unwrap();
    let witnesses = witnesses.iter().copied().cloned().collect();
    let trust = PackTrust { witnesses, ..PackTrust::default() };
    check_evidence::run("pack.zip", Cursor::new(bytes), &trust, &mut hidden).unwrap()
}

#[test]
fn what_a_witness_hands_in_is_served_verified_and_part_of_packs() {
    on_both(|kept| {
        let (_folder, key_file) = copied(kept);
        kept.in_copy(async |store| {
            let (log, witness) = (ServedLog::of(store, false), WitnessCommand::new());
            let token = witness.token(store, P1).await;
            let with_token = ["--token-file", token.as_str()];
            let unknown = witness.expect(&log.api(), &with_token, 3);
            assert!(unknown.err.contains("No witness of your company"), "{unknown:?}");
            register(store, P1, &witness.key()).await;
            let own = served(store).await;
            let taken = witness.expect(&log.api(), &with_token, 0);
            assert_eq!(served(store).await, taken.out, "the same signatures in the same order");
            let log_keys = [kept.signer().verifier().clone()];
            let cosigned = SignedCheckpoint::parse(&taken.out).unwrap();
            assert!(cosigned.signed_by(&log_keys).is_some());
            assert!(taken.out.starts_with(&own), "readers find what they found before");

            // A later round of the same checkpoint takes the place of the one before.
            witness.expect(&log.api(), &with_token, 0);
            let found = verify(store, &[]).await;
            let size = cosigned.size;
            let words = format!(", up to record {size}");
            let says = |it: &String| it.starts_with(&format!("witnessed by {NAME} at 2"));
            assert_eq!(found.broken, Vec::<String>::new());
            assert_eq!(found.held.iter().filter(|it| says(it)).count(), 1, "{:?}", found.held);

            // The pack is of a later checkpoint, which continues the witnessed one.
            add_records(store, 0..300).await;
            sequence_log::run(store, &key_file, now()).await.unwrap();
            let witness_key = WitnessKey::parse(&witness.key()).unwrap();
            let pack = check_pack(store, &[&witness_key]).await;
            assert_eq!(pack.broken, Vec::<String>::new());
            let says = |it: &String| says(it) && it.ends_with(&words);
            assert!(pack.held.iter().any(says), "{:?}", pack.held);
            assert!(pack.held.iter().any(|it| it.contains("the key of this witness")));
            let stranger = Cosigner::new("x.example", [3; 32]).unwrap();
            let pack = check_pack(store, &[stranger.key()]).await;
            assert!(pack.broken[0].contains("did not cosign this log"), "{:?}", pack.broken);
        });
    });
}

#[test]
fn a_log_that_was_rewritten_contradicts_what_its_witness_handed_in() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let (log, witness) = (ServedLog::of(store, false), WitnessCommand::new());
            let token = witness.token(store, P1).await;
            let with_token = ["--token-file", token.as_str()];
            witness.expect(&log.api(), &with_token, 3);
            register(store, P1, &witness.key()).await;
            witness.expect(&log.api(), &with_token, 0);
            without_triggers(store).await;
            change_reason(store, key(store, "P2").await).await;
            rebuild_log(store, OldCheckpoints::Signed(&kept.signer())).await;
            let found = verify(store, &[]).await;
            let words = format!("are not those that the witness {NAME} cosigned");
            assert!(found.broken.iter().any(|it| it.contains(&words)), "{:?}", found.broken);
            // The pack leaves it out, and who has the key of the witness notices.
            let witness_key = WitnessKey::parse(&witness.key()).unwrap();
            let pack = check_pack(store, &[&witness_key]).await;
            assert!(pack.broken[0].contains("did not cosign this log"), "{:?}", pack.broken);
        });
    });
}

/// The last checkpoint, cosigned.
fn cosigned(kept: &Kept, note: &str, by: &Cosigner, at: Instant) -> String {
    let checkpoint = SignedCheckpoint::parse(note).unwrap();
    let made = by.cosign(checkpoint.text(), at);
    checkpoint.cosigned(kept.signer().verifier(), &made)
}

#[test]
fn a_cosignature_counts_for_its_own_company_this_log_and_no_later_time() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let cosigner = Cosigner::new(NAME, [3; 32]).unwrap();
            let (p1, p2) = (person(store, P1).await, person(store, "p2@x.example").await);
            let now = Clock::default().machine_time();
            let take = async |company_id, note: &str| {
                let take =
                    async |tx: &mut Tx| take_cosignature::run(tx, company_id, note, now).await;
                store.write(take).await.unwrap().map(|taken| taken.witness)
            };
            let own = served(store).await;
            let good = cosigned(kept, &own, &cosigner, now);
            assert_eq!(take(p1.company_id, &good).await, Err(CosignatureFault::Unknown));
            register(store, P1, &cosigner.key().text()).await;
            assert_eq!(take(p2.company_id, &good).await, Err(CosignatureFault::Unknown));
            assert_eq!(take(p1.company_id, &own).await, Err(CosignatureFault::Unknown));
            assert_eq!(take(p1.company_id, "x").await, Err(CosignatureFault::Unreadable));
            let late = cosigned(kept, &own, &cosigner, now.plus_micros(6 * 60_000_000));
            assert_eq!(take(p1.company_id, &late).await, Err(CosignatureFault::Future));
            for (size, root) in [(1, [0; 32]), (1 << 40, [0; 32])] {
                let other = kept.signer().checkpoint(size, Hash(root));
                let other = cosigned(kept, &other, &cosigner, now);
                assert_eq!(take(p1.company_id, &other).await, Err(CosignatureFault::OtherLog));
            }
            let stranger = LogSigner::new("countersign/00ff", [1; 32]).unwrap();
            let other = stranger.checkpoint(1, Hash([0; 32]));
            let other = cosigned(kept, &other, &cosigner, now);
            assert_eq!(take(p1.company_id, &other).await, Err(CosignatureFault::NotSigned));
            assert_eq!(served(store).await, own, "nothing of that was taken");
            assert_eq!(take(p1.company_id, &good).await, Ok(NAME.to_owned()));
            assert_eq!(served(store).await, good);

            // An older one does not take its place.
            let older = cosigned(kept, &own, &cosigner, now.plus_micros(-60_000_000));
            assert_eq!(take(p1.company_id, &older).await, Ok(NAME.to_owned()));
            assert_eq!(served(store).await, good);

            let latest = store.reading(async |tx| witnesses::latest(tx).await).await.unwrap();
            let id = latest[0].0.id;
            let remove = async |person, id| {
                let remove = async |tx: &mut Tx| {
                    let entry = audit::of_machine_as(Event::WitnessRemoved, now, person);
                    manage_witnesses::remove(tx, person, id, entry).await
                };
                store.write(remove).await.unwrap()
            };
            assert!(!remove(&p2, id).await, "it is another company's");
            assert!(remove(&p1, id).await);
            assert_eq!(served(store).await, own, "a removed witness is not served");
            assert_eq!(take(p1.company_id, &good).await, Err(CosignatureFault::Unknown));
            let found = verify(store, &[]).await;
            assert!(found.held.iter().any(|it| it.contains(NAME)), "what it signed is verified");
        });
    });
}

#[test]
fn a_cosignature_that_was_changed_is_found() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let cosigner = Cosigner::new(NAME, [3; 32]).unwrap();
            register(store, P1, &cosigner.key().text()).await;
            let company_id = person(store, P1).await.company_id;
            let now = Clock::default().machine_time();
            let note = cosigned(kept, &served(store).await, &cosigner, now);
            let take = async |tx: &mut Tx| take_cosignature::run(tx, company_id, &note, now).await;
            store.write(take).await.unwrap().unwrap();
            assert_eq!(verify(store, &[]).await.broken, Vec::<String>::new());
            let at = now.plus_micros(-3_600_000_000);
            let sql = "UPDATE tlog_cosignatures SET cosigned_at = $1";
            assert_eq!(run(store, sql, &[at.into()]).await, 1);
            let found = verify(store, &[]).await;
            assert!(found.broken[0].contains("or the cosignature was changed"), "{found:?}");
        });
    });
}

#[test]
fn a_monitoring_system_learns_when_a_witness_signed_and_how_much_none_signed() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let metrics = Metrics::default();
            let now = Clock::default().machine_time();
            let uncosigned = "countersign_uncosigned_checkpoints";
            let told = metrics.text(store, now).await.unwrap();
            assert!(!told.contains(&format!("{uncosigned} ")), "no one witnesses the log: {told}");
            let cosigner = Cosigner::new(NAME, [3; 32]).unwrap();
            register(store, P1, &cosigner.key().text()).await;
            let company_id = person(store, P1).await.company_id;
            let note = cosigned(kept, &served(store).await, &cosigner, now);
            let take = async |tx: &mut Tx| take_cosignature::run(tx, company_id, &note, now).await;
            store.write(take).await.unwrap().unwrap();
            let (id, at) = (cosigner.key().id(), now.micros().div_euclid(1_000_000));
            let signed = "countersign_witness_last_cosignature_timestamp_seconds";
            let told = metrics.text(store, now).await.unwrap();
            assert!(told.contains(&format!("{signed}{{key=\"{id}\"}} {at}\n")), "{told}");
            assert!(told.contains(&format!("{uncosigned} 0\n")), "{told}");
            let last = async |tx: &mut Tx| checkpoints::last(tx).await;
            let last = store.reading(last).await.unwrap().unwrap();
            let newer = StoredCheckpoint { size: last.size + 1, ..last };
            store.write(async |tx| checkpoints::add(tx, &newer, now).await).await.unwrap();
            let told = metrics.text(store, now).await.unwrap();
            assert!(told.contains(&format!("{uncosigned} 1\n")), "{told}");
        });
    });
}
