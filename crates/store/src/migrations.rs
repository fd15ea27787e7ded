//! The steps of the schema, which are never changed afterwards, and how many of them a database
//! has. [`crate::upgrade`] applies them.

use crate::engine::{Engine, Store};
use crate::error::{Result, StoreError};
use crate::tx::Tx;
use countersign_domain::export::{content_hash, hex};

pub(crate) struct Migration {
    pub(crate) name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

impl Migration {
    /// One text for both engines.
    const fn one(name: &'static str, text: &'static str) -> Self {
        Self { name, sqlite: text, postgres: text }
    }

    /// A text for each engine, if one text cannot serve both.
    const fn pair(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self { name, sqlite, postgres }
    }
}

/// The first version is 1.
pub(crate) const MIGRATIONS: [Migration; 42] = [
    Migration::one("record", include_str!("../migrations/0001_record.sql")),
    Migration::pair(
        "append_only",
        include_str!("../migrations/0002_append_only.sqlite.sql"),
        include_str!("../migrations/0002_append_only.postgres.sql"),
    ),
    Migration::one("lists", include_str!("../migrations/0003_lists.sql")),
    Migration::one("identity", include_str!("../migrations/0004_identity.sql")),
    Migration::one("demo", include_str!("../migrations/0005_demo.sql")),
    Migration::one("settings_person", include_str!("../migrations/0006_settings_person.sql")),
    Migration::one("jobs", include_str!("../migrations/0007_jobs.sql")),
    Migration::one("dispatches", include_str!("../migrations/0008_dispatches.sql")),
    Migration::pair(
        "dispatches_stand",
        include_str!("../migrations/0009_dispatches_stand.sqlite.sql"),
        include_str!("../migrations/0009_dispatches_stand.postgres.sql"),
    ),
    Migration::one("outbox", include_str!("../migrations/0010_outbox.sql")),
    Migration::one("who_changed", include_str!("../migrations/0011_who_changed.sql")),
    Migration::one("ways", include_str!("../migrations/0012_ways.sql")),
    Migration::one("completeness", include_str!("../migrations/0013_completeness.sql")),
    Migration::one("corrections", include_str!("../migrations/0014_corrections.sql")),
    Migration::one("late_differences", include_str!("../migrations/0015_late_differences.sql")),
    Migration::one("links", include_str!("../migrations/0016_links.sql")),
    Migration::pair(
        "links_append_only",
        include_str!("../migrations/0017_links_append_only.sqlite.sql"),
        include_str!("../migrations/0017_links_append_only.postgres.sql"),
    ),
    Migration::one("consent", include_str!("../migrations/0018_consent.sql")),
    Migration::one("audit", include_str!("../migrations/0019_audit.sql")),
    Migration::pair(
        "audit_append_only",
        include_str!("../migrations/0020_audit_append_only.sqlite.sql"),
        include_str!("../migrations/0020_audit_append_only.postgres.sql"),
    ),
    Migration::one("sealing", include_str!("../migrations/0021_sealing.sql")),
    Migration::one("purges", include_str!("../migrations/0022_purges.sql")),
    Migration::pair(
        "purges_append_only",
        include_str!("../migrations/0023_purges_append_only.sqlite.sql"),
        include_str!("../migrations/0023_purges_append_only.postgres.sql"),
    ),
    Migration::one("reason_templates", include_str!("../migrations/0024_reason_templates.sql")),
    Migration::one("set_up", include_str!("../migrations/0025_set_up.sql")),
    Migration::one("retirements", include_str!("../migrations/0026_retirements.sql")),
    Migration::one("list_criteria", include_str!("../migrations/0027_list_criteria.sql")),
    Migration::one("api", include_str!("../migrations/0028_api.sql")),
    Migration::one("transparency", include_str!("../migrations/0029_transparency.sql")),
    Migration::pair(
        "transparency_begins",
        include_str!("../migrations/0030_transparency_begins.sqlite.sql"),
        include_str!("../migrations/0030_transparency_begins.postgres.sql"),
    ),
    Migration::one("sources", include_str!("../migrations/0031_sources.sql")),
    Migration::one("webhooks", include_str!("../migrations/0032_webhooks.sql")),
    Migration::one("event_mappings", include_str!("../migrations/0033_event_mappings.sql")),
    Migration::one("signatures", include_str!("../migrations/0034_signatures.sql")),
    Migration::one("passkeys", include_str!("../migrations/0035_passkeys.sql")),
    Migration::pair(
        "signatures_append_only",
        include_str!("../migrations/0036_signatures_append_only.sqlite.sql"),
        include_str!("../migrations/0036_signatures_append_only.postgres.sql"),
    ),
    Migration::one("passkey_keys", include_str!("../migrations/0037_passkey_keys.sql")),
    Migration::one("witnesses", include_str!("../migrations/0038_witnesses.sql")),
    Migration::one("products_read", include_str!("../migrations/0039_products_read.sql")),
    Migration::one("products_left", include_str!("../migrations/0040_products_left.sql")),
    Migration::one("terms", include_str!("../migrations/0041_terms.sql")),
    Migration::pair(
        "stamps",
        include_str!("../migrations/0042_stamps.sqlite.sql"),
        include_str!("../migrations/0042_stamps.postgres.sql"),
    ),
];

/// The number of the ledger's columns, and the number of all tables. Other programs have a table of
/// that name too.
const LEDGER_SQLITE: &str = "SELECT (SELECT COUNT(*) FROM pragma_table_info('schema_migrations') \
     WHERE name IN ('version', 'name', 'hash', 'applied_at')), \
     (SELECT COUNT(*) FROM sqlite_schema)";
/// Tables of an extension belong to the server.
const LEDGER_POSTGRES: &str = "SELECT \
     (SELECT COUNT(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid \
     JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND c.relname = 'schema_migrations' \
     AND a.attname IN ('version', 'name', 'hash', 'applied_at')), \
     (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
     WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f', 'v', 'm') \
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass \
     AND d.objid = c.oid AND d.deptype = 'e'))";
const LEDGER_COLUMNS: i64 = 4;
const APPLIED: &str = "SELECT version, name, hash FROM schema_migrations ORDER BY version";

/// The state of a database's schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// There is no schema.
    Empty,
    /// It is the schema of this program.
    Current,
    /// It is the schema of an older program, and this many steps are missing.
    Behind(usize),
}

impl Migration {
    pub(crate) fn text(&self, engine: Engine) -> String {
        let text = match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        };
        with_types(text, engine)
    }

    pub(crate) fn hash(&self) -> String {
        hex(&content_hash(&format!("{}\0{}", self.sqlite, self.postgres)))
    }
}

/// Replaces the tokens by an engine's types.
pub(crate) fn with_types(text: &str, engine: Engine) -> String {
    let types = match engine {
        Engine::Sqlite => {
            ["INTEGER", "TEXT", "INTEGER", "INTEGER", "BLOB", "BLOB", "STRICT, WITHOUT ROWID"]
        }
        Engine::Postgres => {
            ["BIGINT", "TEXT COLLATE \"C\"", "BOOLEAN", "TIMESTAMPTZ", "UUID", "BYTEA", ""]
        }
    };
    let tokens = ["{int}", "{text}", "{bool}", "{instant}", "{uuid}", "{bytes}", "{end}"];
    tokens.iter().zip(types).fold(text.to_owned(), |text, (token, ty)| text.replace(token, ty))
}

/// How many steps a database has; `None` if it has no ledger of them.
pub(crate) async fn applied(tx: &mut Tx) -> Result<Option<usize>> {
    let ledger = match tx.engine() {
        Engine::Sqlite => LEDGER_SQLITE,
        Engine::Postgres => LEDGER_POSTGRES,
    };
    let counts = |row: crate::Row<'_>| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?));
    match tx.first(ledger, &[], counts).await? {
        None | Some((0, 0)) => return Ok(None),
        Some((LEDGER_COLUMNS, _)) => {}
        Some(_) => {
            return Err(StoreError::Schema(
                "this is not a Countersign database: it holds another program's tables; nothing \
                 was changed. Name another database"
                    .to_owned(),
            ));
        }
    }
    let row = |row: crate::Row<'_>| {
        Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
    };
    let steps = tx.all(APPLIED, &[], row).await?;
    for (expected, (version, name, hash)) in (1..).zip(&steps) {
        let known =
            usize::try_from(*version).ok().and_then(|it| MIGRATIONS.get(it.checked_sub(1)?));
        let Some(known) = known else {
            return Err(StoreError::Schema(format!(
                "the database has schema step {version} ({name}), this program knows {}: it was \
                 made by a newer countersign; use that one",
                MIGRATIONS.len()
            )));
        };
        if *version != expected || known.name != name || known.hash() != *hash {
            return Err(StoreError::Schema(format!(
                "the database's schema step {version} ({name}) is not this program's; use the \
                 countersign that made it"
            )));
        }
    }
    Ok(Some(steps.len()))
}

impl Store {
    /// The state of the schema. Once it is this program's, later transactions are refused when they
    /// find a newer step.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a newer program, or another one, made it.
    pub async fn schema_state(&self) -> Result<SchemaState> {
        Ok(match self.steps().await? {
            0 => SchemaState::Empty,
            count if count == MIGRATIONS.len() => {
                self.guard.begin(count);
                SchemaState::Current
            }
            count => SchemaState::Behind(MIGRATIONS.len() - count),
        })
    }

    /// How many steps of the schema the database has.
    pub(crate) async fn steps(&self) -> Result<usize> {
        let mut tx = self.read_any().await?;
        let steps = applied(&mut tx).await.map_err(|error| self.named(error))?;
        tx.rollback().await?;
        Ok(steps.unwrap_or_default())
    }

    /// An error about the schema with the address of its database.
    pub(crate) fn named(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Schema(why) => StoreError::Schema(format!("{}: {why}", self.url())),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of each step's two texts.
    const LOCK: &str = include_str!("../migrations/lock");

    #[test]
    fn an_applied_step_is_never_edited() {
        let steps = MIGRATIONS.iter().map(|step| format!("{} {}\n", step.name, step.hash()));
        assert_eq!(
            LOCK,
            steps.collect::<String>(),
            "add a new step instead; only a step that was never released gets a new hash"
        );
    }
}
