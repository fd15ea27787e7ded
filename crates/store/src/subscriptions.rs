//! Subscriptions of customers.

use crate::error::Result;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

macro_rules! owned {
    () => {
        "SELECT c.partner_id, s.id, s.code, s.product_id, s.plan, s.billable, s.ends_on, \
         s.home_partner_id, s.in_force_day, c.code, c.name, c.id \
         FROM customers c JOIN subscriptions s ON s.customer_id = c.id "
    };
}

statements! {
    EACH = "SELECT code, customer_id, product_id, home_partner_id, in_force_day, billable, ends_on \
        FROM subscriptions ORDER BY id";
    OF_CODE = "SELECT code, customer_id, product_id, home_partner_id, in_force_day, billable, \
        ends_on, id \
        FROM subscriptions WHERE code = $1";
    UPDATE = "UPDATE subscriptions SET customer_id = COALESCE($2, customer_id), \
        product_id = COALESCE($3, product_id), plan = COALESCE($4, plan), \
        billable = COALESCE($5, billable), ends_on = COALESCE($6, ends_on), \
        in_force_day = CASE WHEN $7 THEN COALESCE(in_force_day, (SELECT p.in_force_day \
        FROM partners p WHERE p.id = home_partner_id), 0) ELSE in_force_day END \
        WHERE id = $1 AND NOT ( \
        customer_id = COALESCE($2, customer_id) AND product_id = COALESCE($3, product_id) \
        AND plan IS NOT DISTINCT FROM COALESCE($4, plan) \
        AND billable = COALESCE($5, billable) \
        AND ends_on IS NOT DISTINCT FROM COALESCE($6, ends_on))";
    CLEAR = "UPDATE subscriptions SET plan = CASE WHEN $2 THEN NULL ELSE plan END, \
        ends_on = CASE WHEN $3 THEN NULL ELSE ends_on END WHERE id = $1";
    OF_PARTNERS = concat!(owned!(), "WHERE c.partner_id BETWEEN $1 AND $2 \
        ORDER BY c.partner_id, s.id");
    BY_ID = concat!(owned!(), "WHERE s.id = $1");
    OF_CUSTOMER = "SELECT id FROM subscriptions WHERE customer_id = $1 ORDER BY id";
    MOVED = "SELECT id FROM subscriptions WHERE in_force_day IS NOT NULL";
    HOLD = "UPDATE subscriptions SET in_force_day = $2 WHERE id = $1";
}

/// A new subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The number of its customer.
    pub customer_id: i64,
    /// The number of its product.
    pub product_id: i64,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
    /// The number of its home partner.
    pub home_partner_id: i64,
}

/// The columns of a subscription that an import needs.
#[derive(Clone, Copy, Debug)]
pub struct Thin<'a> {
    /// The code from import files.
    pub code: &'a str,
    /// The number of its customer.
    pub customer_id: i64,
    /// The number of its product.
    pub product_id: i64,
    /// The home partner, under which its readings are stored.
    pub home_partner_id: i64,
    /// Once it has moved, its readings before this UTC day are kept as in force.
    pub in_force_day: Option<i64>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
}

/// Passes the columns that an import needs of each subscription to `take`, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(Thin<'_>)) -> Result<()> {
    tx.each(EACH, &[], |row| {
        take(thin(row)?);
        Ok(())
    })
    .await
}

/// The same for the subscriptions with these codes, each with its number and in no order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_of_codes(
    tx: &mut Tx,
    codes: &[&str],
    mut take: impl FnMut(i64, Thin<'_>),
) -> Result<()> {
    let rows: Vec<_> = codes.iter().map(|code| [(*code).into()]).collect();
    tx.each_of(OF_CODE, &rows, |_, row| {
        take(row.get(7)?, thin(row)?);
        Ok(())
    })
    .await
}

fn thin(row: Row<'_>) -> Result<Thin<'_>> {
    Ok(Thin {
        code: row.get(0)?,
        customer_id: row.get(1)?,
        product_id: row.get(2)?,
        home_partner_id: row.get(3)?,
        in_force_day: row.get(4)?,
        billable: row.get(5)?,
        ends_on: row.get(6)?,
    })
}

/// Adds subscriptions.
///
/// # Errors
/// Fails when the database does.
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
            ]
        })
        .collect();
    tx.insert(&schema::SUBSCRIPTIONS, &rows).await
}

/// The given values of a known subscription.
#[derive(Clone, Debug, Default)]
pub struct SubscriptionUpdate {
    /// The primary key.
    pub id: i64,
    /// The number of its customer.
    pub customer_id: Option<i64>,
    /// The number of its product.
    pub product_id: Option<i64>,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it is billable.
    pub billable: Option<bool>,
    /// Its last day.
    pub ends_on: Option<i64>,
    /// Whether its customer changes.
    pub moves: bool,
}

/// Sets the given values, and returns how many rows changed.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, given: &[SubscriptionUpdate]) -> Result<u64> {
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
                it.moves.into(),
            ]
        })
        .collect();
    let changed = tx.execute_many(UPDATE, &rows).await?;
    Ok(changed)
}

/// Removes the plan or the last day of a subscription.
///
/// # Errors
/// Fails when the database does.
pub async fn clear(tx: &mut Tx, id: i64, [plan, ends_on]: [bool; 2]) -> Result<()> {
    tx.execute(CLEAR, &[id.into(), plan.into(), ends_on.into()]).await?;
    Ok(())
}

/// A subscription with its present customer, for making reports.
#[derive(Clone, Debug)]
pub struct OwnedSubscription {
    /// The partner that owns it now.
    pub partner_id: i64,
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The number of its product.
    pub product_id: i64,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day.
    pub ends_on: Option<i64>,
    /// The home partner, under which its readings are stored.
    pub home_partner_id: i64,
    /// Once it has moved, its readings before this UTC day are kept as in force.
    pub in_force_day: Option<i64>,
    /// Code of its customer.
    pub customer_code: String,
    /// Name of its customer.
    pub customer_name: String,
    /// The number of its customer.
    pub customer_id: i64,
}

fn owned(row: Row<'_>) -> Result<OwnedSubscription> {
    Ok(OwnedSubscription {
        partner_id: row.get(0)?,
        id: row.get(1)?,
        code: row.get(2)?,
        product_id: row.get(3)?,
        plan: row.get(4)?,
        billable: row.get(5)?,
        ends_on: row.get(6)?,
        home_partner_id: row.get(7)?,
        in_force_day: row.get(8)?,
        customer_code: row.get(9)?,
        customer_name: row.get(10)?,
        customer_id: row.get(11)?,
    })
}

/// The subscriptions that a range of partners own now, by partner and number.
///
/// # Errors
/// Fails when the database does.
pub async fn of_partners(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<OwnedSubscription>> {
    tx.all(OF_PARTNERS, &[from.into(), to.into()], owned).await
}

/// One subscription with its present customer.
///
/// # Errors
/// Fails when the database does.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<OwnedSubscription>> {
    tx.first(BY_ID, &[id.into()], owned).await
}

/// The numbers of a customer's present subscriptions.
///
/// # Errors
/// Fails when the database does.
pub async fn of_customer(tx: &mut Tx, customer_id: i64) -> Result<Vec<i64>> {
    tx.all(OF_CUSTOMER, &[customer_id.into()], |row| row.get(0)).await
}

/// The numbers of subscriptions that have moved.
///
/// # Errors
/// Fails when the database does.
pub async fn moved(tx: &mut Tx) -> Result<Vec<i64>> {
    tx.all(MOVED, &[], |row| row.get(0)).await
}

/// Records up to which UTC day the readings of moved subscriptions are kept as in force.
///
/// # Errors
/// Fails when the database does.
pub async fn set_in_force_day(tx: &mut Tx, subscriptions: &[i64], day: i64) -> Result<()> {
    let rows: Vec<_> = subscriptions.iter().map(|id| [(*id).into(), day.into()]).collect();
    tx.execute_many(HOLD, &rows).await?;
    Ok(())
}
