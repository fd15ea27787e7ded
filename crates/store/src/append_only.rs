//! The triggers that refuse to change or delete rows of append-only tables.

use crate::engine::Engine;
use crate::error::Result;
use crate::tx::Tx;

/// A trigger that has to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The name that people see.
    pub name: &'static str,
    /// The table that it protects.
    pub table: &'static str,
}

const fn trigger(table: &'static str, name: &'static str) -> Trigger {
    Trigger { name, table }
}

const SQLITE: [Trigger; 30] = [
    trigger("history", "history_is_not_updated"),
    trigger("history", "history_is_not_deleted"),
    trigger("history", "history_is_not_replaced"),
    trigger("dispatches", "dispatches_are_not_updated"),
    trigger("dispatches", "dispatches_are_not_deleted"),
    trigger("dispatched_reports", "dispatched_reports_are_not_updated"),
    trigger("dispatched_reports", "dispatched_reports_are_not_deleted"),
    trigger("dispatches", "dispatches_are_not_replaced"),
    trigger("dispatched_reports", "dispatched_reports_are_not_replaced"),
    trigger("link_changes", "link_changes_are_not_updated"),
    trigger("link_changes", "link_changes_are_not_deleted"),
    trigger("link_changes", "link_changes_are_not_replaced"),
    trigger("audit_log", "audit_log_is_not_updated"),
    trigger("audit_log", "audit_log_is_not_deleted"),
    trigger("audit_log", "audit_log_is_not_replaced"),
    trigger("purges", "purges_are_not_updated"),
    trigger("purges", "purges_are_not_deleted"),
    trigger("purges", "purges_are_not_replaced"),
    trigger("tlog_leaves", "tlog_leaves_are_not_updated"),
    trigger("tlog_leaves", "tlog_leaves_are_not_deleted"),
    trigger("tlog_leaves", "tlog_leaves_are_not_replaced"),
    trigger("tlog_checkpoints", "tlog_checkpoints_are_not_updated"),
    trigger("tlog_checkpoints", "tlog_checkpoints_are_not_deleted"),
    trigger("tlog_checkpoints", "tlog_checkpoints_are_not_replaced"),
    trigger("signatures", "signatures_are_not_updated"),
    trigger("signatures", "signatures_are_not_deleted"),
    trigger("signatures", "signatures_are_not_replaced"),
    trigger("tlog_stamps", "tlog_stamps_are_not_updated"),
    trigger("tlog_stamps", "tlog_stamps_are_not_deleted"),
    trigger("tlog_stamps", "tlog_stamps_are_not_replaced"),
];
const POSTGRES: [Trigger; 20] = [
    trigger("history", "history_is_append_only"),
    trigger("history", "history_is_not_truncated"),
    trigger("dispatches", "dispatches_are_not_changed"),
    trigger("dispatches", "dispatches_are_not_truncated"),
    trigger("dispatched_reports", "dispatched_reports_are_not_changed"),
    trigger("dispatched_reports", "dispatched_reports_are_not_truncated"),
    trigger("link_changes", "link_changes_are_append_only"),
    trigger("link_changes", "link_changes_are_not_truncated"),
    trigger("audit_log", "audit_log_is_append_only"),
    trigger("audit_log", "audit_log_is_not_truncated"),
    trigger("purges", "purges_are_append_only"),
    trigger("purges", "purges_are_not_truncated"),
    trigger("tlog_leaves", "tlog_leaves_are_append_only"),
    trigger("tlog_leaves", "tlog_leaves_are_not_truncated"),
    trigger("tlog_checkpoints", "tlog_checkpoints_are_append_only"),
    trigger("tlog_checkpoints", "tlog_checkpoints_are_not_truncated"),
    trigger("signatures", "signatures_are_append_only"),
    trigger("signatures", "signatures_are_not_truncated"),
    trigger("tlog_stamps", "tlog_stamps_are_append_only"),
    trigger("tlog_stamps", "tlog_stamps_are_not_truncated"),
];

/// The steps of the schema that make them.
const SQLITE_STEPS: [&str; 8] = [
    include_str!("../migrations/0002_append_only.sqlite.sql"),
    include_str!("../migrations/0009_dispatches_stand.sqlite.sql"),
    include_str!("../migrations/0017_links_append_only.sqlite.sql"),
    include_str!("../migrations/0020_audit_append_only.sqlite.sql"),
    include_str!("../migrations/0023_purges_append_only.sqlite.sql"),
    include_str!("../migrations/0030_transparency_begins.sqlite.sql"),
    include_str!("../migrations/0036_signatures_append_only.sqlite.sql"),
    include_str!("../migrations/0042_stamps.sqlite.sql"),
];
const POSTGRES_STEPS: [&str; 8] = [
    include_str!("../migrations/0002_append_only.postgres.sql"),
    include_str!("../migrations/0009_dispatches_stand.postgres.sql"),
    include_str!("../migrations/0017_links_append_only.postgres.sql"),
    include_str!("../migrations/0020_audit_append_only.postgres.sql"),
    include_str!("../migrations/0023_purges_append_only.postgres.sql"),
    include_str!("../migrations/0030_transparency_begins.postgres.sql"),
    include_str!("../migrations/0036_signatures_append_only.postgres.sql"),
    include_str!("../migrations/0042_stamps.postgres.sql"),
];

// The catalogues of triggers differ, so the engines have separate texts.
const OF_SQLITE: &str = "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'";
/// Bits of a type: 1 for each row, 2 before, 8 deletion, 16 update, 32 truncation.
const OF_POSTGRES: &str = "SELECT t.tgname::text, c.relname::text, p.prosrc::text, \
     t.tgtype::bigint, t.tgenabled = 'O' AND t.tgqual IS NULL FROM pg_trigger t \
     JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
     JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND n.nspname = current_schema()";
const EACH_CHANGE: i64 = 1 + 2 + 8 + 16;
const TRUNCATION: i64 = 2 + 32;

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The statement with which a step makes a trigger, as SQLite stores it.
fn statement(name: &str) -> Option<String> {
    let statements = SQLITE_STEPS.iter().flat_map(|step| step.split("END;"));
    let made = format!("CREATE TRIGGER {name} ");
    let mut found =
        statements.filter_map(|it| it.find(&made).map(|at| format!("{}END", &it[at..])));
    found.next().map(|it| words(&it))
}

/// The triggers that are missing, switched off, or different from the schema's.
///
/// # Errors
/// Fails when the database does.
pub async fn missing(tx: &mut Tx) -> Result<Vec<Trigger>> {
    let mut found = Vec::new();
    match tx.engine() {
        Engine::Sqlite => {
            tx.each(OF_SQLITE, &[], |row| {
                let (name, table, sql): (String, &str, &str) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let expected = SQLITE.iter().find(|it| it.name == name && it.table == table);
                let is_same = statement(&name).is_some_and(|it| it == words(sql));
                found.extend(expected.filter(|_| is_same));
                Ok(())
            })
            .await?;
            Ok(SQLITE.into_iter().filter(|it| !found.contains(&it)).collect())
        }
        Engine::Postgres => {
            tx.each(OF_POSTGRES, &[], |row| {
                let (name, table, body): (&str, &str, &str) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let kind: i64 = row.get(3)?;
                let is_on: bool = row.get(4)?;
                let expected = POSTGRES.iter().find(|it| it.name == name && it.table == table);
                let refuses =
                    POSTGRES_STEPS.iter().any(|step| step.contains(&format!("$${body}$$")));
                let bits = if name.ends_with("_truncated") { TRUNCATION } else { EACH_CHANGE };
                found.extend(expected.filter(|_| is_on && refuses && kind == bits));
                Ok(())
            })
            .await?;
            Ok(POSTGRES.into_iter().filter(|it| !found.contains(&it)).collect())
        }
    }
}
