//! Statements in files with the SSH signature over them: one statement, or a text with the root of
//! many and the statements beside it, a line each.

use super::bulk::{self, Bulk, MOST};
use super::ssh::SshSignature;
use super::touched_text::TouchedText;
use super::verify::SignedStatement;
use countersign_domain::signature::{BulkPlace, Envelope, SignatureFault, SignatureKind};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use std::collections::HashMap;
use uuid::Uuid;

/// The texts of the files.
#[derive(Clone, Copy, Debug)]
pub struct SignedTexts<'a> {
    /// The text that was signed.
    pub signed: &'a str,
    /// The statements, a line each, if the signed text holds their root.
    pub statements: Option<&'a str>,
    /// The armoured signature.
    pub signature: &'a str,
}

/// The statements of one signature.
#[derive(Clone, Debug)]
pub struct SignedStatements {
    kind: SignatureKind,
    key: String,
    signature: String,
    statements: HashMap<(Uuid, &'static str), Placed>,
}

impl SignedStatements {
    /// Reads the texts. The signature is verified with each statement when it is used.
    ///
    /// # Errors
    /// [`SignatureFault::Unreadable`] for a text that is no statement or signature;
    /// [`SignatureFault::OtherRoot`] if the statements do not lead to the root.
    pub fn read(texts: SignedTexts<'_>) -> Result<Self, SignatureFault> {
        let signature = SshSignature::parse(texts.signature)?;
        let (key, signature) = (signature.key()?.fingerprint(), signature.armoured()?);
        if texts.statements.is_some_and(|lines| lines.lines().count() > MOST) {
            return Err(SignatureFault::Unreadable);
        }
        let read = |text: &str| Statement::parse(text).ok_or(SignatureFault::Unreadable);
        let placed: Vec<Placed> = match texts.statements {
            None => vec![(read(texts.signed)?, None)],
            Some(lines) => {
                let statements = lines.lines().map(read).collect::<Result<Vec<_>, _>>()?;
                let bulk = bulk::over(&statements).map_err(|_| SignatureFault::OtherRoot)?;
                if bulk.text != texts.signed {
                    return Err(SignatureFault::OtherRoot);
                }
                statements.into_iter().zip(bulk.places.into_iter().map(Some)).collect()
            }
        };
        Ok(Self { kind: SignatureKind::Ssh, key, signature, statements: by_report(placed) })
    }

    /// The statements whose root a passkey signed.
    #[must_use]
    pub fn of_passkey(touched: TouchedText, statements: Vec<Statement>, bulk: Bulk) -> Self {
        let TouchedText { key, signature } = touched;
        let placed = statements.into_iter().zip(bulk.places.into_iter().map(Some));
        Self { kind: SignatureKind::Passkey, key, signature, statements: by_report(placed) }
    }

    /// The signed statement on a report that says a verb.
    #[must_use]
    pub fn of(&self, report: Uuid, verb: Verb) -> Option<SignedStatement> {
        let (statement, bulk) = self.statements.get(&(report, verb.key()))?.clone();
        let (key, signature) = (self.key.clone(), self.signature.clone());
        let envelope = Envelope { bulk, key, kind: self.kind, signature };
        Some(SignedStatement { statement, envelope })
    }
}

type Placed = (Statement, Option<BulkPlace>);

fn by_report(placed: impl IntoIterator<Item = Placed>) -> HashMap<(Uuid, &'static str), Placed> {
    let keyed = |it: Placed| ((it.0.report, it.0.verb.key()), it);
    placed.into_iter().map(keyed).collect()
}
