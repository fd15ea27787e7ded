//! The operator's choices for deadlines that passed while the clock did not run. They can only be
//! added and read.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    LAST = "SELECT COALESCE(MAX(id), 0) FROM deadline_choices";
    RECORD = "INSERT INTO deadline_choices (id, chosen_at, deadline, person_id) \
        VALUES ($1, $2, $3, $4)";
    ALL = "SELECT id, chosen_at, deadline FROM deadline_choices ORDER BY id";
    NEWEST = "SELECT d.chosen_at, d.deadline, d.person_id, p.name FROM deadline_choices d \
        LEFT JOIN people p ON p.id = d.person_id ORDER BY d.id DESC LIMIT $1";
}

/// Records a choice: a new deadline for everyone, or none to keep the old ones; by a person, or by
/// the command line. The caller holds the work lock, because choices are numbered.
///
/// # Errors
/// Fails when the database does.
pub async fn record(
    tx: &mut Tx,
    chosen_at: Instant,
    deadline: Option<Instant>,
    person_id: Option<i64>,
) -> Result<()> {
    let last = tx.first(LAST, &[], |row| row.get::<i64>(0)).await?.unwrap_or(0);
    let row = [(last + 1).into(), chosen_at.into(), deadline.into(), person_id.into()];
    tx.execute(RECORD, &row).await?;
    Ok(())
}

/// A recorded choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineChoice {
    /// The instant.
    pub chosen_at: Instant,
    /// The new deadline for everyone; `None` if the old ones were kept.
    pub deadline: Option<Instant>,
    /// The number of the person; none for the command line.
    pub person_id: Option<i64>,
    /// Their name, unless it was erased.
    pub person: Option<String>,
}

/// The last `limit` choices, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<DeadlineChoice>> {
    tx.all(NEWEST, &[limit.into()], |row| {
        Ok(DeadlineChoice {
            chosen_at: row.get(0)?,
            deadline: row.get(1)?,
            person_id: row.get(2)?,
            person: row.get(3)?,
        })
    })
    .await
}

/// Every choice: its number, when it was made, and the new deadline, if it was one.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<(i64, Instant, Option<Instant>)>> {
    tx.all(ALL, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}
