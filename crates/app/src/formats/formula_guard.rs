//! The formula guard of text cells, which an import removes without loss.
//!
//! A piece begins at the start of a cell and after each `,`, `;`, TAB and line break in it, because
//! a program that splits the cell there would see a new one. If a piece, ignoring blanks and any
//! leading `'`, starts with `=`, `+`, `-` or `@`, it gets one more `'` when it is written and loses
//! it when it is read. At the start of the cell, TAB and CR count too.

use std::borrow::Cow;

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'\r' | b'\n')
}

/// The places in `text` before which a guard goes.
struct Places<'a> {
    text: &'a str,
    /// The start of the next piece; none after the last one.
    piece: Option<usize>,
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(piece) = self.piece {
            let rest = &self.text[piece..];
            self.piece = rest.bytes().position(is_separator).map(|at| piece + at + 1);
            let is_blank = |c: char| c.is_whitespace() && !(c.is_ascii() && is_separator(c as u8));
            let start = if piece == 0 { rest } else { rest.trim_start_matches(is_blank) };
            let bare = start.trim_start_matches('\'');
            let formula = bare.starts_with(['=', '+', '-', '@']);
            if formula || (piece == 0 && bare.starts_with(['\t', '\r'])) {
                return Some(self.text.len() - start.len());
            }
        }
        None
    }
}

const fn places(text: &str) -> Places<'_> {
    Places { text, piece: Some(0) }
}

/// The cell with its guards.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for place in places(text) {
        out.push_str(&text[copied..place]);
        out.push('\'');
        copied = place;
    }
    if copied == 0 && out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The cell without its guards.
#[must_use]
pub fn unguarded(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    for place in places(text).filter(|place| text.as_bytes()[*place] == b'\'') {
        out.push_str(&text[copied..place]);
        copied = place + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether a program that splits at any of the separators would find a formula.
    fn is_harmful(text: &str) -> bool {
        let pieces = text.split([',', ';', '\t', '\r', '\n']);
        pieces.map(str::trim_start).any(|piece| piece.starts_with(['=', '+', '-', '@']))
            || text.starts_with(['\t', '\r'])
    }

    #[test]
    fn a_guard_stands_before_each_piece_that_could_be_a_formula() {
        for (text, out) in [
            ("=1", "'=1"),
            ("''@x", "'''@x"),
            ("\tx", "'\tx"),
            ("x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"),
            ("x;'=1", "x;''=1"),
            ("a, -b", "a, '-b"),
            ("a\t+b", "a\t'+b"),
            ("a\r\n\u{a0} @b", "a\r\n\u{a0} '@b"),
            ("=a,=b\n=c", "'=a,'=b\n'=c"),
            ("\t=x", "'\t'=x"),
        ] {
            assert_eq!(guarded(text), out, "{text:?}");
            assert_eq!(unguarded(out), text, "{out:?}");
        }
    }

    #[test]
    fn what_is_no_formula_goes_as_it_is() {
        for text in
            ["", "'", "a=b", "'a", "x;y", "a, b", "a\r\n\r\nb", "1-2;3", "日=本", " =x", "O'Brien"]
        {
            assert!(matches!(guarded(text), Cow::Borrowed(_)), "{text:?}");
            assert_eq!(unguarded(text), text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_went(text in "[=+\\-@'a,; \t\r\n\u{a0}日]{0,16}") {
            let out = guarded(&text);
            prop_assert_eq!(unguarded(&out), text.as_str());
            let leading_blank = text.trim_start() != text;
            prop_assert!(leading_blank || !is_harmful(&out), "{:?}", out);
        }
    }
}
