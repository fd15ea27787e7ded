//! Companies, customers and products that are retired: kept with their history, and offered no
//! more. A retirement changes no figure.
//!
//! Does not own who retires what, and when that is refused (`app`'s action `retire`).

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use std::collections::BTreeSet;

macro_rules! subscriptions_of {
    ($column:literal) => {
        concat!(
            "SELECT s.ends_on, p.made_through, COUNT(*) FROM subscriptions s \
             JOIN customers c ON c.id = s.customer_id JOIN partners p ON p.id = c.partner_id \
             JOIN products d ON d.id = s.product_id WHERE ",
            $column,
            " = $1 GROUP BY s.ends_on, p.made_through"
        )
    };
}
statements! {
    ALL = "SELECT kind, id FROM retirements";
    AT = "SELECT retired_at FROM retirements WHERE kind = $1 AND id = $2";
    AMONG = "SELECT id FROM retirements WHERE kind = $1 AND id BETWEEN $2 AND $3 ORDER BY id";
    PUT = "INSERT INTO retirements (kind, id, retired_at) VALUES ($1, $2, $3)";
    REMOVE = "DELETE FROM retirements WHERE kind = $1 AND id = $2";
    OF_CUSTOMER = subscriptions_of!("s.customer_id");
    OF_PARTNER = subscriptions_of!("c.partner_id");
    OF_DISTRIBUTOR = subscriptions_of!("p.distributor_id");
    OF_PRODUCT = subscriptions_of!("s.product_id");
    OF_VENDOR = subscriptions_of!("d.vendor_id");
    PARTNERS_IN_USE = "SELECT COUNT(*) FROM partners p WHERE p.distributor_id = $1 \
        AND NOT EXISTS (SELECT 1 FROM retirements r WHERE r.kind = 'partner' AND r.id = p.id)";
    PRODUCTS_IN_USE = "SELECT COUNT(*) FROM products d WHERE d.vendor_id = $1 \
        AND NOT EXISTS (SELECT 1 FROM retirements r WHERE r.kind = 'product' AND r.id = d.id)";
    OPEN_OF_PARTNER = "SELECT COUNT(*) FROM reports WHERE partner_id = $1 \
        AND status IN ('preparing', 'under-review', 'rejected')";
    OPEN_OF_DISTRIBUTOR = "SELECT COUNT(*) FROM reports WHERE distributor_id = $1 \
        AND status <> 'completed'";
    OPEN_OF_VENDOR = "SELECT COUNT(*) FROM reports WHERE vendor_id = $1 \
        AND status <> 'completed'";
    MADE_FOR_ALL = "SELECT MIN(made_through) AS made_for_all FROM partners";
    CORRECTIONS_OF_PARTNER = "SELECT COUNT(*) FROM corrections WHERE partner_id = $1 \
        AND state = 'proposed'";
    CORRECTIONS_OF_DISTRIBUTOR = "SELECT COUNT(*) FROM corrections WHERE distributor_id = $1 \
        AND state IN ('proposed', 'agreed', 'dispatched')";
    CORRECTIONS_OF_VENDOR = "SELECT COUNT(*) FROM corrections WHERE vendor_id = $1 \
        AND state IN ('proposed', 'agreed', 'dispatched')";
    /// A delivery waits for a channel that is switched off for as long as someone wants.
    DELIVERIES_OF_DISTRIBUTOR = "SELECT COUNT(*) FROM deliveries d \
        JOIN dispatches c ON c.id = d.dispatch_id JOIN ways w ON w.id = d.way_id \
        WHERE c.distributor_id = $1 AND d.next_attempt_at IS NOT NULL AND w.is_on = TRUE";
    DELIVERIES_TO_VENDOR = "SELECT COUNT(*) FROM deliveries d \
        JOIN dispatches c ON c.id = d.dispatch_id JOIN ways w ON w.id = d.way_id \
        WHERE c.vendor_id = $1 AND d.next_attempt_at IS NOT NULL AND w.is_on = TRUE";
}

/// What can be retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetirableKind {
    /// A vendor.
    Vendor,
    /// A distributor.
    Distributor,
    /// A partner.
    Partner,
    /// A customer.
    Customer,
    /// A product.
    Product,
}

impl RetirableKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Vendor, Self::Distributor, Self::Partner, Self::Customer, Self::Product];

    /// The token in the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
            Self::Customer => "customer",
            Self::Product => "product",
        }
    }
}

/// Everything that is retired, by kind and number.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<BTreeSet<(RetirableKind, i64)>> {
    let rows = tx.all(ALL, &[], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?))).await?;
    let known = |(token, id): (String, i64)| {
        let kind = RetirableKind::ALL.into_iter().find(|kind| kind.token() == token);
        kind.map(|kind| (kind, id))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// When it was retired; `None` if it is in use.
///
/// # Errors
/// Fails when the database does.
pub async fn retired_at(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<Option<Instant>> {
    tx.first(AT, &[kind.token().into(), id.into()], |row| row.get(0)).await
}

/// The retired ones among a few numbers of a kind.
///
/// # Errors
/// Fails when the database does.
pub async fn among(
    tx: &mut Tx,
    kind: RetirableKind,
    ids: impl Iterator<Item = i64> + Clone,
) -> Result<BTreeSet<i64>> {
    let Some((first, last)) = ids.clone().min().zip(ids.max()) else { return Ok(BTreeSet::new()) };
    let values = [kind.token().into(), first.into(), last.into()];
    Ok(tx.all(AMONG, &values, |row| row.get(0)).await?.into_iter().collect())
}

/// Retires it. The caller knows that it is in use.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, kind: RetirableKind, id: i64, at: Instant) -> Result<()> {
    tx.execute(PUT, &[kind.token().into(), id.into(), at.into()]).await?;
    Ok(())
}

/// Restores it.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<()> {
    tx.execute(REMOVE, &[kind.token().into(), id.into()]).await?;
    Ok(())
}

/// Subscriptions with the same end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingSubscriptions {
    /// Their last day, as a day number.
    pub ends_on: Option<i64>,
    /// The last cycle whose making has passed for their partner.
    pub made_through: Cycle,
    /// How many they are.
    pub count: i64,
}

/// The subscriptions of a customer, a product, or of everything below a company, by their end.
///
/// # Errors
/// Fails when the database does.
pub async fn subscriptions(
    tx: &mut Tx,
    kind: RetirableKind,
    id: i64,
) -> Result<Vec<EndingSubscriptions>> {
    let statement = match kind {
        RetirableKind::Vendor => OF_VENDOR,
        RetirableKind::Distributor => OF_DISTRIBUTOR,
        RetirableKind::Partner => OF_PARTNER,
        RetirableKind::Customer => OF_CUSTOMER,
        RetirableKind::Product => OF_PRODUCT,
    };
    let ending = |row: Row<'_>| {
        Ok(EndingSubscriptions {
            ends_on: row.get(0)?,
            made_through: Cycle::from_number(row.get(1)?),
            count: row.get(2)?,
        })
    };
    tx.all(statement, &[id.into()], ending).await
}

/// How many of a distributor's partners or of a vendor's products are in use.
///
/// # Errors
/// Fails when the database does.
pub async fn in_use_below(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<i64> {
    let statement = match kind {
        RetirableKind::Vendor => PRODUCTS_IN_USE,
        RetirableKind::Distributor => PARTNERS_IN_USE,
        RetirableKind::Partner | RetirableKind::Customer | RetirableKind::Product => return Ok(0),
    };
    count(tx, statement, id).await
}

/// How many reports still need the company: those that a partner has not yet agreed with its
/// distributor, those that a distributor or a vendor has not yet brought to their end.
///
/// # Errors
/// Fails when the database does.
pub async fn open_reports(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<i64> {
    let statement = match kind {
        RetirableKind::Vendor => OPEN_OF_VENDOR,
        RetirableKind::Distributor => OPEN_OF_DISTRIBUTOR,
        RetirableKind::Partner => OPEN_OF_PARTNER,
        RetirableKind::Customer | RetirableKind::Product => return Ok(0),
    };
    count(tx, statement, id).await
}

/// The last cycle whose making has passed for every partner; `None` without partners.
///
/// # Errors
/// Fails when the database does.
pub async fn made_through(tx: &mut Tx) -> Result<Option<Cycle>> {
    Ok(tx.first(MADE_FOR_ALL, &[], |row| row.get::<Option<Cycle>>(0)).await?.flatten())
}

/// How many corrections still need the company: those that a partner or its distributor has to
/// agree to, and for a distributor or a vendor also those that are not completed.
///
/// # Errors
/// Fails when the database does.
pub async fn open_corrections(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<i64> {
    let statement = match kind {
        RetirableKind::Vendor => CORRECTIONS_OF_VENDOR,
        RetirableKind::Distributor => CORRECTIONS_OF_DISTRIBUTOR,
        RetirableKind::Partner => CORRECTIONS_OF_PARTNER,
        RetirableKind::Customer | RetirableKind::Product => return Ok(0),
    };
    count(tx, statement, id).await
}

/// How many deliveries of dispatches of a distributor, or to a vendor, wait or are under way.
///
/// # Errors
/// Fails when the database does.
pub async fn deliveries(tx: &mut Tx, kind: RetirableKind, id: i64) -> Result<i64> {
    let statement = match kind {
        RetirableKind::Vendor => DELIVERIES_TO_VENDOR,
        RetirableKind::Distributor => DELIVERIES_OF_DISTRIBUTOR,
        RetirableKind::Partner | RetirableKind::Customer | RetirableKind::Product => return Ok(0),
    };
    count(tx, statement, id).await
}

async fn count(tx: &mut Tx, statement: &str, id: i64) -> Result<i64> {
    Ok(tx.first(statement, &[id.into()], |row| row.get(0)).await?.unwrap_or(0))
}
