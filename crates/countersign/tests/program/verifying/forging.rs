//! Changes columns of the record without the program, one at a time, and checks what `verify`
//! finds.
//!
//! SQL here: changes that the program never makes.

use crate::verifying::fixture::{VerifyFixture, verify};
use countersign_domain::basis::Basis;
use countersign_domain::correction::CorrectionState;
use countersign_domain::instant::Instant;
use countersign_domain::status::{ReviewKind, Status, Verb};
use countersign_store::schema::{ColumnKind, TABLES, Table};
use countersign_store::{Engine, Result, Row, Store, Tx, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The tables of the record. The others are about sign-in, messages being sent, or work in
/// progress.
pub(crate) const RECORD: [&str; 41] = [
    "installation",
    "regions",
    "companies",
    "distributors",
    "partners",
    "customers",
    "products",
    "product_changes",
    "subscription_changes",
    "subscriptions",
    "link_changes",
    "former_zones",
    "people",
    "memberships",
    "setting_changes",
    "readings",
    "superseded_readings",
    "in_force",
    "arrivals",
    "reports",
    "report_lines",
    "figures",
    "history",
    "faults",
    "dispatches",
    "dispatched_reports",
    "directory_changes",
    "deadline_choices",
    "ways",
    "deliveries",
    "report_openings",
    "cycle_closings",
    "corrections",
    "correction_lines",
    "audit_log",
    "audit_details",
    "tlog_leaves",
    "tlog_tiles",
    "tlog_checkpoints",
    "tlog_keys",
    "late_differences",
];

/// The number of rows of each table that are changed, spread over the table.
const ROWS: usize = 2;

/// The result of changing a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ForgingOutcome {
    /// How often it was found, or refused by the engine.
    pub(crate) found: usize,
    /// How often it was not found.
    pub(crate) unseen: usize,
}

impl ForgingOutcome {
    fn add(&mut self, is_found: bool) {
        if is_found {
            self.found += 1;
        } else {
            self.unseen += 1;
        }
    }
}

pub(crate) type Outcomes = BTreeMap<(&'static str, &'static str), ForgingOutcome>;

#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bool(bool),
    Instant(Instant),
    Uuid(Uuid),
    Bytes(Vec<u8>),
}

impl Cell {
    fn read(row: Row<'_>, at: usize, kind: ColumnKind) -> Result<Self> {
        Ok(match kind {
            ColumnKind::Int => row.get::<Option<i64>>(at)?.map_or(Self::Null, Self::Int),
            ColumnKind::Text => row.get::<Option<String>>(at)?.map_or(Self::Null, Self::Text),
            ColumnKind::Bool => row.get::<Option<bool>>(at)?.map_or(Self::Null, Self::Bool),
            ColumnKind::Instant => {
                row.get::<Option<Instant>>(at)?.map_or(Self::Null, Self::Instant)
            }
            ColumnKind::Uuid => row.get::<Option<Uuid>>(at)?.map_or(Self::Null, Self::Uuid),
            ColumnKind::Bytes => row.get::<Option<Vec<u8>>>(at)?.map_or(Self::Null, Self::Bytes),
        })
    }

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => (*number).into(),
            Self::Text(text) => text.into(),
            Self::Bool(truth) => (*truth).into(),
            Self::Instant(instant) => (*instant).into(),
            Self::Uuid(id) => (*id).into(),
            Self::Bytes(bytes) => Value::Bytes(bytes),
        }
    }

    /// Another value that the program could have written there.
    fn forged(&self, column: &str, kind: ColumnKind) -> Self {
        match (self, kind) {
            (Self::Int(number), _) => Self::Int(number + 1),
            (Self::Bool(truth), _) => Self::Bool(!truth),
            (Self::Instant(at), _) => Self::Instant(at.plus_micros(-90_000_000)),
            (Self::Uuid(id), _) => Self::Uuid(Uuid::from_u128(id.as_u128() ^ 1)),
            (Self::Bytes(bytes), _) => {
                let mut bytes = bytes.clone();
                bytes[0] ^= 1;
                Self::Bytes(bytes)
            }
            (Self::Text(text), _) => Self::Text(forged_text(text, column)),
            (Self::Null, ColumnKind::Int) => Self::Int(1),
            (Self::Null, ColumnKind::Bool) => Self::Bool(true),
            (Self::Null, ColumnKind::Text) => Self::Text(forged_text("", column)),
            (Self::Null, ColumnKind::Instant) => {
                Self::Instant(Instant::from_micros(1_790_000_000_000_000))
            }
            (Self::Null, ColumnKind::Uuid) => Self::Uuid(Uuid::from_u128(1)),
            (Self::Null, ColumnKind::Bytes) => Self::Bytes(vec![1]),
        }
    }
}

/// The allowed words of a column that is restricted to some.
fn words(column: &str) -> Vec<&'static str> {
    match column {
        "status" => Status::ALL.map(Status::token).to_vec(),
        "review_kind" => ReviewKind::ALL.map(ReviewKind::label).to_vec(),
        "submission" | "approval" => vec!["manual", "automatic"],
        "state" => CorrectionState::ALL.map(CorrectionState::token).to_vec(),
        "basis" => Basis::ALL.map(Basis::token).to_vec(),
        "standing" => vec!["counted", "carried-forward", "not-billable", "ended", "no-data"],
        "verb" => Verb::ALL.map(Verb::key).to_vec(),
        "time_zone" => vec!["Europe/Berlin", "Asia/Tokyo"],
        "level" => vec!["region", "distributor", "partner"],
        "setting" => vec!["auto_submit_days", "settle_days"],
        "kind" => vec!["vendor", "distributor"],
        "type" => vec!["msp", "reseller"],
        "format" => vec!["csv", "jsonl"],
        _ => Vec::new(),
    }
}

fn forged_text(text: &str, column: &str) -> String {
    if let Some(other) = words(column).into_iter().find(|word| *word != text) {
        return other.to_owned();
    }
    // Texts in a format keep it, with another digit.
    let in_a_form = matches!(column, "rules" | "body" | "document" | "company_id");
    match text.rfind(|c: char| c.is_ascii_digit()).filter(|_| in_a_form) {
        Some(at) => {
            let digit = if &text[at..=at] == "7" { "8" } else { "7" };
            format!("{}{digit}{}", &text[..at], &text[at + 1..])
        }
        None => format!("{text}x"),
    }
}

/// The triggers would stop a careful forger.
pub(crate) async fn without_triggers(store: &Store) {
    let names = match store.engine() {
        Engine::Sqlite => "SELECT name || '' FROM sqlite_schema WHERE type = 'trigger'",
        Engine::Postgres => {
            "SELECT t.tgname || ' ON ' || c.relname FROM pg_trigger t \
             JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
        }
    };
    let mut tx = store.begin().await.unwrap();
    let names: Vec<String> = tx.all(names, &[], |row| row.get(0)).await.unwrap();
    for name in names {
        tx.execute(&format!("DROP TRIGGER {name}"), &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Whether no other row is tried. `verify` is the same program on both engines, so SQLite tells
/// which rows are found, and PostgreSQL that one is.
fn is_enough(engine: Engine, found: usize) -> bool {
    engine == Engine::Postgres && found > 0
}

/// Changes each column of these tables of the record in turn.
pub(crate) fn outcomes(fixture: &VerifyFixture, tables: &[&str]) -> Outcomes {
    fixture.with(async |store| {
        without_triggers(store).await;
        let before = verify(store).await.count;
        let mut outcomes = Outcomes::new();
        for table in TABLES.iter().filter(|table| tables.contains(&table.name)) {
            let rows = rows(store, table).await;
            assert!(!rows.is_empty(), "{} is empty: nothing of it is proved", table.name);
            for (at, (column, kind)) in table.columns.iter().enumerate() {
                let outcome = outcomes.entry((table.name, *column)).or_default();
                for row in &rows {
                    let forged = row[at].forged(column, *kind);
                    match forge(store, table, at, row, &forged).await {
                        true if verify(store).await.count == before => {
                            eprintln!(
                                "unseen: {} {column}: {:?} → {forged:?}",
                                table.name, row[at]
                            );
                            outcome.unseen += 1;
                        }
                        _ => outcome.found += 1,
                    }
                    restore(store, table, at, row, &forged).await;
                    if is_enough(store.engine(), outcome.found) {
                        break;
                    }
                }
            }
        }
        assert_eq!(verify(store).await.count, before, "everything is as it was");
        outcomes
    })
}

/// The result of a table whose rows were removed, and of one that got others, one at a time.
pub(crate) fn row_outcomes(fixture: &VerifyFixture) -> BTreeMap<&'static str, [ForgingOutcome; 2]> {
    fixture.with(async |store| {
        without_triggers(store).await;
        let before = verify(store).await.count;
        let mut outcomes = BTreeMap::new();
        for table in TABLES.iter().filter(|table| is_of_record(table)) {
            let [mut gone, mut new] = [ForgingOutcome::default(); 2];
            for row in rows(store, table).await {
                if is_enough(store.engine(), gone.found.min(new.found)) {
                    break;
                }
                let is_gone = delete(store, table, &row).await;
                gone.add(!is_gone || verify(store).await.count != before);
                if is_gone {
                    insert(store, table, &row).await.unwrap();
                }
                let mut other = row.clone();
                let at = table.key - 1;
                for (at, cell) in other.iter_mut().enumerate().skip(at) {
                    match cell {
                        Cell::Int(number) => *cell = Cell::Int(*number + 1_000_000),
                        _ if at < table.key => {
                            *cell = cell.forged(table.columns[at].0, table.columns[at].1);
                        }
                        _ => {}
                    }
                }
                let is_new = insert(store, table, &other).await.is_ok();
                new.add(!is_new || verify(store).await.count != before);
                if is_new {
                    assert!(delete(store, table, &other).await);
                }
            }
            outcomes.insert(table.name, [gone, new]);
        }
        assert_eq!(verify(store).await.count, before, "everything is as it was");
        outcomes
    })
}

fn is_of_record(table: &Table<'_>) -> bool {
    RECORD.contains(&table.name)
}

async fn insert(store: &Store, table: &Table<'_>, row: &[Cell]) -> Result<()> {
    let values: Vec<Value<'_>> = row.iter().map(Cell::value).collect();
    store.write(async |tx| tx.insert(table, &[&values[..]]).await).await
}

async fn delete(store: &Store, table: &Table<'_>, row: &[Cell]) -> bool {
    let key = table.columns[..table.key].iter().enumerate();
    let key: Vec<String> = key.map(|(at, (name, _))| format!("{name} = ${}", at + 1)).collect();
    let sql = format!("DELETE FROM {} WHERE {}", table.name, key.join(" AND "));
    let values: Vec<Value<'_>> = row[..table.key].iter().map(Cell::value).collect();
    store.write(async |tx| tx.execute(&sql, &values).await).await.is_ok_and(|count| count == 1)
}

async fn rows(store: &Store, table: &Table<'_>) -> Vec<Vec<Cell>> {
    let mut tx = store.read().await.unwrap();
    let sql =
        format!("SELECT {} FROM {} ORDER BY {}", table.column_list(), table.name, table.key_list());
    let all = tx
        .all(&sql, &[], |row| {
            let cells = table.columns.iter().enumerate();
            cells.map(|(at, (_, kind))| Cell::read(row, at, *kind)).collect::<Result<Vec<_>>>()
        })
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    let step = all.len().div_ceil(ROWS).max(1);
    let last = all.len().saturating_sub(1);
    let is_wanted = |at: &usize| at.is_multiple_of(step) || *at == last;
    all.into_iter().enumerate().filter(|(at, _)| is_wanted(at)).map(|(_, row)| row).collect()
}

/// Sets a cell of the row with this key and returns whether the engine allowed it.
async fn set(store: &Store, table: &Table<'_>, at: usize, key: &[&Cell], to: &Cell) -> bool {
    let conditions = table.columns[..table.key].iter().enumerate();
    let conditions: Vec<String> =
        conditions.map(|(fixture, (name, _))| format!("{name} = ${}", fixture + 2)).collect();
    let (name, column) = (table.name, table.columns[at].0);
    let sql = format!("UPDATE {name} SET {column} = $1 WHERE {}", conditions.join(" AND "));
    let values: Vec<Value<'_>> =
        std::iter::once(to.value()).chain(key.iter().map(|cell| cell.value())).collect();
    let write = async |tx: &mut Tx| tx.execute(&sql, &values).await;
    store.write(write).await.is_ok_and(|changed| changed == 1)
}

async fn forge(store: &Store, table: &Table<'_>, at: usize, row: &[Cell], to: &Cell) -> bool {
    set(store, table, at, &row[..table.key].iter().collect::<Vec<_>>(), to).await
}

async fn restore(store: &Store, table: &Table<'_>, at: usize, row: &[Cell], forged: &Cell) {
    let mut key: Vec<&Cell> = row[..table.key].iter().collect();
    if let Some(cell) = key.get_mut(at) {
        *cell = forged;
    }
    set(store, table, at, &key, &row[at]).await;
}
