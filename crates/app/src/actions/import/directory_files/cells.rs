//! Cells that several files have: a row's own code, `since`, and yes or no.

use crate::actions::import::context::ImportContext;
use crate::formats::expected::Expected;
use crate::formats::sheet::{Cells, Problem};
use countersign_domain::code::is_code;
use countersign_domain::instant::Instant;
use std::collections::HashSet;

/// The codes of one file, to refuse a code that appears twice.
#[derive(Default)]
pub(super) struct SeenCodes(HashSet<i64>);

impl SeenCodes {
    /// Notes the number of a row's code.
    pub(super) fn note(&mut self, number: i64, code: &str) -> Result<(), Problem> {
        if self.0.insert(number) {
            return Ok(());
        }
        Err(Problem::cell("code", code, Expected::CodeOnce))
    }
}

/// The row's own code, in the first column.
pub(super) fn code(row: &impl Cells) -> Result<&str, Problem> {
    let code = row.needed(0)?;
    if is_code(code) { Ok(code) } else { Err(Problem::cell("code", code, Expected::Code)) }
}

/// The instant from which the links of a row apply, if the row gives it.
pub(super) fn since(
    context: &ImportContext<'_>,
    row: &impl Cells,
    column: usize,
) -> Result<Option<Instant>, Problem> {
    let since = row.parsed(column, |text| Instant::parse(text).map_err(|_| Expected::Instant))?;
    if since.is_some_and(|since| since > context.linked_at) {
        let found = row.raw(column)?.unwrap_or_default();
        return Err(Problem::cell("since", found, Expected::PastInstant));
    }
    Ok(since)
}

/// A yes-or-no cell.
pub(super) fn yes_no(row: &impl Cells, column: usize) -> Result<Option<bool>, Problem> {
    row.parsed(column, |text| {
        countersign_domain::settings::parse_yes_no(text).ok_or(Expected::YesNo)
    })
}
