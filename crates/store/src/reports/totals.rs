//! Chargeable units per product of many reports, and of the month before. Units of different
//! products are never added, nor those of a product whose unit changed.

use super::list::{Filter, Scope};
use super::month_before::{self, CHUNK};
use super::page::keys;
use crate::engine::Engine;
use crate::error::Result;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use std::cmp::Reverse;
use std::collections::BTreeMap;

macro_rules! unit_columns {
    () => {
        "SELECT l.cycle, l.vendor_id, l.product_code, l.product_name, l.unit, CASE \
         WHEN l.penalty THEN l.provisioned ELSE COALESCE(l.edited, l.default_chargeable) \
         END AS chargeable FROM report_lines l "
    };
}

statements! {
    UNITS = concat!(unit_columns!(), "WHERE l.cycle = $1 AND l.partner_id = $2 \
        AND l.vendor_id = $3");
}

// Batched, as in `load`.
const UNITS_AT_ONCE: &str = concat!(
    unit_columns!(),
    "JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, vendor_id) \
     ON l.cycle = k.cycle AND l.partner_id = k.partner_id AND l.vendor_id = k.vendor_id"
);

/// The chargeable units of a product in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductTotal {
    /// The month.
    pub cycle: Cycle,
    /// The number of the vendor.
    pub vendor_id: i64,
    /// The code of the product.
    pub product: String,
    /// Its name in the latest of the reports.
    pub name: String,
    /// The unit.
    pub unit: String,
    /// The month's sum; `None` if there is no line, or if it is out of range.
    pub now: Option<Quantity>,
    /// The sum of the month before.
    pub before: Option<Quantity>,
    /// Whether a sum is out of range, so that nothing says how much it changed.
    pub out_of_range: bool,
}

impl ProductTotal {
    /// This month's sum less that of the month before, in which no line counts as 0; none if it, or
    /// one of the sums, is out of range.
    #[must_use]
    pub fn change(&self) -> Option<Quantity> {
        let micros = |units: Option<Quantity>| units.map_or(0, Quantity::micros);
        let change = micros(self.now).checked_sub(micros(self.before));
        change.filter(|_| !self.out_of_range).map(Quantity::from_micros)
    }
}

/// The latest month first, then by vendor and product.
type TotalKey = (Reverse<Cycle>, i64, String, String);

#[derive(Default)]
struct Sums {
    name: String,
    /// Millionths of this month and the one before.
    micros: [Option<i128>; 2],
}

/// The sums while lines are read.
#[derive(Default)]
struct Totals(BTreeMap<TotalKey, Sums>);

impl Totals {
    /// Adds a line; one of the month before counts with the month after it.
    fn add(&mut self, row: Row<'_>, back: usize) -> Result<()> {
        let cycle: Cycle = row.get(0)?;
        let month = if back == 1 { cycle.plus(1) } else { cycle };
        let key = (Reverse(month), row.get(1)?, row.get(2)?, row.get(4)?);
        let sums = self.0.entry(key).or_default();
        if back == 0 || sums.name.is_empty() {
            sums.name = row.get(3)?;
        }
        let units: Quantity = row.get(5)?;
        let sum = sums.micros[back].get_or_insert(0);
        *sum += i128::from(units.micros());
        Ok(())
    }

    async fn read(&mut self, tx: &mut Tx, keys: &[Key], back: usize) -> Result<()> {
        for chunk in keys.chunks(CHUNK) {
            if tx.engine() == Engine::Postgres {
                let cycles: Vec<i64> = chunk.iter().map(|key| key.cycle.number()).collect();
                let partners: Vec<i64> = chunk.iter().map(|key| key.partner_id).collect();
                let vendors: Vec<i64> = chunk.iter().map(|key| key.vendor_id).collect();
                let values = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
                tx.each(UNITS_AT_ONCE, &values, |row| self.add(row, back)).await?;
            } else {
                let values: Vec<_> = chunk.iter().map(Key::values).collect();
                tx.each_of(UNITS, &values, |_, row| self.add(row, back)).await?;
            }
        }
        Ok(())
    }

    fn finished(self) -> Vec<ProductTotal> {
        let quantity = |micros: i128| i64::try_from(micros).ok().map(Quantity::from_micros);
        let total = |((Reverse(cycle), vendor_id, product, unit), sums): (TotalKey, Sums)| {
            let [now, before] = sums.micros.map(|sum| sum.and_then(quantity));
            let out_of_range =
                sums.micros.map(|sum| sum.is_some()) != [now, before].map(|it| it.is_some());
            let name = sums.name;
            ProductTotal { cycle, vendor_id, product, name, unit, now, before, out_of_range }
        };
        self.0.into_iter().map(total).collect()
    }
}

/// The totals of these reports of a reader, beside those of the same partners and vendors in the
/// month before.
///
/// # Errors
/// Fails when the database does.
pub async fn totals_of(tx: &mut Tx, scope: &Scope, reports: &[Key]) -> Result<Vec<ProductTotal>> {
    let before = month_before::known(tx, scope, reports).await?;
    totals_beside(tx, reports, &before).await
}

/// The part of [`totals_of`] that belongs to the month before.
///
/// # Errors
/// Fails when the database does.
pub async fn totals_before(
    tx: &mut Tx,
    scope: &Scope,
    reports: &[Key],
) -> Result<Vec<ProductTotal>> {
    let before = month_before::known(tx, scope, reports).await?;
    totals_beside(tx, &[], &before).await
}

/// The totals of a list. Beside a list that is not narrowed stands all of the month before, also
/// that of partners who have no report any more; beside others, that of the same partners and
/// vendors.
///
/// # Errors
/// Fails when the database does.
pub async fn totals(tx: &mut Tx, filter: &Filter) -> Result<Vec<ProductTotal>> {
    let reports = keys(tx, filter).await?;
    if filter.is_narrowed() {
        return totals_of(tx, &filter.scope, &reports).await;
    }
    let scope = match &filter.scope {
        Scope::Partner { id, from } => Scope::Partner { id: *id, from: from.plus(-1) },
        scope => scope.clone(),
    };
    let earlier = filter.earlier.iter().map(|month| month.plus(-1)).collect();
    let before = Filter { scope, cycle: filter.cycle.plus(-1), earlier, ..filter.clone() };
    let before = keys(tx, &before).await?;
    totals_beside(tx, &reports, &before).await
}

async fn totals_beside(tx: &mut Tx, now: &[Key], before: &[Key]) -> Result<Vec<ProductTotal>> {
    let mut totals = Totals::default();
    totals.read(tx, now, 0).await?;
    totals.read(tx, before, 1).await?;
    Ok(totals.finished())
}
