//! What the figures of reports did not see: subscriptions without data or carried forward, and
//! sources of their readings that were silent or overlap.

use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::instant::Instant;
use countersign_domain::statement::Unseen;
use countersign_domain::zone::day_number;

statements! {
    STANDINGS = "SELECT COUNT(CASE WHEN standing = 'carried-forward' THEN 1 END), \
        COUNT(CASE WHEN standing = 'no-data' THEN 1 END) FROM figures \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    /// The days are listed, because the sources of readings are found by day.
    SOURCES = "WITH RECURSIVE days (day) AS (SELECT CAST($4 AS BIGINT) \
        UNION ALL SELECT day + 1 FROM days WHERE day < $5), \
        sent AS (SELECT r.source_id, s.silent_since, \
        COUNT(*) OVER (PARTITION BY r.day, r.subscription_id) AS senders \
        FROM days d JOIN figures f ON f.cycle = $1 AND f.partner_id = $2 AND f.vendor_id = $3 \
        JOIN reading_sources r ON r.day = d.day AND r.partner_id = f.home_partner_id \
        AND r.subscription_id = f.subscription_id JOIN sources s ON s.id = r.source_id) \
        SELECT COUNT(DISTINCT CASE WHEN senders > 1 THEN source_id END), \
        COUNT(DISTINCT CASE WHEN silent_since <= $6 THEN source_id END) FROM sent";
}

/// What each of these reports did not see; sources count that were silent at the instant beside the
/// report. The days are those of the month in UTC.
///
/// # Errors
/// Fails when the database does.
pub async fn of_reports(tx: &mut Tx, reports: &[(Key, Instant)]) -> Result<Vec<Unseen>> {
    let mut unseen = vec![Unseen::default(); reports.len()];
    let keys: Vec<_> = reports.iter().map(|(key, _)| key.values()).collect();
    tx.each_of(STANDINGS, &keys, |at, row| {
        (unseen[at].carried_forward, unseen[at].no_data) = (row.get(0)?, row.get(1)?);
        Ok(())
    })
    .await?;
    let rows = reports.iter().map(|(key, until)| {
        let [cycle, partner, vendor] = key.values();
        let [first, last] = [key.cycle.first_date(), key.cycle.last_date()].map(day_number);
        [cycle, partner, vendor, Value::Int(first), Value::Int(last), (*until).into()]
    });
    let rows: Vec<_> = rows.collect();
    tx.each_of(SOURCES, &rows, |at, row| {
        (unseen[at].overlapping_sources, unseen[at].silent_sources) = (row.get(0)?, row.get(1)?);
        Ok(())
    })
    .await?;
    Ok(unseen)
}
