//! Statements: what a person signs before a decision on a report.
//!
//! A statement is one line of JSON without spaces whose keys are sorted, so that it has one text.
//! Its hash is the SHA-256 of that text. Does not own signatures ([`crate::signature`]).

use crate::actor::{CompanyKind, Person, Role};
use crate::export::{Names, content_hash, document, hex, unhex};
use crate::history::Hash;
use crate::instant::Instant;
use crate::report::Report;
use crate::signature::SignatureFault;
use crate::status::Verb;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest text of a statement that is read, in bytes.
pub const LONGEST: usize = 8_192;

/// The verbs that can be signed. What is done to an amendment is not: nothing makes a statement of
/// it, so a rule would block it for ever.
pub const SIGNED_VERBS: [Verb; 7] = [
    Verb::Submit,
    Verb::Approve,
    Verb::Reject,
    Verb::AgreeCorrection,
    Verb::Dispatch,
    Verb::Complete,
    Verb::Return,
];

/// The verb whose rule says whether a verb is signed; `None` if it cannot be signed.
#[must_use]
pub fn rule_verb(verb: Verb) -> Option<Verb> {
    SIGNED_VERBS.contains(&verb).then_some(verb)
}

/// The verb of a word such as `approve`.
///
/// # Errors
/// The words that are known.
pub fn parse_verb(word: &str) -> Result<Verb, String> {
    let found = SIGNED_VERBS.into_iter().find(|verb| verb.word() == word);
    found.ok_or_else(|| format!("expected one of {}", SIGNED_VERBS.map(Verb::word).join(", ")))
}

/// The verb of a stored key such as `report.approve`; `None` if it cannot be signed.
#[must_use]
pub fn verb_of_key(key: &str) -> Option<Verb> {
    SIGNED_VERBS.into_iter().find(|verb| verb.key() == key)
}

/// The form of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Form {
    /// The first one.
    #[default]
    #[serde(rename = "countersign statement 1")]
    One,
}

/// What the figures of a report did not see when the statement was made. After the first
/// submission only sources count that were silent by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unseen {
    /// Subscriptions that count as they last were.
    pub carried_forward: i64,
    /// Subscriptions that have had no data for too long.
    pub no_data: i64,
    /// Sources that sent readings of a subscription and day together with another one.
    pub overlapping_sources: i64,
    /// Sources of its readings that were silent.
    pub silent_sources: i64,
}

/// A statement. The fields are in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The name of the service account through which the person acts.
    pub account: Option<String>,
    /// When it was made.
    pub at: Instant,
    /// The code of the company for which the person acts.
    pub company: String,
    /// The kind of that company.
    pub company_kind: CompanyKind,
    /// The cycle of the report, such as `2026-10`.
    pub cycle: String,
    /// The SHA-256 of the report's canonical document ([`crate::export::document`]).
    #[serde(with = "hash_text")]
    pub document: Hash,
    form: Form,
    /// The code of the partner.
    pub partner: String,
    /// The number of the person.
    pub person: i64,
    /// The id of the report.
    #[serde(with = "id_text")]
    pub report: Uuid,
    /// The role of the person in the company.
    pub role: Role,
    /// What the report did not see.
    pub unseen: Unseen,
    /// The code of the vendor.
    pub vendor: String,
    /// What the person does.
    pub verb: Verb,
    /// The version of the report before the decision.
    pub version: i64,
}

/// A report as a statement describes it.
#[derive(Clone, Copy, Debug)]
pub struct StatedReport<'a> {
    /// The frozen names of its companies.
    pub names: &'a Names,
    /// The report.
    pub report: &'a Report,
    /// The hash of its last history entry.
    pub head: &'a Hash,
    /// What it did not see.
    pub unseen: Unseen,
}

impl Statement {
    /// The statement of a person who acts for the company with a code, at an instant.
    #[must_use]
    pub fn of(
        stated: StatedReport<'_>,
        person: &Person,
        company: &str,
        verb: Verb,
        at: Instant,
    ) -> Self {
        let StatedReport { names, report, head, unseen } = stated;
        Self {
            account: person.account.clone(),
            at,
            company: company.to_owned(),
            company_kind: person.company_kind,
            cycle: report.cycle.to_string(),
            document: content_hash(&document(names, report, head)),
            form: Form::One,
            partner: names.partner.clone(),
            person: person.id,
            report: names.report_id,
            role: person.role,
            unseen,
            vendor: names.vendor.clone(),
            verb,
            version: report.version,
        }
    }

    /// The text that is signed.
    ///
    /// # Panics
    /// Never panics: every part of a statement can be written as JSON.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a statement has string keys only")
    }

    /// The statement with this text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let statement: Self = serde_json::from_str(text).ok()?;
        (statement.text() == text).then_some(statement)
    }

    /// The SHA-256 of the text.
    #[must_use]
    pub fn hash(&self) -> Hash {
        content_hash(&self.text())
    }

    /// Checks that it states what is true now.
    ///
    /// # Errors
    /// The first part that differs.
    pub fn check(&self, truth: &Self) -> Result<(), SignatureFault> {
        let is_same = |same: bool, fault| if same { Ok(()) } else { Err(fault) };
        is_same(self.report == truth.report, SignatureFault::OtherReport)?;
        is_same(self.verb == truth.verb, SignatureFault::OtherVerb)?;
        is_same(self.version == truth.version, SignatureFault::OtherVersion)?;
        let signer = |it: &Self| (it.person, it.account.clone());
        is_same(signer(self) == signer(truth), SignatureFault::OtherPerson)?;
        let company = |it: &Self| (it.company.clone(), it.company_kind, it.role);
        is_same(company(self) == company(truth), SignatureFault::OtherCompany)?;
        is_same(self.unseen == truth.unseen, SignatureFault::OtherUnseen)?;
        let same = *self == Self { at: self.at, ..truth.clone() };
        is_same(same, SignatureFault::OtherDocument)
    }
}

/// A hash as 64 hexadecimal digits.
pub(crate) mod hash_text {
    use super::{Hash, hex, unhex};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(hash: &Hash, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(hash))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Hash, D::Error> {
        let digits = String::deserialize(from)?;
        unhex(&digits).ok_or_else(|| D::Error::custom("64 hexadecimal digits are expected"))
    }
}

/// An id as hyphenated digits in lower case.
mod id_text {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use uuid::Uuid;

    pub(super) fn serialize<S: Serializer>(id: &Uuid, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&id.to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Uuid, D::Error> {
        let text = String::deserialize(from)?;
        Uuid::parse_str(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Channel;
    use crate::export::tests::{names, report};

    fn person() -> Person {
        Person {
            id: 17,
            company_id: 3,
            company_kind: CompanyKind::Partner,
            role: Role::BillingManager,
            channel: Channel::Cli,
            machine_user: None,
            account: None,
        }
    }

    fn statement() -> Statement {
        let (names, report) = (names(), report());
        let unseen = Unseen { no_data: 2, ..Unseen::default() };
        let stated = StatedReport { names: &names, report: &report, head: &[0; 32], unseen };
        let at = Instant::parse("2026-10-03T08:00:00Z").unwrap();
        Statement::of(stated, &person(), "P-1", Verb::Submit, at)
    }

    #[test]
    fn the_text_of_a_statement_is_this_and_is_read_back_to_the_byte() {
        let text = concat!(
            r#"{"account":null,"at":"2026-10-03T08:00:00Z","company":"P-1","#,
            r#""company_kind":"partner","cycle":"2026-09","#,
            r#""document":"DOCUMENT","form":"countersign statement 1","partner":"P-1","#,
            r#""person":17,"report":"00000000-0000-0000-0000-000000000007","#,
            r#""role":"Billing Manager","unseen":{"carried_forward":0,"no_data":2,"#,
            r#""overlapping_sources":0,"silent_sources":0},"vendor":"ACME","#,
            r#""verb":"report.submit","version":1}"#,
        );
        let document = hex(&content_hash(&document(&names(), &report(), &[0; 32])));
        let text = text.replace("DOCUMENT", &document);
        assert_eq!(statement().text(), text);
        assert_eq!(Statement::parse(&text), Some(statement()));
        assert_eq!(statement().hash(), content_hash(&text));
        for other in [
            format!(" {text}"),
            format!("{text}\n"),
            text.replace("\"version\":1", "\"version\":1,\"more\":1"),
            text.replace("\"version\":1", "\"version\":1.0"),
            text.replace("statement 1", "statement 2"),
            text.replace("08:00:00Z", "08:00:00.000000Z"),
            text.replace(&document, &document.to_uppercase()),
            text.replace("\"account\":null,", ""),
        ] {
            assert_ne!(other, text);
            assert_eq!(Statement::parse(&other), None, "{other}");
        }
    }

    #[test]
    fn every_part_of_a_statement_is_compared() {
        use SignatureFault::*;
        let truth = statement();
        assert_eq!(truth.check(&truth), Ok(()));
        let later = truth.at.plus_micros(1);
        assert_eq!(Statement { at: later, ..truth.clone() }.check(&truth), Ok(()));
        let other = || truth.clone();
        for (other, fault) in [
            (Statement { report: Uuid::max(), ..other() }, OtherReport),
            (Statement { verb: Verb::Approve, ..other() }, OtherVerb),
            (Statement { version: 2, ..other() }, OtherVersion),
            (Statement { person: 18, ..other() }, OtherPerson),
            (Statement { account: Some("x".into()), ..other() }, OtherPerson),
            (Statement { company: "P-2".into(), ..other() }, OtherCompany),
            (Statement { company_kind: CompanyKind::Vendor, ..other() }, OtherCompany),
            (Statement { role: Role::Administrator, ..other() }, OtherCompany),
            (Statement { unseen: Unseen::default(), ..other() }, OtherUnseen),
            (Statement { document: [0; 32], ..other() }, OtherDocument),
            (Statement { cycle: "2026-10".into(), ..other() }, OtherDocument),
            (Statement { partner: "P-2".into(), ..other() }, OtherDocument),
            (Statement { vendor: "V".into(), ..other() }, OtherDocument),
        ] {
            assert_eq!(other.check(&truth), Err(fault), "{other:?}");
        }
    }

    #[test]
    fn seven_verbs_are_signed_and_an_amendment_is_not() {
        for verb in SIGNED_VERBS {
            assert_eq!(rule_verb(verb), Some(verb));
            assert_eq!(parse_verb(verb.word()), Ok(verb));
            assert_eq!(verb_of_key(verb.key()), Some(verb));
        }
        let words = "expected one of submit, approve, reject, agree-correction, dispatch, \
                     complete, return";
        assert_eq!(parse_verb("edit"), Err(words.to_owned()));
        assert_eq!(verb_of_key("report.edit"), None);
        assert_eq!(rule_verb(Verb::CompleteAmendment), None);
        assert_eq!(rule_verb(Verb::Edit), None);
        assert_eq!(rule_verb(Verb::Undo), None);
    }
}
