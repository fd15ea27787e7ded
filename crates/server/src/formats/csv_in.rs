//! CSV records of any length of file in constant memory (RFC 4180, UTF-8 with or without BOM).

use csv_core::{ReadRecordResult, Reader};
use std::io::Read;

/// The longest record that is read: one that is longer is a broken file.
const MAX_RECORD_BYTES: usize = 1 << 20;
/// The most cells of a record.
const MAX_CELLS: usize = 256;

/// The records of a file, one at a time.
pub struct Records {
    source: Box<dyn Read>,
    reader: Reader,
    buffer: Vec<u8>,
    filled: std::ops::Range<usize>,
    at_end: bool,
    quotes: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
    number: u64,
    bytes: u64,
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// Its number: 1 is the header.
    pub number: u64,
    cells: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell as bytes.
    #[must_use]
    pub fn bytes(&self, column: usize) -> &'a [u8] {
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.cells[start..self.ends[column]]
    }

    /// A cell as text; none when it is not UTF-8 or holds a NUL.
    #[must_use]
    pub fn text(&self, column: usize) -> Option<&'a str> {
        let text = std::str::from_utf8(self.bytes(column)).ok()?;
        (!text.contains('\0')).then_some(text)
    }
}

impl Records {
    /// Reads records from `source`.
    #[must_use]
    pub fn new(source: Box<dyn Read>) -> Self {
        Self {
            source,
            reader: Reader::new(),
            buffer: vec![0; 1 << 18],
            filled: 0..0,
            at_end: false,
            quotes: 0,
            cells: vec![0; 1 << 12],
            ends: vec![0; MAX_CELLS],
            number: 0,
            bytes: 0,
        }
    }

    /// How many bytes have been read.
    #[must_use]
    pub const fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// The next record; none at the end of the file.
    ///
    /// # Errors
    /// A sentence for a person: why nothing more can be read of the file.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, String> {
        let (mut written, mut ended) = (0, 0);
        loop {
            if self.filled.is_empty() && !self.at_end {
                self.fill()?;
            }
            let input = &self.buffer[self.filled.clone()];
            let (result, read, wrote, ends) =
                self.reader.read_record(input, &mut self.cells[written..], &mut self.ends[ended..]);
            self.filled.start += read;
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.cells.len() < MAX_RECORD_BYTES => {
                    self.cells.resize(self.cells.len() * 2, 0);
                }
                ReadRecordResult::OutputFull => {
                    return Err(self.broken("is longer than 1 MiB: a quote may not be closed"));
                }
                ReadRecordResult::OutputEndsFull => {
                    return Err(self.broken("has more than 256 cells"));
                }
                ReadRecordResult::Record => {
                    if self.at_end && self.quotes % 2 == 1 {
                        return Err(self.broken("ends inside quotes: the file is cut"));
                    }
                    self.number += 1;
                    let (cells, ends) = (&self.cells[..written], &self.ends[..ended]);
                    return Ok(Some(Record { number: self.number, cells, ends }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn broken(&self, why: &str) -> String {
        format!("row {} {why}", self.number + 1)
    }

    fn fill(&mut self) -> Result<(), String> {
        let count = loop {
            match self.source.read(&mut self.buffer) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(format!("cannot be read: {error}")),
                Ok(count) => break count,
            }
        };
        let first = self.bytes == 0;
        self.filled = 0..count;
        self.at_end = count == 0;
        self.bytes += count as u64;
        let filled = &self.buffer[..count];
        if first && (filled.starts_with(b"\xff\xfe") || filled.starts_with(b"\xfe\xff")) {
            return Err("is UTF-16; save it as CSV UTF-8".to_owned());
        }
        if first && filled.starts_with(b"\xef\xbb\xbf") {
            self.filled.start = 3;
        }
        self.quotes += memchr::memchr_iter(b'"', filled).count();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Vec<Vec<String>>, String> {
        let mut records = Records::new(Box::new(std::io::Cursor::new(text.to_vec())));
        let mut all = Vec::new();
        while let Some(record) = records.next_record()? {
            all.push((0..record.len()).map(|at| record.text(at).unwrap().to_owned()).collect());
        }
        Ok(all)
    }

    #[test]
    fn quotes_line_ends_and_a_mark_are_read_as_rfc_4180_has_them() {
        let rows = read(b"\xef\xbb\xbfcode,name\r\nA,\"x \"\"y\"\", z\"\nB,\"two\r\nlines\"\r\n");
        let expected = [["code", "name"], ["A", "x \"y\", z"], ["B", "two\r\nlines"]];
        assert_eq!(rows.unwrap(), expected);
        assert_eq!(read(b"a,b\nc,d").unwrap().len(), 2);
        assert!(read(b"").unwrap().is_empty());
    }

    #[test]
    fn a_file_that_ends_inside_quotes_is_cut() {
        let error = read(b"code,name\nA,\"half").unwrap_err();
        assert_eq!(error, "row 2 ends inside quotes: the file is cut");
    }

    #[test]
    fn other_encodings_are_told() {
        assert!(read(b"\xff\xfec\0o\0").unwrap_err().contains("UTF-16"));
        let mut records = Records::new(Box::new(std::io::Cursor::new(b"M\xfcnchen,a\0b".to_vec())));
        let record = records.next_record().unwrap().unwrap();
        assert_eq!((record.text(0), record.text(1)), (None, None));
    }

    #[test]
    fn an_endless_record_is_refused_in_bounded_memory() {
        let source = Read::chain(&b"a,\""[..], std::io::repeat(b'x'));
        let mut records = Records::new(Box::new(source));
        assert!(records.next_record().err().unwrap().contains("1 MiB"));
    }
}
