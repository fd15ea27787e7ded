//! Writes CSV: quotes only where needed, formula guards on text cells, dialects.

use super::formula_guard::guarded;
use super::row_cells::RowCells;
use std::borrow::Cow;

/// The separator, the decimal mark and the byte order mark of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The separator between cells.
    pub separator: u8,
    /// The mark between whole units and decimals.
    pub decimal_mark: u8,
    /// Whether the file begins with a byte order mark.
    pub mark: bool,
}

impl Dialect {
    /// RFC 4180: `,`, `.`, no mark.
    pub const STANDARD: Self = Self { separator: b',', decimal_mark: b'.', mark: false };

    /// Every dialect with its name and its purpose.
    pub const ALL: [(&'static str, Self); 4] = [
        ("standard", Self::STANDARD),
        ("excel-comma", Self { mark: true, ..Self::STANDARD }),
        ("excel-semicolon", Self { separator: b';', decimal_mark: b',', mark: true }),
        ("tab", Self { separator: b'\t', ..Self::STANDARD }),
    ];

    /// The dialect with this name.
    ///
    /// # Errors
    /// The known names, if `name` is none of them.
    pub fn parse(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, dialect)| *dialect).ok_or_else(|| {
            let names = Self::ALL.map(|(known, _)| known).join(", ");
            format!("{name:?} is not one of {names}")
        })
    }
}

/// One record, built cell by cell.
pub struct RecordWriter<'a> {
    out: &'a mut Vec<u8>,
    dialect: Dialect,
    first: bool,
}

impl<'a> RecordWriter<'a> {
    /// Begins a record at the end of `out`.
    pub const fn new(out: &'a mut Vec<u8>, dialect: Dialect) -> Self {
        Self { out, dialect, first: true }
    }

    fn separate(&mut self) {
        if !self.first {
            self.out.push(self.dialect.separator);
        }
        self.first = false;
    }

    /// A cell with text that people wrote: guarded.
    pub fn text(&mut self, text: &str) {
        self.separate();
        push_text(self.out, self.dialect.separator, text);
    }

    /// A cell with text of the program, such as an instant or a word.
    pub fn plain(&mut self, text: &str) {
        self.separate();
        push_quoted(self.out, self.dialect.separator, classes(text), text);
    }

    /// A number, with the dialect's decimal mark.
    pub fn number(&mut self, number: &impl std::fmt::Display) {
        use std::io::Write;
        self.separate();
        let start = self.out.len();
        // Writing to memory cannot fail.
        let _: std::io::Result<()> = write!(self.out, "{number}");
        let mark = self.dialect.decimal_mark;
        if mark != b'.' {
            for byte in &mut self.out[start..] {
                *byte = if *byte == b'.' { mark } else { *byte };
            }
        }
    }

    /// An empty cell.
    pub fn empty(&mut self) {
        self.separate();
    }

    /// Ends the record.
    pub fn end(mut self) {
        self.end_row();
    }
}

impl RowCells for RecordWriter<'_> {
    fn text(&mut self, text: &str) {
        self.text(text);
    }

    fn plain(&mut self, text: &str) {
        self.plain(text);
    }

    fn number(&mut self, number: &impl std::fmt::Display) {
        self.number(number);
    }

    fn date(&mut self, date: &str) {
        self.plain(date);
    }

    fn instant(&mut self, instant: &str) {
        self.plain(instant);
    }

    fn empty(&mut self) {
        self.empty();
    }

    fn end_row(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.first = true;
    }
}

/// The contents of a text as a set of bits, found in one pass.
mod class {
    /// Quote, CR or LF: quoted in every dialect.
    pub(super) const QUOTED: u8 = 1;
    /// A piece of the cell begins after it.
    pub(super) const PIECES: u8 = 2;
    /// The separators.
    pub(super) const COMMA: u8 = 4;
    pub(super) const SEMICOLON: u8 = 8;
    pub(super) const TAB: u8 = 16;

    /// The class of each byte.
    pub(super) const OF: [u8; 256] = {
        let mut of = [0; 256];
        of[b'"' as usize] = QUOTED;
        of[b'\r' as usize] = QUOTED | PIECES;
        of[b'\n' as usize] = QUOTED | PIECES;
        of[b',' as usize] = COMMA | PIECES;
        of[b';' as usize] = SEMICOLON | PIECES;
        of[b'\t' as usize] = TAB | PIECES;
        of
    };
}

fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |classes, byte| classes | class::OF[usize::from(byte)])
}

/// Adds a guarded text cell to a record, without a separator.
pub fn push_text(out: &mut Vec<u8>, separator: u8, text: &str) {
    let classes = classes(text);
    let is_plain = text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric);
    let text = match is_plain && classes & class::PIECES == 0 {
        true => Cow::Borrowed(text),
        false => guarded(text),
    };
    push_quoted(out, separator, classes, &text);
}

fn push_quoted(out: &mut Vec<u8>, separator: u8, classes: u8, text: &str) {
    let special = class::QUOTED | (class::OF[usize::from(separator)] & !class::PIECES);
    if classes & special == 0 {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for &byte in text.as_bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(dialect: &str) -> String {
        let mut out = Vec::new();
        let mut record = RecordWriter::new(&mut out, Dialect::parse(dialect).unwrap());
        record.text("=a");
        record.text("b;\"c\"");
        record.number(&"12.5");
        record.empty();
        record.plain("-");
        record.text("two\nlines");
        record.end();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed_and_guards_on_text_alone() {
        assert_eq!(record("standard"), "'=a,\"b;\"\"c\"\"\",12.5,,-,\"two\nlines\"\r\n");
        assert_eq!(record("excel-semicolon"), "'=a;\"b;\"\"c\"\"\";12,5;;-;\"two\nlines\"\r\n");
        assert!(Dialect::parse("ods").is_err());
    }

    #[test]
    fn a_guard_inside_a_cell_changes_nothing_about_its_quotes() {
        let written = |dialect: &str, text: &str| {
            let mut out = Vec::new();
            let mut record = RecordWriter::new(&mut out, Dialect::parse(dialect).unwrap());
            record.text(text);
            record.end();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written("standard", "x;=1;y"), "x;'=1;y\r\n");
        assert_eq!(written("excel-semicolon", "x;=1;y"), "\"x;'=1;y\"\r\n");
        assert_eq!(written("tab", "x\t-1"), "\"x\t'-1\"\r\n");
        assert_eq!(written("standard", "a\n+1"), "\"a\n'+1\"\r\n");
    }
}
