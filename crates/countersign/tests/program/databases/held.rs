//! An SQLite database in which another process writes for a while: those who only read do not
//! notice, and those who write wait for it.

use crate::databases::browser::Browser;
use crate::databases::fixture::{Serving, command, run, text};
use axum::http::StatusCode;
use rusqlite::Connection;
use std::fs;
use std::time::{Duration, Instant};

/// How long a page may take while another process writes: less than a writer waits.
const SOON: Duration = Duration::from_secs(8);

#[tokio::test]
async fn pages_are_shown_while_another_process_writes_and_those_who_write_wait_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.db");
    let url = format!("sqlite:{}", text(&file));
    assert_eq!(run(&url, &["init"], &[]).status, Some(0));
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let mut browser = Browser::new(&url).await;
    let serving = Serving::start(&url, &[]);
    browser.turn_to(&serving);

    let other = Connection::open(&file).unwrap();
    other.busy_timeout(SOON).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let person = ["--name", "Eva", "--company", "operator", "--role", "Administrator"];
    let add = [&["user", "add", "eva@x.example"][..], &person].concat();
    let backup = ["backup", text(&backups)];
    let commands =
        [&add[..], &["clock"], &backup].map(|it| command(&url, it, &[]).spawn().unwrap());
    let began = Instant::now();
    // The use of the session, which is to be recorded, is not.
    for path in ["/", "/imports", "/healthz", "/readyz"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    let release = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let answer = browser.get("/healthz").await;
        other.execute_batch("COMMIT").unwrap();
        answer.status
    };
    let (left, seen) = tokio::join!(browser.post("/sign-out"), release);
    assert_eq!((left.status, seen), (StatusCode::SEE_OTHER, StatusCode::OK), "{}", left.text);
    assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
    for command in commands {
        let ended = command.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
    }
    assert!(run(&url, &["user", "list"], &[]).out.contains("eva@x.example"));
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 1);
    assert_eq!(browser.get("/imports").await.status, StatusCode::SEE_OTHER, "it is signed out");
}
