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

const fn search(kind: LeafKind, engine: Engine) -> &'static str {
    let [audit, details, closings] = match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    match kind {
        LeafKind::History => HISTORY,
        LeafKind::Dispatch => DISPATCHES,
        LeafKind::Closing => closings,
        LeafKind::Purge => PURGES,
        LeafKind::Key => KEYS,
        LeafKind::Setting => SETTINGS,
        LeafKind::Audit => audit,
        LeafKind::AuditDetails => details,
    }
}

/// Up to `limit` records of a kind of which the log knows nothing. Numbers of records and leaves
/// prove nothing, because a leaf without a record could stand for a record without a leaf.
///
/// # Errors
/// Fails when the database does.
pub async fn of_kind(tx: &mut Tx, kind: LeafKind, limit: i64) -> Result<Vec<LeafName>> {
    tx.all(search(kind, tx.engine()), &[limit.into()], |row| name(row, 0)).await
}
