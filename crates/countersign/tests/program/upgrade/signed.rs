//! A decision of the fixture that is signed with a key of OpenSSH, which is always the same.

use crate::upgrade::rehearsal::{MACHINE, Stage, at};
use countersign_app::actions::make_statements;
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::actions::{audit, change_signing_rules, manage_signing_keys};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::ssh::NAMESPACE;
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::audit::Event;
use countersign_domain::signature::{Envelope, SignatureKind, SigningRule};
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::{Tx, reports, signing_rules};
use manage_signing_keys::{NewKey, Signer};
use ring::signature::{Ed25519KeyPair, KeyPair};
use russh::keys::ssh_key::public::{Ed25519PublicKey, KeyData};
use russh::keys::ssh_key::{Algorithm, HashAlg, LineEnding, PublicKey, Signature, SshSig};

const SEED: [u8; 32] = [7; 32];

fn key_pair() -> (Ed25519KeyPair, KeyData) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&SEED).unwrap();
    let public = pair.public_key().as_ref().try_into().unwrap();
    (pair, KeyData::Ed25519(Ed25519PublicKey(public)))
}

/// The armoured signature over a text, as `ssh-keygen -Y sign` writes it.
fn sign(text: &str) -> String {
    let (pair, public) = key_pair();
    let data = SshSig::signed_data(NAMESPACE, HashAlg::Sha512, text.as_bytes()).unwrap();
    let signature = Signature::new(Algorithm::Ed25519, pair.sign(&data).as_ref()).unwrap();
    let signature = SshSig::new(public, NAMESPACE, HashAlg::Sha512, signature).unwrap();
    signature.to_pem(LineEnding::LF).unwrap()
}

impl Stage {
    /// Executes a command on a report to ACME as a person who registers a key and signs with it.
    pub(crate) async fn act_signed(
        &self,
        email: &str,
        month: &str,
        partner: &str,
        command: Command,
    ) {
        let (person, key) = (self.person(email).await, self.key(month, partner, "ACME").await);
        let (now, verb) = (self.now().await, command.verb());
        let line = PublicKey::from(key_pair().1).to_openssh().unwrap();
        let work = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::SigningKeyAdded, at(MACHINE), &person);
            let new = NewKey { name: "Laptop", text: &line };
            let signer = Signer::Person;
            let added =
                manage_signing_keys::add(tx, &person, signer, new, entry.clone(), &SystemRandom);
            let added = added.await?.unwrap();
            let rules = [(verb, SigningRule::Offered)];
            change_signing_rules::run(tx, person.company_id, &rules, &entry).await?;
            let stored = reports::find(tx, &[key]).await?.pop().flatten().unwrap();
            let company = signing_rules::of_company(tx, person.company_id).await?.company;
            let made = make_statements::of_report(tx, &stored, &person, &company, verb, now);
            let statement = made.await?;
            let (bulk, signature) = (None, sign(&statement.text()));
            let (kind, key_name) = (SignatureKind::Ssh, added.fingerprint);
            let envelope = Envelope { bulk, key: key_name, kind, signature };
            let signed = SignedStatement { statement, envelope };
            let mut batch = ReportBatch::open(tx, &person, &[key], now).await?;
            let answer = batch.execute_signed(tx, key, &command, None, Some(&signed)).await?;
            batch.commit(tx).await?;
            Ok(answer)
        };
        let answer = self.store().write(work).await.unwrap();
        let done = matches!(answer, Ok(CommandOutcome::Done(_)));
        assert!(done, "{email} {month} {partner} {command:?}: {answer:?}");
    }
}
