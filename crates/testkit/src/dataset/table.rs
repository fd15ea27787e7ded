//! Writing CSV in the many ways that all mean the same.

use super::rng::Rng;
use crate::model::{guard, unguard};

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

    /// Columns in any order, with or without BOM, LF or CRLF, the last line ended or not; now and
    /// then as people's tools leave files.
    pub(super) fn write(&self, rng: &mut Rng) -> String {
        let style = Style::new(self, rng);
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        rng.shuffle(&mut order);
        let end = if rng.chance(50) { "\r\n" } else { "\n" };
        let mut text = String::new();
        if rng.chance(15) {
            text.push('\u{feff}');
        }
        let header: Vec<String> =
            order.iter().map(|index| style.heading(self.columns[*index], rng)).collect();
        text.push_str(&style.record(&header));
        for row in &self.rows {
            if style.loose && rng.chance(10) {
                text.push_str(end);
                text.push_str(&style.record(&vec![String::new(); order.len()]));
            }
            text.push_str(end);
            let cell = |index: &usize| style.cell(self.columns[*index], &row[*index], rng);
            let cells: Vec<String> = order.iter().map(cell).collect();
            text.push_str(&style.record(&cells));
        }
        if rng.chance(80) {
            text.push_str(end);
        }
        if style.loose && rng.chance(30) {
            text.push_str(end);
        }
        text
    }
}

/// Figures, which may have a decimal comma where cells are separated by `;`.
const FIGURES: &[&str] = &["provisioned", "used", "chargeable"];

/// Codes, words of closed lists and figures, around which blanks do not count.
const BLANKS_ASIDE: &[&str] = &[
    "code",
    "partner",
    "distributor",
    "region",
    "customer",
    "product",
    "vendor",
    "subscription",
    "usage_reports",
    "type",
    "basis",
    "billable",
    "action",
    "provisioned",
    "used",
    "auto_approve",
];

/// Words of closed lists, in which case does not count.
const WORDS: &[&str] = &["usage_reports", "type", "basis", "billable", "role", "action"];

/// How one file is written.
struct Style {
    separator: char,
    decimal_comma: bool,
    /// Headings in capitals, rows without anything, blanks around cells, a column without a
    /// heading, zeros after the last decimal.
    loose: bool,
}

impl Style {
    fn new(of: &Table, rng: &mut Rng) -> Style {
        let loose = rng.chance(30);
        // A file that is applied comes back with its results; the others may have any separator.
        let applied = of.columns.contains(&"action");
        let separator = if loose && !applied { *rng.pick(&[',', ';', '\t']) } else { ',' };
        // A comma in a figure is an error where the others have a point.
        let figures =
            FIGURES.iter().filter_map(|column| of.columns.iter().position(|it| it == column));
        let mut figures = figures.flat_map(|at| of.rows.iter().map(move |row| &row[at]));
        let has_comma = figures.any(|figure| figure.contains(','));
        let separator = if has_comma { ',' } else { separator };
        Style { separator, decimal_comma: separator == ';' && rng.chance(50), loose }
    }

    fn heading(&self, column: &str, rng: &mut Rng) -> String {
        match rng.below(4) {
            0 if self.loose => column.to_uppercase(),
            1 if self.loose => format!(" {column} "),
            _ => column.to_owned(),
        }
    }

    fn cell(&self, column: &str, text: &str, rng: &mut Rng) -> String {
        let mut text = text.to_owned();
        if self.loose && FIGURES.contains(&column) && rng.chance(20) {
            text = with_zeros(&text);
        }
        if self.decimal_comma && FIGURES.contains(&column) {
            text = text.replace('.', ",");
        }
        if self.loose && WORDS.contains(&column) && rng.chance(30) {
            text = text.to_uppercase();
        }
        if self.loose && BLANKS_ASIDE.contains(&column) && !text.is_empty() && rng.chance(15) {
            text.push(' ');
        }
        let special = text.contains([self.separator, '"', '\r', '\n']);
        if special || rng.chance(10) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    }

    fn record(&self, cells: &[String]) -> String {
        let mut record = cells.join(&self.separator.to_string());
        if self.loose {
            // A column without a heading.
            record.push(self.separator);
        }
        record
    }
}

/// A figure with zeros after its last decimal; anything else as it is.
fn with_zeros(text: &str) -> String {
    let is_digit = |char: char| char.is_ascii_digit();
    match text.split_once('.') {
        Some((whole, part)) if !part.is_empty() && part.chars().all(is_digit) => {
            format!("{whole}.{part}00")
        }
        None if !text.is_empty() && text.chars().all(is_digit) => format!("{text}.0"),
        _ => text.to_owned(),
    }
}

/// A text as a cell: guarded where it must be to arrive as it is, and now and then where it may.
pub(super) fn text(stored: &str, rng: &mut Rng) -> String {
    let must = unguard(stored) != stored;
    if must || rng.chance(50) { guard(stored) } else { stored.to_owned() }
}
