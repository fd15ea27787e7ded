//! Finds records that are neither leaves of the log nor about to become one: the program never
//! leaves any.

use super::leaf_names::name;
use crate::engine::Engine;
use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::leaf::{LeafKind, LeafName};

/// The records of a table with a kind and a name, of which the log knows nothing.
macro_rules! unlogged {
    ($kind:literal, $record:literal, $number:literal, $table:literal) => {
        concat!(
            "SELECT '",
            $kind,
            "', r.record, r.number FROM (SELECT ",
            $record,
            " AS record, ",
            $number,
            " AS number FROM ",
            $table,
            ") r WHERE NOT EXISTS (SELECT 1 FROM tlog_leaves l WHERE l.kind = '",
            $kind,
            "' AND l.record = r.record AND l.number = r.number) \
             AND NOT EXISTS (SELECT 1 FROM tlog_pending p WHERE p.kind = '",
            $kind,
            "' AND p.record = r.record AND p.number = r.number) LIMIT $1"
        )
    };
}

statements! {
    LOGGED = "SELECT (SELECT COUNT(*) FROM tlog_leaves WHERE kind = $1) \
        + (SELECT COUNT(*) FROM tlog_pending WHERE kind = $1)";
    HISTORY = unlogged!("history", "CAST(cycle AS TEXT) || '/' || CAST(partner_id AS TEXT) \
        || '/' || CAST(vendor_id AS TEXT)", "version", "history");
    DISPATCHES = unlogged!("dispatch", "CAST(distributor_id AS TEXT)", "number", "dispatches");
    PURGES = unlogged!("purge", "CAST(id AS TEXT)", "CAST(0 AS BIGINT)", "purges");
    SETTINGS = unlogged!("setting", "CAST(id AS TEXT)", "CAST(0 AS BIGINT)", "setting_changes");
    KEYS = unlogged!("key", "verifier", "CAST(0 AS BIGINT)", "tlog_keys");
}

// The engines write ids and instants differently.
const SQLITE: [&str; 3] = [
    unlogged!("audit", "lower(hex(id))", "CAST(0 AS BIGINT)", "audit_log"),
    unlogged!("audit-details", "lower(hex(entry_id))", "CAST(0 AS BIGINT)", "audit_details"),
    unlogged!(
        "closing",
        "CAST(distributor_id AS TEXT) || '/' || CAST(cycle AS TEXT)",
        "closed_at",
        "cycle_closings"
    ),
];
const POSTGRES: [&str; 3] = [
    unlogged!("audit", "replace(CAST(id AS TEXT), '-', '')", "CAST(0 AS BIGINT)", "audit_log"),
    unlogged!(
        "audit-details",
        "replace(CAST(entry_id AS TEXT), '-', '')",
        "CAST(0 AS BIGINT)",
        "audit_details"
    ),
    unlogged!(
        "closing",
        "CAST(distributor_id AS TEXT) || '/' || CAST(cycle AS TEXT)",
        "CAST(EXTRACT(EPOCH FROM closed_at) * 1000000 AS BIGINT)",
        "cycle_closings"
    ),
];

const fn source(kind: LeafKind, engine: Engine) -> (&'static str, &'static str) {
    let [audit, details, closings] = match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    match kind {
        LeafKind::History => ("SELECT COUNT(*) FROM history", HISTORY),
        LeafKind::Dispatch => ("SELECT COUNT(*) FROM dispatches", DISPATCHES),
        LeafKind::Closing => ("SELECT COUNT(*) FROM cycle_closings", closings),
        LeafKind::Purge => ("SELECT COUNT(*) FROM purges", PURGES),
        LeafKind::Key => ("SELECT COUNT(*) FROM tlog_keys", KEYS),
        LeafKind::Setting => ("SELECT COUNT(*) FROM setting_changes", SETTINGS),
        LeafKind::Audit => ("SELECT COUNT(*) FROM audit_log", audit),
        LeafKind::AuditDetails => ("SELECT COUNT(*) FROM audit_details", details),
    }
}

/// Up to `limit` records of a kind of which the log knows nothing. `missing` leaves of it have no
/// record: if the numbers then match, nothing is searched.
///
/// # Errors
/// Fails when the database does.
pub async fn of_kind(
    tx: &mut Tx,
    kind: LeafKind,
    missing: i64,
    limit: i64,
) -> Result<Vec<LeafName>> {
    let (count, search) = source(kind, tx.engine());
    let records: i64 = tx.first(count, &[], |row| row.get(0)).await?.unwrap_or(0);
    let logged = tx.first(LOGGED, &[kind.token().into()], |row| row.get::<i64>(0)).await?;
    if logged.unwrap_or(0) - missing == records {
        return Ok(Vec::new());
    }
    tx.all(search, &[limit.into()], |row| name(row, 0)).await
}
