//! The catalogues: every language has the same messages with the same placeholders, all of them are
//! used, and none is missing.

use countersign_language::text::Locale;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The placeholders of each message, by key.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

fn here(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the project's own files can be read") {
        let path = entry.expect("the project's own files can be read").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found
}

fn catalogue(language: &str) -> Catalogue {
    let mut messages = Catalogue::new();
    for file in files(&here("locales").join(language), "ftl") {
        let text = std::fs::read_to_string(&file).expect("the project's own files can be read");
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut blanks = BTreeSet::new();
            collect(message.value.as_ref().expect("a message says something"), &mut blanks);
            let before = messages.insert(message.id.name.to_owned(), blanks);
            assert!(before.is_none(), "{language}: {} is there twice", message.id.name);
        }
    }
    messages
}

fn collect(pattern: &Pattern<&str>, blanks: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => blank(inline, blanks),
                Expression::Select { selector, variants } => {
                    blank(selector, blanks);
                    for variant in variants {
                        collect(&variant.value, blanks);
                    }
                }
            }
        }
    }
}

fn blank(expression: &InlineExpression<&str>, blanks: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = expression {
        blanks.insert(id.name.to_owned());
    }
}

/// Placeholders that a language may use and another one need not.
const OPTIONAL: [(&str, &str); 4] = [
    ("mail-greeting", "company"),
    ("jobs-item-would", "count"),
    ("jobs-item-done", "count"),
    ("jobs-item-already", "count"),
];

#[test]
fn every_language_has_every_message_with_the_same_blanks() {
    let english = catalogue("en");
    assert!(english.len() > 100, "the English catalogue has {} messages", english.len());
    for language in Locale::ALL.map(Locale::code) {
        let other = catalogue(language);
        for (key, blanks) in &english {
            let found = other.get(key).unwrap_or_else(|| panic!("{language} lacks {key}"));
            let mut found = found.clone();
            found.retain(|blank| !OPTIONAL.contains(&(key.as_str(), blank.as_str())));
            assert_eq!(&found, blanks, "{language}: {key} has other blanks");
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "{language} has {key}, which English lacks");
        }
    }
}

#[test]
fn every_folder_is_a_language_that_can_be_chosen() {
    let folders = std::fs::read_dir(here("locales")).expect("the project's own files can be read");
    let names = folders.map(|it| it.expect("the project's own files can be read").file_name());
    let folders: BTreeSet<String> = names.map(|it| it.to_string_lossy().into_owned()).collect();
    assert_eq!(folders, Locale::ALL.map(|it| it.code().to_owned()).into(), "Locale::ALL");
    for locale in Locale::ALL {
        assert_eq!(
            Locale::ALL[locale as usize],
            locale,
            "Locale::ALL is in the order of the variants"
        );
    }
}

/// The program's sources and templates, in all crates.
fn sources() -> Vec<PathBuf> {
    let rooms = std::fs::read_dir(here("..")).expect("the project's own files can be read");
    let rooms = rooms.map(|room| room.expect("the project's own files can be read").path());
    let of = |room: PathBuf| {
        let of = |(folder, ending): (&str, &str)| {
            let folder = room.join(folder);
            if folder.is_dir() { files(&folder, ending) } else { Vec::new() }
        };
        [("src", "rs"), ("templates", "html")].into_iter().flat_map(of).collect::<Vec<_>>()
    };
    rooms.flat_map(of).collect()
}

/// Everything in quotes that could be a key, in the program and the templates.
fn quoted() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in sources() {
        let text = std::fs::read_to_string(file).expect("the project's own files can be read");
        words.extend(text.split('"').map(str::to_owned));
    }
    words
}

#[test]
fn every_message_is_used() {
    let quoted = quoted();
    // Assembled keys: `status-{}` in the program uses every status.
    let prefixes = quoted.iter().filter_map(|text| text.split_once('{').map(|(prefix, _)| prefix));
    let prefixes: Vec<&str> = prefixes.filter(|it| it.len() > 4 && it.ends_with('-')).collect();
    for key in catalogue("en").keys() {
        let stem = key.strip_suffix("-text").unwrap_or(key);
        let said =
            |key: &str| quoted.contains(key) || prefixes.iter().any(|it| key.starts_with(it));
        assert!(said(key) || said(stem), "nobody says {key}");
    }
}

/// The keys that a template or the program names.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    ["t(\"", "say(\""].into_iter().flat_map(move |call| {
        text.match_indices(call).filter_map(move |(at, _)| {
            let whole = at == 0 || !text.as_bytes()[at - 1].is_ascii_alphanumeric();
            let key = text[at + call.len()..].split('"').next()?;
            let keyed = key.contains('-')
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            (whole && keyed).then_some(key)
        })
    })
}

#[test]
fn no_page_asks_for_a_message_that_is_not_there() {
    let english = catalogue("en");
    for file in sources() {
        let text = std::fs::read_to_string(&file).expect("the project's own files can be read");
        for key in asked(&text) {
            assert!(english.contains_key(key), "{}: there is no {key}", file.display());
        }
    }
}

/// The messages of a language that stand on one line, as the catalogues write them.
fn one_line_messages(language: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    for file in files(&here("locales").join(language), "ftl") {
        let text = std::fs::read_to_string(file).expect("the project's own files can be read");
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        messages.extend(lines.map(|(key, text)| (key.to_owned(), text.to_owned())));
    }
    messages
}

/// The page is one file without a server, so it has copies of what the console says.
#[test]
fn the_page_that_checks_evidence_packs_says_what_the_console_says() {
    for locale in Locale::ALL {
        let messages = one_line_messages(locale.code());
        let file = format!("../app/src/evidence/page/texts/{}.json", locale.code());
        let page = std::fs::read_to_string(here(&file)).expect("the page has every language");
        let texts = page.lines().filter_map(|line| {
            let (key, text) = line.trim().strip_prefix('"')?.split_once("\": \"")?;
            let (kind, name) = key.split_once('.')?;
            let kind = match kind {
                "report" => "report-done",
                "system" => "report-system",
                "field" => "report-field",
                other => other,
            };
            let key = format!("{kind}-{}", name.replace('_', "-"));
            Some((key, text.trim_end_matches(',').trim_end_matches('"')))
        });
        let mut compared = 0;
        for (key, text) in texts {
            let own = messages.get(&key).map(|own| own.replace("{ $", "{").replace(" }", "}"));
            assert_eq!(own.as_deref(), Some(text), "{}: {key}", locale.code());
            compared += 1;
        }
        assert!(compared > 40, "{}: {compared}", locale.code());
    }
}
