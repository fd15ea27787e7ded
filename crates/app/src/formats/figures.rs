//! Reads figures as spreadsheets write them: with a decimal point, or, in a file with `;` between
//! cells, with a decimal comma.

use super::corrected::Correction;
use super::expected::Expected;
use super::file_fault::FileFault;
use super::sheet::{Cells, Sheet};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The columns with decimal figures.
const COLUMNS: [&str; 4] =
    ["provisioned", "used", "chargeable", "over_provisioning_threshold_percent"];

/// A figure with a decimal point in place of its comma.
///
/// # Errors
/// The expected form.
pub(super) fn with_point(text: &str, separator: u8) -> Result<Cow<'_, str>, Expected> {
    if separator != b';' {
        return Err(Expected::DecimalPoint);
    }
    match mark(text) {
        Some(b',') => Ok(Cow::Owned(text.replace(',', "."))),
        _ => Err(Expected::OneMark),
    }
}

/// The decimal mark of a figure; `None` if it has none or is not a figure.
fn mark(text: &str) -> Option<u8> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let at = text.find(['.', ','])?;
    (digits(&text[..at]) && digits(&text[at + 1..])).then_some(text.as_bytes()[at])
}

/// Reads a table to its end: if some figures have a comma and others a point, these may be
/// thousands separators, and no figure can be trusted.
///
/// # Errors
/// [`FileFault::MixedMarks`].
pub(super) fn check_marks(mut sheet: Sheet) -> Result<(), FileFault> {
    let columns: Vec<usize> = COLUMNS.iter().filter_map(|name| sheet.column(name)).collect();
    let (mut comma, mut point) = (None, None);
    // Rows that cannot be read are reported when the rows are imported.
    while let Ok(Some(row)) = sheet.next_row() {
        for column in &columns {
            match row.raw(*column).ok().flatten().and_then(mark) {
                Some(b',') => comma = comma.or(Some(row.number())),
                Some(_) => point = point.or(Some(row.number())),
                None => {}
            }
        }
        if let (Some(comma), Some(point)) = (comma, point) {
            return Err(FileFault::MixedMarks { comma, point });
        }
    }
    Ok(())
}

/// The mark of the first figure in rows that are not corrected; a point if there is none.
///
/// # Errors
/// Why the table cannot be read.
pub(super) fn first_mark(
    mut sheet: Sheet,
    corrections: &BTreeMap<u64, Correction>,
) -> Result<u8, FileFault> {
    let columns: Vec<usize> = COLUMNS.iter().filter_map(|name| sheet.column(name)).collect();
    while let Some(row) = sheet.next_row()? {
        let figures = columns.iter().filter_map(|column| row.raw(*column).ok().flatten());
        let found = figures.filter_map(mark).next();
        if let Some(found) = found.filter(|_| !corrections.contains_key(&row.number())) {
            return Ok(found);
        }
    }
    Ok(b'.')
}

/// Cells by the names of their columns, with this mark in their figures.
pub(super) fn marked(cells: &[(String, String)], wanted: u8) -> Vec<(String, String)> {
    let cell = |(name, text): &(String, String)| {
        let is_figure = COLUMNS.contains(&name.as_str()) && mark(text.trim()).is_some();
        let text = match is_figure {
            true => text.replace(['.', ','], if wanted == b',' { "," } else { "." }),
            false => text.clone(),
        };
        (name.clone(), text)
    };
    cells.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::usage_columns::USAGE_COLUMNS;

    #[test]
    fn a_decimal_comma_is_read_in_files_with_semicolons() {
        assert_eq!(with_point("1234,5", b';').unwrap(), "1234.5");
        for text in ["1.234,5", "1,234.5", "1,234,567", ",5", "5,", "a,b"] {
            assert!(with_point(text, b';').is_err(), "{text}");
        }
        assert_eq!(with_point("1,5", b'\t'), Err(Expected::DecimalPoint));
    }

    #[test]
    fn a_row_that_ends_before_its_figures_is_left_to_the_import() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("usage.csv");
        let text = "subscription;observed_at;provisioned\nS1;2026-10-01;1,5\nTotal\n";
        std::fs::write(&path, text).unwrap();
        let open = || Sheet::open(&path, &USAGE_COLUMNS).unwrap();
        assert!(check_marks(open()).is_ok());
        let corrections = BTreeMap::from([(2, Correction::LeftOut)]);
        assert_eq!(first_mark(open(), &corrections).unwrap(), b'.');
    }

    #[test]
    fn the_mark_of_a_figure_is_found() {
        for (text, expected) in [
            ("1,5", Some(b',')),
            ("1.5", Some(b'.')),
            ("15", None),
            ("1.234,5", None),
            ("x.y", None),
        ] {
            assert_eq!(mark(text), expected, "{text}");
        }
    }
}
