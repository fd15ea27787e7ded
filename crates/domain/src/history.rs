//! History entries and their chain.
//!
//! Each move and each saved edit adds one entry. An entry's hash covers its own text and the hash
//! before it, so that no entry can be changed, dropped or moved without invalidating every later
//! hash. Entries name people by number: a name can be erased without breaking the chain.

use crate::actor::Actor;
use crate::instant::Instant;
use crate::line::Line;
use crate::quantity::Quantity;
use crate::status::{Status, Verb};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One entry of a report's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The report's version after this entry: the number of its entries.
    pub version: i64,
    /// The instant for which it counts.
    pub at: Instant,
    /// When it was executed, which is later if the clock had to catch up.
    pub recorded_at: Instant,
    /// The person or the system.
    pub actor: Actor,
    /// The verb.
    pub verb: Verb,
    /// The status before; `None` if the report was made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Status>,
    /// The status after.
    pub to: Status,
    /// The reason, or the note of an approval.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// The changed fields.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub changes: Vec<FieldChange>,
    /// The whole set of figures of a making or submission; for an edit, the line whose figure was
    /// edited.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub lines: Vec<LineRecord>,
    /// The digest of the data that it froze: for a making, the report's own parts
    /// ([`crate::frozen`]); for a first submission, everything behind its lines. Entries of earlier
    /// programs have none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub frozen: Option<String>,
    /// The signature of the person, if they signed it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed: Option<EntrySignature>,
}

/// The hashes of the statement that a person signed and of the envelope of the signature
/// ([`crate::statement`], [`crate::signature`]), each as 64 hexadecimal digits. The texts are
/// stored beside the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySignature {
    /// The SHA-256 of the statement.
    pub statement: String,
    /// The SHA-256 of the envelope.
    pub envelope: String,
}

/// One field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The line's product; none for the report itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<String>,
    /// The field.
    pub field: HistoryField,
    /// The text before; `None` if it had none.
    pub before: Option<String>,
    /// The text after.
    pub after: Option<String>,
}

/// A field that people and rules change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryField {
    /// The chargeable units.
    Chargeable,
    /// The partner's comment.
    Comment,
    /// An old comment was confirmed and counts again.
    CommentConfirmed,
    /// The distributor's reasons.
    Reasons,
    /// The partner's deadline.
    Deadline,
    /// The number of a correction as an amendment.
    Amendment,
}

impl HistoryField {
    /// The field in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Chargeable => "chargeable",
            Self::Comment => "comment",
            Self::CommentConfirmed => "comment confirmed",
            Self::Reasons => "reasons",
            Self::Deadline => "deadline",
            Self::Amendment => "amendment",
        }
    }
}

/// The figures of a line when it was made or submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRecord {
    /// Code of the product.
    pub product: String,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units, if any.
    pub used: Option<Quantity>,
    /// Default chargeable units.
    pub default_chargeable: Quantity,
    /// Chargeable units.
    pub chargeable: Quantity,
    /// Whether they are charged as a penalty.
    pub penalty: bool,
    /// The partner's comment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
}

impl LineRecord {
    /// The line as it is.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        Self {
            product: line.product.code.clone(),
            provisioned: line.figures.provisioned,
            used: line.figures.used,
            default_chargeable: line.figures.default_chargeable,
            chargeable: line.chargeable(),
            penalty: line.penalty,
            comment: line.comment.as_ref().map(|comment| comment.text.clone()),
        }
    }
}

impl Entry {
    /// The text that is stored and hashed.
    ///
    /// # Panics
    /// Never panics: every part of an entry can be written as JSON.
    #[must_use]
    pub fn body(&self) -> String {
        serde_json::to_string(self).expect("an entry has string keys only")
    }

    /// Reads a stored text.
    ///
    /// # Errors
    /// The fault of the text.
    pub fn from_body(body: &str) -> Result<Self, String> {
        serde_json::from_str(body).map_err(|error| error.to_string())
    }
}

/// The entries that are in effect: without undone decisions, and without the entries that undid
/// them.
#[must_use]
pub fn in_effect<'a>(history: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut kept = Vec::new();
    for entry in history {
        match entry.verb {
            // An undo comes right after the decision that it undoes.
            Verb::Undo => drop(kept.pop()),
            _ => kept.push(entry),
        }
    }
    kept
}

/// A link of the chain: SHA-256.
pub type Hash = [u8; 32];

/// The hash to which the first entry of a report is chained.
#[must_use]
pub fn genesis(report_id: Uuid) -> Hash {
    Sha256::new().chain_update(b"countersign/history/1").chain_update(report_id).finalize().into()
}

/// The hash of an entry after `previous`.
#[must_use]
pub fn link(previous: &Hash, body: &str) -> Hash {
    Sha256::new().chain_update(previous).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::SystemRule;

    fn entry(version: i64) -> Entry {
        let at = Instant::parse("2026-10-02T00:00:00.000001Z").unwrap();
        Entry {
            version,
            at,
            recorded_at: at,
            actor: Actor::System(SystemRule::CycleEnded),
            verb: Verb::Make,
            from: None,
            to: Status::Preparing,
            reason: Some("\u{202e}=\"<b>".into()),
            changes: vec![FieldChange {
                product: Some("EP".into()),
                field: HistoryField::Chargeable,
                before: None,
                after: Some("1".into()),
            }],
            lines: Vec::new(),
            frozen: None,
            signed: None,
        }
    }

    #[test]
    fn an_entry_reads_back_and_keeps_its_text() {
        let body = entry(1).body();
        assert_eq!(Entry::from_body(&body).unwrap(), entry(1));
        assert_eq!(Entry::from_body(&body).unwrap().body(), body);
    }

    #[test]
    fn an_entry_covers_its_signature_and_has_the_old_text_without_one() {
        let plain = entry(1);
        assert!(!plain.body().contains("signed"));
        let hash = |digit: &str| digit.repeat(64);
        let signature = EntrySignature { statement: hash("1"), envelope: hash("2") };
        let signed = Entry { signed: Some(signature), ..plain };
        let expected =
            format!(r#","signed":{{"statement":"{}","envelope":"{}"}}}}"#, hash("1"), hash("2"));
        assert!(signed.body().ends_with(&expected), "{}", signed.body());
        assert_eq!(Entry::from_body(&signed.body()), Ok(signed));
    }

    #[test]
    fn a_change_anywhere_breaks_every_later_link() {
        let start = genesis(Uuid::nil());
        let chain = |first: &str| link(&link(&start, first), &entry(2).body());
        let body = entry(1).body();
        assert_ne!(chain(&body), chain(&body.replace("\"1\"", "\"2\"")));
        assert_ne!(start, genesis(Uuid::max()));
    }
}
