//! Folding of text for searches.
//!
//! Folding removes case, accents and Unicode's compatibility differences: composed and decomposed
//! letters, half and full width, ligatures, spaces of other widths. Marks that change a letter
//! instead of accenting it (voiced kana, vowel signs of Indic scripts) stay. Invisible characters
//! are removed.

use crate::code::fold;
use unicode_normalization::UnicodeNormalization;

/// The search form of a text: query and searched text are both converted to it.
#[must_use]
pub fn search_form(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded = fold(&plain(text));
    // Case folding may add accents.
    plain(&folded).nfc().collect()
}

/// Letters in compatibility form, decomposed from their accents, and without them.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c) && !is_unseen(*c)) {
        match letters(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

/// The marks of Latin, Greek and Cyrillic, the points of Hebrew, the vowels of Arabic.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}'
        | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Characters without a width: soft hyphens, joiners, marks of direction, selectors.
const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// The letters that people type for those that Unicode does not decompose.
const fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'þ' | 'Þ' => "th",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_found() {
        for (stored, typed) in [
            ("Ångström", "A\u{30a}ngstro\u{308}m"),
            ("Ångström", "\u{212b}ngström"),
            ("A\u{30a}ngstro\u{308}m AB", "angstrom"),
            ("İSTANBUL Bilişim", "istanbul bilisim"),
            ("Isparta", "ısparta"),
            ("Straße 7", "STRASSE"),
            ("STRASSE", "straße"),
            ("Łódź", "lodz"),
            ("Øresund", "oresund"),
            ("ｱﾝｸﾞｽﾄﾛｰﾑ", "アングストローム"),
            ("アングストローム", "ｱﾝｸﾞｽﾄﾛｰﾑ"),
            ("ＡＢＣ商事", "abc商事"),
            ("abc", "ＡＢＣ"),
            ("㈱山田", "(株)山田"),
            ("ﬁnanz", "FINANZ"),
            ("Nord\u{a0}Licht", "nord licht"),
            ("Nord\u{ad}licht", "nordlicht"),
            ("ΣΊΣΥΦΟΣ", "σισυφος"),
            ("Ёлка", "елка"),
            ("Việt Nam", "viet nam"),
            ("한글", "\u{1112}\u{1161}\u{11ab}"),
        ] {
            let (stored_form, typed_form) = (search_form(stored), search_form(typed));
            assert!(stored_form.contains(&typed_form), "{stored} {typed}: {stored_form:?}");
        }
    }

    #[test]
    fn what_is_another_letter_is_not_found() {
        for (stored, typed) in
            [("かき", "がき"), ("ハハ", "パパ"), ("कि", "क ि"), ("nord", "nörds")]
        {
            assert!(!search_form(stored).contains(&search_form(typed)), "{stored} {typed}");
        }
    }

    proptest! {
        #[test]
        fn the_form_stays_as_it_is(text in "\\PC{0,20}") {
            let form = search_form(&text);
            prop_assert_eq!(search_form(&form), form);
        }

        #[test]
        fn composition_and_case_do_not_matter(text in "[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]{0,12}") {
            let form = search_form(&text);
            prop_assert_eq!(&search_form(&text.nfd().collect::<String>()), &form);
            prop_assert_eq!(&search_form(&text.nfc().collect::<String>()), &form);
        }
    }
}
