//! The heading of a dispatch, and the hash over it and its documents.

use crate::history::Hash;
use crate::instant::Instant;
use crate::text::{TextFault, TextKind};
use serde_json::json;
use sha2::{Digest, Sha256};

/// What people call a dispatch: the code of its distributor and its number, such as `NORDLICHT-12`.
#[must_use]
pub fn dispatch_name(distributor: &str, number: i64) -> String {
    format!("{distributor}-{number}")
}

/// The data of a dispatch apart from its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Code of the distributor.
    pub distributor: String,
    /// The distributor's number of the dispatch, from 1.
    pub number: i64,
    /// Code of the vendor.
    pub vendor: String,
    /// When it was sent.
    pub created_at: Instant,
    /// The distributor's purchase-order number.
    pub purchase_order: Option<String>,
    /// The distributor's note.
    pub note: Option<String>,
}

impl Heading {
    /// The text that is hashed: keys sorted, the instant to the microsecond, absent values as null.
    #[must_use]
    pub fn text(&self) -> String {
        json!({
            "distributor": self.distributor,
            "number": self.number,
            "vendor": self.vendor,
            "created_at": self.created_at.micros(),
            "purchase_order": self.purchase_order,
            "note": self.note,
        })
        .to_string()
    }

    /// The hash of a dispatch with these documents, in order: it reveals every document that is
    /// changed, left out, added or moved, and every change of the heading.
    #[must_use]
    pub fn hash<'a>(&self, documents: impl IntoIterator<Item = &'a Hash>) -> Hash {
        hash_of(&self.text(), documents)
    }
}

/// The hash of a dispatch whose heading has this text.
#[must_use]
pub fn hash_of<'a>(heading: &str, documents: impl IntoIterator<Item = &'a Hash>) -> Hash {
    let begun = Sha256::new().chain_update(b"countersign/dispatch/1");
    // The heading's own hash has a fixed length, so that it cannot run into those of the documents.
    let begun = begun.chain_update(Sha256::digest(heading));
    documents.into_iter().fold(begun, Sha256::chain_update).finalize().into()
}

/// A purchase-order number as it is stored; blank gives none.
///
/// # Errors
/// The expected form.
pub fn purchase_order(text: &str) -> Result<Option<String>, TextFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    TextKind::Label.check(text)?;
    Ok(Some(text.to_owned()))
}

/// A note as it is stored; blank gives none.
///
/// # Errors
/// The expected form, if it is too long or has refused characters.
pub fn note(text: &str) -> Result<Option<String>, TextFault> {
    let text = text.trim().replace("\r\n", "\n");
    TextKind::Comment.check(&text)?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The digits of a hash that distinguish two codes with the same file name.
const DIGITS: usize = 6;

/// The name of a dispatch's file without its ending: the same in every channel and on every system,
/// and of no other dispatch.
#[must_use]
pub fn file_stem(distributor: &str, vendor: &str, number: i64) -> String {
    format!("dispatch-{}-{}-{number:06}", in_file_name(distributor), in_file_name(vendor))
}

/// A code as a part of a file name: if characters had to be replaced, with a piece of its hash.
#[must_use]
pub fn in_file_name(code: &str) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let safe: String = code.chars().map(|c| if is_safe(c) { c } else { '_' }).collect();
    if safe == code {
        return safe;
    }
    let hash = crate::export::hex(&Sha256::digest(code).into());
    format!("{safe}_{}", &hash[..DIGITS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_safe_everywhere_and_belongs_to_one_dispatch() {
        assert_eq!(file_stem("NORD", "ACME", 12), "dispatch-NORD-ACME-000012");
        let hostile = ["../../etc", "a b", "a/b", "a-b", "日本 7", "CON:", "=1+1", "\"x\"'&;|$(x)"];
        let mut seen = std::collections::BTreeSet::new();
        for code in hostile {
            let stem = file_stem(code, "V", 1);
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(stem.chars().all(plain), "{stem}");
            assert!(seen.insert(stem.clone()), "{stem} stands for two codes");
        }
        assert_ne!(file_stem("a-b", "c", 1), file_stem("a", "b-c", 1));
        assert_ne!(file_stem("a", "b", 1), file_stem("a", "b", 11));
        assert!(file_stem("n", "v", i64::MAX).ends_with("-9223372036854775807"));
    }

    fn heading() -> Heading {
        Heading {
            distributor: "NORD".into(),
            number: 7,
            vendor: "ACME".into(),
            created_at: Instant::from_micros(1),
            purchase_order: Some("PO-1".into()),
            note: None,
        }
    }

    #[test]
    fn the_hash_covers_every_word_and_every_document_in_order() {
        let (one, two) = ([1; 32], [2; 32]);
        let hash = heading().hash([&one, &two]);
        assert_eq!(hash, heading().hash([&one, &two]));
        let other = [
            heading().hash([&two, &one]),
            heading().hash([&one]),
            heading().hash([&one, &two, &two]),
            Heading { number: 8, ..heading() }.hash([&one, &two]),
            Heading { distributor: "N".into(), ..heading() }.hash([&one, &two]),
            Heading { vendor: "A".into(), ..heading() }.hash([&one, &two]),
            Heading { created_at: Instant::from_micros(2), ..heading() }.hash([&one, &two]),
            Heading { purchase_order: None, ..heading() }.hash([&one, &two]),
            Heading { note: Some("PO-1".into()), ..heading() }.hash([&one, &two]),
        ];
        assert!(!other.contains(&hash));
    }

    #[test]
    fn what_people_give_is_trimmed_and_bounded() {
        assert_eq!(purchase_order("  "), Ok(None));
        assert_eq!(purchase_order(" =1+1 "), Ok(Some("=1+1".to_owned())));
        assert!(purchase_order("a\nb").is_err());
        assert!(purchase_order("PO\u{202e}7").is_err() && purchase_order("PO\u{200b}7").is_err());
        assert!(purchase_order(&"é".repeat(TextKind::Label.longest())).is_ok());
        assert!(purchase_order(&"é".repeat(TextKind::Label.longest() + 1)).is_err());
        assert_eq!(note("a\r\nb\n"), Ok(Some("a\nb".to_owned())));
        assert_eq!(note(" \n"), Ok(None));
        assert!(note(&"é".repeat(TextKind::Comment.longest() + 1)).is_err());
    }
}
