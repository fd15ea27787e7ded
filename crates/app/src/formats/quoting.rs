//! The raw form of a CSV line: its separator, its quotes, its unchanged cells.
//!
//! `csv-core` reads the records and accepts anything. This module answers what it does not tell,
//! and only when needed: for a refused line, or one with quotes.

use super::formula_guard::unguarded;
use std::borrow::Cow;
use std::ops::Range;

/// The possible separators; the first one if the header has none.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// A fault in the quotes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// No fault.
    Sound,
    /// The cell has text behind its closing quote.
    TextBehind(usize),
    /// The last cell's quote is never closed.
    Open,
}

/// The part of a line in which a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Unquoted,
    Quoted,
    Behind,
}

/// Walks along a line byte by byte.
struct QuoteScanner {
    separator: u8,
    place: Place,
}

impl QuoteScanner {
    const fn new(separator: u8) -> Self {
        Self { separator, place: Place::Start }
    }

    /// Takes the next byte; true if it ends a cell.
    const fn ends_cell(&mut self, byte: u8) -> bool {
        let is_separator = byte == self.separator;
        self.place = match self.place {
            Place::Start | Place::Unquoted | Place::Behind if is_separator => Place::Start,
            Place::Start | Place::Behind if byte == b'"' => Place::Quoted,
            Place::Start | Place::Unquoted | Place::Behind => Place::Unquoted,
            Place::Quoted if byte == b'"' => Place::Behind,
            Place::Quoted => Place::Quoted,
        };
        is_separator && matches!(self.place, Place::Start)
    }
}

/// Looks at the quotes of a line without its line end.
pub(super) fn check(line: &[u8], separator: u8) -> Quoting {
    let (mut walk, mut cell, mut wrong) = (QuoteScanner::new(separator), 0, None);
    for &byte in line {
        let before = walk.place;
        let ended = walk.ends_cell(byte);
        if before == Place::Behind && walk.place == Place::Unquoted {
            wrong = wrong.or(Some(cell));
        }
        cell += usize::from(ended);
    }
    match (walk.place, wrong) {
        (Place::Quoted, _) => Quoting::Open,
        (_, Some(cell)) => Quoting::TextBehind(cell),
        _ => Quoting::Sound,
    }
}

/// The unchanged cells of a line, with their quotes.
pub(super) fn cells(line: &[u8], separator: u8) -> Vec<Range<usize>> {
    let (mut walk, mut start, mut cells) = (QuoteScanner::new(separator), 0, Vec::new());
    for (at, &byte) in line.iter().enumerate() {
        if walk.ends_cell(byte) {
            cells.push(start..at);
            start = at + 1;
        }
    }
    cells.push(start..line.len());
    cells
}

/// The separator that is most frequent in the header, outside quotes. None until the header is
/// complete.
pub(super) fn separator(begin: &[u8]) -> Option<u8> {
    let (found, is_whole) = count(begin);
    is_whole.then_some(found)
}

/// The same at the end of the file.
pub(super) fn separator_at_end(begin: &[u8]) -> u8 {
    count(begin).0
}

fn count(begin: &[u8]) -> (u8, bool) {
    let (mut counts, mut has_name, mut quoted) = ([0_usize; 3], false, false);
    for &byte in begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin) {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => has_name = true,
            b'\r' | b'\n' if has_name => return (most(counts), true),
            // Blank rows before the header are skipped.
            b'\r' | b'\n' => counts = [0; 3],
            b' ' => {}
            _ => match SEPARATORS.iter().position(|it| *it == byte) {
                Some(at) => counts[at] += 1,
                None => has_name = true,
            },
        }
    }
    (most(counts), false)
}

fn most(counts: [usize; 3]) -> u8 {
    let most = (0..3).rev().max_by_key(|&at| counts[at]).unwrap_or(0);
    SEPARATORS[most]
}

/// Removes the formula guards of each cell, moves the cells together, and returns how many bytes
/// are left.
pub(super) fn take_guards_off(cells: &mut [u8], ends: &mut [usize]) -> usize {
    let (mut start, mut to) = (0, 0);
    for end in ends {
        let cell = start..*end;
        start = *end;
        let bare = match std::str::from_utf8(&cells[cell.clone()]).map(unguarded) {
            Ok(Cow::Owned(bare)) => Some(bare),
            _ => None,
        };
        let length = match bare {
            Some(bare) => {
                cells[to..to + bare.len()].copy_from_slice(bare.as_bytes());
                bare.len()
            }
            None => {
                let length = cell.len();
                cells.copy_within(cell, to);
                length
            }
        };
        to += length;
        *end = to;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_from_the_header() {
        for (text, expected) in [
            ("code,name\n", b','),
            ("code;name\r\n", b';'),
            ("code\tname\r", b'\t'),
            ("\"a;b;c\",name\n", b','),
            ("\"a,b,c\";name\n", b';'),
            ("\n;;;\n \ncode,name\n", b','),
            ("code\n", b','),
            ("\u{feff}\ncode;na,me;x\n", b';'),
        ] {
            assert_eq!(separator(text.as_bytes()), Some(expected), "{text:?}");
        }
        assert_eq!(separator(b"code;na"), None);
        assert_eq!(separator_at_end(b"code;name"), b';');
        assert_eq!(separator_at_end(b""), b',');
    }

    #[test]
    fn quotes_out_of_place_are_found() {
        for (line, expected) in [
            ("a,b", Quoting::Sound),
            ("a,\"b\",\"\",\"c\"\"d\"", Quoting::Sound),
            ("a,19\" Rack,\"b\"", Quoting::Sound),
            ("a, \"b\" c", Quoting::Sound),
            ("\"a\"b,c", Quoting::TextBehind(0)),
            ("x,\"a\" ,\"b\"c", Quoting::TextBehind(1)),
            ("a,\"b", Quoting::Open),
            ("a,\"b\"\"", Quoting::Open),
        ] {
            assert_eq!(check(line.as_bytes(), b','), expected, "{line}");
        }
    }

    #[test]
    fn cells_are_cut_as_they_stand() {
        let cut = |line: &str, separator| {
            let found = cells(line.as_bytes(), separator).into_iter();
            found.map(|range| line[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cut("a,\"b,\"\"c\"\"\",,1\"2", b','), ["a", "\"b,\"\"c\"\"\"", "", "1\"2"]);
        assert_eq!(cut("1,5;\"x;y\"", b';'), ["1,5", "\"x;y\""]);
        assert_eq!(cut("", b','), [""]);
    }
}
