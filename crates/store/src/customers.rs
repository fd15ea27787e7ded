//! Customers of partners.

use crate::error::Result;
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

statements! {
    EACH = "SELECT id, code, partner_id, owned_since FROM customers ORDER BY id";
    UPDATE = "UPDATE customers SET name = COALESCE($2, name), \
        partner_id = COALESCE($3, partner_id), owned_since = COALESCE($4, owned_since) \
        WHERE id = $1 AND NOT (name = COALESCE($2, name) \
        AND partner_id = COALESCE($3, partner_id))";
    SUBSCRIPTIONS_MOVE = "UPDATE subscriptions SET former_partner_id = $2 WHERE customer_id = $1";
}

/// A new customer.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Our number.
    pub id: i64,
    /// The importer's key.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its partner.
    pub partner_id: i64,
}

/// Hands over number, code and partner of each customer, by number.
///
/// # Errors
/// The engine's.
pub async fn each(tx: &mut Tx, mut take: impl FnMut(&str, i64)) -> Result<()> {
    tx.each(EACH, &[], |row| {
        take(row.get(1)?, row.get(2)?);
        Ok(())
    })
    .await
}

/// Adds customers.
///
/// # Errors
/// The engine's.
pub async fn insert(tx: &mut Tx, customers: &[Customer]) -> Result<()> {
    let rows: Vec<_> = customers
        .iter()
        .map(|customer| {
            let (code, name) = (&customer.code, &customer.name);
            let never = None::<Instant>.into();
            [customer.id.into(), code.into(), name.into(), customer.partner_id.into(), never]
        })
        .collect();
    tx.insert(&schema::CUSTOMERS, &rows).await
}

/// What a file gives about a customer that is known.
#[derive(Clone, Debug)]
pub struct Given {
    /// Our number.
    pub id: i64,
    /// Its name.
    pub name: Option<String>,
    /// The partner it comes to, with the one it leaves and when.
    pub moved: Option<Moved>,
}

/// A change of owner.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// The partner it leaves.
    pub from: i64,
    /// The partner it comes to.
    pub to: i64,
    /// When.
    pub at: Instant,
}

/// Sets what is given; how many rows that changed.
///
/// # Errors
/// The engine's.
pub async fn update(tx: &mut Tx, given: &[Given]) -> Result<u64> {
    let rows: Vec<_> = given
        .iter()
        .map(|given| {
            let (to, at) = (given.moved.map(|moved| moved.to), given.moved.map(|moved| moved.at));
            [given.id.into(), given.name.as_deref().into(), to.into(), at.into()]
        })
        .collect();
    let changed = tx.execute_many(UPDATE, &rows).await?;
    let left = given.iter().filter_map(|given| Some((given.id, given.moved?)));
    let moved: Vec<_> = left.map(|(id, moved)| [id.into(), moved.from.into()]).collect();
    tx.execute_many(SUBSCRIPTIONS_MOVE, &moved).await?;
    Ok(changed)
}
