//! The schema is the same as `schema::TABLES` on both engines, and can be distributed.

use crate::databases::{ENGINES, Fresh, on_both};
use countersign_store::schema::{ColumnKind, TABLES, Table};
use countersign_store::{Engine, Row, Tx};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The tables that grow with partners and time.
const LARGE: [&str; 15] = [
    "readings",
    "superseded_readings",
    "in_force",
    "reading_sources",
    "reports",
    "report_lines",
    "figures",
    "history",
    "faults",
    "dispatched_reports",
    "report_openings",
    "corrections",
    "correction_lines",
    "late_differences",
    "signatures",
];

const COLUMNS_SQLITE: &str = "SELECT m.name, c.name, c.type, c.\"notnull\", c.pk \
    FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid";
const COLUMNS_POSTGRES: &str = "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), \
    CAST(y.typname AS TEXT) || COALESCE(' ' || l.collname, ''), \
    CAST(CAST(a.attnotnull AS INT) AS BIGINT), \
    CAST(COALESCE(array_position(CAST(k.indkey AS SMALLINT[]), a.attnum) + 1, 0) AS BIGINT) \
    FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 \
    JOIN pg_type y ON y.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation \
    LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary \
    WHERE t.relkind = 'r' AND t.relnamespace = CAST(current_schema() AS regnamespace) \
    ORDER BY t.relname COLLATE \"C\", a.attnum";

/// Every index that is not a primary key: table, whether it is unique, its columns.
const INDEXES_SQLITE: &str = "SELECT m.name, i.\"unique\", \
    (SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) c) \
    FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
    WHERE m.type = 'table' AND i.origin <> 'pk' ORDER BY 1, 2, 3";
const INDEXES_POSTGRES: &str = "SELECT CAST(t.relname AS TEXT), \
    CAST(CAST(i.indisunique AS INT) AS BIGINT), (SELECT string_agg(a.attname, ', ' \
    ORDER BY array_position(CAST(i.indkey AS SMALLINT[]), a.attnum)) FROM pg_attribute a \
    WHERE a.attrelid = t.oid AND a.attnum = ANY(CAST(i.indkey AS SMALLINT[]))) COLLATE \"C\" \
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE NOT i.indisprimary \
    AND t.relnamespace = CAST(current_schema() AS regnamespace) \
    ORDER BY t.relname COLLATE \"C\", 2, 3";

/// Every reference from one table to another.
const REFERENCES_SQLITE: &str = "SELECT m.name, f.\"from\", f.\"table\" \
    FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f \
    WHERE m.type = 'table' ORDER BY 1, 2, 3";
const REFERENCES_POSTGRES: &str = "SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), \
    CAST(r.relname AS TEXT) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid \
    JOIN pg_class r ON r.oid = c.confrelid \
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(c.conkey) \
    WHERE c.contype = 'f' ORDER BY t.relname COLLATE \"C\", a.attname COLLATE \"C\", 3";

#[derive(Clone, Debug, PartialEq, Eq)]
struct FoundColumn {
    name: String,
    type_name: String,
    not_null: bool,
    /// Its place in the primary key, from 1.
    key: i64,
}

fn by_engine<T>(tx: &Tx, sqlite: T, postgres: T) -> T {
    match tx.engine() {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    }
}

async fn columns(tx: &mut Tx) -> BTreeMap<String, Vec<FoundColumn>> {
    let sql = by_engine(tx, COLUMNS_SQLITE, COLUMNS_POSTGRES);
    let mut tables: BTreeMap<String, Vec<FoundColumn>> = BTreeMap::new();
    let take = |row: Row<'_>| {
        let not_null = row.get::<i64>(3)? != 0;
        let found =
            FoundColumn { name: row.get(1)?, type_name: row.get(2)?, not_null, key: row.get(4)? };
        tables.entry(row.get(0)?).or_default().push(found);
        Ok(())
    };
    tx.each(sql, &[], take).await.unwrap();
    tables
}

async fn indexes(tx: &mut Tx) -> Vec<(String, bool, String)> {
    let sql = by_engine(tx, INDEXES_SQLITE, INDEXES_POSTGRES);
    tx.all(sql, &[], |row| Ok((row.get(0)?, row.get::<i64>(1)? != 0, row.get(2)?))).await.unwrap()
}

async fn references(tx: &mut Tx) -> Vec<(String, String, String)> {
    let sql = by_engine(tx, REFERENCES_SQLITE, REFERENCES_POSTGRES);
    tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await.unwrap()
}

fn type_name(kind: ColumnKind, engine: Engine) -> String {
    match (engine, kind) {
        (Engine::Sqlite, _) => kind.sqlite().to_owned(),
        (Engine::Postgres, ColumnKind::Text) => "text C".to_owned(),
        (Engine::Postgres, _) => kind.postgres().name().to_owned(),
    }
}

#[tokio::test]
async fn the_tables_are_what_the_list_says() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        let mut tables = columns(&mut tx).await;
        assert!(tables.remove("schema_migrations").is_some());
        for table in TABLES {
            let found = tables.remove(table.name).unwrap_or_default();
            let listed: Vec<(String, String, i64)> = (1..)
                .zip(table.columns)
                .map(|(number, (name, kind))| {
                    let is_key = usize::try_from(number).unwrap() <= table.key;
                    let key = if is_key { number } else { 0 };
                    ((*name).to_owned(), type_name(*kind, store.engine()), key)
                })
                .collect();
            let found: Vec<_> =
                found.into_iter().map(|it| (it.name, it.type_name, it.key)).collect();
            assert_eq!(found, listed, "{}", table.name);
        }
        assert!(tables.is_empty(), "not in the list: {:?}", tables.keys());
    })
    .await;
}

#[tokio::test]
async fn a_table_comes_after_those_it_refers_to() {
    let place = |name: &str| TABLES.iter().position(|table| table.name == name).unwrap();
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        let references = references(&mut tx).await;
        assert!(!references.is_empty());
        for (from, column, to) in references {
            assert!(place(&from) > place(&to), "{from}.{column} refers to {to}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_large_table_distributes_by_partner() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        for (name, columns) in columns(&mut tx).await {
            let key = columns.iter().filter(|column| column.key > 0);
            let by_partner = key.into_iter().any(|column| column.name == "partner_id");
            assert!(by_partner || !LARGE.contains(&name.as_str()), "{name}");
        }
        for (table, unique, columns) in indexes(&mut tx).await {
            assert!(!(unique && LARGE.contains(&table.as_str())), "{table} ({columns}) is unique");
        }
        for (from, column, to) in references(&mut tx).await {
            assert!(!LARGE.contains(&from.as_str()), "{from}.{column} refers to {to}");
            assert!(!LARGE.contains(&to.as_str()), "{from}.{column} refers to {to}");
        }
    })
    .await;
    let known: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    assert!(LARGE.iter().all(|name| known.contains(name)));
}

fn column_text(table: &Table<'_>, found: &FoundColumn) -> String {
    let kind = table.columns.iter().find(|(name, _)| *name == found.name).unwrap().1;
    let (null, key) = (!found.not_null, found.key > 0);
    let marks = [(key, " key"), (null, " null")].map(|(is, word)| if is { word } else { "" });
    format!("    {}: {kind:?}{}\n", found.name, marks.concat())
}

/// The whole schema as one text that does not depend on the engine.
async fn text(tx: &mut Tx) -> String {
    let (columns, indexes) = (columns(tx).await, indexes(tx).await);
    let references = references(tx).await;
    let mut text = String::new();
    for table in TABLES {
        writeln!(text, "{}", table.name).unwrap();
        for found in &columns[table.name] {
            text.push_str(&column_text(table, found));
        }
        for (_, unique, columns) in indexes.iter().filter(|index| index.0 == table.name) {
            writeln!(text, "  {} ({columns})", if *unique { "unique" } else { "index" }).unwrap();
        }
        for (_, column, to) in references.iter().filter(|reference| reference.0 == table.name) {
            writeln!(text, "  {column} refers to {to}").unwrap();
        }
    }
    text
}

#[tokio::test]
async fn the_schema_is_the_recorded_one_on_both_engines() {
    let recorded = include_str!("schema.snap");
    for engine in ENGINES {
        let store = Fresh::new(engine);
        let store = store.migrated().await;
        let found = text(&mut store.read().await.unwrap()).await;
        if std::env::var("COUNTERSIGN_BLESS").is_ok_and(|bless| bless == "1") {
            let place = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/on_both/schema.snap");
            std::fs::write(place, &found).unwrap();
            continue;
        }
        let differs: Vec<_> = found.lines().filter(|line| !recorded.contains(line)).collect();
        assert_eq!(
            found, recorded,
            "on {engine:?} the schema is not the recorded one: {differs:#?}; if it is meant to \
             be, write tests/on_both/schema.snap with COUNTERSIGN_BLESS=1"
        );
    }
}
