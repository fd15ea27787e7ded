//! A disk that is full: the system refuses to let a file grow beyond a size.

use crate::databases::browser::Browser;
use crate::databases::fixture::{Serving, command, run, text};
use axum::http::StatusCode;
use countersign_testkit::command_line::Ended;
use std::fs;
use std::process::Command;

/// Kilobytes that a file may have: more than the log of one transaction, and less than a copy.
const ROOM: u32 = 400;
/// Kilobytes that an upload may have: more than the database needs.
const ROOM_TO_SERVE: u32 = 8_000;

/// A command whose files may not have more than so many kilobytes. The signal that comes with it is
/// ignored, as a full disk sends none.
fn limited(database: &str, arguments: &[&str], room: u32) -> Command {
    let inner = command(database, arguments, &[]);
    let script = format!("trap '' XFSZ; ulimit -f {room}; exec \"$0\" \"$@\"");
    let mut limited = Command::new("bash");
    limited.args(["-c", &script]).arg(inner.get_program()).args(inner.get_args());
    limited
}

#[test]
fn a_backup_that_finds_no_room_leaves_nothing_and_costs_no_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/c.db", text(folder.path()));
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    assert_eq!(run(&url, &["init"], &[]).status, Some(0));
    let backup = ["backup", text(&backups), "--keep", "1"];
    assert_eq!(run(&url, &backup, &[]).status, Some(0));
    let names = || -> Vec<_> {
        fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    };
    let before = names();
    assert_eq!(before.len(), 1);
    let ended: Ended = limited(&url, &backup, ROOM).output().unwrap().into();
    let said = ended.err;
    assert_eq!(ended.status, Some(3), "{said}");
    assert_eq!(names(), before, "{said}");
    assert_eq!(run(&url, &backup, &[]).status, Some(0));
    assert!(names().len() == 1 && names() != before);
}

#[tokio::test]
async fn an_upload_that_finds_no_room_leaves_nothing_and_is_taken_once_there_is_some() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/c.db", text(folder.path()));
    assert_eq!(run(&url, &["init"], &[]).status, Some(0));
    let mut browser = Browser::new(&url).await;
    let serving =
        Serving::begin(limited(&url, &["serve", "--listen", "127.0.0.1:0"], ROOM_TO_SERVE));
    browser.turn_to(&serving);
    // A little more than there is room for: it is noticed once all of it has arrived.
    let readings = "subscription,observed_at,provisioned\n".to_owned() + &"S,".repeat(4_097_000);
    let uploads = || fs::read_dir(folder.path().join("c.db.uploads")).unwrap().count();
    let answer = browser.upload("usage.csv", &readings).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
    assert!(answer.text.contains("The server could not store the files."), "{}", answer.text);
    assert_eq!(uploads(), 0);
    assert_eq!(browser.get("/imports").await.status, StatusCode::OK);
    let answer = browser.upload("usage.csv", &readings[..1 << 20]).await;
    assert_eq!((answer.status, uploads()), (StatusCode::SEE_OTHER, 1), "{}", answer.text);
}
