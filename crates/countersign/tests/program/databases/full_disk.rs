//! A disk that is full: the system refuses to let a file grow beyond a size.

use crate::databases::place::{BINARY, run, text};
use std::fs;
use std::process::Command;

/// Kilobytes that a file may have: more than the log of one transaction, and less than a copy.
const ROOM: u32 = 400;

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
    // The signal that comes with it is ignored, as a full disk sends none.
    let script = format!("trap '' XFSZ; ulimit -f {ROOM}; exec \"$0\" \"$@\"");
    let ended = Command::new("bash")
        .args(["-c", &script, BINARY, "backup", "--database", &url, text(&backups), "--keep", "1"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(3), "{said}");
    assert_eq!(names(), before, "{said}");
    assert_eq!(run(&url, &backup, &[]).status, Some(0));
    assert!(names().len() == 1 && names() != before);
}
