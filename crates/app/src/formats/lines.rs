//! The lines of a text that arrives in pieces. Memory is bounded by the longest line.

/// The longest line.
pub const MAX_LINE: usize = 64 << 10;

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: u64,
    /// Its bytes without the line feed; `None` if it is longer than [`MAX_LINE`].
    pub text: Option<&'a [u8]>,
}

/// The lines of a text.
#[derive(Debug, Default)]
pub struct Lines {
    /// The beginning of the current line, from earlier pieces.
    rest: Vec<u8>,
    /// Whether the current line is too long.
    is_long: bool,
    /// Whether the current line was returned.
    is_over: bool,
    number: u64,
}

impl Lines {
    /// Takes the next line off a piece; `None` once the piece is used up.
    pub fn take<'a, 'p: 'a>(&'a mut self, piece: &mut &'p [u8]) -> Option<Line<'a>> {
        if std::mem::take(&mut self.is_over) {
            self.rest.clear();
            self.is_long = false;
        }
        let Some(end) = memchr::memchr(b'\n', piece) else {
            self.keep(piece);
            *piece = &[];
            return None;
        };
        let line = &piece[..end];
        *piece = &piece[end + 1..];
        self.number += 1;
        if self.rest.is_empty() && !self.is_long && line.len() <= MAX_LINE {
            return Some(Line { number: self.number, text: Some(line) });
        }
        self.keep(line);
        Some(self.over())
    }

    /// The last line, if the text does not end with a line feed.
    pub fn end(&mut self) -> Option<Line<'_>> {
        if self.is_over || (self.rest.is_empty() && !self.is_long) {
            return None;
        }
        self.number += 1;
        Some(self.over())
    }

    fn over(&mut self) -> Line<'_> {
        self.is_over = true;
        let text = (!self.is_long).then_some(&self.rest[..]);
        Line { number: self.number, text }
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.is_long || self.rest.len() + bytes.len() > MAX_LINE {
            self.is_long = true;
            self.rest.clear();
        } else {
            self.rest.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a text in pieces of a size, each with its number; none for one that is too
    /// long.
    fn lines(text: &[u8], size: usize) -> Vec<(u64, Option<Vec<u8>>)> {
        let (mut lines, mut found) = (Lines::default(), Vec::new());
        let owned = |line: Line<'_>| (line.number, line.text.map(<[u8]>::to_vec));
        for mut piece in text.chunks(size) {
            while let Some(line) = lines.take(&mut piece) {
                found.push(owned(line));
            }
        }
        found.extend(lines.end().map(owned));
        assert_eq!(lines.end(), None);
        found
    }

    #[test]
    fn lines_are_the_same_in_pieces_of_any_size() {
        let some = |text: &[u8]| Some(text.to_vec());
        for size in 1..12 {
            let expected =
                vec![(1, some(b"ab")), (2, some(b"")), (3, some(b"cde")), (4, some(b"f"))];
            assert_eq!(lines(b"ab\n\ncde\nf", size), expected);
            assert_eq!(lines(b"ab\n\ncde\nf\n", size), expected);
        }
        assert_eq!(lines(b"", 1), []);
    }

    #[test]
    fn a_line_that_is_too_long_leaves_the_others_alone() {
        let long = "x".repeat(MAX_LINE + 1);
        let text = format!("a\n{long}\n{}\n{long}", &long[1..]);
        for size in [1000, MAX_LINE, text.len()] {
            let found = lines(text.as_bytes(), size);
            assert_eq!(found.len(), 4);
            assert_eq!((&found[0].1, &found[1].1), (&Some(b"a".to_vec()), &None));
            assert_eq!((found[2].1.as_ref().map(Vec::len), &found[3].1), (Some(MAX_LINE), &None));
        }
    }
}
