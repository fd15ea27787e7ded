//! Finds misfiled readings: under a wrong day or home partner, or in force or superseded without a
//! matching reading.

use crate::engine::Engine;
use crate::error::Result;
use crate::tx::Tx;
use countersign_domain::instant::Instant;

/// A misfiled reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfiled {
    /// The name of the table.
    pub table: &'static str,
    /// The partner under which it is stored.
    pub partner_id: i64,
    /// The subscription's number.
    pub subscription_id: i64,
    /// When it was observed.
    pub observed_at: Instant,
}

// The engines have no common text for the day of an instant.
macro_rules! other_day_sqlite {
    () => {
        "r.observed_at - r.day * 86400000000 NOT BETWEEN 0 AND 86399999999"
    };
}
macro_rules! other_day_postgres {
    () => {
        "r.observed_at < to_timestamp(r.day * 86400) \
         OR r.observed_at >= to_timestamp((r.day + 1) * 86400)"
    };
}
macro_rules! of_table {
    ($table:literal, $other_day:expr) => {
        concat!(
            "SELECT r.partner_id, r.subscription_id, r.observed_at FROM ",
            $table,
            " r LEFT JOIN subscriptions s ON s.id = r.subscription_id WHERE s.id IS NULL \
             OR s.home_partner_id <> r.partner_id OR ",
            $other_day,
            " LIMIT 100"
        )
    };
}
macro_rules! superseded {
    () => {
        "SELECT r.partner_id, r.subscription_id, r.observed_at FROM superseded_readings r \
         LEFT JOIN readings c ON c.day = r.day AND c.partner_id = r.partner_id \
         AND c.subscription_id = r.subscription_id AND c.observed_at = r.observed_at \
         WHERE c.day IS NULL LIMIT 100"
    };
}
macro_rules! held {
    ($day:literal) => {
        concat!(
            "SELECT r.partner_id, r.subscription_id, r.observed_at FROM in_force r \
             LEFT JOIN readings c ON c.day = ",
            $day,
            " AND c.partner_id = r.partner_id AND c.subscription_id = r.subscription_id \
             AND c.observed_at = r.observed_at AND c.provisioned = r.provisioned \
             WHERE c.day IS NULL LIMIT 100"
        )
    };
}

const SQLITE: [&str; 4] = [
    of_table!("readings", other_day_sqlite!()),
    of_table!("superseded_readings", other_day_sqlite!()),
    superseded!(),
    held!(
        "(r.observed_at - ((r.observed_at % 86400000000) + 86400000000) % 86400000000) \
         / 86400000000"
    ),
];
const POSTGRES: [&str; 4] = [
    of_table!("readings", other_day_postgres!()),
    of_table!("superseded_readings", other_day_postgres!()),
    superseded!(),
    held!("floor(extract(epoch FROM r.observed_at) / 86400)::bigint"),
];
const TABLES: [&str; 4] = ["readings", "superseded_readings", "superseded_readings", "in_force"];

/// Misfiled readings, the first hundred of each kind.
///
/// # Errors
/// Fails when the database does.
pub async fn misfiled(tx: &mut Tx) -> Result<Vec<Misfiled>> {
    let statements = match tx.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let mut found = Vec::new();
    for (table, sql) in TABLES.into_iter().zip(statements) {
        tx.each(sql, &[], |row| {
            let (partner_id, subscription_id) = (row.get(0)?, row.get(1)?);
            found.push(Misfiled { table, partner_id, subscription_id, observed_at: row.get(2)? });
            Ok(())
        })
        .await?;
    }
    Ok(found)
}
