//! Rules for passwords: long enough, and not among the common ones.
//!
//! There are no composition rules and no expiry, as NIST SP 800-63B-4 recommends. Case, accents and
//! digits in place of letters make no difference; repetition does not make a password stronger.

mod common_passwords;

use super::hashing::normal;
use countersign_domain::search::search_form;

/// The least number of characters.
pub const MIN_CHARS: usize = 15;
/// The least number of characters beside a second factor.
pub const MIN_CHARS_WITH_SECOND_FACTOR: usize = 8;
/// The largest number of characters, to bound the cost of hashing.
pub const MAX_CHARS: usize = 256;

/// Letters that must remain without the words of the owner's context.
const OWN_LETTERS: usize = 4;
/// Words with fewer letters are ignored.
const WORD_CHARS: usize = 3;

/// The future owner of the password.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The e-mail address of the person.
    pub email: &'a str,
    /// The name of the person.
    pub name: &'a str,
    /// Names of the companies for which they act.
    pub companies: &'a [&'a str],
    /// Whether they have a second factor.
    pub has_second_factor: bool,
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// It has fewer characters than this.
    Short(usize),
    /// It has more characters than this.
    Long(usize),
    /// It is common, a repetition, or a row of keys.
    Known,
    /// It consists of the owner's name, address or company, or the program's name.
    Personal,
}

/// Whether a password is acceptable for its owner.
///
/// # Errors
/// The first reason against it.
pub fn check(password: &str, owner: &Owner<'_>) -> Result<(), Weakness> {
    let password = normal(password);
    let chars = password.chars().count();
    let min = if owner.has_second_factor { MIN_CHARS_WITH_SECOND_FACTOR } else { MIN_CHARS };
    if chars < min {
        return Err(Weakness::Short(min));
    }
    if chars > MAX_CHARS {
        return Err(Weakness::Long(MAX_CHARS));
    }
    let plain = search_form(&password);
    let spelled = common_passwords::spelled(&plain);
    if common_passwords::is_known(&plain) || common_passwords::is_known(&spelled) {
        return Err(Weakness::Known);
    }
    if is_personal(&plain, owner) || is_personal(&spelled, owner) {
        return Err(Weakness::Personal);
    }
    Ok(())
}

fn is_personal(password: &str, owner: &Owner<'_>) -> bool {
    let texts = [owner.email, owner.name, "countersign"];
    let mut words: Vec<String> = texts
        .iter()
        .chain(owner.companies)
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(search_form)
        .filter(|word| word.chars().count() >= WORD_CHARS)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(password.to_owned(), |rest, word| rest.replace(word, " "));
    rest != password && rest.chars().filter(|c| c.is_alphabetic()).count() < OWN_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVA: Owner<'_> = Owner {
        email: "eva.lind@nordlicht.example",
        name: "Eva Lind",
        companies: &["Nordlicht Distribution"],
        has_second_factor: false,
    };
    const EVA_WITH_FACTOR: Owner<'_> = Owner { has_second_factor: true, ..EVA };

    #[test]
    fn fifteen_characters_or_eight_beside_a_second_factor() {
        let cases = [
            ("tr0ub4dor&zwei", EVA, Err(Weakness::Short(15))),
            ("tr0ub4dor&zwei!", EVA, Ok(())),
            ("k7#pQ-x", EVA_WITH_FACTOR, Err(Weakness::Short(8))),
            ("k7#pQ-xy", EVA_WITH_FACTOR, Ok(())),
            ("", EVA_WITH_FACTOR, Err(Weakness::Short(8))),
        ];
        for (password, owner, expected) in cases {
            assert_eq!(check(password, &owner), expected, "{password}");
        }
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!("猫と犬が橋を渡る夜は静かだ雪".chars().count(), 14);
        assert_eq!(check("猫と犬が橋を渡る夜は静かだ雪", &EVA), Err(Weakness::Short(15)));
        assert_eq!(check("猫と犬が橋を渡る夜は静かだ雪山", &EVA), Ok(()));
        // Letters and their marks are one character each after composition.
        assert_eq!(check("e\u{301}a\u{308}o\u{308}u\u{308}xyzw", &EVA_WITH_FACTOR), Ok(()));
        let seven = "e\u{301}a\u{308}o\u{308}u\u{308}xyz";
        assert_eq!(check(seven, &EVA_WITH_FACTOR), Err(Weakness::Short(8)));
    }

    #[test]
    fn two_hundred_and_fifty_six_characters_at_the_most() {
        let long: String = (0..256_u32).filter_map(|n| char::from_u32(0x4e00 + n * 7)).collect();
        assert_eq!(check(&long, &EVA), Ok(()));
        assert_eq!(check(&format!("{long}x"), &EVA), Err(Weakness::Long(256)));
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for password in [
            "password",
            "PASSWORD",
            "Password1!",
            "iloveyou",
            "12345678",
            "87654321",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "qwertyuiop",
            "2024password2024",
            "passwordpassword",
            "abcdefghijklmnop",
            "poiuytrewq",
            "123456789012345",
            "!!!!!!!!!!!!!!!!",
            "password password password",
            "passwordpassword1",
            "1Password-password-Password!",
            "p4ssw0rd p4ssw0rd p4ssw0rd",
            "pässwörd pässwörd",
            "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
            "drowssapdrowssap",
            "my password password",
            "password iloveyou",
            "password1iloveyou2password3",
            "qwertyqwertyqwerty",
            "qwerty-qwerty-qwerty",
            "hello hello hello hello",
            "hello1hello2hello3",
            "welcomewelcomewelcome",
            "Sommer2026Sommer2026",
            "abc123abc123abc123",
            "猫と犬猫と犬猫と犬猫と犬",
        ] {
            assert_eq!(check(password, &EVA_WITH_FACTOR), Err(Weakness::Known), "{password}");
        }
    }

    #[test]
    fn what_is_made_of_ones_own_names_is_refused() {
        for password in [
            "eva.lind@nordlicht.example",
            "EvaLind2026-2027",
            "nordlicht-nordlicht",
            "Countersign2026!",
            "lind/nordlicht/01",
            "Nordlicht Nordlicht Nordlicht",
            "n0rdl1cht-n0rdl1cht",
            "eva.lind@nordlicht.example eva.lind@nordlicht.example",
            "countersigncountersign",
        ] {
            assert_eq!(check(password, &EVA), Err(Weakness::Personal), "{password}");
        }
        for password in ["nordlicht ueber kiel", "zwölf Äpfel, drei Birnen", "1029384756-5647382"]
        {
            assert_eq!(check(password, &EVA), Ok(()), "{password}");
        }
    }

    #[test]
    fn a_phrase_of_words_is_taken() {
        for password in [
            "correct horse battery staple",
            "sunshine butterfly elephant",
            "to be or not to be, that is it",
            "row row row your boat gently",
            "the more the merrier, she said",
            "Baden-Baden liegt im Schwarzwald",
            "zwölf Äpfel, drei Birnen",
            "my password manager made this",
            "x7Kp-92mQ-x7Kp-44tZ",
            "吾輩は猫である。名前はまだ無い",
        ] {
            assert_eq!(check(password, &EVA), Ok(()), "{password}");
        }
    }
}
