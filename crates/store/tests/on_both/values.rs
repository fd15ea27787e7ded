//! Values on both engines: they are read as they were written, and sort and compare alike.

use crate::databases::{on_both, texts};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_store::schema::{ColumnKind, Table};
use countersign_store::{Engine, Store, StoreError, Tx, Value};
use uuid::Uuid;

/// A table with a column of every kind.
const KINDS: Table<'static> = Table {
    name: "kinds",
    key: 1,
    columns: &[
        ("id", ColumnKind::Int),
        ("number", ColumnKind::Int),
        ("words", ColumnKind::Text),
        ("truth", ColumnKind::Bool),
        ("happened_at", ColumnKind::Instant),
        ("name", ColumnKind::Uuid),
        ("content", ColumnKind::Bytes),
    ],
};

const TEXTS: [&str; 9] = [
    "",
    " ",
    "plain",
    "Straße İstanbul ǅ ﬁ",
    "🙂 👩‍👩‍👧‍👦 🇩🇪",
    "\u{202e}שלום العربية\u{202c}",
    "quote ' \" \\ % _ ! $1 ; --",
    "line\r\nbreak\ttab\u{1}\u{7f}\u{feff}\u{fffd}",
    "e\u{301} é \u{10ffff}",
];

const INSTANTS: [&str; 7] = [
    "2026-10-02T00:00:00.000001Z",
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999Z",
    "1999-12-31T23:59:59.999999Z",
    "2000-01-01T00:00:00Z",
    "0001-01-01T00:00:00.000001Z",
    "9997-12-31T23:59:59.999999Z",
];

/// A row of values, owned.
type Kinds =
    (Option<i64>, Option<String>, Option<bool>, Option<Instant>, Option<Uuid>, Option<Vec<u8>>);

async fn make_kinds(tx: &mut Tx) {
    let sql = match tx.engine() {
        Engine::Sqlite => {
            "CREATE TABLE kinds (id INTEGER PRIMARY KEY, number INTEGER, words TEXT, \
             truth INTEGER, happened_at INTEGER, name BLOB, content BLOB) STRICT"
        }
        Engine::Postgres => {
            "CREATE TABLE kinds (id BIGINT PRIMARY KEY, number BIGINT, words TEXT COLLATE \"C\", \
             truth BOOLEAN, happened_at TIMESTAMPTZ, name UUID, content BYTEA)"
        }
    };
    tx.execute(sql, &[]).await.unwrap();
}

fn values<'a>(id: i64, kinds: &'a Kinds) -> [Value<'a>; 7] {
    let (number, words, truth, at, name, content) = kinds;
    [
        id.into(),
        (*number).into(),
        words.as_deref().into(),
        (*truth).into(),
        (*at).into(),
        (*name).into(),
        content.as_deref().into(),
    ]
}

async fn read_kinds(tx: &mut Tx) -> Vec<Kinds> {
    let sql = "SELECT number, words, truth, happened_at, name, content FROM kinds ORDER BY id";
    tx.all(sql, &[], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    })
    .await
    .unwrap()
}

fn every_kind() -> Vec<Kinds> {
    let none = || (None, None, None, None, None, None);
    let mut rows: Vec<Kinds> = vec![none()];
    for number in [0, 1, -1, i64::from(i32::MAX) + 1, i64::MAX, i64::MIN] {
        rows.push((Some(number), None, None, None, None, None));
    }
    rows.extend(TEXTS.map(|text| (None, Some(text.to_owned()), None, None, None, None)));
    rows.extend([true, false].map(|truth| (None, None, Some(truth), None, None, None)));
    let instants = INSTANTS.map(|text| Instant::try_from(text.to_owned()).unwrap());
    rows.extend(instants.map(|at| (None, None, None, Some(at), None, None)));
    let ids = [Uuid::nil(), Uuid::max(), Uuid::new_v5(&Uuid::NAMESPACE_OID, b"x")];
    rows.extend(ids.map(|id| (None, None, None, None, Some(id), None)));
    let bytes = [vec![], vec![0], vec![0, 255, 39, 92], (0..=255).collect()];
    rows.extend(bytes.map(|bytes| (None, None, None, None, None, Some(bytes))));
    let all = (Some(7), Some("x".to_owned()), Some(true), Some(instants[0]), Some(ids[2]));
    rows.push((all.0, all.1, all.2, all.3, all.4, Some(vec![1])));
    rows
}

#[tokio::test]
async fn every_value_comes_out_as_it_went_in_whichever_way_it_went() {
    on_both(async |store| {
        let rows = every_kind();
        let numbered = || (1_i64..).zip(&rows).map(|(id, row)| values(id, row));
        let placed: Vec<_> = numbered().collect();
        let mut tx = store.begin().await.unwrap();
        make_kinds(&mut tx).await;

        tx.insert(&KINDS, &placed).await.unwrap();
        assert_eq!(read_kinds(&mut tx).await, rows, "in bulk");
        let empty = "DELETE FROM kinds";
        assert_eq!(tx.execute(empty, &[]).await.unwrap(), rows.len() as u64);

        let sql = "INSERT INTO kinds VALUES ($1, $2, $3, $4, $5, $6, $7)";
        for row in &placed {
            assert_eq!(tx.execute(sql, row).await.unwrap(), 1);
        }
        assert_eq!(read_kinds(&mut tx).await, rows, "one by one");
        tx.execute(empty, &[]).await.unwrap();

        assert_eq!(tx.execute_many(sql, &placed).await.unwrap(), rows.len() as u64);
        assert_eq!(read_kinds(&mut tx).await, rows, "many at once");
    })
    .await;
}

#[tokio::test]
async fn every_value_is_found_again_by_itself() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        make_kinds(&mut tx).await;
        let rows = every_kind();
        let placed: Vec<_> = (1_i64..).zip(&rows).map(|(id, row)| values(id, row)).collect();
        tx.insert(&KINDS, &placed).await.unwrap();
        for row in &placed {
            for (at, (column, _)) in KINDS.columns.iter().enumerate() {
                let sql = format!("SELECT COUNT(*) FROM kinds WHERE id = $1 AND {column} = $2");
                let by = [row[0], row[at]];
                let found = tx.first(&sql, &by, |row| row.get::<i64>(0)).await.unwrap();
                assert_eq!(found, Some(i64::from(row[at] != Value::Null)), "{column} {by:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn parameters_go_by_their_number_and_not_by_their_place() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        let sql = "SELECT CAST($2 AS BIGINT), CAST($1 AS TEXT), CAST($1 AS TEXT), \
            CAST($3 AS BIGINT) - CAST($2 AS BIGINT)";
        let values = ["one".into(), 2_i64.into(), 3_i64.into()];
        let found = tx
            .first(sql, &values, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<i64>(3)?))
            })
            .await;
        assert_eq!(found.unwrap(), Some((2_i64, "one".to_owned(), "one".to_owned(), 1)));
        let many: Vec<_> = (0..3_i64).map(|n| ["x".into(), n.into(), 10_i64.into()]).collect();
        let mut found = Vec::new();
        let take = |index, row: countersign_store::Row<'_>| {
            found.push((index, row.get(0)?, row.get(3)?));
            Ok(())
        };
        tx.each_of(sql, &many, take).await.unwrap();
        assert_eq!(found, [(0, 0_i64, 10_i64), (1, 1, 9), (2, 2, 8)]);
    })
    .await;
}

#[tokio::test]
async fn ten_and_more_parameters_are_told_from_the_first() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        let terms: Vec<String> = (1..=12).map(|n| format!("CAST(${n} AS TEXT)")).rev().collect();
        let names: Vec<String> = (1..=12).map(|n| n.to_string()).collect();
        let values: Vec<Value<'_>> = names.iter().map(Into::into).collect();
        let sql = format!("SELECT {}", terms.join(" || ',' || "));
        let found = tx.first(&sql, &values, |row| row.get::<String>(0)).await.unwrap();
        assert_eq!(found.as_deref(), Some("12,11,10,9,8,7,6,5,4,3,2,1"));
    })
    .await;
}

#[tokio::test]
async fn too_few_or_too_many_values_are_refused() {
    on_both(async |store| {
        let sql = "SELECT COUNT(*) FROM companies WHERE id = $1 OR id = $2";
        let delete = "DELETE FROM arrivals WHERE partner_id = $1 AND since_day = $2";
        for values in [&[][..], &[Value::Int(1)], &[Value::Int(1); 3]] {
            let count = values.len();
            let mut tx = store.read().await.unwrap();
            assert!(tx.all(sql, values, |_| Ok(())).await.is_err(), "all with {count}");
            drop(tx);
            let mut tx = store.read().await.unwrap();
            let found = tx.each_of(sql, &[values], |_, _| Ok(())).await;
            assert!(found.is_err(), "each_of with {count}");
            drop(tx);
            let mut tx = store.begin().await.unwrap();
            assert!(tx.execute(delete, values).await.is_err(), "execute with {count}");
            drop(tx);
            let mut tx = store.begin().await.unwrap();
            assert!(tx.execute_many(delete, &[values]).await.is_err(), "many with {count}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_column_of_another_type_or_an_unexpected_null_is_corruption() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        let wrong = |result: Result<(), StoreError>| {
            assert!(matches!(result, Err(StoreError::Corrupt(_))), "{result:?}");
        };
        let sql = "SELECT CAST('x' AS TEXT), CAST(NULL AS TEXT), CAST(1 AS BIGINT)";
        wrong(tx.all(sql, &[], |row| row.get::<i64>(0)).await.map(drop));
        wrong(tx.all(sql, &[], |row| row.get::<String>(1)).await.map(drop));
        wrong(tx.all(sql, &[], |row| row.get::<String>(2)).await.map(drop));
        wrong(tx.all(sql, &[], |row| row.get::<Option<Uuid>>(0)).await.map(drop));
        assert_eq!(tx.first(sql, &[], |row| row.get::<i64>(2)).await.unwrap(), Some(1));
    })
    .await;
}

#[tokio::test]
async fn cycles_and_quantities_are_their_numbers() {
    on_both(async |store| {
        let cycle = Cycle::parse("2026-10").unwrap();
        let quantity = Quantity::parse("0.000001", 6).unwrap();
        let mut tx = store.read().await.unwrap();
        let sql = "SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT)";
        let values = [cycle.into(), quantity.into()];
        let typed = tx.first(sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await.unwrap();
        assert_eq!(typed, Some((cycle, quantity)));
        let plain = tx.first(sql, &values, |row| Ok((row.get(0)?, row.get(1)?))).await.unwrap();
        assert_eq!(plain, Some((24_321_i64, 1_i64)));
    })
    .await;
}

async fn insert_codes(store: &Store, codes: &[&str]) {
    let mut tx = store.begin().await.unwrap();
    let rows: Vec<_> = (1_i64..)
        .zip(codes)
        .map(|(id, code)| {
            let id = id.into();
            [id, Value::Text(code), "vendor".into(), "x".into(), Uuid::nil().into()]
        })
        .collect();
    tx.insert(&countersign_store::schema::COMPANIES, &rows).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn text_is_sorted_and_compared_by_its_bytes() {
    on_both(async |store| {
        let mut codes = [
            "b", "B", "a", "A", "ä", "z", "Z", "_", "-", "1", "10", "2", "a b", "a-b", "ab", "aB",
            "\u{fb01}", "🙂", "\u{ffff}", "é", "e\u{301}", "ß", "ss",
        ];
        insert_codes(store, &codes).await;
        codes.sort_unstable();
        let mut tx = store.read().await.unwrap();
        assert_eq!(texts(&mut tx, "SELECT code FROM companies ORDER BY code").await, codes);
        let above = "SELECT code FROM companies WHERE code > $1 ORDER BY code";
        let found = tx.all(above, &["a".into()], |row| row.get::<String>(0)).await.unwrap();
        let place = codes.iter().position(|code| *code == "a").unwrap();
        assert_eq!(found, codes[place + 1..]);
    })
    .await;
}
