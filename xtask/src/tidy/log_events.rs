//! Events of the log have names, and the page about the log lists them: people search for names.

use std::collections::BTreeSet;

use super::circles::SourceFile;
use super::finding::Finding;

/// The page that lists the events.
pub const PAGE: &str = "docs/operating/log.md";
const MACROS: [&str; 4] =
    ["tracing::error!(", "tracing::warn!(", "tracing::info!(", "tracing::debug!("];
const FIELD: &str = "event = \"";

/// Finds events without a name, names that `page` does not list, and names that it lists in vain.
/// `sources` are all files of the workspace, of which the programs' count.
pub fn check(sources: &[SourceFile], page: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let listed = listed(page);
    let mut used = BTreeSet::new();
    for (path, text) in sources.iter().filter(|(path, _)| is_program(path)) {
        let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for (number, name) in names(program) {
            if !listed.contains(name) {
                let message = format!("list the event {name} in {PAGE}");
                findings.push(Finding { path: path.clone(), line: number, message });
            }
            used.insert(name);
        }
        findings.extend(nameless(path, program));
    }
    for name in listed.difference(&used) {
        let message = format!("no program logs the event {name}");
        findings.push(Finding { path: PAGE.to_owned(), line: 0, message });
    }
    findings
}

fn is_program(path: &str) -> bool {
    path.starts_with("crates/") && path.contains("/src/") && !path.starts_with("crates/testkit/")
}

/// The events of the page: the first cells of the rows of the table under `## Events`.
fn listed(page: &str) -> BTreeSet<&str> {
    let (_, section) = page.split_once("\n## Events\n").unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(name, _)| name).collect()
}

/// The names in a program, with their lines.
fn names(program: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(program.lines()).filter_map(|(number, line)| {
        let (_, rest) = line.split_once(FIELD)?;
        Some((number, rest.split_once('"')?.0))
    })
}

/// The events of a program that have no name.
fn nameless(path: &str, program: &str) -> Vec<Finding> {
    let starts = MACROS.iter().flat_map(|start| program.match_indices(start));
    let ends = |at: usize| program[at..].find(");").map_or(program.len(), |length| at + length);
    starts
        .filter(|(at, _)| !program[*at..ends(*at)].contains("event"))
        .map(|(at, _)| Finding {
            path: path.to_owned(),
            line: program[..at].matches('\n').count() + 1,
            message: "name the event: `event = \"…\"`".to_owned(),
        })
        .collect()
}
