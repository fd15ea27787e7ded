//! E-mail addresses: their form, and when two are the same.
//!
//! Two addresses belong to the same person if they differ only in case, the composition of their
//! letters, or the form of an international domain:
//!
//! - the part before the `@` is converted to Unicode's form C and to small letters, one by one.
//!   That is less than case folding: `straße` is not `strasse`, and neither `ı` nor `İ` is `i`.
//!   Both small sigmas are the same, because they share a capital letter;
//! - the domain compares in the form of the domain name system (UTS 46, punycode). There,
//!   `straße.example` and `strasse.example` are two domains.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The expected form of an e-mail address.
pub const EMAIL_EXPECTED: &str = "an e-mail address such as eva@nordlicht.example";

/// Whether `text` looks like an e-mail address; only a message to it could prove more.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let visible = |c: char| {
        !matches!(
            c.general_category_group(),
            GeneralCategoryGroup::Other | GeneralCategoryGroup::Separator
        )
    };
    let parts = text
        .rsplit_once('@')
        .filter(|(local, domain)| !local.is_empty() && !domain.is_empty() && !local.contains('@'));
    text.len() <= 254 && text.chars().all(visible) && parts.is_some()
}

/// The form in which addresses compare.
#[must_use]
pub fn fold_email(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{}", lower(local), ascii_domain(domain)),
        None => lower(email),
    }
}

/// The form of a domain in the domain name system. A name that has none is in small letters.
#[must_use]
pub fn ascii_domain(domain: &str) -> String {
    match idna::domain_to_ascii(domain) {
        Ok(ascii) if !ascii.is_empty() => ascii,
        _ => lower(domain),
    }
}

fn lower(text: &str) -> String {
    let small = text.nfc().flat_map(char::to_lowercase);
    small.map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_has_a_local_part_and_a_domain() {
        for email in ["eva@nord.example", "o'hara+x@a.b", "ü@ö.example", "e\u{301}@x.example"] {
            assert!(is_email(email), "{email}");
        }
        for email in
            ["", "eva", "@b", "a@", "a@b@c", "a b@c", "a@b\n", "a\u{200b}@b", "\u{202e}a@b"]
        {
            assert!(!is_email(email), "{email}");
        }
    }

    #[test]
    fn addresses_that_differ_in_case_composition_or_punycode_are_one() {
        for (one, other) in [
            ("Eva@Nord.Example", "eva@nord.example"),
            ("GRÜSSE@x.example", "grüsse@X.example"),
            ("STRAẞE@x.example", "straße@x.example"),
            ("re\u{301}ne\u{301}@x.example", "réné@x.example"),
            ("K@x.example", "\u{212a}@x.example"),
            ("ΟΔΟΣ.ΑΒ@x.example", "οδος.αβ@x.example"),
            ("eva@MÜLLER.example", "eva@xn--mller-kva.example"),
            ("eva@mu\u{308}ller.example", "eva@müller.example"),
            ("eva@ｘ.example", "eva@x.example"),
            ("eva@not_a_domain!", "EVA@Not_A_Domain!"),
        ] {
            assert_eq!(fold_email(one), fold_email(other), "{one} {other}");
        }
    }

    #[test]
    fn addresses_of_two_people_stay_two() {
        for (one, other) in [
            ("x@straße.example", "x@strasse.example"),
            ("straße@x.example", "strasse@x.example"),
            ("ırmak@x.example", "irmak@x.example"),
            ("İpek@x.example", "ipek@x.example"),
            ("ﬁona@x.example", "fiona@x.example"),
            ("ａ@x.example", "a@x.example"),
            ("rené@x.example", "rene@x.example"),
            ("a.b@x.example", "ab@x.example"),
        ] {
            assert_ne!(fold_email(one), fold_email(other), "{one} {other}");
        }
    }

    #[test]
    fn a_folded_address_stays_as_it_is() {
        for email in
            ["İ@İ.example", "ΟΔΟΣ@ΟΔΟΣ.example", "ẞ@ẞ.example", "a@[127.0.0.1]", "Å@Å", "x"]
        {
            let folded = fold_email(email);
            assert_eq!(fold_email(&folded), folded, "{email}");
        }
    }
}
