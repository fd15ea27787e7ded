//! Late differences: the changes to lines that readings after the first submission would have made.

use crate::error::Result;
use crate::products::decimals;
use crate::report_key::{Key, Span, in_span};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::correction::{LateDifference, ProductLabel};
use countersign_domain::cycle::Cycle;

macro_rules! columns {
    () => {
        "SELECT cycle, partner_id, vendor_id, product_id, product_code, product_name, unit, \
         decimals, provisioned, used, default_chargeable, found_at FROM late_differences "
    };
}
macro_rules! page {
    ($whose:literal) => {
        concat!(
            columns!(),
            "WHERE cycle = $1 AND (partner_id, vendor_id, product_id) > ($2, $3, $4) ",
            $whose,
            "ORDER BY partner_id, vendor_id, product_id LIMIT $5"
        )
    };
}

statements! {
    OF_REPORT = concat!(columns!(), "WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 \
        ORDER BY product_code");
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, product_id, product_code, \
        product_name, unit, decimals, provisioned, used, default_chargeable, found_at, \
        distributor_id FROM late_differences WHERE ", in_span!(),
        "ORDER BY cycle, partner_id, vendor_id, product_code");
    DELETE = "DELETE FROM late_differences WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    ALL = page!("");
    OF_DISTRIBUTOR = page!("AND distributor_id = $6 ");
    OF_PARTNER = page!("AND partner_id = $6 ");
    CYCLES = "SELECT DISTINCT cycle FROM late_differences ORDER BY cycle DESC";
    CYCLES_OF_DISTRIBUTOR = "SELECT DISTINCT cycle FROM late_differences \
        WHERE distributor_id = $1 ORDER BY cycle DESC";
    CYCLES_OF_PARTNER = "SELECT DISTINCT cycle FROM late_differences \
        WHERE partner_id = $1 ORDER BY cycle DESC";
}

/// The reports whose late differences are listed.
pub use crate::corrections::CorrectionScope;

/// A late difference with its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDifference {
    /// The key of the report.
    pub key: Key,
    /// The difference.
    pub late: LateDifference,
}

/// The late differences of a report, by product code.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<LateDifference>> {
    tx.all(OF_REPORT, &key.values(), late).await
}

/// Passes the late differences of a span of reports to `take`, each with the distributor of its
/// row, in order of their keys and product codes.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, LateDifference, i64),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        take(Key::from_row(row)?, late(row)?, row.get(12)?);
        Ok(())
    })
    .await
}

/// Replaces a report's late differences.
///
/// # Errors
/// Fails when the database does.
pub async fn replace(
    tx: &mut Tx,
    key: Key,
    distributor_id: i64,
    late: &[LateDifference],
) -> Result<()> {
    tx.execute(DELETE, &key.values()).await?;
    let rows: Vec<_> = late.iter().map(|it| row(key, distributor_id, it)).collect();
    tx.insert(&schema::LATE_DIFFERENCES, &rows).await
}

fn row(key: Key, distributor_id: i64, late: &LateDifference) -> [Value<'_>; 13] {
    let [cycle, partner, vendor] = key.values();
    [
        cycle,
        partner,
        vendor,
        late.product.id.into(),
        distributor_id.into(),
        (&late.product.code).into(),
        (&late.product.name).into(),
        (&late.product.unit).into(),
        i64::from(late.product.decimals).into(),
        late.provisioned.into(),
        late.used.into(),
        late.default_chargeable.into(),
        late.found_at.into(),
    ]
}

fn late(row: Row<'_>) -> Result<LateDifference> {
    Ok(LateDifference {
        product: ProductLabel {
            id: row.get(3)?,
            code: row.get(4)?,
            name: row.get(5)?,
            unit: row.get(6)?,
            decimals: decimals(row.get(7)?)?,
        },
        provisioned: row.get(8)?,
        used: row.get(9)?,
        default_chargeable: row.get(10)?,
        found_at: row.get(11)?,
    })
}

/// Up to `limit` late differences of a cycle after the one at the end of the page before, by
/// partner, vendor and product.
///
/// # Errors
/// Fails when the database does.
pub async fn page(
    tx: &mut Tx,
    whose: CorrectionScope,
    cycle: Cycle,
    after: (i64, i64, i64),
    limit: i64,
) -> Result<Vec<ListedDifference>> {
    let (partner, vendor, product) = after;
    let mut values: Vec<Value<'_>> =
        vec![cycle.into(), partner.into(), vendor.into(), product.into(), limit.into()];
    let sql = match whose {
        CorrectionScope::All => ALL,
        CorrectionScope::Distributor(id) => {
            values.push(id.into());
            OF_DISTRIBUTOR
        }
        CorrectionScope::Partner(id) => {
            values.push(id.into());
            OF_PARTNER
        }
    };
    tx.all(sql, &values, |row| Ok(ListedDifference { key: Key::from_row(row)?, late: late(row)? }))
        .await
}

/// The cycles that have late differences, the latest first.
///
/// # Errors
/// Fails when the database does.
pub async fn cycles(tx: &mut Tx, whose: CorrectionScope) -> Result<Vec<Cycle>> {
    let cycle = |row: Row<'_>| row.get(0);
    match whose {
        CorrectionScope::All => tx.all(CYCLES, &[], cycle).await,
        CorrectionScope::Distributor(id) => {
            tx.all(CYCLES_OF_DISTRIBUTOR, &[id.into()], cycle).await
        }
        CorrectionScope::Partner(id) => tx.all(CYCLES_OF_PARTNER, &[id.into()], cycle).await,
    }
}
