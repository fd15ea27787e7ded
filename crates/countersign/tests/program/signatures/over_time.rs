//! Keys and rules over time: what an operator with the database changes of them, and a decision
//! whose signature is taken away, are found by the audit record and the log.
//!
//! SQL here: changes that the program never makes.

use super::fixture::{
    SshKey, decide, now, on_both, person, recorded, register, report, set_rule, state,
};
use crate::proving::forger::{OldCheckpoints, rebuild_log, rewrite, run};
use crate::verifying::fixture::{VerifyFixture, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::actions::manage_signing_keys::{self, Signer};
use countersign_app::actions::{audit, erase_person, sequence_log};
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::signature::SigningRule;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::reports::Key;
use countersign_store::{Store, Tx, people};

const SUBMIT: Command = Command::Submit { comment: None };
const MINUTE: i64 = 60 * 1_000_000;

/// The clock of a rehearsal is not that of its audit record, so nothing of it is compared by
/// instants.
async fn end_rehearsal(store: &Store) {
    assert_eq!(run(store, "UPDATE installation SET rehearsal = FALSE", &[]).await, 1);
}

/// P1 submits a report, signed, ten minutes after the rule required it.
struct Signed {
    p1: Person,
    key: Key,
    at: Instant,
}

impl Signed {
    async fn new(store: &Store) -> Self {
        let p1 = person(store, "p1").await;
        let key = report(store, "2026-11", "P1").await;
        let ssh = SshKey::new("ed25519");
        register(store, &p1, &ssh).await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required).await;
        let at = now(store).await.plus_micros(10 * MINUTE);
        let signed = ssh.sign(&state(store, &p1, key, Verb::Submit).await);
        let answer = decide(store, &p1, key, &SUBMIT, Some(&signed), at).await;
        assert!(answer.is_ok(), "{answer:?}");
        Self { p1, key, at }
    }
}

/// What `verify` finds beside what it found before.
async fn found(store: &Store, before: &[String]) -> Vec<String> {
    let mut found = verify(store).await.broken;
    found.retain(|it| !before.contains(it) && !it.starts_with("the trigger "));
    found
}

#[track_caller]
fn assert_found(found: &[String], words: &[&str]) {
    assert_eq!(found.len(), words.len(), "{found:#?}");
    for words in words {
        assert!(found.iter().any(|it| it.contains(words)), "no {words:?}: {found:#?}");
    }
}

const UNSIGNED: &str =
    "the rule of the company required a signature for report.submit, and it has none";

#[test]
fn an_unsigned_decision_is_found_although_the_rule_was_changed_in_the_database() {
    on_both(&async |store: &Store| {
        end_rehearsal(store).await;
        let before = verify(store).await.broken;
        let p1 = person(store, "p1").await;
        let key = report(store, "2026-11", "P1").await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required).await;
        assert_found(&found(store, &before).await, &[]);
        assert_eq!(run(store, "DELETE FROM signing_rules", &[]).await, 1);
        let rule = "company P1: the rule for signatures of report.submit is off, and the audit \
                    record says required";
        assert_found(&found(store, &before).await, &[rule]);
        let at = now(store).await.plus_micros(10 * MINUTE);
        assert!(decide(store, &p1, key, &SUBMIT, None, at).await.is_ok());
        assert_found(&found(store, &before).await, &[rule, UNSIGNED]);
        // The rule comes back, so that nobody sees that it was away.
        let back = "INSERT INTO signing_rules (company_id, verb, rule) \
                    VALUES ($1, 'report.submit', 'required')";
        assert_eq!(run(store, back, &[p1.company_id.into()]).await, 1);
        assert_found(&found(store, &before).await, &[UNSIGNED]);
        let other = "UPDATE signing_rules SET rule = 'offered'";
        assert_eq!(run(store, other, &[]).await, 1);
        let rule = "report.submit is offered, and the audit record says required";
        assert_found(&found(store, &before).await, &[rule, UNSIGNED]);
    });
}

#[test]
fn a_rule_that_was_not_in_force_around_a_decision_asks_for_nothing() {
    on_both(&async |store: &Store| {
        end_rehearsal(store).await;
        let before = verify(store).await.broken;
        let p1 = person(store, "p1").await;
        let key = report(store, "2026-11", "P1").await;
        let at = now(store).await;
        assert!(decide(store, &p1, key, &SUBMIT, None, at).await.is_ok());
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required).await;
        assert_found(&found(store, &before).await, &[]);
    });
}

#[test]
fn a_key_is_in_use_only_as_long_as_the_audit_record_says() {
    on_both(&async |store: &Store| {
        end_rehearsal(store).await;
        let before = verify(store).await.broken;
        let Signed { at, .. } = Signed::new(store).await;
        assert_found(&found(store, &before).await, &[]);
        without_triggers(store).await;
        let period = "and the audit record does not say so";
        let (day, hour) = (24 * 60 * MINUTE, 60 * MINUTE);
        let added = at.plus_micros(-10 * MINUTE);
        for (column, moved) in [("added_at", -day), ("added_at", hour), ("removed_at", day)] {
            let change = format!("UPDATE signing_keys SET {column} = $1");
            assert_eq!(run(store, &change, &[at.plus_micros(moved).into()]).await, 1);
            assert_found(&found(store, &before).await, &[period]);
            let undo = "UPDATE signing_keys SET added_at = $1, removed_at = NULL";
            run(store, undo, &[added.into()]).await;
        }
        // The same in the audit record, which the log does not have yet: the key came after the
        // signature.
        let late = at.plus_micros(hour);
        for table in [
            "UPDATE signing_keys SET added_at = $1",
            "UPDATE audit_log SET at = $1 WHERE event = 'signing-key-added'",
        ] {
            assert_eq!(run(store, table, &[late.into()]).await, 1);
        }
        let in_use = "the key of its signature was not in use by the signer";
        assert_found(&found(store, &before).await, &[in_use]);
        let other = "UPDATE audit_log SET about = 'SHA256:x' WHERE event = 'signing-key-added'";
        assert_eq!(run(store, other, &[]).await, 1);
        let registered = "does not say that the key of its signature was registered";
        assert_found(&found(store, &before).await, &[period, registered]);
    });
}

/// Takes the signature of a report away, from its history and from beside it.
async fn strip(store: &Store, key: Key) {
    without_triggers(store).await;
    rewrite(store, key, |entries| entries.iter_mut().for_each(|it| it.signed = None)).await;
    assert_eq!(run(store, "DELETE FROM signatures", &[]).await, 1);
}

async fn sequence(store: &Store, log_key: &LogKeyFile) {
    let at = Instant::parse("2026-12-30T00:00:00Z").unwrap();
    sequence_log::run(store, log_key, at).await.unwrap();
}

fn in_both(test: impl Fn(&VerifyFixture)) {
    test(&VerifyFixture::on_sqlite());
    test(&VerifyFixture::on_postgresql());
}

#[test]
fn a_signature_that_was_stripped_is_found_although_chain_and_log_were_made_to_fit() {
    in_both(|fixture| {
        let log_key = fixture.log_key();
        fixture.with(async |store| {
            end_rehearsal(store).await;
            let before = verify(store).await.broken;
            let Signed { key, .. } = Signed::new(store).await;
            sequence(store, &log_key).await;
            assert_found(&found(store, &before).await, &[]);
            strip(store, key).await;
            let signer = log_key.signer(&[]).unwrap().unwrap();
            rebuild_log(store, OldCheckpoints::Signed(&signer)).await;
            assert_found(&found(store, &before).await, &[UNSIGNED]);
            assert!(recorded(store, key).await.1.is_empty());
        });
    });
}

#[test]
fn the_keys_of_an_erased_person_end_in_the_audit_record() {
    on_both(&async |store: &Store| {
        end_rehearsal(store).await;
        let before = verify(store).await.broken;
        let Signed { p1, key, at } = Signed::new(store).await;
        // Another Administrator stays.
        let sql = "INSERT INTO memberships (person_id, company_id, role, name, accepted_at) \
                   SELECT CAST($1 AS BIGINT), company_id, role, name, accepted_at FROM memberships \
                   WHERE person_id = $2 AND company_id = $3";
        let other = person(store, "p2").await;
        run(store, sql, &[other.id.into(), p1.id.into(), p1.company_id.into()]).await;
        let erase = async |tx: &mut Tx| {
            let found = people::of_email(tx, "p1@x.example").await?.unwrap();
            erase_person::run(tx, &found, at.plus_micros(MINUTE)).await
        };
        assert_eq!(store.write(erase).await.unwrap(), Ok(()));
        assert_eq!(recorded(store, key).await.1.len(), 1);
        assert_found(&found(store, &before).await, &[]);
        let removals = async |tx: &mut Tx| {
            let sql = "SELECT COUNT(*) FROM audit_log WHERE event = 'signing-key-removed' \
                       AND about_person_id = $1";
            tx.first(sql, &[p1.id.into()], |row| row.get::<i64>(0)).await
        };
        let removed = store.reading::<_, countersign_store::StoreError>(removals).await.unwrap();
        assert_eq!(removed, Some(1));
    });
}

#[test]
fn a_key_that_was_removed_and_registered_again_has_two_periods() {
    on_both(&async |store: &Store| {
        end_rehearsal(store).await;
        let before = verify(store).await.broken;
        let p1 = person(store, "p1").await;
        let ssh = SshKey::new("ed25519");
        let first = register(store, &p1, &ssh).await;
        let at = now(store).await;
        let remove = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::SigningKeyRemoved, at, &p1);
            manage_signing_keys::remove(tx, &p1, Signer::Person, first.id, entry).await
        };
        assert!(store.write(remove).await.unwrap().is_ok());
        register(store, &p1, &ssh).await;
        assert_found(&found(store, &before).await, &[]);
    });
}
