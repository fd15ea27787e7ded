//! The rules of `cargo xtask tidy`, one function each, over the text of one file.

use super::finding::Finding;

/// The longest file of code, in lines.
const FILE_LINES_MAX: usize = 500;

/// The longest line of Rust, in characters.
const LINE_WIDTH_MAX: usize = 100;

/// Kinds of files that people write and read as code.
const CODE: [&str; 6] = ["rs", "sql", "html", "css", "js", "sh"];

/// Kinds of files with data, which may contain any word.
const DATA: [&str; 5] = ["csv", "json", "jsonl", "svg", "snap"];

/// The recorded output of the program that tests compare with.
const RECORDED: &str = "crates/countersign/tests/program/console/pages/";

/// Files that contain the forbidden words: the rules and their tests.
const RULES: [&str; 2] = ["xtask/src/tidy/rules.rs", "xtask/tests/tidy/main.rs"];

/// Where SQL is allowed: the store, and the code that makes, fills or measures databases for it.
const SQL_ALLOWED: [&str; 4] =
    ["crates/store/", "crates/testkit/", "xtask/src/bench", "xtask/benches/"];

/// How a test of the server says in its module docs why it needs SQL of its own.
const SQL_REASON: &str = "//! SQL here: ";

/// Where transactions may be rolled back by hand: the store, and work that tries what it would
/// write. That waits until the rollback is done, as the transaction may hold the work lock.
const ROLLBACK_ALLOWED: [&str; 4] = [
    "crates/store/",
    "crates/app/src/actions/edit_directory.rs",
    "crates/app/src/actions/import/directory_files.rs",
    "crates/app/src/actions/import/readings/writer.rs",
];

/// Names that say nothing about the content.
const VAGUE: [&str; 10] = [
    "common", "helper", "helpers", "manager", "managers", "service", "services", "util", "utils",
    "misc",
];

/// Words for unfinished work, which should be done or written down as an issue.
const UNFINISHED: [&str; 3] = ["TODO", "FIXME", "XXX"];

/// Directories of a developer's own machine.
const MACHINE: [&str; 4] = ["/work/", "/root/", "/home/", "/Users/"];

/// Hosts of package registries. The person who builds chooses them, not the project.
const REGISTRIES: [&str; 4] = ["crates.io", "npmjs", "pypi.org", "deb.debian.org"];

/// Every finding in the file at `path`, relative to the root of the workspace.
#[must_use]
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let file = CheckedFile { path, text, kind: path.rsplit_once('.').map_or("", |(_, kind)| kind) };
    let mut findings = Vec::new();
    if path.ends_with("Cargo.lock") {
        return findings;
    }
    findings.extend(file.name());
    findings.extend(file.length());
    if RULES.contains(&path) {
        return findings;
    }
    if file.kind == "rs" {
        findings.extend(file.module_docs());
        findings.extend(file.rust());
    }
    findings.extend(file.words());
    findings
}

struct CheckedFile<'a> {
    path: &'a str,
    text: &'a str,
    kind: &'a str,
}

impl CheckedFile<'_> {
    fn found(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.to_owned(), line, message: message.into() }
    }

    fn name(&self) -> Option<Finding> {
        let vague = self.path.split('/').find(|part| {
            let stem = part.trim_start_matches('.').split('.').next().unwrap_or(part);
            stem.rsplit(['_', '-']).next().is_some_and(|word| VAGUE.contains(&word))
        })?;
        Some(self.found(0, format!("`{vague}` says nothing: name it after what is inside")))
    }

    fn length(&self) -> Option<Finding> {
        let lines = self.text.lines().count();
        let is_written = CODE.contains(&self.kind) && !self.path.starts_with(RECORDED);
        (is_written && lines > FILE_LINES_MAX)
            .then(|| self.found(0, format!("{lines} lines, at most {FILE_LINES_MAX}: split it")))
    }

    fn module_docs(&self) -> Option<Finding> {
        let first = self.text.lines().find(|line| !line.trim().is_empty())?;
        // The conventions of a language are included as an expression, which has no such docs.
        let is_included = self.path.contains("/locales/") && first.starts_with("// ");
        (!is_included && !first.starts_with("//!"))
            .then(|| self.found(1, "say first, after `//!`, what the module owns"))
    }

    fn rust(&self) -> Vec<Finding> {
        let sql = self.sql_allowed();
        let by_hand = self.rolls_back_by_hand();
        let mut findings = Vec::new();
        for (number, line) in (1..).zip(self.text.lines()) {
            let width = line.chars().count();
            if width > LINE_WIDTH_MAX {
                let message = format!("{width} columns, at most {LINE_WIDTH_MAX}");
                findings.push(self.found(number, message));
            }
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            if ["#[ignore", "ignore)]"].iter().any(|attribute| code.contains(attribute)) {
                findings.push(self.found(number, "a test that does not run: repair or remove it"));
            }
            if ["#[allow(", "#![allow("].iter().any(|attribute| code.contains(attribute)) {
                let message = "use `#[expect(…, reason = \"…\")]` instead of `allow`";
                findings.push(self.found(number, message));
            }
            if !by_hand && code.contains(".rollback()") {
                let message = "read in `Store::reading`, which ends the transaction";
                findings.push(self.found(number, message));
            }
            if !sql && is_sql(code) {
                findings.push(self.found(number, "SQL lives in crates/store: move it there"));
            }
        }
        findings
    }

    fn rolls_back_by_hand(&self) -> bool {
        let is_program = self.path.contains("/src/") && self.path.starts_with("crates/");
        !is_program || ROLLBACK_ALLOWED.iter().any(|start| self.path.starts_with(start))
    }

    fn sql_allowed(&self) -> bool {
        let here = SQL_ALLOWED.iter().any(|start| self.path.starts_with(start));
        let with_reason = self.path.starts_with("crates/countersign/tests/")
            && self.text.lines().any(|line| {
                line.strip_prefix(SQL_REASON).is_some_and(|reason| !reason.trim().is_empty())
            });
        here || with_reason
    }

    fn words(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (number, line) in (1..).zip(self.text.lines()) {
            let unfinished = UNFINISHED.into_iter().filter(|word| has_word(line, word));
            if !DATA.contains(&self.kind) {
                findings.extend(unfinished.map(|word| {
                    self.found(number, format!("{word}: do it now, or open an issue for it"))
                }));
            }
            findings.extend(MACHINE.into_iter().filter(|start| has_path(line, start)).map(
                |start| self.found(number, format!("`{start}` is a place on one machine only")),
            ));
            findings.extend(REGISTRIES.into_iter().filter(|host| line.contains(host)).map(
                |host| self.found(number, format!("`{host}`: whoever builds chooses where from")),
            ));
        }
        findings
    }
}

/// Whether a line of Rust contains the beginning of a statement: in capitals anywhere, in small
/// letters where it is unlikely to be English.
fn is_sql(code: &str) -> bool {
    let small = code.to_ascii_lowercase();
    let has = |text: &str, start: &str| starts_of(text, start).next().is_some();
    let in_order = |first: &str, second: &str| {
        small.match_indices(first).any(|(at, _)| small[at + first.len()..].contains(second))
    };
    has(code, "SELECT ")
        || has(code, "UPDATE ")
        || has(&small, "insert into ")
        || has(&small, "delete from ")
        || in_order("\"select ", " from ")
        || in_order("\"update ", " set ")
}

/// Whether `line` contains `word` as a whole word.
fn has_word(line: &str, word: &str) -> bool {
    starts_of(line, word).any(|at| !line[at + word.len()..].starts_with(is_name))
}

/// Whether `line` contains an absolute path that begins with `start`.
fn has_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        !line[..at].ends_with(|before: char| is_name(before) || "./-}*)>".contains(before))
    })
}

/// Where `word` occurs in `line` and is not the end of a longer name.
fn starts_of<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    line.match_indices(word).map(|(at, _)| at).filter(|at| !line[..*at].ends_with(is_name))
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
