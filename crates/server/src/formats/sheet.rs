//! A table with a header: columns by name in any order, rows with what is wrong with them.

use super::csv_in::{Record, Records};
use super::guard::unguarded;
use super::input;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The columns a kind of file has.
#[derive(Debug)]
pub struct Columns {
    /// Names of the columns, the required ones first.
    pub names: &'static [&'static str],
    /// How many of them are required.
    pub required: usize,
}

/// What is wrong with one cell, or with a row or a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the column; none for the row as a whole.
    pub column: Option<&'static str>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl Problem {
    /// A cell that is not what it should be.
    #[must_use]
    pub fn cell(column: &'static str, found: &str, expected: impl Into<String>) -> Self {
        Self { column: Some(column), found: quoted(found), expected: expected.into() }
    }

    /// A row that is not what it should be.
    #[must_use]
    pub fn row(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { column: None, found: found.into(), expected: expected.into() }
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

/// At most 80 characters of a found text, escaped so that it cannot play with a terminal.
fn quoted(text: &str) -> String {
    let mut shown: String =
        text.chars().take(80).flat_map(char::escape_default_printable).collect();
    if text.chars().nth(80).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

trait EscapePrintable {
    fn escape_default_printable(self) -> Vec<char>;
}

impl EscapePrintable for char {
    /// The character as it is where it can be seen, else as an escape.
    fn escape_default_printable(self) -> Vec<char> {
        if self == ' ' || countersign_domain::code::is_code(self.encode_utf8(&mut [0; 4])) {
            vec![self]
        } else {
            self.escape_unicode().collect()
        }
    }
}

/// An open table.
pub struct Sheet {
    path: PathBuf,
    columns: &'static Columns,
    records: Records,
    header: Vec<u8>,
    places: Vec<Option<usize>>,
    width: usize,
}

impl Sheet {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// A sentence for a person, without the file's name: an unknown, missing or doubled column.
    pub fn open(path: &Path, columns: &'static Columns) -> Result<Self, String> {
        Self::read(path, input::open(path)?, columns)
    }

    /// Reads the header of what is called `path`, from wherever it comes.
    ///
    /// # Errors
    /// As [`Sheet::open`].
    pub fn read(
        path: &Path,
        source: Box<dyn Read>,
        columns: &'static Columns,
    ) -> Result<Self, String> {
        let mut records = Records::new(source);
        let Some(record) = records.next_record()? else {
            return Err("is empty; a header row is expected".to_owned());
        };
        let places = places(&record, columns)?;
        let width = record.len();
        let mut header = Vec::new();
        for at in 0..width {
            super::csv_out::push_cell(&mut header, at, record.text(at).unwrap_or(""));
        }
        Ok(Self { path: path.to_owned(), columns, records, header, places, width })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes have been read.
    #[must_use]
    pub const fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }

    /// The header, as one CSV record without its line end.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// The header but for some columns, as one CSV record without its line end.
    #[must_use]
    pub fn header_without(&self, columns: &[usize]) -> Vec<u8> {
        let names = self.columns.names;
        let known = (0..self.width).map(|at| self.places.iter().position(|it| *it == Some(at)));
        let kept = known.flatten().filter(|column| !columns.contains(column));
        let mut header = Vec::new();
        for (number, column) in kept.enumerate() {
            super::csv_out::push_cell(&mut header, number, names[column]);
        }
        header
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// A sentence for a person: why nothing more can be read of the file.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, String> {
        let (columns, places, width) = (self.columns, &self.places, self.width);
        let record = self.records.next_record()?;
        Ok(record.map(|record| Row { record, columns, places, width }))
    }
}

fn places(record: &Record<'_>, columns: &Columns) -> Result<Vec<Option<usize>>, String> {
    let mut places = vec![None; columns.names.len()];
    for at in 0..record.len() {
        let name = record.text(at).ok_or("has a header that is not UTF-8 text")?;
        let known = columns.names.iter().position(|known| *known == name);
        let Some(known) = known else {
            let names = columns.names.join(", ");
            return Err(format!("has an unknown column {}; it can have {names}", quoted(name)));
        };
        if places[known].replace(at).is_some() {
            return Err(format!("has the column {name} twice"));
        }
    }
    let missing = (0..columns.required).find(|&column| places[column].is_none());
    match missing {
        Some(column) => Err(format!("has no column {}, which is required", columns.names[column])),
        None => Ok(places),
    }
}

/// One row of a table.
pub struct Row<'a> {
    record: Record<'a>,
    columns: &'static Columns,
    places: &'a [Option<usize>],
    width: usize,
}

impl<'a> Row<'a> {
    /// Its number: the header is row 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.record.number
    }

    /// Checks that the row has as many cells as the header.
    ///
    /// # Errors
    /// A problem of the row as a whole.
    pub fn check_width(&self) -> Result<(), Problem> {
        if self.record.len() == self.width {
            return Ok(());
        }
        let found = format!("{} cells", self.record.len());
        Err(Problem::row(found, format!("{} as in the header", self.width)))
    }

    /// A cell of a column that holds no text of people, as it is; blank is none.
    ///
    /// # Errors
    /// A problem of the cell: not UTF-8, or a NUL in it.
    pub fn raw(&self, column: usize) -> Result<Option<&'a str>, Problem> {
        let Some(place) = self.places[column] else { return Ok(None) };
        match self.record.text(place) {
            Some(text) if text.trim().is_empty() => Ok(None),
            Some(text) => Ok(Some(text)),
            None => {
                let found = String::from_utf8_lossy(self.record.bytes(place));
                Err(Problem::cell(self.columns.names[column], &found, "UTF-8 text without NUL"))
            }
        }
    }

    /// A text cell, without its formula guard; blank is none.
    ///
    /// # Errors
    /// As [`Row::raw`].
    pub fn text(&self, column: usize) -> Result<Option<&'a str>, Problem> {
        Ok(self.raw(column)?.map(unguarded))
    }

    /// A text cell that must not be blank.
    ///
    /// # Errors
    /// As [`Row::raw`], or that it is blank.
    pub fn needed(&self, column: usize) -> Result<&'a str, Problem> {
        let name = self.columns.names[column];
        self.text(column)?.ok_or_else(|| Problem::cell(name, "", "a value: it is required"))
    }

    /// Reads a cell with `parse`, whose error says what was expected.
    ///
    /// # Errors
    /// As [`Row::raw`], or what `parse` says.
    pub fn parsed<T, E: Into<String>>(
        &self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Option<T>, Problem> {
        let name = self.columns.names[column];
        let read = |text: &str| parse(text).map_err(|error| Problem::cell(name, text, error));
        self.raw(column)?.map(read).transpose()
    }

    /// The cells below the header but for some columns, blank where the row has none, and those
    /// beyond it; each as one CSV record without its line end, for answering in new columns.
    #[must_use]
    pub fn split_without(&self, columns: &[usize]) -> (Vec<u8>, Vec<u8>) {
        let left_out = |at: &usize| columns.iter().any(|column| self.places[*column] == Some(*at));
        let put = |record: &mut Vec<u8>, number: usize, at: usize| {
            let bytes = if at < self.record.len() { self.record.bytes(at) } else { b"" };
            super::csv_out::push_cell(record, number, &String::from_utf8_lossy(bytes));
        };
        let (mut below, mut beyond) = (Vec::new(), Vec::new());
        for (number, at) in (0..self.width).filter(|at| !left_out(at)).enumerate() {
            put(&mut below, number, at);
        }
        for (number, at) in (self.width..self.record.len()).enumerate() {
            put(&mut beyond, number, at);
        }
        (below, beyond)
    }

    /// The row as one CSV record without its line end, for handing it back.
    #[must_use]
    pub fn record_text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        for at in 0..self.record.len() {
            let cell = String::from_utf8_lossy(self.record.bytes(at));
            super::csv_out::push_cell(&mut text, at, &cell);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns { names: &["code", "name", "city"], required: 2 };

    fn open(text: &str) -> Result<Sheet, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t.csv");
        std::fs::write(&path, text).unwrap();
        Sheet::open(&path, &COLUMNS)
    }

    #[test]
    fn columns_come_in_any_order_and_unknown_ones_are_refused_by_name() {
        let mut sheet = open("city,name,code\n,'=x,A\n").unwrap();
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!((row.needed(0).unwrap(), row.needed(1).unwrap()), ("A", "=x"));
        assert_eq!(row.text(2).unwrap(), None);
        assert!(open("code,name,stadt\n").err().unwrap().contains("\"stadt\""));
        assert!(open("code,city\n").err().unwrap().contains("no column name"));
        assert!(open("code,name,name\n").err().unwrap().contains("twice"));
        assert!(open("").err().unwrap().contains("empty"));
    }

    #[test]
    fn a_row_is_split_at_the_width_of_its_header() {
        let mut sheet = open("name,code,city\nx,A\nx,A,c,d,\"e,f\"\n").unwrap();
        assert_eq!(sheet.header_without(&[1]), b"code,city");
        let split = |row: &Row<'_>| {
            let (below, beyond) = row.split_without(&[1]);
            (String::from_utf8(below).unwrap(), String::from_utf8(beyond).unwrap())
        };
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!(split(&row), ("A,".to_owned(), String::new()));
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!(split(&row), ("A,c".to_owned(), "d,\"e,f\"".to_owned()));
    }

    #[test]
    fn a_problem_says_where_what_and_what_instead() {
        let mut sheet = open("code,name\nA\n").unwrap();
        let row = sheet.next_row().unwrap().unwrap();
        let problem = row.check_width().unwrap_err();
        assert_eq!(problem.to_string(), "found 1 cells, expected 2 as in the header");
        let problem = Problem::cell("name", "\u{1b}[31m\u{202e}é", "x");
        assert_eq!(problem.to_string(), "column name: found \"\\u{1b}[31m\\u{202e}é\", expected x");
    }
}
