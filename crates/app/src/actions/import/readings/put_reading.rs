//! Puts one reading that a person filled in on a page: checked and written by what checks and
//! writes the rows of the files.

use super::{Importer, KnownDirectory};
use crate::actions::import::directory::Directory;
use crate::actions::import::filled_cells::{CellError, FilledCells};
use crate::actions::refresh_reports;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::formats::cells::Cells;
use crate::formats::problem::Problem;
use crate::formats::usage_columns::USAGE_COLUMNS;
use countersign_store::{Store, installation};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Puts the reading, and makes or refreshes the reports that it affects. Whether it was new or
/// different, or the first cell that is refused.
///
/// # Errors
/// Fails when the database does.
pub async fn put_reading(
    store: &Store,
    clock: &Clock,
    cells: &[(&'static str, String)],
) -> Result<std::result::Result<bool, CellError>> {
    let row = FilledCells { columns: &USAGE_COLUMNS, cells };
    let codes: BTreeSet<&str> = row.needed(0).into_iter().collect();
    let directory = store.reading(async |tx| Directory::look_up(tx, &codes).await).await?;
    let known = KnownDirectory { directory: Arc::new(directory), unknown: None };
    let mut importer = Importer::begin(store, clock, known, 1, false).await?;
    match importer.reading(&row) {
        Ok(reading) => importer.batch.push(reading),
        Err(Problem { column: Some(column), expected, .. }) => {
            return Ok(Err(CellError { column, cause: expected.cause() }));
        }
        Err(problem) => return Err(Failure::System(problem.to_string())),
    }
    let changed = importer.hand_over().await? + importer.written().await?;
    let installation = store.reading(async |tx| installation::load(tx).await).await?;
    if let Some(installation) = installation {
        refresh_reports::run(store, clock.now(&installation)).await?;
    }
    Ok(Ok(changed > 0))
}
