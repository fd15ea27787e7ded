//! Checks a recorded signature: the entry of the history covers statement and envelope, the
//! statement says what the entry did, and the signature is that of the key.

use super::public_key::PublicKey;
use super::verify::SignedStatement;
use countersign_domain::actor::Actor;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::history::{Entry, EntrySignature, Hash};
use countersign_domain::signature::{Envelope, SignatureKind};
use countersign_domain::statement::Statement;
use uuid::Uuid;

/// A recorded signature with what it is about.
#[derive(Clone, Copy, Debug)]
pub struct RecordedSignature<'a> {
    /// The entry of the decision.
    pub entry: &'a Entry,
    /// The id of the report.
    pub report: Uuid,
    /// The hash of the report's document before the decision, if it is known.
    pub document: Option<Hash>,
    /// The text of the statement.
    pub statement: &'a str,
    /// The text of the envelope.
    pub envelope: &'a str,
}

/// What holds of a recorded signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It is the signature of the key.
    Verified,
    /// It was made with a passkey, which is not checked here.
    NotChecked,
}

impl RecordedSignature<'_> {
    /// Checks it with a public key.
    ///
    /// # Errors
    /// What is wrong, as the rest of a sentence.
    pub fn check(&self, key: Option<&PublicKey>) -> Result<Holds, &'static str> {
        let texts = EntrySignature {
            statement: hex(&content_hash(self.statement)),
            envelope: hex(&content_hash(self.envelope)),
        };
        if self.entry.signed.as_ref() != Some(&texts) {
            return Err("the entry does not cover its statement and signature");
        }
        let statement = Statement::parse(self.statement).ok_or("its statement cannot be read")?;
        let envelope = Envelope::parse(self.envelope).ok_or("its signature cannot be read")?;
        if !self.is_of_entry(&statement) {
            return Err("its statement says something else than the entry");
        }
        if self.document.is_some_and(|it| it != statement.document) {
            return Err("its statement is about another document");
        }
        if envelope.kind == SignatureKind::Passkey {
            return Ok(Holds::NotChecked);
        }
        let key = key.ok_or("its public key is missing")?;
        match (SignedStatement { statement, envelope }).verify(key) {
            Ok(()) => Ok(Holds::Verified),
            Err(fault) => Err(fault.words()),
        }
    }

    /// Whether the statement says what the entry did.
    fn is_of_entry(&self, statement: &Statement) -> bool {
        let Actor::Person(person) = &self.entry.actor else { return false };
        statement.report == self.report
            && statement.verb == self.entry.verb
            && statement.version + 1 == self.entry.version
            && statement.person == person.id
            && statement.account == person.account
            && statement.company_kind == person.company_kind
            && statement.role == person.role
    }
}
