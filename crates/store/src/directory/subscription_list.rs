//! Subscriptions with the codes of their customer, partner and product, by code.

use super::DirectoryScope;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! subscriptions {
    ($which:literal) => {
        concat!(
            "SELECT s.id, s.code, u.code, u.name, c.id, c.code, c.name, p.distributor_id, ",
            "r.code, r.unit, s.plan, s.billable, s.ends_on FROM subscriptions s ",
            "JOIN customers u ON u.id = s.customer_id JOIN partners p ON p.id = u.partner_id ",
            "JOIN companies c ON c.id = p.id JOIN products r ON r.id = s.product_id WHERE ",
            $which
        )
    };
}

statements! {
    ALL = subscriptions!("s.code > $1 ORDER BY s.code LIMIT $2");
    OF_DISTRIBUTOR =
        subscriptions!("s.code > $1 AND p.distributor_id = $3 ORDER BY s.code LIMIT $2");
    OF_PARTNER = subscriptions!("s.code > $1 AND u.partner_id = $3 ORDER BY s.code LIMIT $2");
    OF_CUSTOMER = subscriptions!("s.code > $1 AND s.customer_id = $3 ORDER BY s.code LIMIT $2");
    OF_CODE = subscriptions!("s.code = $1");
}

/// A subscription with its customer, partner and product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectorySubscription {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The customer's code.
    pub customer_code: String,
    /// The customer's name.
    pub customer: String,
    /// The number of the customer's partner.
    pub partner_id: i64,
    /// The partner's code.
    pub partner_code: String,
    /// The partner's name.
    pub partner: String,
    /// The distributor that the partner is under.
    pub distributor_id: i64,
    /// The product's code.
    pub product_code: String,
    /// The billing unit.
    pub unit: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
}

/// The subscriptions of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionFilter {
    /// Those of a part of the directory.
    Within(DirectoryScope),
    /// Those of the customer with this number.
    OfCustomer(i64),
}

fn subscription(row: Row<'_>) -> Result<DirectorySubscription> {
    Ok(DirectorySubscription {
        id: row.get(0)?,
        code: row.get(1)?,
        customer_code: row.get(2)?,
        customer: row.get(3)?,
        partner_id: row.get(4)?,
        partner_code: row.get(5)?,
        partner: row.get(6)?,
        distributor_id: row.get(7)?,
        product_code: row.get(8)?,
        unit: row.get(9)?,
        plan: row.get(10)?,
        billable: row.get(11)?,
        ends_on: row.get(12)?,
    })
}

/// Up to `limit` subscriptions after a code, by code.
///
/// # Errors
/// Fails when the database does.
pub async fn subscription_page(
    tx: &mut Tx,
    filter: SubscriptionFilter,
    after: &str,
    limit: i64,
) -> Result<Vec<DirectorySubscription>> {
    let (sql, id) = match filter {
        SubscriptionFilter::Within(DirectoryScope::Everybodys) => (ALL, None),
        SubscriptionFilter::Within(DirectoryScope::Distributors(id)) => (OF_DISTRIBUTOR, Some(id)),
        SubscriptionFilter::Within(DirectoryScope::Partners(id)) => (OF_PARTNER, Some(id)),
        SubscriptionFilter::OfCustomer(id) => (OF_CUSTOMER, Some(id)),
    };
    let mut values: Vec<Value<'_>> = vec![after.into(), limit.into()];
    values.extend(id.map(Value::from));
    tx.all(sql, &values, subscription).await
}

/// The subscription with this code.
///
/// # Errors
/// Fails when the database does.
pub async fn subscription_by_code(
    tx: &mut Tx,
    code: &str,
) -> Result<Option<DirectorySubscription>> {
    tx.first(OF_CODE, &[code.into()], subscription).await
}
