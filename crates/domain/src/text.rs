//! Texts that people write: their length, and the characters that they may have.
//!
//! The limits are the same for files, forms and commands. They apply to new texts: a stored text
//! stays until it gets another value.

mod invisible;

use serde::{Deserialize, Serialize};

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// The name of a company, person, customer, product or region; a city or state.
    Name,
    /// A unit or a plan.
    Label,
    /// A comment, reason or note, which may have several lines.
    Comment,
}

impl TextKind {
    /// The most characters. A line break counts as one.
    #[must_use]
    pub const fn longest(self) -> usize {
        match self {
            Self::Name => 200,
            Self::Label => 64,
            Self::Comment => 4_000,
        }
    }

    /// Checks a text.
    ///
    /// # Errors
    /// The first bound that the text breaks.
    pub fn check(self, text: &str) -> Result<(), TextFault> {
        // A text has at most as many characters as bytes, so short ones need not be counted.
        if text.len() > self.longest() && length(text) > self.longest() {
            return Err(TextFault::TooLong { longest: self.longest() });
        }
        let is_break = |c: char| self == Self::Comment && matches!(c, '\n' | '\r');
        if text.chars().any(|c| c.is_control() && !is_break(c)) {
            return Err(TextFault::Control { line_breaks: self == Self::Comment });
        }
        if self == Self::Comment {
            return Ok(());
        }
        if !is_all_seen(text) {
            return Err(TextFault::Unseen);
        }
        if !invisible::is_visible(text) {
            return Err(TextFault::Blank);
        }
        Ok(())
    }
}

/// Why a text is refused. `Display` says what is expected instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFault {
    /// It has too many characters.
    TooLong {
        /// The most characters that it may have.
        longest: usize,
    },
    /// It has control characters.
    Control {
        /// Whether it may have line breaks.
        line_breaks: bool,
    },
    /// It has characters that are invisible or turn the direction of the text.
    Unseen,
    /// It has no character that can be seen.
    Blank,
}

impl std::fmt::Display for TextFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLong { longest } => write!(f, "at most {longest} characters"),
            Self::Control { line_breaks: true } => {
                write!(f, "no control characters except line breaks")
            }
            Self::Control { line_breaks: false } => write!(f, "no control characters"),
            Self::Unseen => {
                write!(f, "no invisible characters and none that change the direction of the text")
            }
            Self::Blank => write!(f, "at least one visible character"),
        }
    }
}

/// Whether a text has no control characters and none that are invisible or turn its direction.
/// For what people give that is no text of a [`TextKind`], such as a path.
#[must_use]
pub fn is_all_seen(text: &str) -> bool {
    !text.chars().any(char::is_control) && !invisible::has_unseen(text)
}

/// The number of characters; a line break counts as one.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_length_in_characters() {
        for (kind, longest) in
            [(TextKind::Name, 200), (TextKind::Label, 64), (TextKind::Comment, 4_000)]
        {
            for letter in ["a", "ä", "日", "🙂"] {
                assert_eq!(kind.check(&letter.repeat(longest)), Ok(()), "{letter}");
                assert!(kind.check(&letter.repeat(longest + 1)).is_err(), "{letter}");
            }
        }
        assert_eq!(TextKind::Comment.check(&"a\r\n".repeat(2_000)), Ok(()));
        assert!(TextKind::Comment.check(&"a\r\n".repeat(2_001)).is_err());
    }

    #[test]
    fn names_and_labels_can_be_seen() {
        for kind in [TextKind::Name, TextKind::Label] {
            for hidden in ["Eva\u{200b}", "Eva\u{202e}", "\u{2066}x", "So\u{ad}ft", "\u{3164}", " "]
            {
                assert!(kind.check(hidden).is_err(), "{hidden:?}");
                assert_eq!(TextKind::Comment.check(hidden), Ok(()));
            }
            for seen in ["Łódź 7", "👩\u{200d}💻 Labs", "می\u{200c}خواهم", "葛\u{e0100}飾"]
            {
                assert_eq!(kind.check(seen), Ok(()), "{seen:?}");
            }
        }
    }

    #[test]
    fn control_characters_are_refused_but_for_the_line_breaks_of_a_comment() {
        for control in ["\u{7}", "\u{1b}", "\t", "\0", "\u{7f}", "\u{85}"] {
            for kind in [TextKind::Name, TextKind::Label, TextKind::Comment] {
                assert!(kind.check(&format!("a{control}b")).is_err(), "{control:?}");
            }
        }
        for line_break in ["\n", "\r\n", "\r"] {
            assert!(TextKind::Name.check(&format!("a{line_break}b")).is_err());
            assert!(TextKind::Label.check(&format!("a{line_break}b")).is_err());
            assert_eq!(TextKind::Comment.check(&format!("a{line_break}b")), Ok(()));
        }
    }
}
