//! A table with a header: columns by name in any order, rows with their problems.

use super::cells::Cell;
use super::csv_in::{Record, Records};
use super::csv_out::push_text;
use super::expected::Expected;
use super::figures;
use super::file_fault::FileFault;
use super::input;
use super::problem::quoted;
use super::quoting;
use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use super::cells::{Cells, Columns};
pub use super::problem::{Problem, ProblemKind};

/// The column of reasons in a file of refused rows, which is ignored.
const REASON: &str = "reason";

/// The places of a file's columns.
#[derive(Debug, Default)]
struct Places {
    /// The place of each known column.
    known: Vec<Option<usize>>,
    /// Columns without a heading, which are ignored.
    unnamed: Vec<usize>,
    /// The column of reasons, in a file of refused rows.
    reason: Option<usize>,
    /// The least number of cells in a row: the last column with a heading is the last one.
    width: usize,
}

/// An open table.
pub struct Sheet {
    path: PathBuf,
    columns: &'static Columns,
    records: Records<'static>,
    header: Vec<u8>,
    header_number: u64,
    line_end: Vec<u8>,
    places: Places,
}

impl Sheet {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// An unknown, missing or repeated column, or figures of which some have a decimal comma and
    /// others a decimal point.
    pub fn open(path: &Path, columns: &'static Columns) -> Result<Self, FileFault> {
        let sheet = Self::read(path, input::open(path)?, columns)?;
        if sheet.separator() == b';' {
            let again = Self::read(path, input::open(path)?, columns)?;
            figures::check_marks(again)?;
        }
        Ok(sheet)
    }

    /// Reads the header of what is called `path`.
    ///
    /// # Errors
    /// As [`Sheet::open`].
    pub(super) fn read(
        path: &Path,
        source: Box<dyn Read>,
        columns: &'static Columns,
    ) -> Result<Self, FileFault> {
        let mut records = Records::new(source)?;
        let Some(record) = records.next_record()? else {
            return Err(FileFault::Empty);
        };
        let places = places(&record, columns, input::is_rejected(path))?;
        let (header, header_number) = (record.raw().to_vec(), record.number);
        let line_end = if record.line_end().is_empty() { b"\r\n" } else { record.line_end() };
        let line_end = line_end.to_vec();
        let path = path.to_owned();
        Ok(Self { path, columns, records, header, header_number, line_end, places })
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes have been read.
    #[must_use]
    pub const fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }

    /// The separator between cells.
    #[must_use]
    pub const fn separator(&self) -> u8 {
        self.records.separator()
    }

    /// The number of a column by its name, if this kind of file has it.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.column(name)
    }

    /// The line end of the header.
    #[must_use]
    pub fn line_end(&self) -> &[u8] {
        &self.line_end
    }

    /// The unchanged header with its byte order mark, without some columns, the column of reasons
    /// and its line end.
    #[must_use]
    pub fn header_without(&self, columns: &[usize]) -> Vec<u8> {
        let mark = if self.records.has_mark() { "\u{feff}" } else { "" };
        let header = without(&self.header, self.separator(), &self.places.dropped(columns));
        [mark.as_bytes(), &header].concat()
    }

    /// The number of the header's row.
    #[must_use]
    pub(super) const fn header_number(&self) -> u64 {
        self.header_number
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// Why the rest of the file cannot be read.
    pub fn next_row(&mut self) -> Result<Option<SheetRow<'_>>, FileFault> {
        let (columns, places) = (self.columns, &self.places);
        let separator = self.records.separator();
        let line_end = self.line_end.as_slice();
        let record = self.records.next_record()?;
        Ok(record.map(|record| SheetRow { record, columns, places, separator, line_end }))
    }
}

impl Places {
    /// The places of some columns, and of the ignored ones.
    fn dropped(&self, columns: &[usize]) -> Vec<usize> {
        let found = columns.iter().filter_map(|column| self.known[*column]);
        found.chain(self.reason).collect()
    }
}

/// A line without some of its cells.
fn without(line: &[u8], separator: u8, dropped: &[usize]) -> Vec<u8> {
    if dropped.is_empty() {
        return line.to_vec();
    }
    let cells = quoting::cells(line, separator).into_iter().enumerate();
    let kept = cells.filter(|(at, _)| !dropped.contains(at)).map(|(_, cell)| &line[cell]);
    kept.collect::<Vec<_>>().join(&separator)
}

fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn places(record: &Record<'_>, columns: &Columns, rejected: bool) -> Result<Places, FileFault> {
    let mut places = Places { known: vec![None; columns.names.len()], ..Places::default() };
    if record.broken().is_some() {
        return Err(FileFault::BrokenHeader);
    }
    for at in 0..record.len() {
        let name = record.text(at).ok_or(FileFault::HeaderNotText)?.trim();
        if name.is_empty() {
            places.unnamed.push(at);
            continue;
        }
        places.width = at + 1;
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        let column = match columns.names.iter().position(|known| is(known)) {
            Some(known) => &mut places.known[known],
            None if rejected && is(REASON) => &mut places.reason,
            None => {
                let (found, known) = (quoted(name), columns.names.join(", "));
                return Err(FileFault::UnknownColumn { found, known });
            }
        };
        if column.replace(at).is_some() {
            return Err(FileFault::ColumnTwice(name.to_lowercase()));
        }
    }
    let missing = (0..columns.required).find(|&column| places.known[column].is_none());
    match missing {
        Some(column) => Err(FileFault::NoColumn(columns.names[column].to_owned())),
        None => Ok(places),
    }
}

/// One row of a table.
pub struct SheetRow<'a> {
    record: Record<'a>,
    columns: &'static Columns,
    places: &'a Places,
    separator: u8,
    line_end: &'a [u8],
}

impl<'a> SheetRow<'a> {
    /// Its number, as a spreadsheet shows it.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.record.number
    }

    /// Checks that the row has as many cells as the header, no text in a column without a heading,
    /// and valid quotes.
    ///
    /// # Errors
    /// A problem of the row as a whole.
    pub fn check_width(&self) -> Result<(), Problem> {
        let (places, length) = (self.places, self.record.len());
        if length == places.width && places.unnamed.is_empty() && self.record.broken().is_none() {
            return Ok(());
        }
        if let Some(at) = self.record.broken() {
            let cell = self.raw_cell(at);
            let found = quoted(&String::from_utf8_lossy(cell));
            return Err(Problem::row(Expected::NothingBehindQuote { found }));
        }
        let has_value = |at: &usize| *at < length && !self.record.is_blank(*at);
        if let Some(at) = places.unnamed.iter().copied().find(has_value) {
            let found = quoted(&String::from_utf8_lossy(self.record.bytes(at)));
            return Err(Problem::row(Expected::Heading { found, cell: at + 1 }));
        }
        if length < places.width || (places.width..length).any(|at| has_value(&at)) {
            return Err(Problem::row(Expected::Cells { found: length, header: places.width }));
        }
        Ok(())
    }

    /// The unchanged cell with its quotes.
    fn raw_cell(&self, at: usize) -> &'a [u8] {
        let raw = self.record.raw();
        let cell = quoting::cells(raw, self.separator).into_iter().nth(at);
        cell.map_or(b"", |cell| &raw[cell])
    }

    /// The unchanged cells of the row without some columns: those below the header, empty if the
    /// row is shorter, and those beyond it.
    #[must_use]
    pub fn split_without(&self, columns: &[usize]) -> (Vec<u8>, Vec<u8>) {
        let (raw, dropped) = (self.record.raw(), self.places.dropped(columns));
        let mut cells: Vec<&[u8]> =
            quoting::cells(raw, self.separator).into_iter().map(|cell| &raw[cell]).collect();
        let header = self.places.width.max(self.places.unnamed.last().map_or(0, |at| at + 1));
        let beyond = cells.split_off(cells.len().min(header));
        cells.resize(header, b"");
        let below = cells.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at));
        let below: Vec<&[u8]> = below.map(|(_, cell)| cell).collect();
        (below.join(&self.separator), beyond.join(&self.separator))
    }

    /// The cells of the known columns, in the order of the file, as a page can show them: bytes
    /// that are not text become replacement characters, and line breaks are LF.
    #[must_use]
    pub fn shown_cells(&self) -> Vec<(&'static str, String)> {
        let places = self.places.known.iter().enumerate();
        let mut places: Vec<(usize, &'static str)> = places
            .filter_map(|(column, place)| place.map(|place| (place, self.columns.names[column])))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(place, name)| (name, self.shown(place))).collect()
    }

    fn shown(&self, place: usize) -> String {
        match place < self.record.len() {
            true => with_line_feeds(&String::from_utf8_lossy(self.record.bytes(place)))
                .replace('\0', "\u{fffd}"),
            false => String::new(),
        }
    }

    /// The unchanged bytes of the row without its line end and the column of reasons.
    #[must_use]
    pub(super) fn unchanged(&self) -> Vec<u8> {
        without(self.record.raw(), self.separator, &self.places.dropped(&[]))
    }

    /// The row with other cells, by the names of their columns. A cell that is as it was shown
    /// keeps its bytes; a row that does not fit its header is written anew.
    #[must_use]
    pub(super) fn corrected(&self, cells: &[(String, String)]) -> Vec<u8> {
        let raw = self.record.raw();
        let header = self.places.width.max(self.places.unnamed.last().map_or(0, |at| at + 1));
        let mut line: Vec<Vec<u8>> = vec![Vec::new(); header];
        let fits = self.check_width().is_ok();
        if fits {
            let old = quoting::cells(raw, self.separator).into_iter();
            for (cell, old) in line.iter_mut().zip(old) {
                *cell = raw[old].to_vec();
            }
        }
        for (name, text) in cells {
            let Some(place) = self.columns.column(name).and_then(|it| self.places.known[it]) else {
                continue;
            };
            let text = with_line_feeds(text);
            if !fits || text != self.shown(place) {
                line[place].clear();
                push_text(&mut line[place], self.separator, &text);
            }
        }
        without(&line.join(&self.separator), self.separator, &self.places.dropped(&[]))
    }

    /// The unchanged row with a reason behind it, which replaces an earlier one.
    #[must_use]
    pub fn with_reason(&self, reason: &str) -> Vec<u8> {
        let dropped: Vec<usize> = self.places.reason.into_iter().collect();
        let mut line = without(self.record.raw(), self.separator, &dropped);
        line.push(self.separator);
        push_text(&mut line, self.separator, reason);
        let own = self.record.line_end();
        line.extend_from_slice(if own.is_empty() { self.line_end } else { own });
        line
    }
}

impl Cells for SheetRow<'_> {
    fn columns(&self) -> &'static Columns {
        self.columns
    }

    fn cell(&self, column: usize) -> Result<Option<Cell<'_>>, Problem> {
        let Some(place) = self.places.known[column] else { return Ok(None) };
        match self.record.text(place) {
            Some(text) => Ok(Cell::of(text)),
            None => Err(Problem::not_text(self.columns.names[column], self.record.bytes(place))),
        }
    }

    fn figure(&self, column: usize) -> Result<Option<Cow<'_, str>>, Problem> {
        let Some(text) = self.raw(column)? else { return Ok(None) };
        if self.separator == b',' || !text.contains(',') {
            return Ok(Some(Cow::Borrowed(text)));
        }
        let expected = |expected| Problem::cell(self.columns.names[column], text, expected);
        figures::with_point(text, self.separator).map(Some).map_err(expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns { names: &["code", "name", "city"], required: 2 };

    fn open(text: &str) -> Result<Sheet, FileFault> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t.csv");
        std::fs::write(&path, text).unwrap();
        Sheet::open(&path, &COLUMNS)
    }

    fn fault(text: &str) -> String {
        open(text).err().unwrap().to_string()
    }

    #[test]
    fn columns_come_in_any_order_and_unknown_ones_are_refused_by_name() {
        let mut sheet = open("city,name,code\n,'=x,A\n").unwrap();
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!((row.needed(0).unwrap(), row.needed(1).unwrap()), ("A", "=x"));
        assert_eq!(row.text(2).unwrap(), None);
        assert!(fault("code,name,stadt\n").contains("\"stadt\""));
        assert!(fault("code,city\n").contains("no column name"));
        assert!(fault("code,name,name\n").contains("twice"));
        assert!(fault("").contains("empty"));
    }

    #[test]
    fn a_row_is_split_at_the_width_of_its_header() {
        let mut sheet = open("name,code,city\nx,A\nx,A,c,d,\"e,f\"\n").unwrap();
        assert_eq!(sheet.header_without(&[1]), b"code,city");
        let split = |row: &SheetRow<'_>| {
            let (below, beyond) = row.split_without(&[1]);
            (String::from_utf8(below).unwrap(), String::from_utf8(beyond).unwrap())
        };
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!(split(&row), ("A,".to_owned(), String::new()));
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!(split(&row), ("A,c".to_owned(), "d,\"e,f\"".to_owned()));
    }

    fn shape(text: &str) -> Result<(), String> {
        let mut sheet = open(text).unwrap();
        let row = sheet.next_row().unwrap().unwrap();
        row.check_width().map_err(|problem| problem.to_string())
    }

    #[test]
    fn a_row_has_the_cells_of_its_header() {
        let found = |text| shape(text).unwrap_err();
        assert_eq!(found("code,name\nA\n"), "found 1 cells, expected 2 as in the header");
        assert_eq!(found("code,name\nA,B,C\n"), "found 3 cells, expected 2 as in the header");
        assert!(found("code,name\n\"A\"b,B\n").starts_with("found \"\"A\"b\", expected nothing"));
    }

    #[test]
    fn a_column_without_a_heading_does_not_exist() {
        for text in [
            "code,name,\nA,B,\n",
            "code,name,\nA,B\n",
            "code,name, ,\nA,B, , ,\n",
            "code,name\nA,B,,\n",
            "code,,name\nA,\" \",B\n",
        ] {
            assert_eq!(shape(text), Ok(()), "{text:?}");
        }
        let found = shape("code,,name\nA,x,B\n").unwrap_err();
        assert!(found.starts_with("found \"x\" in cell 2, which has no heading"), "{found}");
    }

    #[test]
    fn headings_compare_without_case_and_blanks() {
        let mut sheet = open(" Code ;NAME\n A ; b \n").unwrap();
        let row = sheet.next_row().unwrap().unwrap();
        assert_eq!((row.needed(0).unwrap(), row.needed_text(1).unwrap()), ("A", " b "));
        assert!(fault("code,CODE,name\n").contains("twice"));
    }
}
