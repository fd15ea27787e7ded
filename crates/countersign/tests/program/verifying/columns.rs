//! Each column and each table of the record, compared with docs/operating/verify.md, which says
//! what proves it, or why nothing inside the database can.

use crate::verifying::fixture::{VerifyFixture, on_both};
use crate::verifying::forging::{ForgingOutcome, RECORD, outcomes, row_outcomes};
use std::collections::BTreeMap;
use std::fs;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operating/verify.md");

/// The rows of the document's tables whose first cell is the name of a table, with so many cells.
fn documented(cells: usize) -> Vec<Vec<String>> {
    let text = fs::read_to_string(DOCUMENT).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let rows = rows.map(|row| row.trim_matches('|').split(" | "));
    let rows = rows.map(|row| row.map(|cell| cell.trim().replace('`', "")).collect::<Vec<_>>());
    rows.filter(|row| row.len() == cells).collect()
}

/// Whether the document describes an outcome correctly.
fn is_true(said: &str, outcome: ForgingOutcome) -> bool {
    match said {
        "always" => outcome.unseen == 0,
        "often" => outcome.found > 0,
        "never" => outcome.found == 0,
        _ => false,
    }
}

/// Compares the result of each item with its description.
fn compare(said: &BTreeMap<String, String>, outcomes: &BTreeMap<String, ForgingOutcome>) {
    let mut wrong = Vec::new();
    for (name, outcome) in outcomes {
        let said = said.get(name).map_or("nothing", String::as_str);
        if !is_true(said, *outcome) {
            let ForgingOutcome { found, unseen } = outcome;
            wrong.push(format!("{name}: found {found}, unseen {unseen}; it says {said}"));
        }
    }
    let more = said.keys().filter(|name| !outcomes.contains_key(*name));
    wrong.extend(more.map(|name| format!("{name} is not of the record")));
    assert!(wrong.is_empty(), "docs/operating/verify.md:\n{}", wrong.join("\n"));
}

// They take their time, so each half of the tables on each engine is a test, and they run side by
// side.
#[test]
fn what_the_document_says_of_columns_of_the_first_tables_is_so_on_sqlite() {
    each_column(&VerifyFixture::on_sqlite(), halves());
}

#[test]
fn what_the_document_says_of_columns_of_the_last_tables_is_so_on_sqlite() {
    let (first, last) = halves();
    each_column(&VerifyFixture::on_sqlite(), (last, first));
}

#[test]
fn what_the_document_says_of_columns_of_the_first_tables_is_so_on_postgresql() {
    each_column(&VerifyFixture::on_postgresql(), halves());
}

#[test]
fn what_the_document_says_of_columns_of_the_last_tables_is_so_on_postgresql() {
    let (first, last) = halves();
    each_column(&VerifyFixture::on_postgresql(), (last, first));
}

type Tables = &'static [&'static str];

fn halves() -> (Tables, Tables) {
    RECORD.split_at(RECORD.len() / 2)
}

fn each_column(fixture: &VerifyFixture, (tables, others): (Tables, Tables)) {
    let mut said = BTreeMap::new();
    for row in documented(4) {
        let [table, columns, seen, why] = &row[..] else { continue };
        assert!(why.len() > 5, "{row:?}: it says nothing");
        for column in columns.split(", ").filter(|_| !others.contains(&table.as_str())) {
            let is_new = said.insert(format!("{table}.{column}"), seen.clone()).is_none();
            assert!(is_new, "{table}.{column} is there twice");
        }
    }
    let outcomes = outcomes(fixture, tables).into_iter();
    let named = outcomes.map(|((table, column), it)| (format!("{table}.{column}"), it));
    compare(&said, &named.collect());
}

#[test]
fn what_the_document_says_of_whole_rows_is_so() {
    let mut said = BTreeMap::new();
    for row in documented(3) {
        let [tables, gone, new] = &row[..] else { continue };
        for table in tables.split(", ") {
            said.insert(format!("{table}: gone"), gone.clone());
            said.insert(format!("{table}: new"), new.clone());
        }
    }
    on_both(|fixture| {
        let outcomes = row_outcomes(fixture).into_iter().flat_map(|(table, [gone, new])| {
            [(format!("{table}: gone"), gone), (format!("{table}: new"), new)]
        });
        compare(&said, &outcomes.collect());
    });
}
