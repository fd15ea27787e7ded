//! Changes of dated links: the owners of subscriptions, customers, partners and distributors, and
//! since when. They can only be added and read; a link that never changed has no row.

use crate::error::{Result, StoreError};
use crate::installation;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::link::{LinkChange, LinkKind, Links};

statements! {
    ALL = "SELECT kind, subject_id, since, before, after, recorded_at, place FROM link_changes \
        ORDER BY kind, subject_id, place";
    OF_COMPANIES = "SELECT kind, subject_id, since, before, after, recorded_at FROM link_changes \
        WHERE kind IN ('partner-distributor', 'partner-type', 'distributor-region', \
        'distributor-type', 'region-usage-reports') ORDER BY kind, subject_id, place";
    OF_SUBJECT = "SELECT kind, subject_id, since, before, after, recorded_at FROM link_changes \
        WHERE kind = $1 AND subject_id = $2 ORDER BY place";
    FORMER_CUSTOMERS = "SELECT DISTINCT c.id, c.partner_id FROM link_changes l \
        JOIN customers c ON c.id = l.before WHERE l.kind = 'subscription-customer'";
    FORMER_PARTNERS = "SELECT p.id, p.distributor_id FROM partners p WHERE p.id IN ( \
        SELECT l.before FROM link_changes l WHERE l.kind = 'customer-partner' \
        UNION SELECT c.partner_id FROM link_changes l JOIN customers c ON c.id = l.before \
        WHERE l.kind = 'subscription-customer')";
    FORMER_ZONES = "SELECT region_id, time_zone FROM former_zones ORDER BY region_id, time_zone";
    KEEP_ZONE = "INSERT INTO former_zones (region_id, time_zone) VALUES ($1, $2) \
        ON CONFLICT (region_id, time_zone) DO NOTHING";
}

/// A change to record.
#[derive(Clone, Copy, Debug)]
pub struct RecordedLinkChange {
    /// The changed link.
    pub change: LinkChange,
    /// Its place among the changes of its link, from 0.
    pub place: u32,
    /// The person who changed it; none for the command line.
    pub person_id: Option<i64>,
}

fn change(row: Row<'_>) -> Result<LinkChange> {
    let token: &str = row.get(0)?;
    let unknown = || StoreError::Corrupt(format!("unknown kind of link: {token:?}"));
    Ok(LinkChange {
        kind: LinkKind::from_token(token).ok_or_else(unknown)?,
        id: row.get(1)?,
        since: row.get(2)?,
        before: row.get(3)?,
        after: row.get(4)?,
        recorded_at: row.get(5)?,
    })
}

/// Every change of every link.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Links> {
    load(tx, ALL).await
}

/// The changes of partners, distributors and regions only, which are few.
///
/// # Errors
/// Fails when the database does.
pub async fn of_companies(tx: &mut Tx) -> Result<Links> {
    load(tx, OF_COMPANIES).await
}

/// Adds the changes of these subscriptions, or of these customers, to `links`, which has none of
/// them yet.
///
/// # Errors
/// Fails when the database does.
pub async fn add_of(tx: &mut Tx, kind: LinkKind, ids: &[i64], links: &mut Links) -> Result<()> {
    let rows: Vec<_> = ids.iter().map(|id| [kind.token().into(), (*id).into()]).collect();
    tx.each_of(OF_SUBJECT, &rows, |_, row| {
        links.push(change(row)?);
        Ok(())
    })
    .await
}

/// A change with its place among the changes of its link.
#[derive(Clone, Copy, Debug)]
pub struct Numbered {
    /// The changed link.
    pub change: LinkChange,
    /// Its place, from 0.
    pub place: i64,
}

/// Passes every change with its place to `take`, link by link and in order.
///
/// # Errors
/// Fails when the database does.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(Numbered)) -> Result<()> {
    tx.each(ALL, &[], |row| {
        take(Numbered { change: change(row)?, place: row.get(6)? });
        Ok(())
    })
    .await
}

async fn load(tx: &mut Tx, sql: &str) -> Result<Links> {
    let mut links = Links::default();
    tx.each(sql, &[], |row| {
        links.push(change(row)?);
        Ok(())
    })
    .await?;
    Ok(links)
}

/// Adds changes. The caller holds the work lock.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, changes: &[RecordedLinkChange]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    installation::mark_moved(tx).await?;
    let rows: Vec<_> = changes
        .iter()
        .map(|it| {
            [
                it.change.kind.token().into(),
                it.change.id.into(),
                i64::from(it.place).into(),
                it.change.since.into(),
                it.change.before.into(),
                it.change.after.into(),
                it.change.recorded_at.into(),
                it.person_id.into(),
            ]
        })
        .collect();
    tx.insert(&schema::LINK_CHANGES, &rows).await
}

fn pair(row: Row<'_>) -> Result<(i64, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// Customers that a subscription has left, each with its present partner.
///
/// # Errors
/// Fails when the database does.
pub async fn former_customers(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(FORMER_CUSTOMERS, &[], pair).await
}

/// Partners that a customer or a subscription has left, each with its present distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn former_partners(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(FORMER_PARTNERS, &[], pair).await
}

/// The earlier time zones of regions, by region.
///
/// # Errors
/// Fails when the database does.
pub async fn former_zones(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    tx.all(FORMER_ZONES, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Records the time zone that a region is about to lose.
///
/// # Errors
/// Fails when the database does.
pub async fn keep_zone(tx: &mut Tx, region_id: i64, time_zone: &str) -> Result<()> {
    tx.execute(KEEP_ZONE, &[region_id.into(), time_zone.into()]).await?;
    Ok(())
}
