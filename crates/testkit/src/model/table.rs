//! A file as rows by column name.

use std::collections::BTreeMap;

use super::csv;

/// The rows of a file by column name, or `None` if the file as a whole is refused: "an unknown
/// column is refused by name".
pub(super) fn table(
    text: &str,
    required: &[&str],
    optional: &[&str],
) -> Option<Vec<BTreeMap<String, String>>> {
    let mut records = csv::parse(text)?.into_iter();
    let mut header: Vec<String> =
        records.next()?.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    // "Nor does a column without a heading."
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let known = |column: &String| {
        required.contains(&column.as_str()) || optional.contains(&column.as_str())
    };
    let complete = required.iter().all(|column| header.iter().any(|it| it == column));
    if !complete || !header.iter().all(known) {
        return None;
    }
    // A row with too few or too many cells loses all of them, so that it is refused.
    let row = |mut record: Vec<String>| {
        while record.len() > header.len() && record.last().is_some_and(|it| it.trim().is_empty()) {
            record.pop();
        }
        let fits = record.len() == header.len();
        header.iter().cloned().zip(record).filter(|_| fits).collect()
    };
    let mut rows: Vec<BTreeMap<String, String>> = records.map(row).collect();
    if csv::separator(text) == ';' {
        with_points(&mut rows)?;
    }
    Some(rows)
}

/// "In a `;` file figures may have a decimal comma; both signs in one file are refused."
fn with_points(rows: &mut [BTreeMap<String, String>]) -> Option<()> {
    let columns = ["provisioned", "used", "chargeable", "over_provisioning_threshold_percent"];
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut marks = [false; 2];
    for row in rows {
        for column in columns {
            let Some(cell) = row.get_mut(column) else { continue };
            let text = cell.trim().to_owned();
            let has = |mark: char| {
                text.split_once(mark).is_some_and(|(whole, rest)| digits(whole) && digits(rest))
            };
            marks = [marks[0] || has(','), marks[1] || has('.')];
            if has(',') {
                *cell = text.replace(',', ".");
            }
        }
    }
    (marks != [true; 2]).then_some(())
}
