//! Partners: how far their reports are made, and their arrivals.

use crate::engine::Engine;
use crate::error::Result;
use crate::schema;
use crate::settings;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::settings::Settings;
use uuid::Uuid;

statements! {
    UPDATE = "UPDATE partners SET distributor_id = COALESCE($2, distributor_id), \
        type = COALESCE($3, type), city = COALESCE($4, city), state = COALESCE($5, state) \
        WHERE id = $1 AND NOT (distributor_id = COALESCE($2, distributor_id) \
        AND type = COALESCE($3, type) AND city IS NOT DISTINCT FROM COALESCE($4, city) \
        AND state IS NOT DISTINCT FROM COALESCE($5, state))";
    CLEAR = "UPDATE partners SET city = CASE WHEN $2 THEN NULL ELSE city END, \
        state = CASE WHEN $3 THEN NULL ELSE state END \
        WHERE id = $1 AND (($2 AND city IS NOT NULL) OR ($3 AND state IS NOT NULL))";
    TO_MAKE = "SELECT p.distributor_id, p.settle_days, p.made_through, COUNT(*) FROM partners p \
        GROUP BY p.distributor_id, p.settle_days, p.made_through";
    OF_GROUP = concat!("SELECT c.id, c.code, c.name, c.company_id, p.distributor_id, p.type, ",
        "p.city, p.state, p.made_through, p.in_force_day, ", settings::columns!("p."),
        " FROM partners p JOIN companies c ON c.id = p.id WHERE p.id > $1 ",
        "AND p.made_through = $2 ORDER BY p.id LIMIT $3");
    BY_ID = concat!("SELECT c.id, c.code, c.name, c.company_id, p.distributor_id, p.type, ",
        "p.city, p.state, p.made_through, p.in_force_day, ", settings::columns!("p."),
        " FROM partners p JOIN companies c ON c.id = p.id WHERE p.id = $1");
    AFTER = concat!("SELECT c.id, c.code, c.name, c.company_id, p.distributor_id, p.type, ",
        "p.city, p.state, p.made_through, p.in_force_day, ", settings::columns!("p."),
        " FROM partners p JOIN companies c ON c.id = p.id WHERE p.id > $1 ",
        "ORDER BY p.id LIMIT $2");
    TYPE = "SELECT type FROM partners WHERE id = $1";
    DISTRIBUTOR = "SELECT distributor_id FROM partners WHERE id = $1";
    SUBSCRIPTIONS = "SELECT c.partner_id, COUNT(*) FROM customers c \
        JOIN subscriptions s ON s.customer_id = c.id \
        WHERE c.partner_id BETWEEN $1 AND $2 GROUP BY c.partner_id ORDER BY c.partner_id";
    MADE = "UPDATE partners SET made_through = $2, in_force_day = COALESCE($3, in_force_day) \
        WHERE id = $1";
    ARRIVE = "INSERT INTO arrivals (partner_id, since_day) VALUES ($1, $2) \
        ON CONFLICT (partner_id) DO UPDATE SET since_day = CASE \
        WHEN excluded.since_day < arrivals.since_day THEN excluded.since_day \
        ELSE arrivals.since_day END";
    ARRIVED = "SELECT partner_id, since_day FROM arrivals WHERE partner_id > $1 \
        ORDER BY partner_id LIMIT $2";
    HANDLED = "DELETE FROM arrivals WHERE partner_id = $1";
}

// Batched, as in `reports::load`.
const MADE_AT_ONCE: &str = "UPDATE partners SET made_through = $3, in_force_day = k.day \
     FROM unnest($1::bigint[], $2::bigint[]) AS k (id, day) WHERE partners.id = k.id";
const LOOKED_AT_AT_ONCE: &str = "UPDATE partners SET made_through = $2 WHERE id = ANY($1)";

/// A partner with its company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// The company's number.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The company id, which distinguishes companies of the same name.
    pub company_id: Uuid,
    /// The number of its distributor.
    pub distributor_id: i64,
    /// `msp` or `reseller`.
    pub account_type: String,
    /// The city, if it is known.
    pub city: Option<String>,
    /// The state, if it is known.
    pub state: Option<String>,
    /// The last cycle whose making has passed.
    pub made_through: Cycle,
    /// Its readings before this UTC day are kept as in force.
    pub in_force_day: Option<i64>,
    /// The settings at this level.
    pub settings: Settings,
}

/// Partners whose next report is made at the same instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuePartners {
    /// Their distributor.
    pub distributor_id: i64,
    /// Their own `settle_days`.
    pub settle_days: Option<i64>,
    /// The last cycle whose making has passed for them.
    pub made_through: Cycle,
    /// The number of these partners.
    pub partners: i64,
}

fn partner(row: Row<'_>) -> Result<Partner> {
    Ok(Partner {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        company_id: row.get(3)?,
        distributor_id: row.get(4)?,
        account_type: row.get(5)?,
        city: row.get(6)?,
        state: row.get(7)?,
        made_through: row.get(8)?,
        in_force_day: row.get(9)?,
        settings: settings::from_row(&row, 10)?,
    })
}

/// Adds the further columns of partners.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, partners: &[Partner]) -> Result<()> {
    let rows: Vec<_> = partners
        .iter()
        .map(|partner| {
            let own = [
                partner.id.into(),
                partner.distributor_id.into(),
                (&partner.account_type).into(),
                partner.city.as_deref().into(),
                partner.state.as_deref().into(),
                partner.made_through.into(),
                partner.in_force_day.into(),
            ];
            own.into_iter().chain(settings::values(&partner.settings)).collect::<Vec<_>>()
        })
        .collect();
    tx.insert(&schema::PARTNERS, &rows).await
}

/// The given values of a known partner.
#[derive(Clone, Copy, Debug, Default)]
pub struct PartnerUpdate<'a> {
    /// Its distributor.
    pub distributor_id: Option<i64>,
    /// Its account type.
    pub account_type: Option<&'a str>,
    /// The city, if it is known.
    pub city: Option<&'a str>,
    /// The state, if it is known.
    pub state: Option<&'a str>,
}

/// Sets the given values; true if that changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, id: i64, given: &PartnerUpdate<'_>) -> Result<bool> {
    let values = [
        id.into(),
        given.distributor_id.into(),
        given.account_type.into(),
        given.city.into(),
        given.state.into(),
    ];
    Ok(tx.execute(UPDATE, &values).await? > 0)
}

/// Clears city and state if asked to; true if that changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn clear(tx: &mut Tx, id: i64, [city, state]: [bool; 2]) -> Result<bool> {
    if !city && !state {
        return Ok(false);
    }
    Ok(tx.execute(CLEAR, &[id.into(), city.into(), state.into()]).await? > 0)
}

/// Every group of partners whose next report is made at the same instant.
///
/// # Errors
/// Fails when the database does.
pub async fn groups(tx: &mut Tx) -> Result<Vec<DuePartners>> {
    tx.all(TO_MAKE, &[], |row| {
        Ok(DuePartners {
            distributor_id: row.get(0)?,
            settle_days: row.get(1)?,
            made_through: row.get(2)?,
            partners: row.get(3)?,
        })
    })
    .await
}

/// Up to `limit` partners made through `cycle`, by number, after the partner `after`.
///
/// # Errors
/// Fails when the database does.
pub async fn made_through(
    tx: &mut Tx,
    cycle: Cycle,
    after: i64,
    limit: i64,
) -> Result<Vec<Partner>> {
    tx.all(OF_GROUP, &[after.into(), cycle.into(), limit.into()], partner).await
}

/// Up to `limit` partners after one, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn after(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Partner>> {
    tx.all(AFTER, &[after.into(), limit.into()], partner).await
}

/// One partner.
///
/// # Errors
/// Fails when the database does.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Partner>> {
    tx.first(BY_ID, &[id.into()], partner).await
}

/// The distributor of a partner; `None` if there is no such partner.
///
/// # Errors
/// Fails when the database does.
pub async fn distributor_of(tx: &mut Tx, id: i64) -> Result<Option<i64>> {
    tx.first(DISTRIBUTOR, &[id.into()], |row| row.get(0)).await
}

/// `msp` or `reseller`; empty if there is no such partner.
///
/// # Errors
/// Fails when the database does.
pub async fn account_type(tx: &mut Tx, id: i64) -> Result<String> {
    Ok(tx.first(TYPE, &[id.into()], |row| row.get(0)).await?.unwrap_or_default())
}

/// How many subscriptions each partner in a range of numbers has; a partner without any is left
/// out.
///
/// # Errors
/// Fails when the database does.
pub async fn subscription_counts(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<(i64, i64)>> {
    let pair = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    tx.all(SUBSCRIPTIONS, &[from.into(), to.into()], pair).await
}

/// Records that the making of `cycle` has passed for these partners, each with the UTC day before
/// which its readings are now kept as in force, if that day moved.
///
/// # Errors
/// Fails when the database does.
pub async fn set_made(tx: &mut Tx, made: &[(i64, Option<i64>)], cycle: Cycle) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        let (held, not_held): (Vec<_>, Vec<_>) = made.iter().partition(|(_, day)| day.is_some());
        let ids = |of: &[(i64, Option<i64>)]| of.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let days: Vec<i64> = held.iter().filter_map(|(_, day)| *day).collect();
        let values = [Value::Ints(&ids(&held)), Value::Ints(&days), cycle.into()];
        tx.execute(MADE_AT_ONCE, &values).await?;
        tx.execute(LOOKED_AT_AT_ONCE, &[Value::Ints(&ids(&not_held)), cycle.into()]).await?;
        return Ok(());
    }
    let rows: Vec<_> =
        made.iter().map(|(id, day)| [(*id).into(), cycle.into(), (*day).into()]).collect();
    tx.execute_many(MADE, &rows).await?;
    Ok(())
}

/// Records that readings have arrived for partners, each with the earliest day.
///
/// # Errors
/// Fails when the database does.
pub async fn note_arrivals(tx: &mut Tx, arrivals: &[(i64, i64)]) -> Result<()> {
    let rows: Vec<_> = arrivals.iter().map(|(id, day)| [(*id).into(), (*day).into()]).collect();
    tx.execute_many(ARRIVE, &rows).await?;
    Ok(())
}

/// Up to `limit` partners with arrivals after the partner `after`, each with the earliest day.
///
/// # Errors
/// Fails when the database does.
pub async fn arrivals(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    let pair = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    tx.all(ARRIVED, &[after.into(), limit.into()], pair).await
}

/// Records that a partner's arrivals are processed.
///
/// # Errors
/// Fails when the database does.
pub async fn clear_arrivals(tx: &mut Tx, partners: &[i64]) -> Result<()> {
    let rows: Vec<_> = partners.iter().map(|id| [(*id).into()]).collect();
    tx.execute_many(HANDLED, &rows).await?;
    Ok(())
}
