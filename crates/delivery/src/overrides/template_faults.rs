//! The faults of message templates: where, what, and what to do.

use countersign_language::text::Locale;
use fluent_syntax::parser::ParserError;
use fluent_templates::fluent_bundle::FluentError;
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: PathBuf,
    /// The line, from 1, if there is one.
    pub line: Option<usize>,
    pub what: String,
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.what, self.mend)
    }
}

/// A fault and its remedy, before its place is known.
pub(super) struct TemplateFault {
    what: String,
    mend: String,
}

impl TemplateFault {
    pub(super) fn at(self, path: &Path, line: Option<usize>) -> Fault {
        Fault { path: path.to_owned(), line, what: self.what, mend: self.mend }
    }
}

fn fault(what: impl Into<String>, mend: impl Into<String>) -> TemplateFault {
    TemplateFault { what: what.into(), mend: mend.into() }
}

/// The line, from 1, at which a message or term begins, after this many with the same name.
pub(super) fn line_of(source: &str, key: &str, after: usize) -> Option<usize> {
    let begins = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        let rest = text.strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let lines = source.lines().enumerate().filter(|(_, text)| begins(text));
    lines.map(|(at, _)| at + 1).nth(after)
}

/// Such as `en.ftl, de.ftl or ja.ftl`.
fn known_files() -> String {
    let names = Locale::ALL.map(|locale| format!("{}.ftl", locale.code()));
    let (last, others) = names.split_last().expect("there are languages");
    format!("{} or {last}", others.join(", "))
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    let mend = format!("name a folder with {} that this program may read", known_files());
    fault(format!("it cannot be read: {error}"), mend).at(path, None)
}

pub(super) fn nothing_there(path: &Path) -> Fault {
    let mend = "put one of them there, or start without --message-templates";
    fault(format!("it holds no {}", known_files()), mend).at(path, None)
}

pub(super) fn no_language(path: &Path) -> Fault {
    fault("there is no such language", format!("name it {}", known_files())).at(path, None)
}

pub(super) fn too_large(path: &Path, largest: u64) -> Fault {
    let mend = "keep only the messages that you change";
    fault(format!("it has more than {largest} bytes"), mend).at(path, None)
}

pub(super) fn no_text(path: &Path, bytes: &[u8], good: usize) -> Fault {
    let line = bytes[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
    fault("it is not written in UTF-8", "save it as UTF-8").at(path, Some(line))
}

pub(super) fn syntax(path: &Path, source: &str, error: &ParserError) -> Fault {
    let before = |end: usize| source.get(..end.min(source.len())).unwrap_or(source);
    // A missing part is noticed at the next sign, which may be lines further on.
    let begins = error.slice.as_ref().map_or(0, |slice| slice.start);
    let missed = before(error.pos.start).trim_end().len().max(begins);
    let line = before(missed).matches('\n').count() + 1;
    let what = format!("this is not Fluent: {}", error.kind);
    fault(what, "close what is open, and write each message as name = text").at(path, Some(line))
}

pub(super) fn unknown(key: &str, nearest: &[&str]) -> TemplateFault {
    let mend = match nearest {
        [] => "take a name from countersign message-templates show".to_owned(),
        names => format!("did you mean {}?", names.join(" or ")),
    };
    fault(format!("no message uses {key}"), mend)
}

pub(super) fn twice(key: &str) -> TemplateFault {
    fault(format!("{key} appears twice"), "remove one of them")
}

pub(super) fn says_nothing(key: &str) -> TemplateFault {
    fault(format!("{key} has no text"), "give it a text, or remove it")
}

pub(super) fn attribute(key: &str, name: &str) -> TemplateFault {
    fault(format!("{key} has an attribute .{name}"), "remove it: no message uses it")
}

pub(super) fn no_blank(key: &str, name: &str, blanks: &BTreeSet<String>) -> TemplateFault {
    let blanks: Vec<String> = blanks.iter().map(|it| format!("{{ ${it} }}")).collect();
    let mend = match &blanks[..] {
        [] => "it has none".to_owned(),
        blanks => format!("it can use {}", blanks.join(", ")),
    };
    fault(format!("{key} has no placeholder {{ ${name} }}"), mend)
}

pub(super) fn no_reference(key: &str, name: &str) -> TemplateFault {
    fault(format!("{key} refers to {name}, which is not in this file"), "add it to the file")
}

pub(super) fn function(key: &str, name: &str) -> TemplateFault {
    fault(format!("{key} calls {name}()"), "remove it: figures and dates are formatted already")
}

pub(super) fn unsaid(key: &str, error: &FluentError) -> TemplateFault {
    fault(format!("{key} cannot be formatted: {error}"), "rewrite it")
}

pub(super) fn unwritten(key: &str, why: &str) -> TemplateFault {
    fault(format!("no message can be written with {key}: {why}"), "rewrite it")
}
