//! Checks a recorded signature: the entry of the history covers statement and envelope, the
//! statement says what the entry did, and the signature is that of the key.

use super::public_key::PublicKey;
use super::verify::{SignedStatement, VerifiedRoots};
use countersign_domain::actor::{Actor, CompanyKind};
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{Names, content_hash, hex};
use countersign_domain::history::{Entry, EntrySignature, Hash};
use countersign_domain::signature::{Envelope, SignatureFault};
use countersign_domain::statement::Statement;

/// A recorded signature with what it is about.
#[derive(Clone, Copy, Debug)]
pub struct RecordedSignature<'a> {
    /// The entry of the decision.
    pub entry: &'a Entry,
    /// The names of the report's companies, and its id.
    pub names: &'a Names,
    /// The cycle of the report.
    pub cycle: Cycle,
    /// The hash of the report's document before the decision, if it is known.
    pub document: Option<Hash>,
    /// The text of the statement.
    pub statement: &'a str,
    /// The text of the envelope.
    pub envelope: &'a str,
}

impl RecordedSignature<'_> {
    /// Checks it with a public key.
    ///
    /// # Errors
    /// What is wrong, as the rest of a sentence.
    pub fn check(
        &self,
        key: Option<&PublicKey>,
        verified: &mut VerifiedRoots,
    ) -> Result<(), &'static str> {
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
        if statement.account.is_some() != envelope.kind.is_of_account() {
            return Err("its key is of another kind than its signer");
        }
        let key = key.ok_or("its public key is missing")?;
        let signed = SignedStatement { statement, envelope };
        signed.verify(key, verified).map_err(SignatureFault::words)
    }

    /// Whether the statement says what the entry did.
    fn is_of_entry(&self, statement: &Statement) -> bool {
        let Actor::Person(person) = &self.entry.actor else { return false };
        let company = match person.company_kind {
            CompanyKind::Partner => &self.names.partner,
            CompanyKind::Distributor => &self.names.distributor,
            CompanyKind::Vendor => &self.names.vendor,
            CompanyKind::Operator => return false,
        };
        statement.report == self.names.report_id
            && statement.cycle == self.cycle.to_string()
            && statement.partner == self.names.partner
            && statement.vendor == self.names.vendor
            && statement.company == *company
            && statement.verb == self.entry.verb
            && statement.version + 1 == self.entry.version
            && statement.person == person.id
            && statement.account == person.account
            && statement.company_kind == person.company_kind
            && statement.role == person.role
    }
}
