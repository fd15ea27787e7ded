//! Copies between the engines: equal contents in both directions, or nothing at all.

use crate::databases::{ENGINES, Fresh, NOW, number};
use crate::dice::Dice;
use countersign_domain::instant::Instant;
use countersign_store::copy::{Content, contents, copy};
use countersign_store::schema::{ColumnKind, TABLES, Table};
use countersign_store::{Engine, Store, StoreError, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const TEXTS: [&str; 6] = ["", "plain", "Straße", "🙂\r\n\t", "\u{202e}שלום", "'\"\\%_!,;"];

/// A value with its own memory.
enum Owned {
    Int(i64),
    Text(String),
    Bool(bool),
    Instant(Instant),
    Uuid(Uuid),
    Bytes(Vec<u8>),
    Null,
}

impl Owned {
    fn random(kind: ColumnKind, dice: &mut Dice) -> Self {
        match kind {
            ColumnKind::Int => Self::Int(dice.pick(&[0, 1, -1, 45_678, i64::MAX, i64::MIN])),
            ColumnKind::Text => Self::Text(dice.pick(&TEXTS).to_owned()),
            ColumnKind::Bool => Self::Bool(dice.one_in(2)),
            ColumnKind::Instant => Self::Instant(NOW.plus_micros(dice.int(1 << 57) - (1 << 56))),
            ColumnKind::Uuid => Self::Uuid(Uuid::from_u64_pair(dice.next(), dice.next())),
            ColumnKind::Bytes => Self::Bytes(dice.next().to_le_bytes()[..dice.below(9)].to_vec()),
        }
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Int(it) => (*it).into(),
            Self::Text(it) => it.into(),
            Self::Bool(it) => (*it).into(),
            Self::Instant(it) => (*it).into(),
            Self::Uuid(it) => (*it).into(),
            Self::Bytes(it) => it.as_slice().into(),
            Self::Null => Value::Null,
        }
    }
}

/// One row: its number is its key, references lead to existing rows, the rest is random.
fn row(
    table: &Table<'_>,
    number: i64,
    count: i64,
    nullable: &BTreeSet<String>,
    dice: &mut Dice,
) -> Vec<Owned> {
    let last = table.key - 1;
    let refers = !matches!(table.name, "readings" | "superseded_readings");
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(at, (name, kind))| match (*name, kind) {
            (_, ColumnKind::Int) if at == last => Owned::Int(number),
            (_, ColumnKind::Int) if refers && name.ends_with("_id") => {
                Owned::Int(1 + dice.int(count))
            }
            (_, ColumnKind::Instant) if at == last => Owned::Instant(NOW.plus_micros(number)),
            // Deliveries refer to channels by the number that both have.
            (_, ColumnKind::Uuid) if at == last => {
                Owned::Uuid(Uuid::from_u64_pair(0, number.unsigned_abs()))
            }
            // Tokens refer to service accounts in the same way.
            ("account_id", ColumnKind::Uuid) => {
                Owned::Uuid(Uuid::from_u64_pair(0, 1 + dice.int(count).unsigned_abs()))
            }
            ("credential_id", ColumnKind::Bytes) => Owned::Bytes(number.to_le_bytes().to_vec()),
            (_, ColumnKind::Bytes) if at == last => Owned::Bytes(number.to_le_bytes().to_vec()),
            ("code" | "email_folded" | "record", ColumnKind::Text) => {
                Owned::Text(format!("{}{number}", dice.pick(&TEXTS)))
            }
            (_, ColumnKind::Text) if at == last => {
                Owned::Text(format!("{}{number}", dice.pick(&TEXTS)))
            }
            _ if nullable.contains(*name) && dice.one_in(3) => Owned::Null,
            _ => Owned::random(*kind, dice),
        })
        .collect()
}

/// Names of the columns that may be null, by table.
async fn nullable(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    assert_eq!(store.engine(), Engine::Sqlite);
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
        WHERE m.type = 'table' AND c.\"notnull\" = 0 AND c.pk = 0";
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut tx = store.read().await.unwrap();
    tx.each(sql, &[], |row| {
        found.entry(row.get(0)?).or_default().insert(row.get(1)?);
        Ok(())
    })
    .await
    .unwrap();
    found
}

/// How many rows a table gets: some need more than one round of the copy, one exactly one.
fn rows_of(table: &Table<'_>) -> i64 {
    match table.name {
        "readings" => 20_000,
        "superseded_readings" => 40_001,
        "installation" => 1,
        _ => 40,
    }
}

async fn fill(store: &Store, seed: u64) {
    let nullable = nullable(store).await;
    let mut dice = Dice::new(seed);
    let mut tx = store.begin().await.unwrap();
    for table in TABLES {
        let nullable = nullable.get(table.name).cloned().unwrap_or_default();
        let rows: Vec<Vec<Owned>> = (1..=rows_of(table))
            .map(|number| row(table, number, rows_of(table), &nullable, &mut dice))
            .collect();
        let values: Vec<Vec<Value<'_>>> =
            rows.iter().map(|row| row.iter().map(Owned::value).collect()).collect();
        tx.insert(table, &values).await.unwrap_or_else(|e| panic!("{}: {e}", table.name));
    }
    tx.commit().await.unwrap();
}

async fn all(store: &Store) -> Vec<Content> {
    contents(store, |_| ()).await.unwrap()
}

#[tokio::test]
async fn everything_comes_back_from_the_other_engine_as_it_was() {
    let [first, other, back] = [Engine::Sqlite, Engine::Postgres, Engine::Sqlite].map(Fresh::new);
    let (first, other) = (first.migrated().await, other.migrated().await);
    let back = back.migrated().await;
    fill(&first, 7).await;
    let before = all(&first).await;
    assert_eq!(before.len(), TABLES.len());
    for (table, content) in TABLES.iter().zip(&before) {
        assert_eq!((&*content.table, content.rows), (table.name, rows_of(table).cast_unsigned()));
    }
    let mut heard: BTreeMap<&str, u64> = BTreeMap::new();
    let progress = |table, rows| heard.extend([(table, rows)]);
    assert_eq!(copy(&first, &other, progress).await.unwrap(), before);
    assert!(TABLES.iter().all(|table| heard[table.name] == rows_of(table).cast_unsigned()));
    assert_eq!(all(&other).await, before);
    copy(&other, &back, |_, _| ()).await.unwrap();
    assert_eq!(all(&back).await, before);
}

#[tokio::test]
async fn an_empty_database_is_copied_too() {
    let [first, other] = ENGINES.map(Fresh::new);
    let (first, other) = (first.migrated().await, other.migrated().await);
    copy(&first, &other, |_, _| ()).await.unwrap();
    assert_eq!(all(&other).await, all(&first).await);
}

#[tokio::test]
async fn contents_differ_where_one_value_differs() {
    let fresh = Fresh::new(Engine::Sqlite);
    let store = fresh.migrated().await;
    fill(&store, 3).await;
    let mut seen = vec![all(&store).await];
    for change in [
        "UPDATE reports SET flagged = 1 - flagged WHERE vendor_id = 1",
        "UPDATE companies SET name = name || ' ' WHERE id = 3",
        "UPDATE readings SET used = NULL WHERE used IS NOT NULL",
        "UPDATE readings SET received_at = received_at + 1",
        "DELETE FROM apply_progress WHERE first_row = 40",
    ] {
        let changed = store.write(async |tx| tx.execute(change, &[]).await).await.unwrap();
        assert!(changed > 0, "{change}");
        let now = all(&store).await;
        assert!(!seen.contains(&now), "{change}");
        seen.push(now);
    }
}

#[tokio::test]
async fn a_target_that_holds_anything_is_refused_and_left_as_it_is() {
    for engine in ENGINES {
        let [source, target] = [Fresh::new(Engine::Sqlite), Fresh::new(engine)];
        let (source, target) = (source.migrated().await, target.migrated().await);
        fill(&source, 5).await;
        // Not even in the last of the tables.
        let add = "INSERT INTO apply_progress (run, first_row, results) VALUES ('x', 1, 'y')";
        target.write(async |tx| tx.execute(add, &[]).await).await.unwrap();
        let before = all(&target).await;
        let refused = copy(&source, &target, |_, _| ()).await;
        let Err(StoreError::Conflict(why)) = refused else { panic!("{engine:?}: {refused:?}") };
        assert!(why.contains("apply_progress"), "{why}");
        assert_eq!(all(&target).await, before);
        let copied = "SELECT COUNT(*) FROM companies";
        assert_eq!(number(&mut target.read().await.unwrap(), copied).await, 0);
    }
}

#[tokio::test]
async fn a_copy_that_fails_half_way_leaves_nothing_behind() {
    for engine in ENGINES {
        let [source, target] = [Fresh::new(Engine::Sqlite), Fresh::new(engine)];
        let (source, target) = (source.migrated().await, target.migrated().await);
        fill(&source, 6).await;
        // A missing table fails after other tables were copied.
        target.write(async |tx| tx.execute("DROP TABLE apply_progress", &[]).await).await.unwrap();
        let before = "SELECT COUNT(*) FROM readings";
        copy(&source, &target, |_, _| ()).await.unwrap_err();
        assert_eq!(number(&mut target.read().await.unwrap(), before).await, 0, "{engine:?}");
        let make = "CREATE TABLE apply_progress (run TEXT NOT NULL, first_row BIGINT NOT NULL, \
            results TEXT NOT NULL CHECK (first_row < 30))";
        target.write(async |tx| tx.execute(make, &[]).await).await.unwrap();
        copy(&source, &target, |_, _| ()).await.unwrap_err();
        assert_eq!(number(&mut target.read().await.unwrap(), before).await, 0, "{engine:?}");
    }
}
