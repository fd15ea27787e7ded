//! Leaves of the transparency log: each names a record and the SHA-256 of its content.
//!
//! The text of a leaf is what the tree hashes, and what an e-mail carries, so it never changes its
//! form. Does not own the tree, or what the content of a record is.

use crate::cycle::Cycle;
use crate::export::{hex, unhex};
use crate::history::Hash;
use crate::instant::Instant;
use uuid::Uuid;

/// The first line of a leaf: its form.
const FORM: &str = "countersign leaf 1";

/// The kind of a record in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeafKind {
    /// An entry of a report's history.
    History,
    /// A dispatch.
    Dispatch,
    /// The closing of a cycle.
    Closing,
    /// A purge.
    Purge,
    /// A key of the log.
    Key,
    /// A change of a setting.
    Setting,
    /// An entry of the audit record.
    Audit,
    /// The personal data of an audit entry, with random bytes.
    AuditDetails,
}

impl LeafKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::History,
        Self::Dispatch,
        Self::Closing,
        Self::Purge,
        Self::Key,
        Self::Setting,
        Self::Audit,
        Self::AuditDetails,
    ];

    /// The kind in leaves and in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Dispatch => "dispatch",
            Self::Closing => "closing",
            Self::Purge => "purge",
            Self::Key => "key",
            Self::Setting => "setting",
            Self::Audit => "audit",
            Self::AuditDetails => "audit-details",
        }
    }

    /// The kind with this token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }
}

/// The name of a record: its kind and its natural key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafName {
    /// The kind.
    pub kind: LeafKind,
    /// The part of the key that records in an order share.
    pub record: String,
    /// The place in that order; 0 where there is none.
    pub number: i64,
}

impl LeafName {
    /// An entry of the history of a report.
    #[must_use]
    pub fn history(cycle: Cycle, partner_id: i64, vendor_id: i64, version: i64) -> Self {
        let record = format!("{}/{partner_id}/{vendor_id}", cycle.number());
        Self { kind: LeafKind::History, record, number: version }
    }

    /// A distributor's dispatch.
    #[must_use]
    pub fn dispatch(distributor_id: i64, number: i64) -> Self {
        Self { kind: LeafKind::Dispatch, record: distributor_id.to_string(), number }
    }

    /// The closing of a cycle by a distributor.
    #[must_use]
    pub fn closing(distributor_id: i64, cycle: Cycle, at: Instant) -> Self {
        let record = format!("{distributor_id}/{}", cycle.number());
        Self { kind: LeafKind::Closing, record, number: at.micros() }
    }

    /// A record that is known by one number, such as a purge.
    #[must_use]
    pub fn numbered(kind: LeafKind, id: i64) -> Self {
        Self { kind, record: id.to_string(), number: 0 }
    }

    /// An audit entry, or its personal data.
    #[must_use]
    pub fn audit(kind: LeafKind, id: Uuid) -> Self {
        Self { kind, record: id.simple().to_string(), number: 0 }
    }

    /// A key of the log.
    #[must_use]
    pub fn key(verifier: &str) -> Self {
        Self { kind: LeafKind::Key, record: verifier.to_owned(), number: 0 }
    }

    /// Whether the name is the one that the program gives a record: no other name means the same.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        let parts = match self.kind {
            LeafKind::History => 3,
            LeafKind::Closing => 2,
            LeafKind::Dispatch | LeafKind::Purge | LeafKind::Setting => 1,
            LeafKind::Key => return self.number == 0,
            LeafKind::Audit | LeafKind::AuditDetails => {
                let id = Uuid::parse_str(&self.record).ok();
                return self.number == 0
                    && id.is_some_and(|id| id.simple().to_string() == self.record);
            }
        };
        let is_one_of_many =
            matches!(self.kind, LeafKind::History | LeafKind::Dispatch | LeafKind::Closing);
        let is_number =
            |part: &str| part.parse::<i64>().is_ok_and(|number| number.to_string() == part);
        (self.number == 0 || is_one_of_many)
            && self.record.split('/').count() == parts
            && self.record.split('/').all(is_number)
    }

    /// The numbers of the record, if there are `N`.
    #[must_use]
    pub fn numbers<const N: usize>(&self) -> Option<[i64; N]> {
        let numbers = self.record.split('/').map(|part| part.parse().ok());
        numbers.collect::<Option<Vec<i64>>>()?.try_into().ok()
    }
}

/// A leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The record.
    pub name: LeafName,
    /// The SHA-256 of its content.
    pub content: Hash,
}

impl Leaf {
    /// The text that the tree hashes.
    #[must_use]
    pub fn text(&self) -> String {
        let LeafName { kind, record, number } = &self.name;
        format!("{FORM}\n{}\n{record}\n{number}\n{}\n", kind.token(), hex(&self.content))
    }

    /// The leaf with this text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().collect();
        let [FORM, kind, record, number, content] = lines[..] else { return None };
        let kind = LeafKind::from_token(kind)?;
        let name = LeafName { kind, record: record.to_owned(), number: number.parse().ok()? };
        let leaf = Self { name, content: unhex(content)? };
        (leaf.text() == text).then_some(leaf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_one_name() {
        let cycle = Cycle::parse("2026-10").unwrap();
        let id = Uuid::from_u128(0xab << 64);
        let key = LeafName::key("countersign/00ff+1+x");
        for name in [
            LeafName::history(cycle, 12, 3, 4),
            LeafName::dispatch(2, 7),
            LeafName::closing(2, cycle, Instant::from_micros(1)),
            LeafName::numbered(LeafKind::Purge, 3),
            LeafName::numbered(LeafKind::Setting, 3),
            LeafName::audit(LeafKind::Audit, id),
            LeafName::audit(LeafKind::AuditDetails, id),
            key.clone(),
        ] {
            assert!(name.is_canonical(), "{name:?}");
            if name.kind == LeafKind::Key {
                continue;
            }
            let digits = name.record.trim_start_matches('0');
            for record in [
                format!("0{}", name.record),
                format!("+{digits}"),
                format!("{}/1", name.record),
                name.record.replace('b', "B") + if name.record.contains('b') { "" } else { " " },
                id.hyphenated().to_string(),
                String::new(),
            ] {
                let alias = LeafName { record, ..name.clone() };
                assert!(!alias.is_canonical(), "{alias:?}");
            }
        }
        for name in [
            LeafName::numbered(LeafKind::Purge, 3),
            LeafName::numbered(LeafKind::Setting, 3),
            LeafName::audit(LeafKind::AuditDetails, id),
            key,
        ] {
            assert!(!LeafName { number: 1, ..name }.is_canonical());
        }
    }

    #[test]
    fn the_text_of_a_leaf_is_this_and_is_read_back_to_the_byte() {
        let cycle = Cycle::parse("2026-10").unwrap();
        let leaf = Leaf { name: LeafName::history(cycle, 12, 3, 4), content: [0xa5; 32] };
        let text = format!("countersign leaf 1\nhistory\n24321/12/3\n4\n{}\n", "a5".repeat(32));
        assert_eq!(leaf.text(), text);
        assert_eq!(Leaf::parse(&text), Some(leaf.clone()));
        assert_eq!(leaf.name.numbers(), Some([24_321, 12, 3]));
        assert_eq!(leaf.name.numbers::<2>(), None);
        for wrong in ["", " ", "\n", "A"] {
            assert_eq!(Leaf::parse(&format!("{text}{wrong}")).is_some(), wrong.is_empty());
        }
        assert_eq!(Leaf::parse(&text.replace("a5", "A5")), None, "one text for one leaf");
        assert_eq!(Leaf::parse(&text.replace("\n4\n", "\n04\n")), None);
        assert_eq!(Leaf::parse(&text.replace("history", "histories")), None);
    }
}
