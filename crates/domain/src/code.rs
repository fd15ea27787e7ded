//! Codes, the ids that are derived from them, and case folding.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use uuid::Uuid;

pub use crate::email::{EMAIL_EXPECTED, fold_email, is_email};

/// The most characters of a code.
pub const MAX_CODE_CHARS: usize = 64;

/// The reserved code of the operator's company.
pub const OPERATOR_CODE: &str = "operator";

/// The expected form of a code.
pub const CODE_EXPECTED: &str = "1 to 64 printable characters";

/// Whether `text` is 1 to 64 printable characters: letters, marks, digits, punctuation, symbols and
/// the space, and none that is invisible or unassigned.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let printable = |c: char| {
        c == ' '
            || !matches!(
                c.general_category_group(),
                GeneralCategoryGroup::Other | GeneralCategoryGroup::Separator
            )
    };
    !text.is_empty() && text.chars().count() <= MAX_CODE_CHARS && text.chars().all(printable)
}

/// Text without case, by Unicode's full mapping: `ß` is `ss`.
#[must_use]
pub fn fold(text: &str) -> String {
    unicase::UniCase::unicode(text).to_folded_case()
}

/// The company id of a code without a given one: version 5 in the OID namespace.
#[must_use]
pub fn company_uuid(code: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("countersign/company/{code}").as_bytes())
}

/// The id of a report: version 5 of its key's codes, so that the same import gives the same ids
/// anywhere. JSON separates codes that contain a slash.
#[must_use]
pub fn report_uuid(partner: &str, vendor: &str, cycle: crate::cycle::Cycle) -> Uuid {
    let key = serde_json::json!(["countersign/report", partner, vendor, cycle]).to_string();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes())
}

/// The id of a dispatch: version 5 of its distributor's code and its number.
#[must_use]
pub fn dispatch_uuid(distributor: &str, number: i64) -> Uuid {
    let key = serde_json::json!(["countersign/dispatch", distributor, number]).to_string();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes())
}

/// The id of a delivery: version 5 of the dispatch and the channel, so that all attempts have the
/// same one.
#[must_use]
pub fn delivery_uuid(dispatch: Uuid, way: Uuid) -> Uuid {
    let key = serde_json::json!(["countersign/delivery", dispatch.to_string(), way.to_string()]);
    Uuid::new_v5(&Uuid::NAMESPACE_OID, key.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printable() {
        let longest = "é".repeat(64);
        for code in ["a", "N-1/ä", "=1+1", "日本 7", "'x", "🙂", longest.as_str()] {
            assert!(is_code(code), "{code:?}");
        }
        let too_long = "é".repeat(65);
        for code in ["", "a\tb", "a\nb", "\u{0}", "\u{202e}x", "a\u{a0}b", "\u{200b}", &too_long] {
            assert!(!is_code(code), "{code:?}");
        }
    }

    #[test]
    fn text_is_folded_by_the_full_mapping() {
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
    }

    #[test]
    fn ids_are_of_the_codes_and_stay() {
        let id = company_uuid("P-1").to_string();
        assert_eq!(id, company_uuid("P-1").to_string());
        assert_eq!(id.as_bytes()[14], b'5');
        let cycle = crate::cycle::Cycle::parse("2026-10").unwrap();
        assert_ne!(report_uuid("a/b", "c", cycle), report_uuid("a", "b/c", cycle));
    }
}
