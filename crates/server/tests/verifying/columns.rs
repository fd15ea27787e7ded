//! Each column of the record beside docs/operating/verify.md, which says of it what proves it, or
//! why nothing inside the database can.

use crate::forging::{Outcome, Outcomes, outcomes};
use crate::place::on_both;
use std::collections::BTreeMap;
use std::fs;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating/verify.md");

/// What the document says of a column.
fn documented() -> BTreeMap<(String, String), String> {
    let text = fs::read_to_string(DOCUMENT).unwrap();
    let mut said = BTreeMap::new();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [table, columns, seen, why] = cells[..] else { continue };
        assert!(why.len() > 5, "{row}: it says nothing");
        for column in columns.split(", ") {
            let key = (table.trim_matches('`').to_owned(), column.trim_matches('`').to_owned());
            assert_eq!(said.insert(key, seen.to_owned()), None, "{table} {column} is there twice");
        }
    }
    said
}

/// Whether the document says of an outcome what it is.
fn is_true(said: &str, outcome: Outcome) -> bool {
    match said {
        "always" => outcome.unseen == 0,
        "often" => outcome.found > 0,
        "never" => outcome.found == 0,
        _ => false,
    }
}

fn compare(outcomes: &Outcomes) {
    let said = documented();
    let mut wrong = Vec::new();
    for ((table, column), outcome) in outcomes {
        let said = said.get(&((*table).to_owned(), (*column).to_owned()));
        let said = said.map_or("nothing", String::as_str);
        if !is_true(said, *outcome) {
            let Outcome { found, unseen } = outcome;
            wrong.push(format!("{table}.{column}: found {found}, unseen {unseen}; it says {said}"));
        }
    }
    for (table, column) in said.keys() {
        if !outcomes.keys().any(|it| (it.0, it.1) == (table, column)) {
            wrong.push(format!("{table}.{column} is no column of the record"));
        }
    }
    assert!(wrong.is_empty(), "docs/operating/verify.md:\n{}", wrong.join("\n"));
}

#[test]
fn what_the_document_says_of_each_column_is_so() {
    on_both(|place| compare(&outcomes(place)));
}
