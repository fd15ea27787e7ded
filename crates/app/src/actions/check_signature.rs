//! Checks the signature of a decision: the key is registered to the person or service account, the
//! statement says what is true of the report, is not too old, and the signature is its own.

use super::make_statements;
use crate::signatures::public_key::PublicKey;
use crate::signatures::verify::{SignedStatement, VerifiedRoots};
use countersign_domain::actor::Person;
use countersign_domain::export::hex;
use countersign_domain::history::EntrySignature;
use countersign_domain::instant::Instant;
use countersign_domain::signature::{Envelope, SignatureFault, SignatureKind};
use countersign_domain::statement::{Statement, Unseen};
use countersign_domain::status::Verb;
use countersign_store::reports::{Key, StoredReport};
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{Result, Tx};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use uuid::Uuid;

/// A decision that is signed.
#[derive(Clone, Copy, Debug)]
pub struct SignedDecision<'a> {
    /// The person.
    pub person: &'a Person,
    /// The code of their company.
    pub company: &'a str,
    /// What they do.
    pub verb: Verb,
    /// The report before the decision.
    pub stored: &'a StoredReport,
    /// When the signature came in.
    pub signed_at: Instant,
}

/// What the signatures of one person in one transaction share, so that it is read and verified
/// once.
#[derive(Debug, Default)]
pub struct SignatureChecks {
    keys: HashMap<SignatureKind, Vec<SigningKey>>,
    /// What reports did not see, with the end of the time in which it counts.
    unseen: HashMap<(Key, Instant), Unseen>,
    verified: VerifiedRoots,
}

impl SignatureChecks {
    /// Reads at once what reports did not see, for the statements that a person made at an instant.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn foresee(
        &mut self,
        tx: &mut Tx,
        reports: &[&StoredReport],
        at: Instant,
    ) -> Result<()> {
        let unseen = make_statements::unseen_of(tx, reports, at).await?;
        let places = reports.iter().map(|it| (it.key(), make_statements::seen_until(it, at)));
        self.unseen.extend(places.zip(unseen));
        Ok(())
    }

    /// Whether [`SignatureChecks::foresee`] read anything.
    #[must_use]
    pub fn has_foreseen(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Checks a signature, and returns the id of its key.
    ///
    /// # Errors
    /// Fails when the database does; a fault is an answer.
    pub async fn check(
        &mut self,
        tx: &mut Tx,
        decision: SignedDecision<'_>,
        signed: &SignedStatement,
    ) -> Result<std::result::Result<Uuid, SignatureFault>> {
        let SignedDecision { person, company, verb, stored, signed_at } = decision;
        let Some(key) = self.key(tx, person, &signed.envelope).await? else {
            return Ok(Err(SignatureFault::UnknownKey));
        };
        let at = signed.statement.at;
        if let Err(fault) = key.kind.check_age(at, signed_at) {
            return Ok(Err(fault));
        }
        let unseen = self.unseen(tx, stored, at).await?;
        let stated = make_statements::stated(stored, unseen);
        let checked = signed.statement.check(&Statement::of(stated, person, company, verb, at));
        let public = PublicKey::from_bytes(&key.public_key).ok_or(SignatureFault::Unreadable);
        let verified = checked.and(public).and_then(|it| signed.verify(&it, &mut self.verified));
        Ok(verified.map(|()| key.id))
    }

    /// The signer's key that an envelope names.
    async fn key(
        &mut self,
        tx: &mut Tx,
        person: &Person,
        envelope: &Envelope,
    ) -> Result<Option<SigningKey>> {
        let Envelope { kind, key: fingerprint, .. } = envelope;
        let keys = match self.keys.entry(*kind) {
            Entry::Occupied(keys) => keys.into_mut(),
            Entry::Vacant(missing) => missing.insert(of_signer(tx, person, *kind).await?),
        };
        let is_it = |key: &&SigningKey| {
            key.kind == *kind && key.fingerprint == *fingerprint && key.removed_at.is_none()
        };
        Ok(keys.iter().find(is_it).cloned())
    }

    /// What a report did not see.
    async fn unseen(&self, tx: &mut Tx, stored: &StoredReport, at: Instant) -> Result<Unseen> {
        let place = (stored.key(), make_statements::seen_until(stored, at));
        match self.unseen.get(&place) {
            Some(unseen) => Ok(*unseen),
            None => make_statements::unseen_of_one(tx, stored, at).await,
        }
    }
}

/// The keys of the person, or of the service account through which they act.
async fn of_signer(tx: &mut Tx, person: &Person, kind: SignatureKind) -> Result<Vec<SigningKey>> {
    match (&person.account, kind) {
        (Some(name), SignatureKind::Key) => {
            signing_keys::of_account_name(tx, person.company_id, name).await
        }
        (None, SignatureKind::Ssh | SignatureKind::Passkey) => {
            signing_keys::of_owner(tx, KeyOwner::Person(person.id)).await
        }
        _ => Ok(Vec::new()),
    }
}

/// What the entry of the decision says of its signature.
#[must_use]
pub fn of_entry(signed: &SignedStatement) -> EntrySignature {
    EntrySignature {
        statement: hex(&signed.statement.hash()),
        envelope: hex(&signed.envelope.hash()),
    }
}
