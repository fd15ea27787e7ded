//! How far an interrupted run of a file of decisions came.

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

/// The recorded results of a run in order, each with the number of its first row; none when it
/// was not interrupted.
///
/// # Errors
/// Fails when the database does.
pub async fn of_run(tx: &mut Tx, run: &str) -> Result<Vec<(i64, String)>> {
    tx.all(OF_RUN, &[run.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The recorded results of the rows from `first_row` on; none when they were not carried out.
///
/// # Errors
/// Fails when the database does.
pub async fn of_rows(tx: &mut Tx, run: &str, first_row: i64) -> Result<Option<String>> {
    tx.first(OF_ROWS, &[run.into(), first_row.into()], |row| row.get(0)).await
}

/// Records the results of some rows, together with what they did.
///
/// # Errors
/// [`crate::StoreError::Conflict`] when another process carries the same run out.
pub async fn record(tx: &mut Tx, run: &str, first_row: i64, results: &str) -> Result<()> {
    tx.execute(RECORD, &[run.into(), first_row.into(), results.into()]).await?;
    Ok(())
}

/// Forgets a run that is complete.
///
/// # Errors
/// Fails when the database does.
pub async fn forget(tx: &mut Tx, run: &str) -> Result<()> {
    tx.execute(FORGET, &[run.into()]).await?;
    Ok(())
}
