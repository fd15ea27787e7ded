//! The objects of a PDF file, as far as our own files have them: no references inside streams, no
//! compressed object streams, no comments.
//!
//! The bytes can come from anyone: depth is bounded, and the reader bounds the length of an object.

use std::collections::BTreeMap;

/// The deepest nesting that is read.
const DEEPEST: usize = 16;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    /// A number, a word or null, as it is written.
    Word(Vec<u8>),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Self>),
    Map(BTreeMap<Vec<u8>, Self>),
    /// The number of another object.
    Reference(usize),
}

impl Object {
    /// The value of a key; `None` if this is no map, or lacks it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(map) => map.get(key.as_bytes()),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<usize> {
        match self {
            Self::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    pub(super) const fn reference(&self) -> Option<usize> {
        match self {
            Self::Reference(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(own) if own == name.as_bytes())
    }
}

/// Reads objects one after the other.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Takes these bytes, after blanks, if they come next.
    pub(super) fn take(&mut self, wanted: &[u8]) -> Option<()> {
        self.skip_blanks();
        self.bytes.get(self.at..)?.starts_with(wanted).then(|| self.at += wanted.len())
    }

    /// The number that comes next.
    pub(super) fn number(&mut self) -> Option<usize> {
        self.object(0)?.number()
    }

    /// The object that comes next.
    pub(super) fn next(&mut self) -> Option<Object> {
        self.object(0)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.word().to_vec()))
            }
            b'(' => self.literal(),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.map(depth),
            b'<' => self.hexadecimal(),
            b'[' => self.list(depth),
            _ => self.word_or_reference(),
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let begin = self.at;
        while self.peek().is_some_and(|byte| !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)) {
            self.at += 1;
        }
        &self.bytes[begin..self.at]
    }

    /// `12`, `true`, or `12 0 R`.
    fn word_or_reference(&mut self) -> Option<Object> {
        let word = self.word();
        if word.is_empty() {
            return None;
        }
        let after = self.at;
        let is_number = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
        if is_number(word) && self.peek() == Some(b' ') {
            self.at += 1;
            if self.word() == b"0" && self.bytes.get(self.at..)?.starts_with(b" R") {
                self.at += 2;
                return std::str::from_utf8(word).ok()?.parse().ok().map(Object::Reference);
            }
            self.at = after;
        }
        Some(Object::Word(word.to_vec()))
    }

    fn literal(&mut self) -> Option<Object> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'\\' => {
                    let escaped = self.peek()?;
                    self.at += 1;
                    text.push(match escaped {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        b'(' | b')' | b'\\' => escaped,
                        _ => return None,
                    });
                    continue;
                }
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Some(Object::Text(text));
            }
            text.push(byte);
        }
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        self.at += 1;
        let digits = self.word();
        self.take(b">")?;
        let pairs = digits.chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        });
        pairs.collect::<Option<_>>().map(Object::Text)
    }

    fn list(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut list = Vec::new();
        while self.take(b"]").is_none() {
            list.push(self.object(depth + 1)?);
        }
        Some(Object::List(list))
    }

    fn map(&mut self, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut map = BTreeMap::new();
        while self.take(b">>").is_none() {
            let Object::Name(key) = self.object(depth + 1)? else { return None };
            if map.insert(key, self.object(depth + 1)?).is_some() {
                return None;
            }
        }
        Some(Object::Map(map))
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Object> {
        Scanner::new(text.as_bytes(), 0).next()
    }

    #[test]
    fn objects_are_read_as_they_are_written() {
        let map = read("<</Names[(a\\(b\\)) 7 0 R]/Size 12/Hex <4142>/On true>>").unwrap();
        let names = map.get("Names").unwrap().list().unwrap();
        assert_eq!(names[0].text(), Some(&b"a(b)"[..]));
        assert_eq!(names[1].reference(), Some(7));
        assert_eq!(map.get("Size").unwrap().number(), Some(12));
        assert_eq!(map.get("Hex").unwrap().text(), Some(&b"AB"[..]));
        assert_eq!(read("(a(b)c)").unwrap().text(), Some(&b"a(b)c"[..]));
        assert!(read("/FlateDecode").unwrap().is_name("FlateDecode"));
        assert_eq!(read("12 0 obj").unwrap().number(), Some(12));
    }

    #[test]
    fn what_is_cut_off_doubled_or_too_deep_is_nothing() {
        for text in ["", "<<", "<</A", "[1 2", "(a", "(\\", "<4", "<</A 1/A 2>>", "<<1 2>>", ")"] {
            assert_eq!(read(text), None, "{text}");
        }
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&nested(16)).is_some());
        assert!(read(&nested(1_000)).is_none());
    }
}
