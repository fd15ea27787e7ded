//! Comments, notes and reasons of commands: trimmed and checked before they are stored.

use crate::refusal::Refusal;
use crate::status::Verb;
use crate::text;

/// A comment or reason as it is stored: trimmed, and none if it is blank. A text that is stored
/// already is not checked again.
pub(super) fn kept<'a>(
    text: Option<&'a str>,
    stored: Option<&str>,
) -> Result<Option<&'a str>, Refusal> {
    let text = trimmed(text);
    if let Some(new) = text.filter(|text| Some(*text) != stored) {
        let bad = |fault| Refusal::BadText { length: text::length(new), fault };
        text::TextKind::Comment.check(new).map_err(bad)?;
    }
    Ok(text)
}

/// The required reason of a move.
pub(super) fn needed(text: Option<&str>, verb: Verb) -> Result<&str, Refusal> {
    kept(text, None)?.ok_or(Refusal::ReasonNeeded(verb))
}

/// The trimmed text; `None` if it is blank.
pub(super) fn trimmed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
