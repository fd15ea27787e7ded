//! Why a text is not the JSON that is expected, in the words of this program. Those of the library
//! are about Rust, and its columns count bytes and begin with 0 at the start of a row.

use serde_json::Error;
use serde_json::error::Category;

/// The most characters that a fault says: it may repeat what was found, of any length.
const LONGEST_DETAIL: usize = 300;

/// What the library found, by the beginning of its words, and what to call it.
const FOUND: [(&str, &str); 6] = [
    ("integer", "a number"),
    ("floating point", "a number"),
    ("string", "a text"),
    ("boolean", "true or false"),
    ("sequence", "a list"),
    ("map", "an object"),
];

/// What the library expected, and what to call it.
const EXPECTED: [(&str, &str); 4] = [
    ("a string", "a text"),
    ("a boolean", "true or false"),
    ("a sequence", "a list"),
    ("i64", "a whole number up to 9223372036854775807"),
];

/// Why a text is no such value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// Whether it is JSON.
    pub is_json: bool,
    /// The row in the text, from 1.
    pub row: usize,
    /// The character in the row, from 1.
    pub column: usize,
    /// The character in the text, from 1.
    pub character: usize,
    /// What is wrong, in English, as the end of a sentence.
    pub why: String,
}

impl JsonFault {
    /// The fault of this text.
    #[must_use]
    pub fn of(error: &Error, text: &[u8]) -> Self {
        let before = text.split_inclusive(|byte| *byte == b'\n').take(error.line().max(1) - 1);
        let row_start: usize = before.map(<[u8]>::len).sum();
        let end = text.len().min(row_start + error.column());
        let characters = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().count().max(1);
        Self {
            is_json: error.classify() == Category::Data,
            row: error.line().max(1),
            column: characters(&text[row_start..end]),
            character: characters(&text[..end]),
            why: why(error),
        }
    }
}

fn why(error: &Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    let kinds = ["invalid type: ", "invalid value: ", "unknown variant "];
    let found = kinds.iter().find_map(|kind| text.strip_prefix(kind));
    let plain = match found.and_then(|rest| rest.rsplit_once(", expected ")) {
        Some((found, expected)) => {
            let known = FOUND.iter().find(|(theirs, _)| found.starts_with(theirs));
            let found = known.map_or(found, |(_, ours)| *ours);
            let known = EXPECTED.iter().find(|(theirs, _)| expected == *theirs);
            let expected = known.map_or(expected, |(_, ours)| *ours);
            format!("found {found}, expected {expected}")
        }
        None => text.to_owned(),
    };
    plain.chars().take(LONGEST_DETAIL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::json_object::{Object, word};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is only read")]
    struct Sample {
        #[serde(default)]
        name: String,
        #[serde(default)]
        count: i64,
        #[serde(default)]
        is_on: bool,
        #[serde(default)]
        list: Vec<String>,
        #[serde(default, deserialize_with = "word")]
        colour: Colour,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        #[default]
        DarkRed,
        Green,
    }

    fn fault(text: &str) -> JsonFault {
        let error = serde_json::from_str::<Object<Sample>>(text).unwrap_err();
        JsonFault::of(&error, text.as_bytes())
    }

    #[test]
    fn a_fault_has_no_words_of_the_library() {
        for (text, why) in [
            ("{\"name\":12}", "found a number, expected a text"),
            ("{\"name\":1.50}", "found a number, expected a text"),
            ("{\"name\":null}", "found null, expected a text"),
            ("{\"name\":[]}", "found a list, expected a text"),
            ("{\"name\":{}}", "found an object, expected a text"),
            ("{\"is_on\":\"a, expected b\"}", "found a text, expected true or false"),
            ("{\"list\":true}", "found true or false, expected a list"),
            ("[]", "found a list, expected an object"),
            (
                "{\"count\":1.5}",
                "found a number, expected a whole number up to 9223372036854775807",
            ),
            (
                "{\"count\":9223372036854775808}",
                "found a number, expected a whole number up to 9223372036854775807",
            ),
            ("{\"colour\":\"Red\"}", "found `Red`, expected `dark-red` or `green`"),
            ("{\"colour\":{\"green\":null}}", "found an object, expected a text"),
            ("{\"colour\":1}", "found a number, expected a text"),
        ] {
            let fault = fault(text);
            assert!(fault.is_json, "{text}");
            assert_eq!(fault.why, why, "{text}");
        }
        let long = fault(&format!("{{\"{}\":1}}", "x".repeat(1_000)));
        assert_eq!(long.why.chars().count(), LONGEST_DETAIL);
    }

    #[test]
    fn rows_and_columns_count_characters_from_1() {
        for (text, row, column, character) in [
            ("", 1, 1, 1),
            ("{", 1, 1, 1),
            ("{\n", 2, 1, 2),
            ("{\"name\":\n[]}", 2, 1, 9),
            ("{\"name\":\"äöü\",x", 1, 15, 15),
            ("{\n\"name\":\"ä\"\n,}", 3, 2, 15),
            ("{\"name\":\"x\"}x", 1, 13, 13),
        ] {
            let fault = fault(text);
            let place = (fault.row, fault.column, fault.character);
            assert_eq!(place, (row, column, character), "{text:?}");
        }
    }
}
