//! Writing CSV in the many ways that all mean the same.

use super::rng::Rng;
use crate::model::{guard, quote, unguard};

/// A file in the making.
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

    /// Columns in any order, with or without BOM, LF or CRLF, the last line ended or not.
    pub(super) fn write(&self, rng: &mut Rng) -> String {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        rng.shuffle(&mut order);
        let end = if rng.chance(50) { "\r\n" } else { "\n" };
        let mut text = String::new();
        if rng.chance(15) {
            text.push('\u{feff}');
        }
        let header: Vec<&str> = order.iter().map(|index| self.columns[*index]).collect();
        text.push_str(&header.join(","));
        for row in &self.rows {
            text.push_str(end);
            let cells: Vec<String> = order.iter().map(|index| cell(&row[*index], rng)).collect();
            text.push_str(&cells.join(","));
        }
        if rng.chance(80) {
            text.push_str(end);
        }
        text
    }
}

fn cell(text: &str, rng: &mut Rng) -> String {
    if rng.chance(10) { format!("\"{}\"", text.replace('"', "\"\"")) } else { quote(text) }
}

/// A text as a cell: guarded where it must be to arrive as it is, and now and then where it may.
pub(super) fn text(stored: &str, rng: &mut Rng) -> String {
    let must = unguard(stored) != stored;
    if must || rng.chance(50) { guard(stored) } else { stored.to_owned() }
}
