//! The progress of an interrupted file of decisions.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    OF_RUN = "SELECT first_row, results FROM apply_progress WHERE run = $1 \
        ORDER BY first_row";
    OF_ROWS = "SELECT results FROM apply_progress WHERE run = $1 AND first_row = $2";
    RECORD = "INSERT INTO apply_progress (run, first_row, results) VALUES ($1, $2, $3)";
    FORGET = "DELETE FROM apply_progress WHERE run = $1";
}

/// The recorded results of a run in order, each with the number of its first row; none if it was
/// not interrupted.
///
/// # Errors
/// Fails when the database does.
pub async fn of_run(tx: &mut Tx, run: &str) -> Result<Vec<(i64, String)>> {
    tx.all(OF_RUN, &[run.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The recorded results of the rows from `first_row` on; `None` if they were not executed.
///
/// # Errors
/// Fails when the database does.
pub async fn of_rows(tx: &mut Tx, run: &str, first_row: i64) -> Result<Option<String>> {
    tx.first(OF_ROWS, &[run.into(), first_row.into()], |row| row.get(0)).await
}

/// Records the results of some rows, together with what they did.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when another process executes the same run.
pub async fn record(tx: &mut Tx, run: &str, first_row: i64, results: &str) -> Result<()> {
    tx.execute(RECORD, &[run.into(), first_row.into(), results.into()]).await?;
    Ok(())
}

/// Deletes the progress of a complete run.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(tx: &mut Tx, run: &str) -> Result<()> {
    tx.execute(FORGET, &[run.into()]).await?;
    Ok(())
}
