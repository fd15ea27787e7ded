//! The problem of a cell, a row or a file, as a person reads it.

use super::expected::{Expected, Thing};
use std::str::Utf8Chunk;

/// The most characters of a cell that are shown.
const LONGEST: usize = 80;

/// The problem of a cell, or of a row or file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the column; none for the row as a whole.
    pub column: Option<&'static str>,
    /// The text that was found.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
}

/// Why a cell, a row or a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It does not have the form that was expected.
    Malformed,
    /// It is blank, and needs a value.
    Blank,
    /// It names what is not known.
    Unknown(Reference),
    /// It cannot be changed any more.
    Fixed,
    /// Its code belongs to something else already.
    Taken,
    /// It names what is retired.
    Retired,
}

/// A reference in a cell: a kind of thing, and its code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The kind of thing.
    pub kind: ProblemKind,
    /// The code in the cell.
    pub code: String,
}

/// A kind of thing that has codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Vendors, distributors and partners.
    Company,
    /// Regions.
    Region,
    /// Customers.
    Customer,
    /// Products.
    Product,
    /// Subscriptions.
    Subscription,
}

impl Problem {
    /// The problem of an invalid cell.
    #[must_use]
    pub fn cell(column: &'static str, found: &str, expected: impl Into<Expected>) -> Self {
        Self { column: Some(column), found: quoted(found), expected: expected.into() }
    }

    /// A cell that needs a value.
    #[must_use]
    pub fn blank(column: &'static str) -> Self {
        Self::cell(column, "", Expected::Value)
    }

    /// The problem of a cell that names something unknown.
    #[must_use]
    pub fn unknown(column: &'static str, thing: Thing, code: &str) -> Self {
        Self::cell(column, code, Expected::Known { thing, code: code.to_owned() })
    }

    /// The problem of a cell whose bytes are not text.
    #[must_use]
    pub fn not_text(column: &'static str, bytes: &[u8]) -> Self {
        let shown: Vec<String> = bytes.utf8_chunks().map(|chunk| shown(&chunk)).collect();
        let found = shortened(&shown.concat());
        Self { column: Some(column), found, expected: Expected::Utf8 }
    }

    /// What the cell names that is not known; `None` if it is refused for another cause.
    #[must_use]
    pub fn unknown_reference(&self) -> Option<Reference> {
        match self.expected.cause() {
            Cause::Unknown(reference) => Some(reference),
            _ => None,
        }
    }

    /// The problem of a row, or of a file, as a whole.
    #[must_use]
    pub fn row(expected: Expected) -> Self {
        Self { column: None, found: expected.found(), expected }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(column) = self.column {
            write!(f, "column {column}: ")?;
        }
        write!(f, "found {}, expected {}", self.found, self.expected)
    }
}

/// Text as it can be seen, and invalid bytes as escapes.
fn shown(chunk: &Utf8Chunk<'_>) -> String {
    let escaped = chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}"));
    chunk.valid().chars().map(visible).chain(escaped).collect()
}

/// The character if it can be seen, otherwise its escape.
fn visible(c: char) -> String {
    match c == ' ' || countersign_domain::code::is_code(c.encode_utf8(&mut [0; 4])) {
        true => c.to_string(),
        false => c.escape_unicode().to_string(),
    }
}

/// At most 80 characters of a found text, escaped so that it cannot control a terminal.
#[must_use]
pub fn quoted(text: &str) -> String {
    let begin: String = text.chars().take(LONGEST).map(visible).collect();
    match text.chars().nth(LONGEST) {
        Some(_) => format!("\"{begin}…\""),
        None => format!("\"{begin}\""),
    }
}

fn shortened(shown: &str) -> String {
    let begin: String = shown.chars().take(LONGEST).collect();
    let more = if begin.len() < shown.len() { "…" } else { "" };
    format!("\"{begin}{more}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_what_instead() {
        let problem = Problem::row(Expected::Cells { found: 1, header: 2 });
        assert_eq!(problem.to_string(), "found 1 cells, expected 2 as in the header");
        let problem = Problem::cell("name", "\u{1b}[31m\u{202e}é", Expected::YesNo);
        assert_eq!(
            problem.to_string(),
            "column name: found \"\\u{1b}[31m\\u{202e}é\", expected yes or no"
        );
        let problem = Problem::not_text("name", b"M\xfcnchen\0");
        assert!(problem.to_string().contains("found \"M\\xfcnchen\\u{0}\""), "{problem}");
    }
}
