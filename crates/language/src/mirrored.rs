//! An invented language for tests of the pages: English with accents, half as long again, between
//! marks, and written from right to left. What a page cuts off, overprints or takes from elsewhere
//! shows in it at once.
//!
//! Nobody can choose it: it has a code that browsers may send, but is not among `Locale::ALL`.

use crate::conventions::definition::{Conventions, DatePatterns};

const ENGLISH: Conventions = include!("../locales/en/conventions.rs");

/// English, from right to left.
pub(crate) static CONVENTIONS: Conventions =
    Conventions { own_name: "⟦Mírröréd⟧", right_to_left: true, ..ENGLISH };

/// Its code, which Android and ICU use for the same purpose.
pub(crate) const CODE: &str = "ar-XB";

/// Around a value in a message, which stays as it is.
const KEPT: [char; 2] = ['\u{e000}', '\u{e001}'];

/// A value of a message as it has to be passed to it. Words that choose between the forms of a
/// message are passed unchanged.
pub(crate) fn kept(value: &str) -> String {
    let chooses = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if chooses { value.to_owned() } else { format!("{}{value}{}", KEPT[0], KEPT[1]) }
}

/// An English text in this language.
pub(crate) fn written(english: &str) -> String {
    let (mut text, mut more) = (String::with_capacity(english.len() * 2), String::new());
    let mut depth = 0_usize;
    for letter in english.chars() {
        match letter {
            it if it == KEPT[0] => depth += 1,
            it if it == KEPT[1] => depth = depth.saturating_sub(1),
            it if depth > 0 => text.push(it),
            it => {
                let it = accented(it);
                text.push(it);
                more.push(it);
            }
        }
    }
    let half = more.chars().filter(|it| it.is_alphabetic()).count() / 2;
    let words = more.chars().filter(|it| it.is_alphabetic() || *it == ' ');
    let more: String = words.take(half).collect();
    match text.contains('\n') || half == 0 {
        true => format!("⟦{text}⟧"),
        false => format!("⟦{text} {}⟧", more.trim()),
    }
}

const fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'c' => 'ç',
        'e' => 'é',
        'i' => 'í',
        'n' => 'ñ',
        'o' => 'ö',
        's' => 'š',
        'u' => 'ü',
        'y' => 'ý',
        'A' => 'Á',
        'E' => 'É',
        'I' => 'Í',
        'O' => 'Ö',
        'S' => 'Š',
        'U' => 'Ü',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Locale;

    #[test]
    fn a_text_is_longer_and_marked_and_its_values_stay() {
        let locale = Locale::from_code(super::CODE).unwrap();
        assert_eq!(locale.t("nav-outbox"), "⟦Öütböx Öüt⟧");
        let text = locale.say("directory-edit").with("name", "Eva Lind").to_string();
        assert_eq!(text, "⟦Cháñgé Eva Lind Chá⟧");
        assert!(!Locale::ALL.contains(&locale));
    }
}
