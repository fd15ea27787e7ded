//! Common passwords, rows of keys, and repetitions and combinations of them.

use std::collections::HashSet;

/// Common passwords of 8 and more characters, folded and sorted, one per line: the part of that
/// length of the list in the zxcvbn estimator.
const KNOWN: &str = include_str!("known.txt");
/// The least number of characters of an entry.
const KNOWN_CHARS: usize = 8;
/// Letters beside common words that make a password acceptable.
const OWN_LETTERS: usize = 4;
/// This many different common words form a phrase, which is accepted.
const PHRASE_WORDS: usize = 3;

/// Rows of keys and of the alphabet, in both directions.
const ROWS: [&str; 5] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
];

/// A password with letters in place of the digits and signs that stand for them.
pub(super) fn spelled(password: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    password.chars().map(letter).collect()
}

/// Whether a password, in its search form, is common.
pub(super) fn is_known(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    let together: Vec<char> = chars.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    let shown = [&chars[..], inner(&chars), &together, inner(&together)];
    shown.into_iter().any(|text| is_common(text) || is_repeated(text))
        || has_few_words(password)
        || is_put_together(&together)
}

/// The word without characters that were added before or after it.
fn inner(text: &[char]) -> &[char] {
    let is_letter = |c: &char| c.is_alphabetic();
    let start = text.iter().position(is_letter).unwrap_or(text.len());
    let end = text.iter().rposition(is_letter).map_or(start, |last| last + 1);
    &text[start..end]
}

fn is_common(text: &[char]) -> bool {
    let backwards: Vec<char> = text.iter().rev().copied().collect();
    listed(text) || listed(&backwards) || is_row(text)
}

/// Whether a text repeats a short or common one; the last repetition may be cut off.
fn is_repeated(text: &[char]) -> bool {
    let unit = period(text);
    let is_short = unit.len() < KNOWN_CHARS && text.len() >= 2 * unit.len();
    unit.len() < text.len() && (is_short || is_common(unit) || is_common(inner(unit)))
}

/// The shortest text of which this is a repetition.
fn period(text: &[char]) -> &[char] {
    let repeats =
        |length: &usize| text.iter().zip(text.iter().skip(*length)).all(|(one, next)| one == next);
    let length = (1..=text.len()).find(repeats).unwrap_or(text.len());
    &text[..length]
}

/// Whether its words, each counted once, are a short word or two common ones.
fn has_few_words(password: &str) -> bool {
    let words: Vec<&str> =
        password.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let different: HashSet<&str> = words.iter().copied().collect();
    let letters: usize = different.iter().map(|word| word.chars().count()).sum();
    let is_common = |word: &&str| is_common(&word.chars().collect::<Vec<_>>());
    let is_repeated = different.len() < words.len();
    (is_repeated && different.len() == 1 && letters < KNOWN_CHARS)
        || (!different.is_empty()
            && different.len() < PHRASE_WORDS
            && different.iter().all(is_common))
}

/// Whether it consists of one or two common words, however often, and hardly another letter.
fn is_put_together(text: &[char]) -> bool {
    let (mut found, mut beside, mut at) = (HashSet::new(), 0, 0);
    while at < text.len() {
        let is_word = |length: &usize| {
            let part = &text[at..at + length];
            listed(part) && part.iter().any(|c| c.is_alphabetic())
        };
        let longest = (KNOWN_CHARS..=text.len() - at).rev().find(is_word);
        match longest {
            Some(length) => {
                found.insert(&text[at..at + length]);
                at += length;
            }
            None => {
                beside += usize::from(text[at].is_alphabetic());
                at += 1;
            }
        }
    }
    !found.is_empty() && found.len() < PHRASE_WORDS && beside < OWN_LETTERS
}

fn is_row(text: &[char]) -> bool {
    if text.len() < 6 {
        return false;
    }
    let forwards: String = text.iter().collect();
    let backwards: String = text.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
}

fn listed(text: &[char]) -> bool {
    if text.len() < KNOWN_CHARS {
        return false;
    }
    let text: String = text.iter().collect();
    // A binary search over the sorted lines, without splitting the text.
    let (mut low, mut high) = (0, KNOWN.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = KNOWN[..middle].rfind('\n').map_or(0, |at| at + 1);
        let end = KNOWN[start..].find('\n').map_or(KNOWN.len(), |length| start + length);
        match KNOWN[start..end].cmp(&text) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::search::search_form;

    #[test]
    fn the_list_is_folded_sorted_and_found_from_first_to_last() {
        let lines: Vec<&str> = KNOWN.lines().collect();
        assert!(lines.len() > 3_000, "{}", lines.len());
        assert!(lines.is_sorted());
        for line in &lines {
            assert!(line.chars().count() >= KNOWN_CHARS, "{line}");
            assert_eq!(&search_form(line), line);
            assert!(listed(&line.chars().collect::<Vec<_>>()), "{line}");
        }
        for other in ["", "zzzzzzzzzzzzzz9", "!", "passwore"] {
            assert!(!listed(&other.chars().collect::<Vec<_>>()), "{other}");
        }
    }
}
