//! The chargeable units of a partner in the months before.

use super::summary::{charged, charged_columns};
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use std::collections::BTreeMap;

statements! {
    TREND = concat!("WITH RECURSIVE months (month) AS (SELECT CAST($3 AS BIGINT) UNION ALL \
        SELECT month + 1 FROM months WHERE month < $4) ", charged_columns!(), "WHERE \
        l.partner_id = $1 AND l.vendor_id = $2 AND l.cycle IN (SELECT month FROM months) \
        ORDER BY l.product_id, l.cycle");
}

/// The chargeable units of each product of a partner and vendor, over `months` cycles that end
/// with the key's: by the product's number, the earliest cycle first. A cycle without a line is
/// left out.
///
/// # Errors
/// Fails when the database does.
pub async fn trend(
    tx: &mut Tx,
    key: Key,
    months: i32,
) -> Result<BTreeMap<i64, Vec<(Cycle, Quantity)>>> {
    let mut trend: BTreeMap<i64, Vec<(Cycle, Quantity)>> = BTreeMap::new();
    let first = key.cycle.plus(1 - months.max(1));
    let values: [Value<'_>; 4] =
        [key.partner_id.into(), key.vendor_id.into(), first.into(), key.cycle.into()];
    tx.each(TREND, &values, |row| {
        let line = charged(row)?;
        trend.entry(line.product_id).or_default().push((row.get(0)?, line.chargeable));
        Ok(())
    })
    .await?;
    Ok(trend)
}
