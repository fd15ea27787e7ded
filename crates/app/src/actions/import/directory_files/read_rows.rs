//! Reads the rows of a sheet one after the other and collects their problems.

use super::row_error::{RowError, SheetError};
use super::text_bounds;
use crate::actions::import::context::ImportContext;
use crate::actions::import::unknown_codes::space;
use crate::formats::sheet::{Cells, Sheet, SheetRow};

/// New or changed rows that are written at once.
pub(super) const CHUNK: usize = 5_000;

/// Passes every row that is as wide as its header to `take`. A bad row is recorded and the next one
/// is read, so that a person sees all problems at once. A row that names a refused row is only
/// counted.
pub(super) async fn read_rows(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
    mut take: impl AsyncFnMut(&mut ImportContext<'_>, &SheetRow<'_>) -> Result<(), RowError>,
) -> Result<(), SheetError> {
    let path = sheet.path().to_owned();
    while let Some(row) = sheet.next_row().map_err(SheetError::Unreadable)? {
        let checked = match row.check_width() {
            Ok(()) => text_bounds::check_row(context, &row).await,
            Err(problem) => Err(problem.into()),
        };
        let taken = match checked {
            Ok(()) => take(context, &row).await,
            Err(error) => Err(error),
        };
        context.rows += 1;
        match taken {
            Ok(()) => {}
            Err(RowError::Bad(problem)) => {
                match problem.unknown_reference().is_some_and(|it| context.hanging.hangs(&it)) {
                    true => context.problems.consequence(),
                    false => context.problems.of_row(&path, &row, None, &problem),
                }
                if let (Some(kind), Ok(Some(code))) = (space(context.kind), row.raw(0)) {
                    context.hanging.add(kind, code);
                }
            }
            Err(RowError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(())
}
