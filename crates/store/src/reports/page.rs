//! Reports as lists: filtered, in order of their codes, a page at a time.

use super::Key;
use super::load::word;
use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::code::fold;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::{ReviewKind, Status};
use uuid::Uuid;

macro_rules! matching {
    () => {
        "search_text LIKE $2 ESCAPE '!' AND ($3 = '' OR distributor_code = $3) "
    };
}

macro_rules! summary_columns {
    () => {
        "SELECT cycle, partner_id, vendor_id, id, distributor_code, vendor_code, partner_code, \
         partner_name, city, state, status, review_kind, version, deadline, submitted_at, \
         decided_at, flagged FROM reports WHERE cycle = $1 AND "
    };
}

macro_rules! in_order {
    () => {
        "AND (distributor_code, partner_code, vendor_code) > ($4, $5, $6) \
         ORDER BY distributor_code, partner_code, vendor_code LIMIT $7"
    };
}

statements! {
    PAGE = concat!(summary_columns!(), matching!(), in_order!());
    PAGE_OF_STATUS = concat!(summary_columns!(), matching!(), "AND status = $8 ", in_order!());
    KEYS = concat!("SELECT cycle, partner_id, vendor_id FROM reports WHERE cycle = $1 AND ",
        matching!(), "ORDER BY distributor_code, partner_code, vendor_code");
    KEYS_OF_STATUS = concat!("SELECT cycle, partner_id, vendor_id FROM reports WHERE cycle = $1 \
        AND ", matching!(), "AND status = $4 ORDER BY distributor_code, partner_code, vendor_code");
    COUNTS = concat!("SELECT status, COUNT(*) FROM reports WHERE cycle = $1 AND ", matching!(),
        "GROUP BY status ORDER BY status");
}

/// What a list is narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The month.
    pub cycle: Cycle,
    /// Where the reports stand.
    pub status: Option<Status>,
    /// A part of the partner's name, code or company id, in any case.
    pub partner: Option<String>,
    /// The distributor's code, exactly.
    pub distributor: Option<String>,
}

impl Filter {
    /// Every report of a cycle.
    #[must_use]
    pub const fn of_cycle(cycle: Cycle) -> Self {
        Self { cycle, status: None, partner: None, distributor: None }
    }

    /// A pattern that finds the text as it is, without wildcards.
    fn pattern(&self) -> String {
        let Some(text) = &self.partner else { return "%".to_owned() };
        let text = fold(text).replace('!', "!!").replace('%', "!%").replace('_', "!_");
        format!("%{text}%")
    }

    fn distributor(&self) -> &str {
        self.distributor.as_deref().unwrap_or("")
    }
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The report's key.
    pub key: Key,
    /// Its id.
    pub id: Uuid,
    /// Code of the distributor.
    pub distributor: String,
    /// Code of the vendor.
    pub vendor: String,
    /// Code of the partner.
    pub partner: String,
    /// Its name.
    pub partner_name: String,
    /// Its city.
    pub city: Option<String>,
    /// Its state.
    pub state: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// How it came under review.
    pub review: Option<ReviewKind>,
    /// The number of its history entries.
    pub version: i64,
    /// The end of the partner's time.
    pub deadline: Instant,
    /// When it was last submitted.
    pub submitted_at: Option<Instant>,
    /// When it was decided on.
    pub decided_at: Option<Instant>,
    /// Whether it has a penalty.
    pub flagged: bool,
}

fn summary(row: Row<'_>) -> Result<Summary> {
    Ok(Summary {
        key: Key::from_row(row)?,
        id: row.get(3)?,
        distributor: row.get(4)?,
        vendor: row.get(5)?,
        partner: row.get(6)?,
        partner_name: row.get(7)?,
        city: row.get(8)?,
        state: row.get(9)?,
        status: Status::parse(row.get(10)?).map_err(StoreError::Corrupt)?,
        review: word(row.get(11)?, ReviewKind::from_label)?,
        version: row.get(12)?,
        deadline: row.get(13)?,
        submitted_at: row.get(14)?,
        decided_at: row.get(15)?,
        flagged: row.get(16)?,
    })
}

/// Up to `limit` reports after `after`, by codes of distributor, partner and vendor.
///
/// # Errors
/// The engine's.
pub async fn page(
    tx: &mut Tx,
    filter: &Filter,
    after: Option<&Summary>,
    limit: i64,
) -> Result<Vec<Summary>> {
    let pattern = filter.pattern();
    let [distributor, partner, vendor] = after.map_or(["", "", ""], |after| {
        [after.distributor.as_str(), after.partner.as_str(), after.vendor.as_str()]
    });
    let mut values: Vec<Value<'_>> = vec![
        filter.cycle.into(),
        (&pattern).into(),
        filter.distributor().into(),
        distributor.into(),
        partner.into(),
        vendor.into(),
        limit.into(),
    ];
    match filter.status {
        None => tx.all(PAGE, &values, summary).await,
        Some(status) => {
            values.push(status.token().into());
            tx.all(PAGE_OF_STATUS, &values, summary).await
        }
    }
}

/// The keys of every report of the list, in its order.
///
/// # Errors
/// The engine's.
pub async fn keys(tx: &mut Tx, filter: &Filter) -> Result<Vec<Key>> {
    let pattern = filter.pattern();
    let mut values: Vec<Value<'_>> =
        vec![filter.cycle.into(), (&pattern).into(), filter.distributor().into()];
    match filter.status {
        None => tx.all(KEYS, &values, Key::from_row).await,
        Some(status) => {
            values.push(status.token().into());
            tx.all(KEYS_OF_STATUS, &values, Key::from_row).await
        }
    }
}

/// How many reports of the list stand where, whatever status it is narrowed to; by its word.
///
/// # Errors
/// The engine's.
pub async fn counts(tx: &mut Tx, filter: &Filter) -> Result<Vec<(Status, i64)>> {
    let pattern = filter.pattern();
    let values = [filter.cycle.into(), (&pattern).into(), filter.distributor().into()];
    tx.all(COUNTS, &values, |row| {
        Ok((Status::parse(row.get(0)?).map_err(StoreError::Corrupt)?, row.get(1)?))
    })
    .await
}
