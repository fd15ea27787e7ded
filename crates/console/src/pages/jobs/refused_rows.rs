//! The refused rows of an import as a form: grouped by cause, each cell a field.

use super::problem_words::{ProblemText, Wanted};
use crate::pages::administration::file_columns::explained;
use countersign_app::actions::import::{RefusedRow, classify};
use countersign_app::formats::corrected::Correction;
use countersign_app::jobs::imports::correct::Corrections;
use countersign_language::text::Locale;
use std::path::Path;

/// Rows of one file whose cells in one column should hold the same.
pub(super) struct RefusedGroup {
    pub(super) file: String,
    pub(super) column: Option<String>,
    pub(super) rows: Vec<RefusedRowForm>,
}

/// The fields of a row.
pub(super) struct RefusedRowForm {
    /// Its place among the rows that can be corrected.
    pub(super) place: usize,
    /// Its heading, with its number.
    pub(super) legend: String,
    /// Why it is refused as a whole; `None` if a cell is wrong.
    pub(super) refused: Option<Wanted>,
    pub(super) is_left_out: bool,
    pub(super) is_accepted: bool,
    pub(super) cells: Vec<RefusedCell>,
}

pub(super) struct RefusedCell {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) has_lines: bool,
    /// What to write instead; `None` if it is not refused.
    pub(super) expected: Option<ProblemText>,
}

/// The names of fields.
fn cell_name(place: usize, column: &str) -> String {
    format!("row-{place}-{column}")
}

fn left_out_name(place: usize) -> String {
    format!("left-out-{place}")
}

fn accepted_name(place: usize) -> String {
    format!("accepted-{place}")
}

type Fields = [(String, String)];

fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// What a person typed into the fields of a row; the cells as they are where there is no field.
fn typed(place: usize, row: &RefusedRow, fields: &Fields) -> Vec<(String, String)> {
    let cell = |(column, text): &(String, String)| {
        let typed = value(fields, &cell_name(place, column));
        (column.clone(), typed.map_or_else(|| text.clone(), |it| it.replace("\r\n", "\n")))
    };
    row.cells.iter().map(cell).collect()
}

/// The corrections that were sent: rows that are left out, or have another cell, or are accepted
/// as they are shown.
pub(super) fn corrections(rows: &[RefusedRow], fields: &Fields) -> Corrections {
    let correction = |(place, row): (usize, &RefusedRow)| {
        if value(fields, &left_out_name(place)).is_some() {
            return Some((place, Correction::LeftOut));
        }
        let cells = typed(place, row, fields);
        let accepted = value(fields, &accepted_name(place)).is_some();
        (accepted || cells != row.cells).then_some((place, Correction::Cells(cells)))
    };
    rows.iter().enumerate().filter_map(correction).collect()
}

/// The form of the rows, with what a person typed.
pub(super) fn groups(locale: Locale, rows: &[RefusedRow], fields: &Fields) -> Vec<RefusedGroup> {
    let mut groups: Vec<(&RefusedRow, RefusedGroup)> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let form = form(locale, place, row, fields);
        let same = |(it, _): &&mut (&RefusedRow, RefusedGroup)| {
            (&it.file, &it.column, &it.expected) == (&row.file, &row.column, &row.expected)
        };
        match groups.iter_mut().find(same) {
            Some((_, group)) => group.rows.push(form),
            None => {
                let (file, column) = (row.file.clone(), row.column.clone());
                groups.push((row, RefusedGroup { file, column, rows: vec![form] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn form(locale: Locale, place: usize, row: &RefusedRow, fields: &Fields) -> RefusedRowForm {
    let labels = classify(Path::new(&row.file)).map(|kind| explained(locale, kind));
    let label = |column: &str| {
        let found = labels.iter().flatten().find(|it| it.name == column);
        found.map_or_else(|| column.to_owned(), |it| it.label.clone())
    };
    let cell = |(column, value): (String, String)| RefusedCell {
        name: cell_name(place, &column),
        label: label(&column),
        has_lines: value.contains('\n'),
        expected: (row.column.as_ref() == Some(&column))
            .then(|| ProblemText::of(locale, &row.expected)),
        value,
    };
    let number = i64::try_from(row.row).unwrap_or(i64::MAX);
    RefusedRowForm {
        place,
        legend: locale.say("jobs-correct-row").with("row", locale.count(number)).to_string(),
        refused: row
            .column
            .is_none()
            .then(|| Wanted::of(locale, false, row.found.clone(), &row.expected)),
        is_left_out: value(fields, &left_out_name(place)).is_some(),
        is_accepted: value(fields, &accepted_name(place)).is_some(),
        cells: typed(place, row, fields).into_iter().map(cell).collect(),
    }
}
