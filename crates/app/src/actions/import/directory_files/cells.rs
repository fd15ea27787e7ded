//! Cells that several files have: a row's own code, `since`, and yes or no.

use crate::actions::import::context::ImportContext;
use crate::formats::sheet::{Cells, Problem};
use countersign_domain::code::{CODE_EXPECTED, is_code};
use countersign_domain::instant::Instant;
use std::collections::HashSet;

/// The expected form of the column `since`.
const SINCE_EXPECTED: &str = "an instant such as 2026-11-01T08:30:00Z";

/// The codes of one file, to refuse a code that appears twice.
#[derive(Default)]
pub(super) struct SeenCodes(HashSet<i64>);

impl SeenCodes {
    /// Notes the number of a row's code.
    pub(super) fn note(&mut self, number: i64, code: &str) -> Result<(), Problem> {
        if self.0.insert(number) {
            return Ok(());
        }
        Err(Problem::cell("code", code, "each code once in the file"))
    }
}

/// The row's own code, in the first column.
pub(super) fn code(row: &impl Cells) -> Result<&str, Problem> {
    let code = row.needed(0)?;
    if is_code(code) { Ok(code) } else { Err(Problem::cell("code", code, CODE_EXPECTED)) }
}

/// The instant from which the links of a row apply, if the row gives it.
pub(super) fn since(
    context: &ImportContext<'_>,
    row: &impl Cells,
    column: usize,
) -> Result<Option<Instant>, Problem> {
    let since = row.parsed(column, |text| Instant::parse(text).map_err(|_| SINCE_EXPECTED))?;
    if since.is_some_and(|since| since > context.linked_at) {
        let found = row.raw(column)?.unwrap_or_default();
        return Err(Problem::cell("since", found, "an instant that is not in the future"));
    }
    Ok(since)
}

/// A yes-or-no cell.
pub(super) fn yes_no(row: &impl Cells, column: usize) -> Result<Option<bool>, Problem> {
    row.parsed(column, |text| countersign_domain::settings::parse_yes_no(text).ok_or("yes or no"))
}
