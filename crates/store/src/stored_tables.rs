//! The tables that a database has, of whatever schema: their columns, kinds and keys, as the engine
//! describes them. [`crate::schema`] lists those of this program's schema.

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::schema::{ColumnKind, Table};
use crate::tx::Tx;
use crate::value::Row;

/// Table, column, type, and the column's place in the key or none: the key first, in its order.
const SQLITE: &str = "SELECT m.name, c.name, c.type, c.pk \
     FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'schema_migrations' \
     ORDER BY m.name, c.pk = 0, c.pk, c.cid";
/// Tables of an extension belong to the server. `indkey` counts from zero.
const POSTGRES: &str = "SELECT name, col, type, pk FROM (SELECT CAST(c.relname AS TEXT) AS name, \
     CAST(a.attname AS TEXT) AS col, format_type(a.atttypid, a.atttypmod) AS type, a.attnum, \
     CAST(COALESCE(array_position(CAST(i.indkey AS INT2[]), a.attnum) + 1, 0) AS BIGINT) AS pk \
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
     LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
     WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind IN ('r', 'p') \
     AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'schema_migrations' \
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass \
     AND d.objid = c.oid AND d.deptype = 'e')) AS found \
     ORDER BY name COLLATE \"C\", pk = 0, pk, attnum";

/// One table.
pub(crate) struct StoredTable {
    name: String,
    key: usize,
    columns: Vec<(String, ColumnKind)>,
}

impl StoredTable {
    /// Its columns, for [`StoredTable::shape`].
    pub(crate) fn columns(&self) -> Vec<(&str, ColumnKind)> {
        self.columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect()
    }

    pub(crate) fn shape<'a>(&'a self, columns: &'a [(&'a str, ColumnKind)]) -> Table<'a> {
        Table { name: &self.name, key: self.key, columns }
    }
}

/// The tables of a database, without the list of its steps.
///
/// # Errors
/// [`StoreError::Corrupt`] where this program would never have made one of them.
pub(crate) async fn find(tx: &mut Tx) -> Result<Vec<StoredTable>> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let mut tables: Vec<StoredTable> = Vec::new();
    tx.each(sql, &[], |row: Row<'_>| {
        let (name, column): (String, String) = (row.get(0)?, row.get(1)?);
        let (declared, place): (String, i64) = (row.get(2)?, row.get(3)?);
        let kind = kind(&declared).ok_or_else(|| {
            StoreError::Corrupt(format!("{name}.{column} has the unknown type {declared}"))
        })?;
        if tables.last().is_none_or(|table| table.name != name) {
            tables.push(StoredTable { name, key: 0, columns: Vec::new() });
        }
        if let Some(table) = tables.last_mut() {
            table.key += usize::from(place > 0);
            table.columns.push((column, kind));
        }
        Ok(())
    })
    .await?;
    match tables.iter().find(|table| table.key == 0) {
        Some(table) => Err(StoreError::Corrupt(format!("the table {} has no key", table.name))),
        None => Ok(tables),
    }
}

/// The kind of a declared type. SQLite's whole numbers may be truths or instants, which it stores
/// as numbers too.
fn kind(declared: &str) -> Option<ColumnKind> {
    Some(match declared {
        "INTEGER" | "bigint" => ColumnKind::Int,
        "TEXT" | "text" => ColumnKind::Text,
        "BLOB" | "bytea" => ColumnKind::Bytes,
        "boolean" => ColumnKind::Bool,
        "timestamp with time zone" => ColumnKind::Instant,
        "uuid" => ColumnKind::Uuid,
        _ => return None,
    })
}
