//! Checks the signature of a decision: the key is registered to the person or service account, the
//! statement says what is true of the report, is not too old, and the signature is its own.

use super::make_statements;
use crate::signatures::public_key::PublicKey;
use crate::signatures::verify::SignedStatement;
use countersign_domain::actor::Person;
use countersign_domain::export::hex;
use countersign_domain::history::EntrySignature;
use countersign_domain::instant::Instant;
use countersign_domain::signature::{SignatureFault, SignatureKind};
use countersign_domain::status::Verb;
use countersign_store::reports::StoredReport;
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{Result, Tx};
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

/// Checks a signature, and returns the id of its key.
///
/// # Errors
/// Fails when the database does; a fault is an answer.
pub async fn run(
    tx: &mut Tx,
    decision: SignedDecision<'_>,
    signed: &SignedStatement,
) -> Result<std::result::Result<Uuid, SignatureFault>> {
    let SignedDecision { person, company, verb, stored, signed_at } = decision;
    let (kind, fingerprint) = (signed.envelope.kind, &signed.envelope.key);
    let keys = of_signer(tx, person, kind).await?;
    let is_it = |key: &&SigningKey| {
        key.kind == kind && key.fingerprint == *fingerprint && key.removed_at.is_none()
    };
    let Some(key) = keys.iter().find(is_it) else { return Ok(Err(SignatureFault::UnknownKey)) };
    let at = signed.statement.at;
    if let Err(fault) = kind.check_age(at, signed_at) {
        return Ok(Err(fault));
    }
    let truth = make_statements::of_report(tx, stored, person, company, verb, at).await?;
    let checked = signed.statement.check(&truth);
    let public = PublicKey::from_bytes(&key.public_key).ok_or(SignatureFault::Unreadable);
    let verified = checked.and(public).and_then(|public| signed.verify(&public));
    Ok(verified.map(|()| key.id))
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
