//! What a person signs for the reports of a job: a statement for each, with its place under the
//! root that is signed. They are kept until the job has decided on the reports.

use crate::error::Result;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use uuid::Uuid;

statements! {
    FIRST = "SELECT position, statement, place FROM job_statements WHERE job_id = $1 \
        ORDER BY position LIMIT 1";
    WITHIN = "SELECT position, statement, place FROM job_statements WHERE job_id = $1 \
        AND position >= $2 AND position <= $3 ORDER BY position";
    REMOVE = "DELETE FROM job_statements WHERE job_id = $1 AND position <= $2";
    /// What jobs left that ended without using it.
    REMOVE_ENDED = "DELETE FROM job_statements WHERE job_id IN (SELECT id FROM jobs \
        WHERE state IN ('done', 'failed', 'cancelled'))";
}

/// A statement of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStatement {
    /// The position of its item.
    pub position: i64,
    /// The text of the statement.
    pub statement: String,
    /// Its place under the root, as JSON.
    pub place: String,
}

fn statement(row: crate::Row<'_>) -> Result<JobStatement> {
    Ok(JobStatement { position: row.get(0)?, statement: row.get(1)?, place: row.get(2)? })
}

/// Stores the statements of a job instead of those that it has.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, job: Uuid, statements: &[JobStatement]) -> Result<()> {
    tx.execute(REMOVE_ENDED, &[]).await?;
    remove_until(tx, job, i64::MAX).await?;
    let rows: Vec<_> = statements
        .iter()
        .map(|it| [job.into(), it.position.into(), (&it.statement).into(), (&it.place).into()])
        .collect();
    tx.insert(&schema::JOB_STATEMENTS, &rows).await
}

/// The first statement of a job.
///
/// # Errors
/// Fails when the database does.
pub async fn first(tx: &mut Tx, job: Uuid) -> Result<Option<JobStatement>> {
    tx.first(FIRST, &[job.into()], statement).await
}

/// The statements of a job from one position to another.
///
/// # Errors
/// Fails when the database does.
pub async fn within(tx: &mut Tx, job: Uuid, span: (i64, i64)) -> Result<Vec<JobStatement>> {
    tx.all(WITHIN, &[job.into(), span.0.into(), span.1.into()], statement).await
}

/// Deletes the statements of a job up to a position.
///
/// # Errors
/// Fails when the database does.
pub async fn remove_until(tx: &mut Tx, job: Uuid, position: i64) -> Result<()> {
    tx.execute(REMOVE, &[job.into(), position.into()]).await?;
    Ok(())
}
