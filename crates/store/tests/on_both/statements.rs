//! Every statement for both engines has the same meaning on both.

use crate::databases::Fresh;
use countersign_store::schema::ColumnKind;
use countersign_store::{Engine, Store, all_statements};
use rusqlite::Connection;
use std::collections::BTreeSet;
use tokio_postgres::Client;

async fn client(store: &Store) -> Client {
    store.bare_connection().await.unwrap().expect("it is on PostgreSQL")
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines_with_parameters_of_known_kinds() {
    let (small, large) = (Fresh::new(Engine::Sqlite), Fresh::new(Engine::Postgres));
    let (small, large) = (small.migrated().await, large.migrated().await);
    let sqlite = Connection::open(small.url().file().unwrap()).unwrap();
    let postgres = client(&large).await;
    let kinds = [
        ColumnKind::Int,
        ColumnKind::Text,
        ColumnKind::Bool,
        ColumnKind::Instant,
        ColumnKind::Uuid,
        ColumnKind::Bytes,
    ];
    let known = kinds.map(ColumnKind::postgres);
    let statements = all_statements();
    assert!(statements.len() > 50, "only {} statements", statements.len());
    for (module, name, sql) in statements {
        let embedded = sqlite.prepare(sql);
        let embedded = embedded.unwrap_or_else(|e| panic!("SQLite, {module} {name}: {e}"));
        let other = postgres.prepare(sql).await;
        let other = other.unwrap_or_else(|e| panic!("PostgreSQL, {module} {name}: {e:?}"));
        let count = other.params().len();
        assert_eq!(embedded.parameter_count(), count, "{module} {name}");
        for number in 1..=count {
            let place = embedded.parameter_index(&format!("${number}")).unwrap();
            assert!(place.is_some(), "{module} {name} leaves ${number} out");
        }
        for ty in other.params() {
            assert!(known.contains(ty), "{module} {name} has a parameter of type {ty}");
        }
        // A constant that only proves existence is never read.
        for column in other.columns().iter().filter(|column| column.name() != "?column?") {
            let ty = column.type_();
            assert!(known.contains(ty), "{module} {name}: {} is {ty}", column.name());
        }
        assert_eq!(embedded.column_count(), other.columns().len(), "{module} {name}");
    }
}

#[test]
fn every_statement_has_a_name_and_a_text_of_its_own() {
    let statements = all_statements();
    let names: BTreeSet<_> = statements.iter().map(|(module, name, _)| (module, name)).collect();
    assert_eq!(names.len(), statements.len());
    let texts: BTreeSet<_> = statements.iter().map(|(_, _, sql)| sql).collect();
    assert_eq!(texts.len(), statements.len(), "a text stands twice");
}

#[test]
fn no_statement_asks_the_database_for_the_time_or_for_chance() {
    for (module, name, sql) in all_statements() {
        let small = sql.to_ascii_lowercase();
        for word in ["now()", "current_timestamp", "current_date", "random()", "gen_random"] {
            assert!(!small.contains(word), "{module} {name}: {word}");
        }
    }
}
