//! Reads CSV records from files of any length in constant memory: RFC 4180, and the variants that
//! spreadsheets write. Cells are separated by `,`, `;` or TAB, whichever the header has; lines end
//! with LF, CR or both; UTF-8 with or without a byte order mark. Completely blank rows are skipped.

use super::file_fault::FileFault;
use super::quoting::{self, Quoting};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::Read;

/// The longest record that is read: a longer one means a broken file.
const MAX_RECORD_BYTES: usize = 1 << 20;
/// The most cells of a record.
const MAX_CELLS: usize = 256;
/// The bytes that are read from a file at once.
const BUFFER_BYTES: usize = 1 << 18;

/// The records of a file, one at a time.
pub struct Records<'a> {
    source: Box<dyn Read + 'a>,
    reader: Reader,
    separator: u8,
    /// Bytes of the file; those before `start` are no longer needed.
    buffer: Vec<u8>,
    /// Where the current record begins, how far it is read, and how far the buffer is filled.
    start: usize,
    at: usize,
    filled: usize,
    at_end: bool,
    has_mark: bool,
    /// Whether the file had quotes so far: most files have none and need no check.
    has_quotes: bool,
    has_apostrophes: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// The rows so far, as a spreadsheet counts them.
    rows: u64,
    bytes: u64,
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The number of its row in a spreadsheet: blank rows count, line breaks in cells do not.
    pub number: u64,
    cells: &'a [u8],
    ends: &'a [usize],
    /// The unchanged bytes of the record, without its line end.
    raw: &'a [u8],
    /// The line end; empty at the end of the file.
    line_end: &'a [u8],
    /// The cell that has text behind its closing quote.
    broken: Option<usize>,
}

impl<'a> Record<'a> {
    /// The number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell as bytes, without its formula guards; empty if the record ends before it.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(column) else { return &[] };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.cells[start..*end]
    }

    /// A cell as text, without its formula guards; `None` if it is not UTF-8 or contains a NUL.
    #[must_use]
    pub fn text(&self, column: usize) -> Option<&'a str> {
        let text = std::str::from_utf8(self.bytes(column)).ok()?;
        (!text.contains('\0')).then_some(text)
    }

    /// Whether a cell is blank.
    #[must_use]
    pub fn is_blank(&self, column: usize) -> bool {
        let text = std::str::from_utf8(self.bytes(column));
        text.is_ok_and(|text| text.trim().is_empty())
    }

    /// The unchanged bytes of the record, without its line end.
    #[must_use]
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The line end; empty if the file ends there.
    #[must_use]
    pub const fn line_end(&self) -> &'a [u8] {
        self.line_end
    }

    /// The cell that has text behind its closing quote.
    #[must_use]
    pub const fn broken(&self) -> Option<usize> {
        self.broken
    }
}

impl<'s> Records<'s> {
    /// Reads records from `source`; the first one is the header.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn new(source: Box<dyn Read + 's>) -> Result<Self, FileFault> {
        let mut records = Self {
            source,
            reader: Reader::new(),
            separator: b',',
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            at: 0,
            filled: 0,
            at_end: false,
            has_mark: false,
            has_quotes: false,
            has_apostrophes: false,
            cells: vec![0; 1 << 12],
            ends: vec![0; MAX_CELLS],
            rows: 0,
            bytes: 0,
        };
        records.begin()?;
        Ok(records)
    }

    /// Reads up to the end of the header and detects the format.
    fn begin(&mut self) -> Result<(), FileFault> {
        self.separator = loop {
            let first = &self.buffer[..self.filled];
            if let Some(separator) = quoting::separator(first) {
                break separator;
            }
            if self.at_end || self.filled == self.buffer.len() {
                break quoting::separator_at_end(first);
            }
            self.fill()?;
        };
        let first = &self.buffer[..self.filled];
        // UTF-16 cannot be a header, but it can be recognised.
        if first.starts_with(b"\xff\xfe") || first.starts_with(b"\xfe\xff") {
            return Err(FileFault::Utf16);
        }
        self.has_mark = first.starts_with(b"\xef\xbb\xbf");
        self.at = if self.has_mark { 3 } else { 0 };
        self.reader = ReaderBuilder::new().delimiter(self.separator).build();
        Ok(())
    }

    /// How many bytes have been read.
    #[must_use]
    pub const fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The separator between cells.
    #[must_use]
    pub const fn separator(&self) -> u8 {
        self.separator
    }

    /// Whether the file begins with a byte order mark.
    #[must_use]
    pub const fn has_mark(&self) -> bool {
        self.has_mark
    }

    /// The next record that is not blank; none at the end of the file.
    ///
    /// # Errors
    /// Why the rest of the file cannot be read.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, FileFault> {
        loop {
            self.skip_blank_lines()?;
            if self.at == self.filled {
                return Ok(None);
            }
            let (written, ended) = self.read()?;
            let (raw_end, line_end) = self.end_line()?;
            self.rows += 1;
            if self.is_blank(written, ended) {
                continue;
            }
            let (written, broken) = self.tidy(written, ended, raw_end)?;
            return Ok(Some(Record {
                number: self.rows,
                cells: &self.cells[..written],
                ends: &self.ends[..ended],
                raw: &self.buffer[self.start..raw_end],
                line_end: &self.buffer[raw_end..line_end],
                broken,
            }));
        }
    }

    /// Skips empty lines up to the record's first byte; none at the end of the file.
    fn skip_blank_lines(&mut self) -> Result<(), FileFault> {
        loop {
            self.start = self.at;
            if self.at == self.filled {
                if self.at_end {
                    return Ok(());
                }
                self.fill()?;
                continue;
            }
            if !matches!(self.buffer[self.at], b'\r' | b'\n') {
                return Ok(());
            }
            self.at += 1;
            self.end_line()?;
            self.rows += 1;
        }
    }

    /// Reads one record and returns the bytes and the number of its cells.
    fn read(&mut self) -> Result<(usize, usize), FileFault> {
        let (mut written, mut ended) = (0, 0);
        loop {
            if self.at == self.filled && !self.at_end {
                self.fill()?;
            }
            let input = &self.buffer[self.at..self.filled];
            let (result, read, wrote, ends) =
                self.reader.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            self.at += read;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() < MAX_RECORD_BYTES => {
                    self.cells.resize(self.cells.len() * 2, 0);
                }
                ReadRecordResult::OutputFull => return Err(self.too_long()),
                ReadRecordResult::OutputEndsFull => {
                    return Err(FileFault::TooManyCells(self.rows + 1));
                }
                ReadRecordResult::Record | ReadRecordResult::End => return Ok((written, ended)),
            }
        }
    }

    /// Consumes the LF of a CR LF, and returns where the record and its line end.
    fn end_line(&mut self) -> Result<(usize, usize), FileFault> {
        let last = |records: &Self| records.buffer[records.start..records.at].last().copied();
        if last(self) == Some(b'\r') {
            if self.at == self.filled && !self.at_end {
                self.fill()?;
            }
            if self.at < self.filled && self.buffer[self.at] == b'\n' {
                self.at += 1;
                return Ok((self.at - 2, self.at));
            }
            return Ok((self.at - 1, self.at));
        }
        let length = usize::from(last(self) == Some(b'\n'));
        Ok((self.at - length, self.at))
    }

    fn is_blank(&self, written: usize, ended: usize) -> bool {
        // Most rows begin with a letter or a digit.
        if self.ends[0] > 0 && self.cells[0].is_ascii_alphanumeric() {
            return false;
        }
        let (cells, ends) = (&self.cells[..written], &self.ends[..ended]);
        let record = Record { number: 0, cells, ends, raw: b"", line_end: b"", broken: None };
        (0..record.len()).all(|column| record.is_blank(column))
    }

    /// Removes formula guards and finds misplaced quotes. Returns the bytes of the cells
    /// afterwards, and the cell with text behind its closing quote.
    fn tidy(
        &mut self,
        written: usize,
        ended: usize,
        raw_end: usize,
    ) -> Result<(usize, Option<usize>), FileFault> {
        let raw = &self.buffer[self.start..raw_end];
        let mut broken = None;
        if self.has_quotes && memchr::memchr(b'"', raw).is_some() {
            match quoting::check(raw, self.separator) {
                Quoting::Sound => {}
                Quoting::TextBehind(cell) => broken = Some(cell),
                Quoting::Open => {
                    return Err(FileFault::CutOff(self.rows));
                }
            }
        }
        if self.has_apostrophes && memchr::memchr(b'\'', raw).is_some() {
            let ends = &mut self.ends[..ended];
            return Ok((quoting::take_guards_off(&mut self.cells[..written], ends), broken));
        }
        Ok((written, broken))
    }

    const fn too_long(&self) -> FileFault {
        FileFault::TooLong(self.rows + 1)
    }

    /// Reads more of the file and keeps the part of the current record that is there.
    fn fill(&mut self) -> Result<(), FileFault> {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.at -= self.start;
        self.filled -= self.start;
        self.start = 0;
        if self.filled == self.buffer.len() {
            if self.filled > MAX_RECORD_BYTES {
                return Err(self.too_long());
            }
            self.buffer.resize(self.filled * 2, 0);
        }
        let count = loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(FileFault::Unread(error.to_string())),
                Ok(count) => break count,
            }
        };
        let filled = &self.buffer[self.filled..self.filled + count];
        self.has_quotes |= memchr::memchr(b'"', filled).is_some();
        self.has_apostrophes |= memchr::memchr(b'\'', filled).is_some();
        self.filled += count;
        self.at_end = count == 0;
        self.bytes += count as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
