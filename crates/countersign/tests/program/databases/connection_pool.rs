//! Connections to PostgreSQL return to the pool, however a request ends.
//!
//! SQL here: which server process answers, and one that is busy for a while.

use crate::databases::fixture::session;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::clock::Clock;
use countersign_console::app::App;
use countersign_console::router;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Store, StoreError, Tx};
use countersign_testkit::databases::Databases;
use countersign_web::state::Site;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

const CONNECTIONS: usize = 8;

async fn fresh() -> (Store, String) {
    let url = Databases::Postgres.fresh().unwrap();
    let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
    let now = Instant::parse("2026-10-01T00:00:00Z").unwrap();
    let first_cycle = Cycle::parse("2026-10").unwrap();
    let wanted = NewInstallation { rehearsal: false, demo: false, now, first_cycle };
    make_installation::run(&store, &wanted).await.unwrap();
    (store, url)
}

/// How many connections the database has had, according to the server.
async fn sessions_so_far(store: &Store) -> i64 {
    // The server counts a connection a moment after it began.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let mut tx = store.read().await.unwrap();
    let sql = "SELECT sessions FROM pg_stat_database WHERE datname = current_database()";
    let found = tx.first(sql, &[], |row| row.get(0)).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    found
}

#[tokio::test]
async fn two_hundred_pages_that_are_not_there_open_no_connection() {
    let (store, url) = fresh().await;
    let origin = "http://127.0.0.1:8080".to_owned();
    let site = Site { origin, trusted_proxies: Vec::new(), demo: false };
    let now = Instant::parse("2026-11-22T12:00:00Z").unwrap();
    let cookie = format!("session={}", session(&store, &url, now).await);
    let app = Arc::new(App::new(store.clone(), Clock::fixed(now), site));
    let open = async |path: &str, number: u32| {
        let request = Request::get(path).header("cookie", &cookie).body(Body::empty()).unwrap();
        let answer = router(&app).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}, {number}");
    };
    let absent = ["/usage-reports/12345678-1234-5234-8234-123456789012", "/link/none"];
    for path in absent {
        open(path, 0).await;
    }
    let before = sessions_so_far(&store).await;
    for number in 0..100 {
        for path in absent {
            open(path, number).await;
        }
    }
    // A page may find a connection that is still rolling back, and use another one. The pool has no
    // more than these.
    let opened = sessions_so_far(&store).await - before;
    assert!(opened < CONNECTIONS as i64, "{opened} connections were opened");
}

/// The process that serves a transaction.
async fn server_process(tx: &mut Tx) -> i64 {
    let sql = "SELECT pg_backend_pid()::bigint";
    tx.first(sql, &[], |row| row.get(0)).await.unwrap().unwrap()
}

async fn installations(store: &Store) -> i64 {
    let mut tx = store.read().await.unwrap();
    let sql = "SELECT turns FROM installation";
    tx.first(sql, &[], |row| row.get(0)).await.unwrap().unwrap()
}

/// Whatever a transaction was doing, the next one on its connection starts clean.
#[tokio::test]
async fn a_transaction_that_was_cut_off_leaves_nothing_to_the_next_one() {
    let (store, _) = fresh().await;
    let turn = "UPDATE installation SET turns = turns + 1";
    let before = installations(&store).await;
    let mut processes = BTreeSet::new();
    for round in 0..24 {
        let mut tx = store.begin().await.unwrap();
        processes.insert(server_process(&mut tx).await);
        tx.execute(turn, &[]).await.unwrap();
        match round % 4 {
            // Dropped while idle, in a failed state, during a statement, and while it returns rows.
            0 => {}
            1 => drop(tx.execute("SELECT 1 FROM no_such_table", &[]).await.unwrap_err()),
            2 => {
                let slow = tx.execute("SELECT pg_sleep(0.2)", &[]);
                let cut = tokio::time::timeout(Duration::from_millis(20), slow).await;
                assert!(cut.is_err(), "it was to be cut off");
            }
            _ => {
                let rows = "SELECT generate_series(1, 100000)::bigint";
                let mut left = 3;
                let stopped = tx.each(rows, &[], |_| {
                    left -= 1;
                    if left == 0 { Err(StoreError::Corrupt("enough".to_owned())) } else { Ok(()) }
                });
                assert!(stopped.await.is_err());
            }
        }
        drop(tx);
        assert_eq!(installations(&store).await, before, "round {round}");
    }
    assert!(processes.len() <= CONNECTIONS, "{processes:?}");
    let mut tx = store.begin().await.unwrap();
    tx.execute(turn, &[]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(installations(&store).await, before + 1);
}

/// A `BEGIN` that was interrupted counts as a transaction too.
#[tokio::test]
async fn a_beginning_that_was_cut_off_is_rolled_back() {
    let (store, _) = fresh().await;
    for _ in 0..50 {
        let begun = tokio::time::timeout(Duration::from_micros(100), store.begin()).await;
        drop(begun);
        let mut tx = store.read().await.unwrap();
        let sql = "SELECT current_setting('transaction_read_only')";
        let found: Option<String> = tx.first(sql, &[], |row| row.get(0)).await.unwrap();
        assert_eq!(found.as_deref(), Some("on"));
        tx.rollback().await.unwrap();
    }
}
