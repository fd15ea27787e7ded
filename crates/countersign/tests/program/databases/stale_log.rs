//! A log beside a file that it does not belong to, after a crash.
//!
//! SQL here: what another program does to the file, and copies that SQLite makes of it.

use crate::databases::fixture::{Serving, refused, run, text};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};

/// An installation that is in use and whose process is then killed.
struct StaleLogFixture {
    folder: tempfile::TempDir,
}

impl StaleLogFixture {
    fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.succeed(&["init"]);
        fixture
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite:{}", text(&self.file("c.db")))
    }

    #[track_caller]
    fn succeed(&self, arguments: &[&str]) {
        let ended = run(&self.url(), arguments, &[]);
        assert_eq!(ended.status, Some(0), "{arguments:?}: {ended:?}");
    }

    fn serve(&self) -> Serving {
        Serving::start(&self.url(), &[])
    }

    /// Adds a person, which is one transaction.
    fn add(&self, name: &str) {
        let email = format!("{name}@x.example");
        self.succeed(&[
            "user",
            "add",
            &email,
            "--name",
            name,
            "--company",
            "operator",
            "--role",
            "Administrator",
        ]);
    }

    fn people(&self) -> String {
        let ended = run(&self.url(), &["user", "list"], &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        ended.out
    }

    /// A copy by `.backup` of a database that is in use.
    fn backup(&self, name: &str) {
        let from = Connection::open_with_flags(self.file("c.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
        let mut to = Connection::open(self.file(name)).unwrap();
        let from = from.unwrap();
        let copy = rusqlite::backup::Backup::new(&from, &mut to).unwrap();
        copy.run_to_completion(1_000, std::time::Duration::ZERO, None).unwrap();
    }

    /// A copy of both files.
    fn as_a_kill_leaves_it(&self) -> Self {
        let copy = Self { folder: tempfile::tempdir().unwrap() };
        for name in ["c.db", "c.db-wal"] {
            fs::copy(self.file(name), copy.file(name)).unwrap();
        }
        copy
    }

    fn has_log(&self) -> bool {
        fs::metadata(self.file("c.db-wal")).is_ok_and(|log| log.len() > 0)
    }

    /// Lets the key of the transparency log sign that of the copy, if it signed a later one.
    #[track_caller]
    fn accept_older_log(&self) {
        if self.file("c.log-signed").exists() {
            self.succeed(&["key", "accept-log"]);
        }
    }

    /// Every verb refuses, names both files, says what to do, and changes nothing. After the log is
    /// moved away, the copy is unchanged.
    #[track_caller]
    fn refuses_the_log(&self, backup: &str, expected: &[&str]) {
        assert!(self.has_log());
        fs::copy(self.file(backup), self.file("c.db")).unwrap();
        let whole = |name: &str| fs::read(self.file(name)).unwrap();
        let before = (whole("c.db"), whole("c.db-wal"));
        for verb in
            [&["verify"][..], &["clock"], &["user", "list"], &["serve", "--listen", "127.0.0.1:0"]]
        {
            let said = refused(3, &self.url(), verb, &[]);
            for part in ["c.db-wal does not belong to", "Nothing was changed", "mv "] {
                assert!(said.contains(part), "{verb:?}: {said}");
            }
            assert!(before == (whole("c.db"), whole("c.db-wal")), "{verb:?} changed a file");
        }
        fs::rename(self.file("c.db-wal"), self.file("c.db-wal.old")).unwrap();
        self.accept_older_log();
        self.succeed(&["verify"]);
        let people = self.people();
        for name in ["one", "two", "three"] {
            assert_eq!(people.contains(name), expected.contains(&name), "{name}: {people}");
        }
        self.add("after");
        self.succeed(&["verify"]);
    }
}

#[test]
fn a_crash_with_its_own_log_recovers() {
    let fixture = StaleLogFixture::new();
    for name in ["one", "two", "three"] {
        let serving = fixture.serve();
        fixture.add(name);
        serving.killed();
        assert!(fixture.has_log());
        assert!(fixture.people().contains(name), "read beside its log");
    }
    fixture.succeed(&["verify"]);
    let people = fixture.people();
    assert!(["one", "two", "three"].iter().all(|name| people.contains(name)), "{people}");
    // A copy of both files is valid too.
    let serving = fixture.serve();
    fixture.add("four");
    serving.killed();
    let copy = fixture.as_a_kill_leaves_it();
    assert!(copy.people().contains("four"));
    copy.add("five");
    copy.succeed(&["verify"]);
}

#[test]
fn a_backup_of_another_day_is_not_mixed_with_what_it_replaces() {
    let fixture = StaleLogFixture::new();
    fixture.add("one");
    fs::copy(fixture.file("c.db"), fixture.file("closed.db")).unwrap();
    fixture.backup("backup.db");
    // The wrong way: a copy of the file alone while it is in use.
    let serving = fixture.serve();
    fs::copy(fixture.file("c.db"), fixture.file("running.db")).unwrap();
    serving.killed();
    fixture.succeed(&["clock"]);
    for backup in ["closed.db", "backup.db", "running.db"] {
        let serving = fixture.serve();
        fixture.add("two");
        serving.killed();
        fixture.refuses_the_log(backup, &["one"]);
    }
}

#[test]
fn a_backup_out_of_the_same_log_is_not_overwritten_by_it() {
    let fixture = StaleLogFixture::new();
    let serving = fixture.serve();
    fixture.add("one");
    fixture.backup("backup.db");
    let from = Connection::open(fixture.file("c.db")).unwrap();
    from.execute("VACUUM INTO ?1", [text(&fixture.file("vacuum.db"))]).unwrap();
    drop(from);
    fixture.add("two");
    serving.killed();
    let log = fs::read(fixture.file("c.db-wal")).unwrap();
    for backup in ["backup.db", "vacuum.db"] {
        fs::write(fixture.file("c.db-wal"), &log).unwrap();
        fixture.refuses_the_log(backup, &["one"]);
    }
}

#[test]
fn copies_of_a_database_at_rest_open() {
    let fixture = StaleLogFixture::new();
    fixture.add("one");
    fixture.backup("backup.db");
    let from = Connection::open(fixture.file("c.db")).unwrap();
    from.execute("VACUUM INTO ?1", [text(&fixture.file("vacuum.db"))]).unwrap();
    drop(from);
    fs::copy(fixture.file("c.db"), fixture.file("closed.db")).unwrap();
    for name in ["backup.db", "vacuum.db", "closed.db"] {
        let url = format!("sqlite:{}", text(&fixture.file(name)));
        for verb in [&["verify"][..], &["clock"], &["verify"]] {
            let ended = run(&url, verb, &[]);
            assert_eq!(ended.status, Some(0), "{name} {verb:?}: {ended:?}");
        }
    }
}

/// Files of an earlier program still work: they name no log.
#[test]
fn a_file_that_names_no_log_goes_on() {
    let fixture = StaleLogFixture::new();
    let older = |path: &Path| {
        let it = Connection::open(path).unwrap();
        it.execute_batch(
            "PRAGMA user_version = 0; PRAGMA application_id = 0; PRAGMA schema_version = 300",
        )
        .unwrap();
        it
    };
    drop(older(&fixture.file("c.db")));
    fixture.add("one");
    drop(older(&fixture.file("c.db")));
    // One whose process was killed: its log names nothing either.
    let open = older(&fixture.file("c.db"));
    open.execute_batch("CREATE TABLE extra (id INTEGER) STRICT; DROP TABLE extra").unwrap();
    let fixture = fixture.as_a_kill_leaves_it();
    drop(open);
    assert!(fixture.has_log());
    fixture.add("two");
    let serving = fixture.serve();
    fixture.add("three");
    serving.killed();
    fixture.succeed(&["verify"]);
    let people = fixture.people();
    assert!(["one", "two", "three"].iter().all(|name| people.contains(name)), "{people}");
}
