//! The directory as lists show it: the partners, customers and subscriptions that a reader may see,
//! page by page in the order of their codes.
//!
//! A text to find is compared in its search form, which neither engine knows: rows are read in
//! batches and filtered here, up to a bound.

mod subscription_list;

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::search::search_form;
use uuid::Uuid;

pub use subscription_list::{
    DirectorySubscription, SubscriptionFilter, subscription_by_code, subscription_page,
};

pub(crate) use subscription_list::STATEMENTS as SUBSCRIPTION_STATEMENTS;

macro_rules! partners {
    ($which:literal) => {
        concat!(
            "SELECT c.id, c.code, c.name, c.company_id, p.city, p.state, p.type, d.id, d.code, ",
            "d.name ",
            "FROM partners p JOIN companies c ON c.id = p.id ",
            "JOIN companies d ON d.id = p.distributor_id WHERE c.code > $1 ",
            $which,
            " ORDER BY c.code LIMIT $2"
        )
    };
}

macro_rules! customers {
    ($which:literal) => {
        concat!(
            "SELECT u.id, u.code, u.name, c.id, c.code, c.name, ",
            "(SELECT COUNT(*) FROM subscriptions s WHERE s.customer_id = u.id), p.distributor_id ",
            "FROM customers u JOIN partners p ON p.id = u.partner_id ",
            "JOIN companies c ON c.id = p.id WHERE ",
            $which
        )
    };
}

statements! {
    PARTNERS = partners!("");
    PARTNERS_OF = partners!("AND p.distributor_id = $3");
    PARTNER_ITSELF = partners!("AND p.id = $3");
    CUSTOMERS = customers!("u.code > $1 ORDER BY u.code LIMIT $2");
    CUSTOMERS_OF_DISTRIBUTOR =
        customers!("u.code > $1 AND p.distributor_id = $3 ORDER BY u.code LIMIT $2");
    CUSTOMERS_OF_PARTNER =
        customers!("u.code > $1 AND u.partner_id = $3 ORDER BY u.code LIMIT $2");
    CUSTOMER = customers!("u.id = $1");
    CUSTOMER_OF_CODE = customers!("u.code = $1");
    SUBSCRIPTIONS = "SELECT s.id, s.code, p.id, p.name, p.unit, s.plan, s.billable, s.ends_on, \
        s.home_partner_id FROM subscriptions s JOIN products p ON p.id = s.product_id \
        WHERE s.customer_id = $1 AND s.code > $2 ORDER BY s.code LIMIT $3";
    LAST_OF_DAY = "SELECT observed_at, provisioned, used FROM readings WHERE day = $1 \
        AND partner_id = $2 AND subscription_id = $3 ORDER BY observed_at DESC LIMIT 1";
    IN_FORCE = "SELECT observed_at, provisioned FROM in_force WHERE partner_id = $1 \
        AND subscription_id = $2";
    COUNTS = "SELECT p.distributor_id, COUNT(*) FROM partners p GROUP BY p.distributor_id \
        ORDER BY p.distributor_id";
    PARTNER_COUNTS = "SELECT (SELECT COUNT(*) FROM customers c WHERE c.partner_id = $1), \
        (SELECT COUNT(*) FROM customers c JOIN subscriptions s ON s.customer_id = c.id \
        WHERE c.partner_id = $1)";
}

/// Rows in one read while a text is searched.
const BATCH: i64 = 1_000;
/// Rows that are searched for one page.
const LOOKED_THROUGH: i64 = 50_000;

/// The part of the directory that a reader may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryScope {
    /// Everyone's.
    Everybodys,
    /// One distributor's.
    Distributors(i64),
    /// One partner's.
    Partners(i64),
}

/// A partner as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPartner {
    /// The company's number.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The company id, a UUID.
    pub company_id: Uuid,
    /// The city, if it is known.
    pub city: Option<String>,
    /// The state, if it is known.
    pub state: Option<String>,
    /// `msp` or `reseller`.
    pub account_type: String,
    /// The number of its distributor.
    pub distributor_id: i64,
    /// The distributor's code.
    pub distributor_code: String,
    /// The distributor's name.
    pub distributor: String,
}

/// A customer as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCustomer {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The number of its partner.
    pub partner_id: i64,
    /// The partner's code.
    pub partner_code: String,
    /// The partner's name.
    pub partner: String,
    /// How many subscriptions it has.
    pub subscriptions: i64,
    /// The distributor that its partner is under.
    pub distributor_id: i64,
}

/// A subscription as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSubscription {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The number of its product.
    pub product_id: i64,
    /// The product's name.
    pub product: String,
    /// The billing unit.
    pub unit: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i64>,
    /// The home partner, under which its readings are stored.
    pub home_partner_id: i64,
}

/// The last reading of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastReading {
    /// The instant.
    pub observed_at: Instant,
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units; `None` if the reading had none, or if it is kept as in force without them.
    pub used: Option<Quantity>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct DirectoryPage<T> {
    /// The rows of the page.
    pub rows: Vec<T>,
    /// The code after which the next page begins; `None` if this is the last page.
    pub next: Option<String>,
}

/// The question of a list.
#[derive(Clone, Copy, Debug)]
pub struct DirectoryQuery<'a> {
    /// The directory to read.
    pub whose: DirectoryScope,
    /// A text to find, in any case.
    pub find: Option<&'a str>,
    /// The last code of the page before; empty for the first page.
    pub after: &'a str,
    /// The number of rows of a page.
    pub rows: usize,
}

fn partner(row: Row<'_>) -> Result<ListedPartner> {
    Ok(ListedPartner {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        company_id: row.get(3)?,
        city: row.get(4)?,
        state: row.get(5)?,
        account_type: row.get(6)?,
        distributor_id: row.get(7)?,
        distributor_code: row.get(8)?,
        distributor: row.get(9)?,
    })
}

fn customer(row: Row<'_>) -> Result<ListedCustomer> {
    Ok(ListedCustomer {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        partner_id: row.get(3)?,
        partner_code: row.get(4)?,
        partner: row.get(5)?,
        subscriptions: row.get(6)?,
        distributor_id: row.get(7)?,
    })
}

/// Partners by code.
///
/// # Errors
/// Fails when the database does.
pub async fn partners(
    tx: &mut Tx,
    asked: &DirectoryQuery<'_>,
) -> Result<DirectoryPage<ListedPartner>> {
    let (sql, id) = match asked.whose {
        DirectoryScope::Everybodys => (PARTNERS, None),
        DirectoryScope::Distributors(id) => (PARTNERS_OF, Some(id)),
        DirectoryScope::Partners(id) => (PARTNER_ITSELF, Some(id)),
    };
    let texts = |it: &ListedPartner| {
        [it.name.clone(), it.code.clone(), it.city.clone().unwrap_or_default()].join("\n")
    };
    sieve(tx, asked, sql, id, partner, |it| &it.code, texts).await
}

/// Customers, by code.
///
/// # Errors
/// Fails when the database does.
pub async fn customers(
    tx: &mut Tx,
    asked: &DirectoryQuery<'_>,
) -> Result<DirectoryPage<ListedCustomer>> {
    let (sql, id) = match asked.whose {
        DirectoryScope::Everybodys => (CUSTOMERS, None),
        DirectoryScope::Distributors(id) => (CUSTOMERS_OF_DISTRIBUTOR, Some(id)),
        DirectoryScope::Partners(id) => (CUSTOMERS_OF_PARTNER, Some(id)),
    };
    let texts = |it: &ListedCustomer| [it.name.as_str(), &it.code, &it.partner].join("\n");
    sieve(tx, asked, sql, id, customer, |it| &it.code, texts).await
}

/// Reads rows until a page is full, and one more to know whether another page follows.
async fn sieve<T>(
    tx: &mut Tx,
    asked: &DirectoryQuery<'_>,
    sql: &str,
    id: Option<i64>,
    map: impl Fn(Row<'_>) -> Result<T>,
    code: impl Fn(&T) -> &String,
    texts: impl Fn(&T) -> String,
) -> Result<DirectoryPage<T>> {
    let wanted = asked.find.map(search_form).filter(|text| !text.is_empty());
    let fits = |it: &T| wanted.as_ref().is_none_or(|text| search_form(&texts(it)).contains(text));
    let one_more = i64::try_from(asked.rows).unwrap_or(BATCH) + 1;
    let limit = if wanted.is_some() { BATCH } else { one_more };
    let (mut rows, mut after, mut seen) = (Vec::new(), asked.after.to_owned(), 0);
    loop {
        let mut values: Vec<Value<'_>> = vec![(&after).into(), limit.into()];
        values.extend(id.map(Value::from));
        let batch = tx.all(sql, &values, &map).await?;
        let count = batch.len() as i64;
        let last = batch.last().map(|it| code(it).clone());
        rows.extend(batch.into_iter().filter(&fits));
        seen += count;
        if rows.len() > asked.rows {
            rows.truncate(asked.rows);
            let next = rows.last().map(|it| code(it).clone());
            return Ok(DirectoryPage { rows, next });
        }
        let Some(last) = last.filter(|_| count == limit) else {
            return Ok(DirectoryPage { rows, next: None });
        };
        if seen >= LOOKED_THROUGH {
            return Ok(DirectoryPage { rows, next: Some(last) });
        }
        after = last;
    }
}

/// One customer.
///
/// # Errors
/// Fails when the database does.
pub async fn customer_by_id(tx: &mut Tx, id: i64) -> Result<Option<ListedCustomer>> {
    tx.first(CUSTOMER, &[id.into()], customer).await
}

/// The customer with this code.
///
/// # Errors
/// Fails when the database does.
pub async fn customer_by_code(tx: &mut Tx, code: &str) -> Result<Option<ListedCustomer>> {
    tx.first(CUSTOMER_OF_CODE, &[code.into()], customer).await
}

/// Up to `limit` subscriptions of a customer after a code, by code.
///
/// # Errors
/// Fails when the database does.
pub async fn subscriptions(
    tx: &mut Tx,
    customer: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<ListedSubscription>> {
    tx.all(SUBSCRIPTIONS, &[customer.into(), after.into(), limit.into()], |row| {
        Ok(ListedSubscription {
            id: row.get(0)?,
            code: row.get(1)?,
            product_id: row.get(2)?,
            product: row.get(3)?,
            unit: row.get(4)?,
            plan: row.get(5)?,
            billable: row.get(6)?,
            ends_on: row.get(7)?,
            home_partner_id: row.get(8)?,
        })
    })
    .await
}

/// The last reading of each of these subscriptions in the `days` days up to `today`, or else the
/// one that is kept as in force.
///
/// # Errors
/// Fails when the database does.
pub async fn last_readings(
    tx: &mut Tx,
    subscriptions: &[ListedSubscription],
    today: i64,
    days: i64,
) -> Result<Vec<Option<LastReading>>> {
    let mut found = vec![None; subscriptions.len()];
    for day in (today - days..=today).rev() {
        let open: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
        let rows: Vec<[Value<'_>; 3]> = open
            .iter()
            .map(|at| &subscriptions[*at])
            .map(|it| [day.into(), it.home_partner_id.into(), it.id.into()])
            .collect();
        tx.each_of(LAST_OF_DAY, &rows, |index, row| {
            let (observed_at, provisioned, used) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found[open[index]] = Some(LastReading { observed_at, provisioned, used });
            Ok(())
        })
        .await?;
    }
    let open: Vec<usize> = (0..found.len()).filter(|at| found[*at].is_none()).collect();
    let rows: Vec<[Value<'_>; 2]> = open
        .iter()
        .map(|at| &subscriptions[*at])
        .map(|it| [it.home_partner_id.into(), it.id.into()])
        .collect();
    tx.each_of(IN_FORCE, &rows, |index, row| {
        let (observed_at, provisioned) = (row.get(0)?, row.get(1)?);
        found[open[index]] = Some(LastReading { observed_at, provisioned, used: None });
        Ok(())
    })
    .await?;
    Ok(found)
}

/// How many partners each distributor has, by its number; a distributor without partners is left
/// out.
///
/// # Errors
/// Fails when the database does.
pub async fn partner_counts(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(COUNTS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// How many customers and subscriptions a partner has.
///
/// # Errors
/// Fails when the database does.
pub async fn counts_of_partner(tx: &mut Tx, partner: i64) -> Result<(i64, i64)> {
    let pair = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(tx.first(PARTNER_COUNTS, &[partner.into()], pair).await?.unwrap_or_default())
}
