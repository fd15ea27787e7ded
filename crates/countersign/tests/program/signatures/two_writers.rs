//! A key that is removed, or a rule that is changed, while a decision is under way. Only PostgreSQL
//! has two writers at once.

use super::fixture::{SshKey, decide, now, person, register, report, set_rule, state};
use crate::verifying::fixture::VerifyFixture;
use countersign_app::actions::manage_signing_keys::{self, Signer};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::actions::{audit, change_signing_rules};
use countersign_domain::audit::Event;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::{SignatureFault, SigningRule};
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::Store;
use std::time::Duration;
use tokio::time::{sleep, timeout};

const SUBMIT: Command = Command::Submit { comment: None };
/// Long enough for the other writer to come as far as it can.
const MEANWHILE: Duration = Duration::from_millis(300);

#[test]
fn a_rule_that_is_changed_meanwhile_waits_for_the_decision() {
    VerifyFixture::on_postgresql().with(async |store: &Store| {
        let p1 = person(store, "p1").await;
        let (key, at) = (report(store, "2026-11", "P1").await, now(store).await);
        let mut tx = store.begin().await.unwrap();
        let mut batch = ReportBatch::open(&mut tx, &p1, &[key], at).await.unwrap();
        let change = set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required);
        let mut change = std::pin::pin!(change);
        assert!(timeout(MEANWHILE, &mut change).await.is_err(), "the change waits");
        assert!(batch.execute(&mut tx, key, &SUBMIT, None).await.unwrap().is_ok());
        batch.commit(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        change.await;
    });
}

#[test]
fn a_decision_waits_for_a_rule_that_is_changed_meanwhile() {
    VerifyFixture::on_postgresql().with(async |store: &Store| {
        let p1 = person(store, "p1").await;
        let (key, at) = (report(store, "2026-11", "P1").await, now(store).await);
        let mut tx = store.begin().await.unwrap();
        let rules = [(Verb::Submit, SigningRule::Required)];
        let entry = audit::of_machine(Event::SigningRuleChanged, at);
        change_signing_rules::run(&mut tx, p1.company_id, &rules, &entry).await.unwrap();
        let change = async {
            sleep(MEANWHILE).await;
            tx.commit().await.unwrap();
        };
        let decision = decide(store, &p1, key, &SUBMIT, None, at);
        let (answer, ()) = tokio::join!(decision, change);
        assert_eq!(answer, Err(Refusal::SignatureNeeded(Verb::Submit)));
    });
}

#[test]
fn a_decision_waits_for_its_key_that_is_removed_meanwhile() {
    VerifyFixture::on_postgresql().with(async |store: &Store| {
        let p1 = person(store, "p1").await;
        let (key, at) = (report(store, "2026-11", "P1").await, now(store).await);
        let ssh = SshKey::new("ed25519");
        let registered = register(store, &p1, &ssh).await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Offered).await;
        let signed = ssh.sign(&state(store, &p1, key, Verb::Submit).await);
        let mut tx = store.begin().await.unwrap();
        let entry = audit::of_machine_as(Event::SigningKeyRemoved, at, &p1);
        let removed =
            manage_signing_keys::remove(&mut tx, &p1, Signer::Person, registered.id, entry).await;
        assert!(removed.unwrap().is_ok());
        let change = async {
            sleep(MEANWHILE).await;
            tx.commit().await.unwrap();
        };
        let decision = decide(store, &p1, key, &SUBMIT, Some(&signed), at);
        let (answer, ()) = tokio::join!(decision, change);
        assert_eq!(answer, Err(Refusal::SignatureRefused(SignatureFault::UnknownKey)));
    });
}
