//! Customers of partners.

use crate::error::Result;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    EACH = "SELECT id, code, partner_id FROM customers ORDER BY id";
    PARTNER = "SELECT partner_id FROM customers WHERE id = $1";
    UPDATE = "UPDATE customers SET name = COALESCE($2, name), \
        partner_id = COALESCE($3, partner_id) WHERE id = $1 AND NOT (name = COALESCE($2, name) \
        AND partner_id = COALESCE($3, partner_id))";
    SUBSCRIPTIONS_MOVE = "UPDATE subscriptions SET in_force_day = (SELECT \
        COALESCE(p.in_force_day, 0) FROM partners p WHERE p.id = home_partner_id) \
        WHERE customer_id = $1 AND in_force_day IS NULL";
    BY_ID = "SELECT id, code, name, partner_id FROM customers WHERE id = $1";
}

/// A new customer.
#[derive(Clone, Debug)]
pub struct Customer {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The number of its partner.
    pub partner_id: i64,
}

/// Passes number, code and partner of each customer to `take`, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(&str, i64)) -> Result<()> {
    tx.each(EACH, &[], |row| {
        take(row.get(1)?, row.get(2)?);
        Ok(())
    })
    .await
}

/// These customers with their partners.
///
/// # Errors
/// Fails when the database does.
pub async fn partners_of(tx: &mut Tx, customers: &[i64]) -> Result<Vec<(i64, i64)>> {
    let rows: Vec<_> = customers.iter().map(|id| [(*id).into()]).collect();
    let mut found = Vec::with_capacity(rows.len());
    tx.each_of(PARTNER, &rows, |index, row| {
        found.push((customers[index], row.get(0)?));
        Ok(())
    })
    .await?;
    Ok(found)
}

/// Adds customers.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, customers: &[Customer]) -> Result<()> {
    let rows: Vec<_> = customers
        .iter()
        .map(|customer| {
            let (code, name) = (&customer.code, &customer.name);
            [customer.id.into(), code.into(), name.into(), customer.partner_id.into()]
        })
        .collect();
    tx.insert(&schema::CUSTOMERS, &rows).await
}

/// The given values of a known customer.
#[derive(Clone, Debug)]
pub struct CustomerUpdate {
    /// The primary key.
    pub id: i64,
    /// The name that people see.
    pub name: Option<String>,
    /// The new partner, if it moves.
    pub moved_to: Option<i64>,
}

/// Sets the given values, and returns how many rows changed.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, given: &[CustomerUpdate]) -> Result<u64> {
    let rows: Vec<_> = given
        .iter()
        .map(|given| [given.id.into(), given.name.as_deref().into(), given.moved_to.into()])
        .collect();
    let changed = tx.execute_many(UPDATE, &rows).await?;
    let moved = given.iter().filter(|given| given.moved_to.is_some());
    let moved: Vec<_> = moved.map(|given| [given.id.into()]).collect();
    tx.execute_many(SUBSCRIPTIONS_MOVE, &moved).await?;
    Ok(changed)
}

/// One customer.
///
/// # Errors
/// Fails when the database does.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Customer>> {
    let customer = |row: Row<'_>| {
        Ok(Customer {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            partner_id: row.get(3)?,
        })
    };
    tx.first(BY_ID, &[id.into()], customer).await
}
