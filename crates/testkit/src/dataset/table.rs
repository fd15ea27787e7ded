//! Writes CSV in the many forms that mean the same.

use super::rng::Rng;
use crate::model::{guard, quote, unguard};

/// A file being built.
#[derive(Debug, Clone)]
pub(super) struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: &[&'static str]) -> Table {
        Table { columns: columns.to_vec(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, cells: Vec<String>) {
        assert_eq!(cells.len(), self.columns.len(), "a cell per column");
        self.rows.push(cells);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a row has this value in a column.
    pub(super) fn has(&self, column: &str, value: &str) -> bool {
        let at = self.columns.iter().position(|it| *it == column);
        at.is_some_and(|at| self.rows.iter().any(|row| row[at] == value))
    }

    /// Columns in any order, with or without BOM, LF or CRLF, with or without a final line end.
    pub(super) fn write(&self, rng: &mut Rng) -> String {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        rng.shuffle(&mut order);
        let end = if rng.random(50) { "\r\n" } else { "\n" };
        let mut text = String::new();
        if rng.random(15) {
            text.push('\u{feff}');
        }
        let separator = *rng.pick(&[",", ",", ",", ";", "\t"]);
        let comma = separator == ";" && rng.random(50);
        let header: Vec<String> = order.iter().map(|at| heading(self.columns[*at], rng)).collect();
        text.push_str(&header.join(separator));
        // A spreadsheet's empty column, and sometimes an empty row.
        let trailing = if rng.random(10) { separator } else { "" };
        text.push_str(trailing);
        for row in &self.rows {
            text.push_str(end);
            if rng.random(3) {
                let blank =
                    if rng.random(50) { separator.repeat(row.len() - 1) } else { String::new() };
                text.push_str(&blank);
                text.push_str(end);
            }
            let mut cell = |at: &usize| {
                let figure = comma && FIGURES.contains(&self.columns[*at]);
                let cell = loose(self.columns[*at], &row[*at], rng);
                if figure { cell.replace('.', ",") } else { cell }
            };
            let cells: Vec<String> = order.iter().map(&mut cell).collect();
            let cells: Vec<String> =
                cells.iter().map(|cell| quoted(cell, separator, rng)).collect();
            text.push_str(&cells.join(separator));
            text.push_str(trailing);
        }
        if rng.random(80) {
            text.push_str(end);
        }
        text
    }
}

/// Figures with decimals.
const FIGURES: [&str; 4] =
    ["provisioned", "used", "chargeable", "over_provisioning_threshold_percent"];

/// Columns with a fixed set of words, in which case does not count.
const WORDS: [&str; 6] = ["usage_reports", "type", "basis", "billable", "role", "action"];

/// Codes and instants, around which blanks do not count.
const CODES: [&str; 6] =
    ["subscription", "customer", "partner", "distributor", "product", "observed_at"];

/// A cell as spreadsheets write it: words in capitals, blanks at the end, zeros after the last
/// decimal.
fn loose(column: &str, cell: &str, rng: &mut Rng) -> String {
    if cell.is_empty() || !rng.random(6) {
        return cell.to_owned();
    }
    let is_digit = |char: char| char.is_ascii_digit();
    if WORDS.contains(&column) {
        return cell.to_uppercase();
    }
    if FIGURES.contains(&column) {
        return match cell.split_once('.') {
            Some((_, part)) if part.chars().all(is_digit) => format!("{cell}00"),
            None if cell.chars().all(is_digit) => format!("{cell}.0"),
            _ => cell.to_owned(),
        };
    }
    if CODES.contains(&column) { format!("{cell} ") } else { cell.to_owned() }
}

fn heading(name: &str, rng: &mut Rng) -> String {
    match rng.below(20) {
        0 => name.to_uppercase(),
        1 => format!(" {name} "),
        _ => name.to_owned(),
    }
}

fn quoted(text: &str, separator: &str, rng: &mut Rng) -> String {
    let needed = text.contains(separator) || quote(text) != text;
    match needed || rng.random(10) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

/// A text as a cell, guarded where that is necessary and sometimes where it is only allowed.
pub(super) fn text(stored: &str, rng: &mut Rng) -> String {
    let must = unguard(stored) != stored;
    if must || rng.random(50) { guard(stored) } else { stored.to_owned() }
}
