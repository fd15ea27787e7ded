//! Reads a configuration file: every value with its line, and every error.

use super::{ConfigOption, Origin};
use crate::config::config_option::Kind;
use std::path::Path;
use toml::de::{DeArray, DeTable, DeValue};

/// How many letters may differ between a key and the one that was probably meant.
const NEAR: usize = 4;

/// A value that something gives to an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// The option's key.
    pub(crate) key: String,
    /// What is given; of a flag, `true` or `false`.
    pub(crate) values: Vec<String>,
    pub(crate) origin: Origin,
}

/// Reads a file of this name with this content.
pub(crate) fn read(path: &Path, text: &str, options: &[ConfigOption]) -> (Vec<Given>, Vec<String>) {
    let line = |at: usize| {
        1 + text.as_bytes()[..at.min(text.len())].iter().filter(|it| **it == b'\n').count()
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let at = |line: usize| format!("{}:{line}", path.display());
    let mut problems: Vec<String> = errors
        .iter()
        .map(|error| {
            let line = line(error.span().map_or(0, |span| span.start));
            format!("{}: {}", at(line), error.message())
        })
        .collect();
    // What follows a fault of the file's own may be read wrongly, and would be a second problem.
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let mut pairs: Vec<_> = table.get_ref().iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    let mut given = Vec::new();
    for (key, value) in pairs {
        let (line, name) = (line(key.span().start), key.get_ref().as_ref());
        let Some(option) = options.iter().find(|it| it.key == name) else {
            problems.push(format!("{}: {}", at(line), unknown(name, options)));
            continue;
        };
        match values(option.kind, value.get_ref()) {
            Ok(values) => {
                let origin = Origin::Line { path: path.to_owned(), line };
                given.push(Given { key: name.to_owned(), values, origin });
            }
            Err(why) => problems.push(format!("{}: {name}: {why}", at(line))),
        }
    }
    (given, problems)
}

fn unknown(name: &str, options: &[ConfigOption]) -> String {
    let nearest = options.iter().min_by_key(|it| strsim::levenshtein(&it.key, name));
    let nearest = nearest.filter(|it| strsim::levenshtein(&it.key, name) <= NEAR);
    match nearest {
        Some(option) => format!("there is no option {name}; did you mean {}?", option.key),
        None => format!(
            "there is no option {name}; there are those of countersign serve, at the \
             top of the file and not in a table"
        ),
    }
}

fn values(kind: Kind, value: &DeValue<'_>) -> Result<Vec<String>, String> {
    match (kind, value) {
        (Kind::Flag, DeValue::Boolean(yes)) => Ok(vec![yes.to_string()]),
        (Kind::Flag, _) => Err(format!("it is {}; write true or false", kind_of(value))),
        (Kind::Many, DeValue::Array(array)) => texts(array),
        (_, one) => text(one).map(|text| vec![text]).ok_or_else(|| {
            let wanted = if kind == Kind::Many { "a list of texts" } else { "a text" };
            format!("it is {}; write {wanted} in quotation marks", kind_of(one))
        }),
    }
}

fn texts(array: &DeArray<'_>) -> Result<Vec<String>, String> {
    let each = array.iter().map(|it| {
        let wrong =
            || format!("it holds {}; write texts in quotation marks", kind_of(it.get_ref()));
        text(it.get_ref()).ok_or_else(wrong)
    });
    each.collect()
}

fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
