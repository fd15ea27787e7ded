//! SSH keys that `ssh-keygen` makes and signs with, and people who decide with them.

use crate::verifying::fixture as verifying;
use countersign_app::actions::audit;
use countersign_app::actions::change_signing_rules;
use countersign_app::actions::make_statements;
use countersign_app::actions::manage_signing_keys::{self, NewKey, Signer};
use countersign_app::actions::report_batch::{CommandResult, ReportBatch};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::ssh::{NAMESPACE, SshSignature};
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::signature::{Envelope, SignatureKind, SigningRule};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::reports::{self, Filter, Key};
use countersign_store::signatures::{self, StoredSignature};
use countersign_store::signing_keys::SigningKey;
use countersign_store::{Store, StoreError, Tx, history, installation, people, signing_rules};
use std::fs;
use std::path::PathBuf;
use std::process::Command as Process;
use tempfile::TempDir;

/// A key pair on disk.
pub(crate) struct SshKey {
    folder: TempDir,
}

impl SshKey {
    pub(crate) fn new(kind: &str) -> Self {
        let key = Self { folder: tempfile::tempdir().unwrap() };
        let made = Process::new("ssh-keygen")
            .args(["-q", "-t", kind, "-N", "", "-C", "test key", "-f"])
            .arg(key.path())
            .status();
        assert!(made.unwrap().success());
        key
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    pub(crate) fn public(&self) -> String {
        fs::read_to_string(self.path().with_extension("pub")).unwrap()
    }

    /// The armoured signature over a text.
    pub(crate) fn sign_for(&self, namespace: &str, text: &str) -> String {
        let file = self.folder.path().join("text");
        let signature = self.folder.path().join("text.sig");
        let _ = fs::remove_file(&signature);
        fs::write(&file, text).unwrap();
        let signed = Process::new("ssh-keygen")
            .args(["-q", "-Y", "sign", "-n", namespace, "-f"])
            .args([self.path(), file])
            .output();
        assert!(signed.unwrap().status.success());
        fs::read_to_string(signature).unwrap()
    }

    pub(crate) fn sign(&self, statement: &Statement) -> SignedStatement {
        let signature = self.sign_for(NAMESPACE, &statement.text());
        let read = SshSignature::parse(&signature).unwrap();
        let (key, signature) = (read.key().unwrap().fingerprint(), read.armoured().unwrap());
        let envelope = Envelope { bulk: None, key, kind: SignatureKind::Ssh, signature };
        SignedStatement { statement: statement.clone(), envelope }
    }
}

pub(crate) async fn now(store: &Store) -> Instant {
    let clock = async |tx: &mut Tx| installation::load(tx).await;
    store.reading::<_, StoreError>(clock).await.unwrap().unwrap().clock_at
}

pub(crate) async fn person(store: &Store, who: &str) -> Person {
    let email = format!("{who}@x.example");
    let acting = store.reading(async |tx| people::acting(tx, &email).await).await.unwrap();
    let acting = &acting[0];
    Person {
        id: acting.person_id,
        company_id: acting.company_id,
        company_kind: acting.company_kind,
        role: acting.role,
        channel: Channel::Api,
        machine_user: None,
        account: None,
    }
}

/// The key of a partner's report of a cycle.
pub(crate) async fn report(store: &Store, cycle: &str, partner: &str) -> Key {
    let filter = Filter::of_cycle(Cycle::parse(cycle).unwrap());
    let found = async |tx: &mut Tx| {
        let keys = reports::keys(tx, &filter).await?;
        reports::find(tx, &keys).await
    };
    let found = store.reading::<_, StoreError>(found).await.unwrap();
    found.into_iter().flatten().find(|it| it.names.partner == partner).unwrap().key()
}

/// Registers a key of a person.
pub(crate) async fn register(store: &Store, person: &Person, key: &SshKey) -> SigningKey {
    let text = key.public();
    let new = NewKey { name: "", text: &text };
    let entry = audit::of_machine_as(Event::SigningKeyAdded, now(store).await, person);
    let add = async |tx: &mut Tx| {
        let entry = entry.clone();
        manage_signing_keys::add(tx, person, Signer::Person, new, entry, &SystemRandom).await
    };
    store.write(add).await.unwrap().unwrap()
}

pub(crate) async fn set_rule(store: &Store, company_id: i64, verb: Verb, rule: SigningRule) {
    let entry = audit::of_machine(Event::SigningRuleChanged, now(store).await);
    let set = async |tx: &mut Tx| {
        change_signing_rules::run(tx, company_id, &[(verb, rule)], &entry).await
    };
    store.write(set).await.unwrap();
}

pub(crate) async fn state(store: &Store, who: &Person, key: Key, verb: Verb) -> Statement {
    let at = now(store).await;
    let made = async |tx: &mut Tx| {
        let stored = reports::find(tx, &[key]).await?.pop().flatten().unwrap();
        let company = signing_rules::of_company(tx, who.company_id).await?.company;
        make_statements::of_report(tx, &stored, who, &company, verb, at).await
    };
    store.reading::<_, StoreError>(made).await.unwrap()
}

/// Decides on a report at an instant, signed or not.
pub(crate) async fn decide(
    store: &Store,
    who: &Person,
    key: Key,
    command: &Command,
    signed: Option<&SignedStatement>,
    at: Instant,
) -> CommandResult {
    let decide = async |tx: &mut Tx| {
        let mut batch = ReportBatch::open(tx, who, &[key], at).await?;
        let answer = batch.execute_signed(tx, key, command, None, signed).await?;
        batch.commit(tx).await?;
        Ok(answer)
    };
    store.write(decide).await.unwrap()
}

/// The entries of a report, and its signatures.
pub(crate) async fn recorded(store: &Store, key: Key) -> (Vec<Entry>, Vec<StoredSignature>) {
    let read = async |tx: &mut Tx| {
        let entries = history::of_report(tx, key).await?;
        let entries = entries.iter().map(|(body, _)| Entry::from_body(body).unwrap()).collect();
        Ok((entries, signatures::of_report(tx, key).await?))
    };
    store.reading::<_, StoreError>(read).await.unwrap()
}

pub(crate) fn on_both(test: &impl AsyncFn(&Store)) {
    verifying::on_both(|fixture| fixture.with(async |store| test(store).await));
}
