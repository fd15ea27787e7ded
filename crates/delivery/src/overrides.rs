//! An installation's message templates: a folder with `en.ftl` and its like, each of
//! which gives some of the messages whose names begin with `mail-` another text.
//!
//! Everything in them is tried out before a message is sent: what names no text or no blank of
//! ours, what cannot be read and what comes to nothing is told with its file and line.

mod built_in_messages;
mod template_faults;

pub use template_faults::Fault;

use super::message_texts::Overrides;
use super::sample_messages;
use built_in_messages::BuiltInMessages;
use countersign_domain::message::MessageKind;
use countersign_language::text::Locale;
use fluent_syntax::ast::{Entry, Message};
use fluent_templates::fluent_bundle::{FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file that is read; the program's own have a few thousand characters.
const LARGEST: u64 = 1 << 20;
/// The links of previews while templates are tried.
const NOWHERE: &str = "https://reports.example";

/// Reads a folder and tries its templates.
///
/// # Errors
/// All faults of the folder.
pub fn load(folder: &Path) -> Result<Overrides, Vec<Fault>> {
    let mut overrides = Overrides::default();
    let (mut faults, known) = (Vec::new(), BuiltInMessages::new());
    for (locale, path) in files(folder)? {
        let text = match read(&path) {
            Ok(text) => text,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        match FluentResource::try_new(text) {
            Ok(resource) => {
                let checked = TemplateFile { path: &path, known: &known, resource: &resource };
                faults.extend(checked.faults());
                overrides.put(locale, resource);
            }
            Err((resource, errors)) => {
                faults.extend(
                    errors.iter().map(|it| template_faults::syntax(&path, resource.source(), it)),
                );
            }
        }
    }
    if faults.is_empty() {
        let overrides = Arc::new(overrides);
        faults.extend(tried_out(folder, &overrides, &known));
        if faults.is_empty() {
            return Ok(Arc::into_inner(overrides).expect("the trial keeps no reference"));
        }
    }
    Err(faults)
}

/// The texts of a kind of message that an installation has templates for; those that every kind
/// uses are not among them.
pub fn of_kind(
    overrides: &Overrides,
    locale: Locale,
    kind: MessageKind,
) -> impl Iterator<Item = String> {
    let keys = built_in_messages::WHAT.map(|what| format!("mail-{}{what}", kind.token()));
    keys.into_iter().filter(move |key| overrides.has(locale, key))
}

fn files(folder: &Path) -> Result<Vec<(Locale, PathBuf)>, Vec<Fault>> {
    let unreadable = |error: std::io::Error| vec![template_faults::unreadable(folder, &error)];
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if !path.extension().is_some_and(|it| it.eq_ignore_ascii_case("ftl")) {
            continue;
        }
        let named = |locale: &Locale| path.file_name() == Some(file_name(*locale).as_ref());
        match Locale::ALL.into_iter().find(named) {
            Some(locale) => found.push((locale, path)),
            None => faults.push(template_faults::no_language(&path)),
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push(template_faults::nothing_there(folder));
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn file_name(locale: Locale) -> String {
    format!("{}.ftl", locale.code())
}

fn read(path: &Path) -> Result<String, Fault> {
    let unreadable = |error: std::io::Error| template_faults::unreadable(path, &error);
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        return Err(template_faults::too_large(path, LARGEST));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes);
    text.map_err(|error| {
        template_faults::no_text(path, error.as_bytes(), error.utf8_error().valid_up_to())
    })
}

/// A readable file.
struct TemplateFile<'a> {
    path: &'a Path,
    known: &'a BuiltInMessages,
    resource: &'a FluentResource,
}

impl TemplateFile<'_> {
    fn faults(&self) -> Vec<Fault> {
        let (mut seen, mut faults) = (BTreeSet::new(), Vec::new());
        let own: BTreeSet<&str> = self.names().collect();
        for entry in self.resource.entries() {
            match entry {
                Entry::Message(message) => {
                    let again = !seen.insert(message.id.name);
                    faults.extend(self.message(message, again, &own));
                }
                Entry::Term(term) if !seen.insert(term.id.name) => {
                    let fault = self.at(term.id.name, true, template_faults::twice(term.id.name));
                    faults.push(fault);
                }
                _ => {}
            }
        }
        faults
    }

    /// The names to which the file can refer.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name),
            Entry::Term(term) => Some(term.id.name),
            _ => None,
        })
    }

    fn message(&self, message: &Message<&str>, again: bool, own: &BTreeSet<&str>) -> Vec<Fault> {
        let key = message.id.name;
        if again {
            return vec![self.at(key, true, template_faults::twice(key))];
        }
        let Some(blanks) = self.known.blanks(key) else {
            return vec![self.at(
                key,
                false,
                template_faults::unknown(key, &self.known.nearest(key)),
            )];
        };
        let Some(pattern) = &message.value else {
            return vec![self.at(key, false, template_faults::says_nothing(key))];
        };
        if let Some(attribute) = message.attributes.first() {
            return vec![self.at(key, false, template_faults::attribute(key, attribute.id.name))];
        }
        let mut faults = Vec::new();
        let asked = built_in_messages::asked(pattern);
        for name in asked.blanks.iter().filter(|name| !blanks.contains(**name)) {
            let fault = template_faults::no_blank(key, name, blanks);
            faults.push(self.near(key, &format!("${name}"), fault));
        }
        for name in asked.names.iter().filter(|name| !own.contains(**name)) {
            faults.push(self.near(key, name, template_faults::no_reference(key, name)));
        }
        for name in &asked.functions {
            faults.push(self.near(key, name, template_faults::function(key, name)));
        }
        faults
    }

    /// A fault at the line where a message begins; if it is there twice, at the second one.
    fn at(&self, key: &str, second: bool, fault: template_faults::TemplateFault) -> Fault {
        let line = template_faults::line_of(self.resource.source(), key, usize::from(second));
        fault.at(self.path, line)
    }

    /// A fault at the line of a message that contains a word.
    fn near(&self, key: &str, word: &str, fault: template_faults::TemplateFault) -> Fault {
        let source = self.resource.source();
        let line = template_faults::line_of(source, key, 0).map(|from| {
            let holds = |(_, text): &(usize, &str)| text.contains(word);
            let found = source.lines().enumerate().skip(from - 1).find(holds);
            found.map_or(from, |(at, _)| at + 1)
        });
        fault.at(self.path, line)
    }
}

/// How many things a message is tried out with: one, two, and more than it lists.
const COUNTS: [usize; 3] = [1, 2, 60];

/// Fills every template with sample data, and writes a message of every kind.
fn tried_out(folder: &Path, overrides: &Arc<Overrides>, known: &BuiltInMessages) -> Vec<Fault> {
    let mut faults = Vec::new();
    for locale in Locale::ALL {
        let path = folder.join(file_name(locale));
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let mut tell = |key: &str, fault: template_faults::TemplateFault| {
            faults.push(fault.at(&path, template_faults::line_of(&source, key, 0)));
        };
        for (key, blanks) in known.all().filter(|(key, _)| overrides.has(locale, key)) {
            let fault =
                COUNTS.iter().find_map(|count| said(overrides, locale, key, blanks, *count));
            if let Some(fault) = fault {
                tell(key, fault);
            }
        }
        for kind in MessageKind::ALL {
            let key = format!("mail-{}-text", kind.token());
            for count in COUNTS {
                if let Err(why) = message(locale, kind, overrides, count) {
                    tell(&key, template_faults::unwritten(&key, &why));
                    break;
                }
            }
        }
    }
    faults
}

/// The fault of a message with this many items.
fn said(
    overrides: &Overrides,
    locale: Locale,
    key: &str,
    blanks: &BTreeSet<String>,
    count: usize,
) -> Option<template_faults::TemplateFault> {
    let value = |name: &String| match name.as_str() {
        "count" | "number" | "reports" | "returned" | "penalties" => FluentValue::from(count),
        _ => FluentValue::from(name.to_uppercase()),
    };
    let values: HashMap<Cow<'static, str>, FluentValue<'static>> =
        blanks.iter().map(|it| (Cow::Owned(it.clone()), value(it))).collect();
    match overrides.say(locale, key, &values)? {
        Ok(text) if text.trim().is_empty() => Some(template_faults::says_nothing(key)),
        Ok(_) => None,
        Err(errors) => errors.first().map(|error| template_faults::unsaid(key, error)),
    }
}

fn message(
    locale: Locale,
    kind: MessageKind,
    overrides: &Arc<Overrides>,
    count: usize,
) -> Result<(), String> {
    let reader = sample_messages::reader(locale, kind, overrides, NOWHERE)?;
    let message = sample_messages::message(&reader, kind, count)?;
    message.text().and_then(|_| message.html()).map(|_| ()).map_err(|error| error.to_string())
}
