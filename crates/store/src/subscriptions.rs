//! Subscriptions of customers.

use crate::error::Result;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::instant::Instant;

statements! {
    EACH = "SELECT code, customer_id, product_id, home_partner_id, former_partner_id \
        FROM subscriptions ORDER BY id";
    UPDATE = "UPDATE subscriptions SET customer_id = COALESCE($2, customer_id), \
        product_id = COALESCE($3, product_id), plan = COALESCE($4, plan), \
        billable = COALESCE($5, billable), ends_on = COALESCE($6, ends_on), \
        former_partner_id = COALESCE($7, former_partner_id), \
        held_since = COALESCE($8, held_since) WHERE id = $1 AND NOT ( \
        customer_id = COALESCE($2, customer_id) AND product_id = COALESCE($3, product_id) \
        AND plan IS NOT DISTINCT FROM COALESCE($4, plan) \
        AND billable = COALESCE($5, billable) \
        AND ends_on IS NOT DISTINCT FROM COALESCE($6, ends_on))";
    OF_PARTNERS = "SELECT c.partner_id, s.id, s.code, s.product_id, s.plan, s.billable, \
        s.ends_on, s.home_partner_id, s.former_partner_id, c.code, c.name, c.owned_since, \
        s.held_since FROM customers c JOIN subscriptions s ON s.customer_id = c.id \
        WHERE c.partner_id BETWEEN $1 AND $2 ORDER BY c.partner_id, s.id";
}

/// A new subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Our number.
    pub id: i64,
    /// The importer's key.
    pub code: String,
    /// Whose it is.
    pub customer_id: i64,
    /// What it is of.
    pub product_id: i64,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it counts.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
    /// The partner it begins with.
    pub home_partner_id: i64,
}

/// What an import keeps of each subscription.
#[derive(Clone, Copy, Debug)]
pub struct Thin<'a> {
    /// The importer's key.
    pub code: &'a str,
    /// Whose it is.
    pub customer_id: i64,
    /// What it is of.
    pub product_id: i64,
    /// The partner its readings are filed under.
    pub home_partner_id: i64,
    /// Its owner before the last change.
    pub former_partner_id: Option<i64>,
}

/// Hands over what an import keeps of each subscription, by number.
///
/// # Errors
/// The engine's.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(Thin<'_>)) -> Result<()> {
    tx.each(EACH, &[], |row| {
        take(Thin {
            code: row.get(0)?,
            customer_id: row.get(1)?,
            product_id: row.get(2)?,
            home_partner_id: row.get(3)?,
            former_partner_id: row.get(4)?,
        });
        Ok(())
    })
    .await
}

/// Adds subscriptions.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, subscriptions: &[Subscription]) -> Result<()> {
    let rows: Vec<_> = subscriptions
        .iter()
        .map(|it| {
            [
                it.id.into(),
                (&it.code).into(),
                it.customer_id.into(),
                it.product_id.into(),
                it.plan.as_deref().into(),
                it.billable.into(),
                it.ends_on.into(),
                it.home_partner_id.into(),
                None::<i64>.into(),
                None::<Instant>.into(),
            ]
        })
        .collect();
    tx.insert(&schema::SUBSCRIPTIONS, &rows).await
}

/// What a file gives about a subscription that is known.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Our number.
    pub id: i64,
    /// Whose it is.
    pub customer_id: Option<i64>,
    /// What it is of.
    pub product_id: Option<i64>,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it counts.
    pub billable: Option<bool>,
    /// Its last day.
    pub ends_on: Option<i64>,
    /// The partner it leaves, and when, where its new customer is another partner's.
    pub left: Option<(i64, Instant)>,
}

/// Sets what is given; how many rows that changed.
///
/// # Errors
/// The engine's.
pub async fn update(tx: &mut Tx, given: &[Given]) -> Result<u64> {
    let rows: Vec<_> = given
        .iter()
        .map(|it| {
            [
                it.id.into(),
                it.customer_id.into(),
                it.product_id.into(),
                it.plan.as_deref().into(),
                it.billable.into(),
                it.ends_on.into(),
                it.left.map(|(partner, _)| partner).into(),
                it.left.map(|(_, at)| at).into(),
            ]
        })
        .collect();
    let changed = tx.execute_many(UPDATE, &rows).await?;
    Ok(changed)
}

/// A subscription with its customer, as a report is made of it.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The partner that owns it now.
    pub partner_id: i64,
    /// Our number.
    pub id: i64,
    /// The importer's key.
    pub code: String,
    /// What it is of.
    pub product_id: i64,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it counts.
    pub billable: bool,
    /// Its last day.
    pub ends_on: Option<i64>,
    /// The partner its readings are filed under.
    pub home_partner_id: i64,
    /// Its owner before the last change.
    pub former_partner_id: Option<i64>,
    /// Code of its customer.
    pub customer_code: String,
    /// Name of its customer.
    pub customer_name: String,
    /// When it came to this partner, where it was another's before.
    pub owned_since: Option<Instant>,
}

/// The subscriptions that a range of partners own now, by partner and number.
///
/// # Errors
/// The engine's.
pub async fn of_partners(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<Owned>> {
    let owned = |row: Row<'_>| {
        let customer_since: Option<Instant> = row.get(11)?;
        let held_since: Option<Instant> = row.get(12)?;
        Ok(Owned {
            partner_id: row.get(0)?,
            id: row.get(1)?,
            code: row.get(2)?,
            product_id: row.get(3)?,
            plan: row.get(4)?,
            billable: row.get(5)?,
            ends_on: row.get(6)?,
            home_partner_id: row.get(7)?,
            former_partner_id: row.get(8)?,
            customer_code: row.get(9)?,
            customer_name: row.get(10)?,
            owned_since: customer_since.max(held_since),
        })
    };
    tx.all(OF_PARTNERS, &[from.into(), to.into()], owned).await
}
