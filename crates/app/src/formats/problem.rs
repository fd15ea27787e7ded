//! The problem of a cell, a row or a file, as a person reads it.

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
    /// The form that was expected.
    pub expected: String,
    /// The unknown thing that the cell names; none if the cell itself is wrong.
    pub missing: Option<Reference>,
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
    pub fn cell(column: &'static str, found: &str, expected: impl Into<String>) -> Self {
        let (found, expected) = (quoted(found), expected.into());
        Self { column: Some(column), found, expected, missing: None }
    }

    /// The problem of a cell that names something unknown.
    #[must_use]
    pub fn unknown(
        column: &'static str,
        kind: ProblemKind,
        code: &str,
        expected: impl Into<String>,
    ) -> Self {
        let missing = Some(Reference { kind, code: code.to_owned() });
        Self { missing, ..Self::cell(column, code, expected) }
    }

    /// The problem of a cell whose bytes are not text.
    #[must_use]
    pub fn not_text(column: &'static str, bytes: &[u8]) -> Self {
        let shown: Vec<String> = bytes.utf8_chunks().map(|chunk| shown(&chunk)).collect();
        let found = shortened(&shown.concat());
        let expected = "UTF-8 text without NUL".to_owned();
        Self { column: Some(column), found, expected, missing: None }
    }

    /// The problem of an invalid row.
    #[must_use]
    pub fn row(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { column: None, found: found.into(), expected: expected.into(), missing: None }
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
pub(super) fn quoted(text: &str) -> String {
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
        let problem = Problem::row("1 cells", "2 as in the header");
        assert_eq!(problem.to_string(), "found 1 cells, expected 2 as in the header");
        let problem = Problem::cell("name", "\u{1b}[31m\u{202e}é", "x");
        assert_eq!(problem.to_string(), "column name: found \"\\u{1b}[31m\\u{202e}é\", expected x");
        let problem = Problem::not_text("name", b"M\xfcnchen\0");
        assert!(problem.to_string().contains("found \"M\\xfcnchen\\u{0}\""), "{problem}");
    }
}
