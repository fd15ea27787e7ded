//! Closings of cycles by distributors.

use crate::completeness::DistributorCycle;
use crate::error::Result;
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;

statements! {
    ADD = "INSERT INTO cycle_closings (distributor_id, cycle, closed_at, person_id) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (distributor_id, cycle, closed_at) DO NOTHING";
    ALL = "SELECT distributor_id, cycle, closed_at, person_id FROM cycle_closings \
        ORDER BY distributor_id, cycle, closed_at";
    LAST = "SELECT closed_at, person_id FROM cycle_closings \
        WHERE distributor_id = $1 AND cycle = $2 ORDER BY closed_at DESC LIMIT 1";
    CHANGED = "SELECT COUNT(*) FROM reports WHERE distributor_id = $1 AND cycle = $2 \
        AND (made_at > $3 OR submitted_at > $3 OR decided_at > $3)";
}

/// The closing of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The instant of the closing.
    pub at: Instant,
    /// The person who did it.
    pub person_id: i64,
}

/// Adds a closing.
///
/// # Errors
/// Fails when the database does.
pub async fn add(tx: &mut Tx, of: DistributorCycle, closing: Closing) -> Result<()> {
    let values =
        [of.distributor_id.into(), of.cycle.into(), closing.at.into(), closing.person_id.into()];
    if tx.execute(ADD, &values).await? == 0 {
        return Ok(());
    }
    pending::add(tx, &[LeafName::closing(of.distributor_id, of.cycle, closing.at)]).await
}

/// The last closing of a distributor's cycle.
///
/// # Errors
/// Fails when the database does.
pub async fn last(tx: &mut Tx, of: DistributorCycle) -> Result<Option<Closing>> {
    let closing = |row: crate::Row<'_>| Ok(Closing { at: row.get(0)?, person_id: row.get(1)? });
    tx.first(LAST, &[of.distributor_id.into(), of.cycle.into()], closing).await
}

/// How many of the cycle's reports were made, submitted or decided after an instant.
///
/// # Errors
/// Fails when the database does.
pub async fn changed_since(tx: &mut Tx, of: DistributorCycle, since: Instant) -> Result<i64> {
    let values = [of.distributor_id.into(), of.cycle.into(), since.into()];
    Ok(tx.first(CHANGED, &values, |row| row.get(0)).await?.unwrap_or(0))
}

/// Every closing, with its distributor and cycle.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<(DistributorCycle, Closing)>> {
    tx.all(ALL, &[], |row| {
        let closing = Closing { at: row.get(2)?, person_id: row.get(3)? };
        let of = DistributorCycle { distributor_id: row.get(0)?, cycle: row.get(1)? };
        Ok((of, closing))
    })
    .await
}
