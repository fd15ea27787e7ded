//! What a password must be: long enough, and not one that everybody tries first.
//!
//! No composition rules and no expiry, as NIST SP 800-63B-4 asks.

use super::hashing::normal;
use countersign_domain::code::fold;

/// Characters a password has at least.
pub const MIN_CHARS: usize = 15;
/// Characters it has at least beside a second factor.
pub const MIN_CHARS_WITH_SECOND_FACTOR: usize = 8;
/// Characters it has at the most, so that hashing stays bounded.
pub const MAX_CHARS: usize = 256;

/// Often used ones of 8 and more characters, folded and sorted, one to a line: the part of
/// that length of the list that the zxcvbn estimator carries.
const KNOWN: &str = include_str!("known_passwords.txt");

/// Letters that must be left when personal words are taken out of a password.
const OWN_LETTERS: usize = 4;
/// Shorter words are no hint at a person.
const WORD_CHARS: usize = 3;

/// Whose password it is to be.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Their address.
    pub email: &'a str,
    /// Their name.
    pub name: &'a str,
    /// Names of their companies.
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
    /// It is on the list of those tried first, or a repetition or a row of keys.
    Known,
    /// It is made of the owner's name, address or company, or of this program's name.
    Personal,
}

/// Whether a password will do for its owner.
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
    let folded: Vec<char> = fold(&password).chars().collect();
    if is_known(&folded) {
        return Err(Weakness::Known);
    }
    if is_personal(&folded.into_iter().collect::<String>(), owner) {
        return Err(Weakness::Personal);
    }
    Ok(())
}

fn listed(password: &[char]) -> bool {
    let password: String = password.iter().collect();
    // Lines of sorted text: the list is looked through by halves, without being taken apart.
    let (mut low, mut high) = (0, KNOWN.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = KNOWN[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = KNOWN[start..].find('\n').map_or(KNOWN.len(), |length| start + length);
        match KNOWN[start..end].cmp(&password) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Rows of keys and of the alphabet, which are tried from either end.
const ROWS: [&str; 5] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
];

fn is_known(password: &[char]) -> bool {
    // What was put before or after a word to make it longer.
    let inner = |c: &char| !c.is_alphabetic();
    let head = password.iter().take_while(|c| inner(c)).count();
    let tail = password.iter().rev().take_while(|c| inner(c)).count();
    let word = password.get(head..password.len() - tail.min(password.len() - head));
    let repeated = period(password);
    listed(password)
        || word.is_some_and(|word| listed(word) || is_row(word))
        || repeated.len() <= 4
        || (repeated.len() < password.len() && (listed(repeated) || is_row(repeated)))
        || is_row(password)
}

/// The shortest text that the password is a repetition of; the last one may be cut off.
fn period(password: &[char]) -> &[char] {
    let repeats = |length: &usize| {
        password.iter().zip(password.iter().skip(*length)).all(|(one, next)| one == next)
    };
    let length = (1..=password.len()).find(repeats).unwrap_or(password.len());
    &password[..length]
}

fn is_row(password: &[char]) -> bool {
    if password.len() < 6 {
        return false;
    }
    let forwards: String = password.iter().collect();
    let backwards: String = password.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
}

fn is_personal(password: &str, owner: &Owner<'_>) -> bool {
    let texts = [owner.email, owner.name, "countersign"];
    let mut words: Vec<String> = texts
        .iter()
        .chain(owner.companies)
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= WORD_CHARS)
        .map(|word| fold(&normal(word)))
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
        // Letters and the marks on them are one character each once they are composed.
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
        ] {
            assert_eq!(check(password, &EVA), Err(Weakness::Personal), "{password}");
        }
        for password in ["nordlicht ueber kiel", "zwölf Äpfel, drei Birnen", "1029384756-5647382"]
        {
            assert_eq!(check(password, &EVA), Ok(()), "{password}");
        }
    }

    #[test]
    fn the_list_is_folded_sorted_and_found_from_first_to_last() {
        let lines: Vec<&str> = KNOWN.lines().collect();
        assert!(lines.len() > 3_000, "{}", lines.len());
        assert!(lines.is_sorted());
        for line in &lines {
            assert!(line.chars().count() >= MIN_CHARS_WITH_SECOND_FACTOR, "{line}");
            assert_eq!(&fold(line), line);
            assert!(listed(&line.chars().collect::<Vec<_>>()), "{line}");
        }
        for other in ["", "zzzzzzzzzzzzzz9", "!", "passwore"] {
            assert!(!listed(&other.chars().collect::<Vec<_>>()), "{other}");
        }
    }
}
