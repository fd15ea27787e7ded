//! The chargeable units of a partner in the months before.

use super::summary::{charged, charged_columns};
use crate::error::{Result, StoreError};
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Value;
use countersign_domain::access::Parties;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Status;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! months {
    () => {
        "WITH RECURSIVE months (month) AS (SELECT CAST($3 AS BIGINT) UNION ALL \
         SELECT month + 1 FROM months WHERE month < $4) "
    };
}

statements! {
    TREND = concat!(months!(), charged_columns!(), "WHERE \
        l.partner_id = $1 AND l.vendor_id = $2 AND l.cycle IN (SELECT month FROM months) \
        ORDER BY l.product_id, l.cycle");
    DISTRIBUTORS = concat!(months!(), "SELECT cycle, distributor_id, status FROM reports WHERE \
        partner_id = $1 AND vendor_id = $2 AND cycle IN (SELECT month FROM months)");
}

/// The chargeable units of each product of a partner and vendor, over `months` cycles that end
/// with the key's: by the product's number, the earliest cycle first. A cycle without a line is
/// left out, as is one whose report the reader does not know, by its parties and status.
///
/// # Errors
/// Fails when the database does.
pub async fn trend(
    tx: &mut Tx,
    key: Key,
    months: i32,
    knows: impl Fn(&Parties, Status) -> bool,
) -> Result<BTreeMap<i64, Vec<(Cycle, Quantity)>>> {
    let mut trend: BTreeMap<i64, Vec<(Cycle, Quantity)>> = BTreeMap::new();
    let first = key.cycle.plus(1 - months.max(1));
    let values: [Value<'_>; 4] =
        [key.partner_id.into(), key.vendor_id.into(), first.into(), key.cycle.into()];
    let mut known: BTreeSet<Cycle> = BTreeSet::new();
    tx.each(DISTRIBUTORS, &values, |row| {
        let (distributor_id, partner_id, vendor_id) = (row.get(1)?, key.partner_id, key.vendor_id);
        let status = Status::parse(row.get(2)?).map_err(StoreError::Corrupt)?;
        if knows(&Parties { partner_id, distributor_id, vendor_id }, status) {
            known.insert(row.get(0)?);
        }
        Ok(())
    })
    .await?;
    tx.each(TREND, &values, |row| {
        if !known.contains(&row.get(0)?) {
            return Ok(());
        }
        let line = charged(row)?;
        trend.entry(line.product_id).or_default().push((row.get(0)?, line.chargeable));
        Ok(())
    })
    .await?;
    Ok(trend)
}
