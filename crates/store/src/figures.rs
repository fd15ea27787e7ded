//! The figures behind lines: one row per subscription, frozen with the report.

mod digest;
mod read_back;

use crate::error::{Result, StoreError};
use crate::report_key::{Key, Span, in_span};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::figure::Standing;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use std::collections::BTreeMap;

pub use digest::{digest, digest_of, digested};
pub use read_back::{DigestedText, read_back};

macro_rules! columns {
    () => {
        "product_id, subscription_id, subscription_code, plan, customer_code, customer_name, \
         home_partner_id, billable, ends_on, standing, provisioned, provisioned_on, \
         provisioned_days, used, used_on, used_days, in_force_at, after_end, begins_at"
    };
}

statements! {
    OF_REPORT = concat!("SELECT ", columns!(), " FROM figures WHERE cycle = $1 \
        AND partner_id = $2 AND vendor_id = $3 ORDER BY product_id, subscription_id");
    NAMES = "SELECT 1 FROM figures WHERE cycle = $1 AND partner_id = $2 AND subscription_id = $3 \
        LIMIT 1";
    NAMED = "SELECT partner_id, vendor_id, product_id, subscription_id, subscription_code, \
        customer_code, ends_on, standing, in_force_at, after_end FROM figures \
        WHERE cycle = $1 AND partner_id BETWEEN $2 AND $3";
    TWICE = "SELECT f.subscription_id, f.partner_id, f.vendor_id FROM figures f \
        LEFT JOIN reports r ON r.cycle = f.cycle AND r.partner_id = f.partner_id \
        AND r.vendor_id = f.vendor_id \
        WHERE f.cycle = $1 AND f.standing IN ('counted', 'carried-forward') \
        AND (r.distributor_id = $2 OR $2 = 0) AND f.subscription_id IN ( \
        SELECT t.subscription_id FROM figures t WHERE t.cycle = $1 \
        AND t.standing IN ('counted', 'carried-forward') \
        GROUP BY t.subscription_id HAVING COUNT(*) > 1) \
        ORDER BY f.subscription_id, f.partner_id, f.vendor_id LIMIT $3";
    WITHIN = concat!("SELECT ", columns!(), ", cycle, partner_id, vendor_id FROM figures WHERE ",
        in_span!(), "ORDER BY cycle, partner_id, vendor_id, product_id, subscription_id");
    UNLIKE = "SELECT f.cycle, f.partner_id, f.vendor_id, f.subscription_code, s.code, \
        f.home_partner_id, s.home_partner_id FROM figures f \
        LEFT JOIN subscriptions s ON s.id = f.subscription_id \
        WHERE (f.cycle, f.partner_id, f.vendor_id) > ($1, $2, $3) \
        AND (f.cycle, f.partner_id, f.vendor_id) <= ($4, $5, $6) AND (s.id IS NULL \
        OR s.code <> f.subscription_code OR s.home_partner_id <> f.home_partner_id)";
    DELETE = "DELETE FROM figures WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
}

/// The figure of one subscription, with its names and terms at that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// The number of its product.
    pub product_id: i64,
    /// The primary key.
    pub subscription_id: i64,
    /// The code from import files.
    pub subscription_code: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// The code of its customer.
    pub customer_code: String,
    /// Name of its customer.
    pub customer_name: String,
    /// The home partner, under which its readings are stored.
    pub home_partner_id: i64,
    /// Whether it was billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
    /// Whether and why it counts.
    pub standing: Standing,
    /// Provisioned units by the basis.
    pub provisioned: Option<Quantity>,
    /// The local day of the provisioned figure, as a day number.
    pub provisioned_on: Option<i64>,
    /// How many days counted.
    pub provisioned_days: i64,
    /// Used units by the basis.
    pub used: Option<Quantity>,
    /// The local day of the used figure, as a day number.
    pub used_on: Option<i64>,
    /// How many days counted.
    pub used_days: i64,
    /// The reading before the cycle that supplied the first day, or was the last one.
    pub in_force_at: Option<Instant>,
    /// The number of readings in the cycle after its last day.
    pub after_end: i64,
    /// The start of the cycle for it, if a move makes it differ from the month in the report's
    /// zone.
    pub begins_at: Option<Instant>,
}

fn standing(token: &str) -> Result<Standing> {
    let unknown = || StoreError::Corrupt(format!("unknown standing of a figure: {token:?}"));
    Standing::from_token(token).ok_or_else(unknown)
}

fn figure(row: Row<'_>) -> Result<FigureRow> {
    Ok(FigureRow {
        product_id: row.get(0)?,
        subscription_id: row.get(1)?,
        subscription_code: row.get(2)?,
        plan: row.get(3)?,
        customer_code: row.get(4)?,
        customer_name: row.get(5)?,
        home_partner_id: row.get(6)?,
        billable: row.get(7)?,
        ends_on: row.get(8)?,
        standing: standing(row.get(9)?)?,
        provisioned: row.get(10)?,
        provisioned_on: row.get(11)?,
        provisioned_days: row.get(12)?,
        used: row.get(13)?,
        used_on: row.get(14)?,
        used_days: row.get(15)?,
        in_force_at: row.get(16)?,
        after_end: row.get(17)?,
        begins_at: row.get(18)?,
    })
}

/// The figures of a report, by product and subscription.
///
/// # Errors
/// Fails when the database does.
pub async fn of_report(tx: &mut Tx, key: Key) -> Result<Vec<FigureRow>> {
    tx.all(OF_REPORT, &key.values(), figure).await
}

/// Whether a report of a partner names a subscription.
///
/// # Errors
/// Fails when the database does.
pub async fn names(
    tx: &mut Tx,
    cycle: Cycle,
    partner_id: i64,
    subscription_id: i64,
) -> Result<bool> {
    let values = [cycle.into(), partner_id.into(), subscription_id.into()];
    Ok(tx.first(NAMES, &values, |_| Ok(())).await?.is_some())
}

/// A subscription that a report names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSubscription {
    /// The key of the report.
    pub key: Key,
    /// The number of its product.
    pub product_id: i64,
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The code of its customer.
    pub customer_code: String,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
    /// Whether and why it counts.
    pub standing: Standing,
    /// Its last reading before the cycle, if it has none on the first day.
    pub in_force_at: Option<Instant>,
    /// The number of readings in the cycle after its last day.
    pub after_end: i64,
}

/// The subscriptions that a cycle's reports of a range of partners name.
///
/// # Errors
/// Fails when the database does.
pub async fn named(
    tx: &mut Tx,
    cycle: Cycle,
    first: i64,
    last: i64,
) -> Result<Vec<NamedSubscription>> {
    tx.all(NAMED, &[cycle.into(), first.into(), last.into()], |row| {
        let token: &str = row.get(7)?;
        let key = Key { cycle, partner_id: row.get(0)?, vendor_id: row.get(1)? };
        Ok(NamedSubscription {
            key,
            product_id: row.get(2)?,
            id: row.get(3)?,
            code: row.get(4)?,
            customer_code: row.get(5)?,
            ends_on: row.get(6)?,
            standing: standing(token)?,
            in_force_at: row.get(8)?,
            after_end: row.get(9)?,
        })
    })
    .await
}

/// Up to `limit` lines of a cycle that count a subscription which another line counts too: each
/// subscription with the reports of these lines. For one distributor, only its own reports are
/// named.
///
/// # Errors
/// Fails when the database does.
pub async fn counted_twice(
    tx: &mut Tx,
    cycle: Cycle,
    distributor_id: Option<i64>,
    limit: i64,
) -> Result<BTreeMap<i64, Vec<Key>>> {
    let values = [cycle.into(), distributor_id.unwrap_or(0).into(), limit.into()];
    let mut found: BTreeMap<i64, Vec<Key>> = BTreeMap::new();
    tx.each(TWICE, &values, |row| {
        let key = Key { cycle, partner_id: row.get(1)?, vendor_id: row.get(2)? };
        found.entry(row.get(0)?).or_default().push(key);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// The figures of several reports, in the order of their keys.
///
/// # Errors
/// Fails when the database does.
pub async fn of_reports(tx: &mut Tx, keys: &[Key]) -> Result<Vec<Vec<FigureRow>>> {
    let mut found = vec![Vec::new(); keys.len()];
    let rows: Vec<_> = keys.iter().map(Key::values).collect();
    tx.each_of(OF_REPORT, &rows, |at, row| {
        found[at].push(figure(row)?);
        Ok(())
    })
    .await?;
    Ok(found)
}

/// The number of columns of a figure; its report's key follows.
const COLUMNS: usize = 19;

/// Passes the figures of a span of reports to `take`, in order of their keys, products and
/// subscriptions.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, FigureRow),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        take(Key::at(row, COLUMNS)?, figure(row)?);
        Ok(())
    })
    .await
}

/// A figure whose unchanging data about its subscription differs from the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlike {
    /// The code in the figure.
    pub code: String,
    /// The code in the directory; `None` if there is no such subscription.
    pub own_code: Option<String>,
    /// The home partner in the figure.
    pub home: i64,
    /// The home partner in the directory.
    pub own_home: Option<i64>,
}

/// Passes the figures of a span of reports to `take` whose unchanging data differs from the
/// directory.
///
/// # Errors
/// Fails when the database does.
pub async fn each_unlike_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, Unlike),
) -> Result<()> {
    tx.each(UNLIKE, &span.values(), |row| {
        let (code, own_code) = (row.get(3)?, row.get(4)?);
        let unlike = Unlike { code, own_code, home: row.get(5)?, own_home: row.get(6)? };
        take(Key::from_row(row)?, unlike);
        Ok(())
    })
    .await
}

/// Adds the figures of reports.
///
/// # Errors
/// Fails when the database does.
pub async fn insert<'a>(
    tx: &mut Tx,
    figures: impl IntoIterator<Item = (Key, &'a FigureRow)>,
) -> Result<()> {
    let mut figures: Vec<_> = figures.into_iter().collect();
    // In order of the table's key, so that each row is appended.
    figures.sort_unstable_by_key(|(key, it)| (*key, it.product_id, it.subscription_id));
    let rows: Vec<_> = figures.into_iter().map(|(key, figure)| row(key, figure)).collect();
    tx.insert(&schema::FIGURES, &rows).await
}

/// Replaces the figures of a report.
///
/// # Errors
/// Fails when the database does.
pub async fn replace(tx: &mut Tx, key: Key, figures: &[FigureRow]) -> Result<()> {
    tx.execute(DELETE, &key.values()).await?;
    insert(tx, figures.iter().map(|figure| (key, figure))).await
}

fn row(key: Key, it: &FigureRow) -> [Value<'_>; 22] {
    let [cycle, partner, vendor] = key.values();
    [
        cycle,
        partner,
        vendor,
        it.product_id.into(),
        it.subscription_id.into(),
        (&it.subscription_code).into(),
        it.plan.as_deref().into(),
        (&it.customer_code).into(),
        (&it.customer_name).into(),
        it.home_partner_id.into(),
        it.billable.into(),
        it.ends_on.into(),
        it.standing.token().into(),
        it.provisioned.into(),
        it.provisioned_on.into(),
        it.provisioned_days.into(),
        it.used.into(),
        it.used_on.into(),
        it.used_days.into(),
        it.in_force_at.into(),
        it.after_end.into(),
        it.begins_at.into(),
    ]
}
