//! Comments, reasons and notes in forms.

use countersign_domain::text::{TextFault, TextKind, length};

/// The fault of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextError {
    /// It has this many characters.
    TooLong(usize),
    /// It has refused characters.
    Control,
}

/// The text trimmed, with one kind of line break.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

/// The fault of a text; `None` if it can be stored.
pub(super) fn error(text: &str) -> Option<TextError> {
    let text = tidy(text);
    TextKind::Comment.check(&text).err().map(|fault| match fault {
        TextFault::TooLong { .. } => TextError::TooLong(length(&text)),
        _ => TextError::Control,
    })
}

/// The message about the fault of a text, for forms that say no more.
pub(super) fn error_key(text: &str) -> Option<&'static str> {
    error(text).map(|bad| match bad {
        TextError::TooLong(_) => "bulk-too-long",
        TextError::Control => "report-error-nul",
    })
}

/// The text without refused characters, as a form shows it again.
pub(super) fn cleaned(text: &str) -> String {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\r');
    text.replace('\t', " ").chars().filter(kept).collect()
}

/// The text, and below it the one with this number, as a form without script inserts it.
pub(super) fn with_inserted(text: &str, texts: &[String], number: usize) -> String {
    let inserted = number.checked_sub(1).and_then(|at| texts.get(at));
    let parts = [Some(text), inserted.map(String::as_str)].into_iter().flatten();
    parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use crate::free_text::*;

    #[test]
    fn a_form_takes_what_the_files_take() {
        assert_eq!(error(&format!(" {} ", "ä".repeat(4_000))), None);
        assert_eq!(error(&"ä".repeat(4_001)), Some(TextError::TooLong(4_001)));
        assert_eq!(error("two\r\nlines"), None);
        for control in ["\0", "\u{7}", "\u{1b}", "\t"] {
            assert_eq!(error(&format!("a{control}b")), Some(TextError::Control), "{control:?}");
        }
    }

    #[test]
    fn a_text_is_inserted_below_what_was_typed() {
        let texts = ["Explain the change.".to_owned()];
        assert_eq!(with_inserted("Hello", &texts, 1), "Hello\nExplain the change.");
        assert_eq!(with_inserted(" ", &texts, 1), "Explain the change.");
        assert_eq!(with_inserted("Hello", &texts, 0), "Hello");
        assert_eq!(with_inserted("Hello", &texts, 2), "Hello");
    }

    #[test]
    fn what_is_taken_out_of_a_text_leaves_its_lines_and_words() {
        assert_eq!(cleaned("a\tb\r\nc\u{7}d\0"), "a b\r\ncd");
        assert_eq!(error(&cleaned("a\tb\u{1b}")), None);
    }
}
