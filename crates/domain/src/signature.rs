//! Signatures of people: the envelope in which a signature is stored, the rule of a company that
//! asks for it, and the reasons for which one is refused.
//!
//! Does not own the mathematics, which `app` does with `ring`.

use crate::history::Hash;
use crate::instant::{DAY_MICROS, Instant};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How far ahead of the clock a statement may be, in microseconds.
const AHEAD: i64 = 2 * 60 * 1_000_000;
/// How long a statement can be signed with a passkey, in microseconds.
const PASSKEY_LASTS: i64 = 5 * 60 * 1_000_000;
/// The longest text of an envelope that is read, in bytes.
const LONGEST: usize = 16_384;

/// The kind of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignatureKind {
    /// An SSH signature (`ssh-keygen -Y sign`) with a person's key.
    Ssh,
    /// The bare Ed25519 signature of a service account's key.
    Key,
    /// A person's passkey.
    Passkey,
}

impl SignatureKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Ssh, Self::Key, Self::Passkey];

    /// The token in the database and in envelopes.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Ssh => "ssh",
            Self::Key => "key",
            Self::Passkey => "passkey",
        }
    }

    /// Whether service accounts sign with it; people sign with the other kinds.
    #[must_use]
    pub const fn is_of_account(self) -> bool {
        match self {
            Self::Ssh | Self::Passkey => false,
            Self::Key => true,
        }
    }

    /// The kind with this token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }

    /// Checks that a statement is neither too old for this kind nor from the future.
    ///
    /// # Errors
    /// The fault.
    pub fn check_age(self, made: Instant, now: Instant) -> Result<(), SignatureFault> {
        let lasts = match self {
            Self::Ssh | Self::Key => DAY_MICROS,
            Self::Passkey => PASSKEY_LASTS,
        };
        let age = now.micros().saturating_sub(made.micros());
        match age {
            age if age > lasts => Err(SignatureFault::TooOld),
            age if age < -AHEAD => Err(SignatureFault::FromTheFuture),
            _ => Ok(()),
        }
    }
}

/// The place of a statement among many that are signed together: the way from its hash to the root
/// (RFC 6962), the lowest hash first, each as 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkPlace {
    /// How many statements there are.
    pub count: u64,
    /// The place of this one, from 0.
    pub index: u64,
    /// The hashes beside the way.
    pub path: Vec<String>,
    /// The root.
    pub root: String,
}

/// A signature as it is stored: one line of JSON with sorted keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The place of the statement, if many are signed together.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bulk: Option<BulkPlace>,
    /// The fingerprint of the key, as `ssh-keygen -l` shows it.
    pub key: String,
    /// The kind.
    pub kind: SignatureKind,
    /// The signature: an armoured text for `ssh`, base64 for `key`, and for `passkey` the
    /// authenticator data, the client data and the signature in base64 with dots between them.
    pub signature: String,
}

impl Envelope {
    /// The stored text.
    ///
    /// # Panics
    /// Never panics: every part of an envelope can be written as JSON.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("an envelope has string keys only")
    }

    /// The envelope with this text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let envelope: Self = serde_json::from_str(text).ok()?;
        (envelope.text() == text).then_some(envelope)
    }

    /// The SHA-256 of the text.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.text()).into()
    }
}

/// What a company asks of its people for a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SigningRule {
    /// Nothing is signed.
    #[default]
    Off,
    /// A person may sign.
    Offered,
    /// Nothing is done without a signature.
    Required,
}

impl SigningRule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::Off, Self::Offered, Self::Required];

    /// The word in the database and on the command line.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Offered => "offered",
            Self::Required => "required",
        }
    }

    /// Reads a rule that a person typed.
    ///
    /// # Errors
    /// The words that are known.
    pub fn parse(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|rule| rule.token() == text);
        found.ok_or_else(|| "expected off, offered or required".to_owned())
    }
}

/// Why a signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureFault {
    /// It is no signature, or its key is of another kind.
    Unreadable,
    /// It was made for another purpose than statements.
    OtherNamespace,
    /// It was made on a page of another site.
    OtherSite,
    /// The device did not verify that it is the person.
    NotVerified,
    /// Its key is not registered to this person or account, or was removed.
    UnknownKey,
    /// It is not the signature of this statement with this key.
    Wrong,
    /// The statement does not lead to the root that was signed.
    OtherRoot,
    /// The statement is about another report.
    OtherReport,
    /// The statement says another verb.
    OtherVerb,
    /// The statement is about another version of the report.
    OtherVersion,
    /// The statement is about another document than the report has.
    OtherDocument,
    /// The statement names another person or account.
    OtherPerson,
    /// The statement names another company or role.
    OtherCompany,
    /// What the report did not see has changed.
    OtherUnseen,
    /// The statement is too old.
    TooOld,
    /// The statement is from the future.
    FromTheFuture,
}

impl SignatureFault {
    /// All faults.
    pub const ALL: [Self; 16] = [
        Self::Unreadable,
        Self::OtherNamespace,
        Self::OtherSite,
        Self::NotVerified,
        Self::UnknownKey,
        Self::Wrong,
        Self::OtherRoot,
        Self::OtherReport,
        Self::OtherVerb,
        Self::OtherVersion,
        Self::OtherDocument,
        Self::OtherPerson,
        Self::OtherCompany,
        Self::OtherUnseen,
        Self::TooOld,
        Self::FromTheFuture,
    ];

    /// The reason in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unreadable => "it is not a signature that can be read",
            Self::OtherNamespace => "it was not made for the namespace countersign@v1",
            Self::OtherSite => "it was made on a page of another site",
            Self::NotVerified => "the device did not verify the person",
            Self::UnknownKey => "its key is not registered to the signer",
            Self::Wrong => "it is not the signature of this statement",
            Self::OtherRoot => "the statement is not among those that were signed",
            Self::OtherReport => "the statement is about another report",
            Self::OtherVerb => "the statement says another verb",
            Self::OtherVersion => "the report has changed since the statement was made",
            Self::OtherDocument => "the statement is about another document",
            Self::OtherPerson => "the statement names another person",
            Self::OtherCompany => "the statement names another company or role",
            Self::OtherUnseen => "the data behind the report has changed",
            Self::TooOld => "the statement is too old",
            Self::FromTheFuture => "the statement is from the future",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_lasts_a_day_and_with_a_passkey_five_minutes() {
        let made = Instant::parse("2026-10-03T08:00:00Z").unwrap();
        let after = |kind: SignatureKind, seconds: i64| {
            kind.check_age(made, made.plus_micros(seconds * 1_000_000))
        };
        for kind in [SignatureKind::Ssh, SignatureKind::Key] {
            assert_eq!(after(kind, 86_400), Ok(()));
            assert_eq!(after(kind, 86_401), Err(SignatureFault::TooOld));
        }
        assert_eq!(after(SignatureKind::Passkey, 300), Ok(()));
        assert_eq!(after(SignatureKind::Passkey, 301), Err(SignatureFault::TooOld));
        assert_eq!(after(SignatureKind::Ssh, -120), Ok(()));
        assert_eq!(after(SignatureKind::Ssh, -121), Err(SignatureFault::FromTheFuture));
    }

    #[test]
    fn an_envelope_has_one_text() {
        let alone = Envelope {
            bulk: None,
            key: "SHA256:x".into(),
            kind: SignatureKind::Ssh,
            signature: "a\nb".into(),
        };
        let text = r#"{"key":"SHA256:x","kind":"ssh","signature":"a\nb"}"#;
        assert_eq!(alone.text(), text);
        assert_eq!(Envelope::parse(text), Some(alone.clone()));
        assert_eq!(Envelope::parse(&text.replace(":\"ssh", ": \"ssh")), None);
        let (path, root) = (vec!["00".repeat(32)], "11".repeat(32));
        let place = BulkPlace { count: 2, index: 1, path, root };
        let many = Envelope { bulk: Some(place), ..alone };
        assert!(many.text().starts_with(r#"{"bulk":{"count":2,"index":1,"path":["00"#));
        assert_eq!(Envelope::parse(&many.text()), Some(many));
    }

    #[test]
    fn every_word_reads_back() {
        for rule in SigningRule::ALL {
            assert_eq!(SigningRule::parse(rule.token()), Ok(rule));
        }
        for kind in SignatureKind::ALL {
            assert_eq!(SignatureKind::from_token(kind.token()), Some(kind));
        }
        assert!(SigningRule::parse("on").is_err());
    }
}
