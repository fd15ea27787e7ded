//! Finds the work that still needs the readings of old cycles.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;

statements! {
    UNPROCESSED = "SELECT MIN(cycle) FROM reports WHERE status <> 'completed'";
    UNCORRECTED = "SELECT MIN(cycle) FROM corrections \
        WHERE state IN ('proposed', 'agreed', 'dispatched')";
    FAULTY = "SELECT MIN(f.cycle) FROM faults f WHERE NOT EXISTS (SELECT 1 FROM reports r \
        WHERE r.cycle = f.cycle AND r.partner_id = f.partner_id AND r.vendor_id = f.vendor_id)";
    MADE_THROUGH = "SELECT MIN(made_through) FROM partners";
    ARRIVED = "SELECT MIN(since_day) FROM arrivals";
    FIRST_MADE_AT = "SELECT MIN(made_at) FROM reports WHERE cycle >= $1";
}

/// The earliest cycles with unfinished work of each kind; none if there is no such work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenWork {
    /// A report that its vendor has not completed.
    pub report: Option<Cycle>,
    /// A correction that is not finished.
    pub correction: Option<Cycle>,
    /// A report that could not be made.
    pub fault: Option<Cycle>,
    /// The last cycle that has been made for every partner.
    pub made_through: Option<Cycle>,
    /// The first UTC day of readings that no report has been compared with.
    pub arrived_since: Option<i64>,
}

/// The unfinished work.
///
/// # Errors
/// Fails when the database does.
pub async fn open_work(tx: &mut Tx) -> Result<OpenWork> {
    Ok(OpenWork {
        report: earliest(tx, UNPROCESSED).await?,
        correction: earliest(tx, UNCORRECTED).await?,
        fault: earliest(tx, FAULTY).await?,
        made_through: earliest(tx, MADE_THROUGH).await?,
        arrived_since: tx.first(ARRIVED, &[], |row| row.get::<Option<i64>>(0)).await?.flatten(),
    })
}

async fn earliest(tx: &mut Tx, sql: &str) -> Result<Option<Cycle>> {
    Ok(tx.first(sql, &[], |row| row.get::<Option<Cycle>>(0)).await?.flatten())
}

/// When the first report of a cycle or a later one was made; `None` if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn first_made_at(tx: &mut Tx, cycle: Cycle) -> Result<Option<Instant>> {
    let first = |row: crate::Row<'_>| row.get::<Option<Instant>>(0);
    Ok(tx.first(FIRST_MADE_AT, &[cycle.into()], first).await?.flatten())
}
