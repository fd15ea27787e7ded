//! `countersign backup`: one verified file, made beside `serve`.
//!
//! SQL here: a record that somebody changed beneath the program.

use crate::databases::fixture::{Serving, refused, run, text};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// An installation, and a folder for backups.
struct BackupFixture {
    folder: tempfile::TempDir,
    url: String,
}

impl BackupFixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/c.db", text(folder.path()));
        fs::create_dir(folder.path().join("backups")).unwrap();
        let fixture = Self { folder, url };
        assert_eq!(run(&fixture.url, &["init"], &[]).status, Some(0));
        fixture
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn backups(&self) -> PathBuf {
        self.file("backups")
    }

    /// Makes a backup in a folder, and returns its path.
    #[track_caller]
    fn backup(&self, folder: &Path, options: &[&str]) -> PathBuf {
        let before = names(folder);
        let ended = run(&self.url, &[&["backup", text(folder)], options].concat(), &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        let made: Vec<String> = names(folder).difference(&before).cloned().collect();
        let [made] = &made[..] else { panic!("{made:?}") };
        assert!(ended.out.starts_with(&format!("{} is a verified", text(&folder.join(made)))));
        folder.join(made)
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn of(file: &Path) -> String {
    format!("sqlite:{}", text(file))
}

#[test]
fn a_backup_beside_serve_is_one_verified_file_of_its_owner() {
    let fixture = BackupFixture::new();
    let _serving = Serving::start(&fixture.url, &[]);
    let file = fixture.backup(&fixture.backups(), &[]);
    assert_eq!(names(&fixture.backups()).len(), 1, "nothing lies beside it");
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("countersign-20") && name.ends_with("Z.sqlite"), "{name}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let key = run(&fixture.url, &["key", "show"], &[]).out;
    let key = key.lines().find_map(|line| line.strip_prefix("seals             ")).unwrap();
    let copied = run(&of(&file), &["key", "show"], &[]).out;
    assert!(copied.contains(&format!("seals             {key}")), "{copied}");
    assert!(copied.contains("keys in it        none"), "the key itself is elsewhere: {copied}");
    assert_eq!(run(&of(&file), &["verify"], &[]).status, Some(0));
    assert_eq!(names(&fixture.backups()).len(), 1, "reading it makes nothing either");
    let record = run(&fixture.url, &["audit", "--format", "json"], &[]).out;
    let entry = record.lines().find(|line| line.contains("backed-up")).unwrap();
    assert!(entry.contains(name), "{entry}");
}

#[test]
fn keep_removes_the_oldest_of_this_installation_and_nothing_else() {
    let (fixture, other) = (BackupFixture::new(), BackupFixture::new());
    let folder = fixture.backups();
    let foreign = other.backup(&folder, &[]);
    let [first, second, third] = [(); 3].map(|()| fixture.backup(&folder, &[]));
    let stays = [
        "notes.txt",
        "countersign-unverified.sqlite",
        "countersign-2020-01-01T00-00-00.000Z.sqlite",
        "countersign-2020-01-01T00-00-00.000Z.sqlite.old",
    ];
    for name in stays {
        fs::write(folder.join(name), "not a database").unwrap();
    }
    let a_folder = folder.join("countersign-2020-01-02T00-00-00.000Z.sqlite");
    fs::create_dir(&a_folder).unwrap();
    let elsewhere = fixture.file("elsewhere.sqlite");
    fs::copy(&first, &elsewhere).unwrap();
    let link = folder.join("countersign-2020-01-03T00-00-00.000Z.sqlite");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, &link).unwrap();

    let fourth = fixture.backup(&folder, &["--keep", "2"]);
    assert!(!first.exists() && !second.exists());
    for kept in [&third, &fourth, &foreign, &a_folder, &link, &elsewhere] {
        assert!(kept.exists(), "{kept:?}");
    }
    assert!(stays.iter().all(|name| folder.join(name).exists()));
    let fifth = fixture.backup(&folder, &["--keep", "1"]);
    assert!(!third.exists() && !fourth.exists() && fifth.exists() && foreign.exists());
}

#[test]
fn what_cannot_become_a_backup_is_refused_before_anything_is_written() {
    let fixture = BackupFixture::new();
    let file = fixture.file("b.sqlite");
    fs::write(&file, "precious").unwrap();
    let missing = fixture.file("none/");
    for (arguments, said) in [
        (&["backup", text(&file)][..], "there is a file"),
        (&["backup", text(&missing)], "there is no folder"),
        (&["backup", text(&fixture.file("none/b.sqlite"))], "there is no folder"),
        (&["backup", text(&fixture.file("c.sqlite")), "--keep", "3"], "there is no folder"),
        (&["backup", text(&file), "--keep", "3"], "is no folder"),
        (&["backup", text(&fixture.backups()), "--keep", "0"], "--keep"),
    ] {
        let refused = refused(2, &fixture.url, arguments, &[]);
        assert!(refused.contains(said), "{arguments:?}: {refused}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    assert!(!missing.exists() && names(&fixture.backups()).is_empty());
    let replaced = run(&fixture.url, &["backup", text(&file), "--replace"], &[]);
    assert_eq!(replaced.status, Some(0), "{replaced:?}");
    assert_eq!(run(&of(&file), &["verify"], &[]).status, Some(0));
}

#[test]
fn what_a_killed_backup_left_goes_away_and_what_another_one_writes_stays() {
    let fixture = BackupFixture::new();
    let half = |name: &str| fixture.backups().join(format!("{name}.sqlite.partial"));
    let left = half("countersign-2026-01-01T00-00-00.000Z");
    let written = half("countersign-2026-01-02T00-00-00.000Z");
    let (not_ours, file) = (half("mine"), fixture.file("b.sqlite.partial"));
    for path in [&left, &written, &not_ours, &file] {
        fs::write(path, "half").unwrap();
    }
    let others = [&written, &file].map(|path| {
        let other = File::open(path).unwrap();
        other.lock().unwrap();
        other
    });
    fixture.backup(&fixture.backups(), &[]);
    assert!(!left.exists() && written.exists() && not_ours.exists());
    let said = refused(2, &fixture.url, &["backup", text(&fixture.file("b.sqlite"))], &[]);
    assert!(said.contains("another process is writing"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "half");
    drop(others);
    let ended = run(&fixture.url, &["backup", text(&fixture.file("b.sqlite"))], &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(!file.exists());
}

#[test]
fn a_record_that_does_not_hold_is_copied_and_not_called_a_backup() {
    let fixture = BackupFixture::new();
    let good = fixture.backup(&fixture.backups(), &[]);
    let beneath = Connection::open(fixture.file("c.db")).unwrap();
    beneath.execute_batch("DROP TRIGGER history_is_not_updated").unwrap();
    drop(beneath);
    let folder = fixture.backups();
    let backup = ["backup", text(&folder), "--keep", "1"];
    for _ in 0..2 {
        let ended = run(&fixture.url, &backup, &[]);
        assert_eq!(ended.status, Some(1), "{ended:?}");
        assert!(ended.err.contains("history_is_not_updated"), "{ended:?}");
        assert!(ended.out.contains("not a backup"), "{ended:?}");
        assert!(good.exists());
        assert_eq!(names(&fixture.backups()).len(), 2);
    }
    let copy = fixture.backups().join("countersign-unverified.sqlite");
    assert_eq!(run(&of(&copy), &["verify"], &[]).status, Some(1));
    // What was known before is no reason to have no backups.
    let ended = run(&fixture.url, &[&backup[..], &["--accept-findings"]].concat(), &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.out.contains(": 1 finding") && !good.exists(), "{ended:?}");
    let refused = refused(3, &fixture.url, &["restore", text(&copy)], &[]);
    assert!(refused.contains("--accept-findings"), "{refused}");
    let ended = run(&fixture.url, &["restore", text(&copy), "--accept-findings"], &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn a_postgresql_database_is_backed_up_into_a_file_and_restored_from_it() {
    let fixture = BackupFixture::new();
    let key = fixture.file("pg.key");
    let env = [("COUNTERSIGN_KEY_FILE", text(&key))];
    let on = |url: &str, arguments: &[&str]| {
        let command = CommandLine::new(crate::databases::fixture::BINARY, url).command(arguments);
        let ended = { command }.envs(env).output().unwrap();
        countersign_testkit::command_line::Ended::from(ended)
    };
    let first = Databases::Postgres.fresh().unwrap();
    assert_eq!(on(&first, &["init"]).status, Some(0));
    let add = ["user", "add", "eva@x.example", "--name", "Eva", "--company", "operator"];
    let add = [&add[..], &["--role", "Administrator"]].concat();
    assert_eq!(on(&first, &add).status, Some(0));
    let backup = on(&first, &["backup", text(&fixture.backups())]);
    assert_eq!(backup.status, Some(0), "{backup:?}");
    let [file] = &names(&fixture.backups()).into_iter().collect::<Vec<_>>()[..] else { panic!() };
    let file = fixture.backups().join(file);

    let second = Databases::Postgres.fresh().unwrap();
    let restored = on(&second, &["restore", text(&file)]);
    assert_eq!(restored.status, Some(0), "{restored:?}");
    assert!(restored.out.contains("which is in"), "{restored:?}");
    assert!(on(&second, &["user", "list"]).out.contains("eva@x.example"));
    assert_eq!(on(&second, &["verify"]).status, Some(0));
    let again = on(&second, &["restore", text(&file)]);
    assert_eq!(again.status, Some(2), "{again:?}");
    assert!(again.err.contains("is not empty"), "{again:?}");
    // It becomes a file as well.
    let restored = on(&of(&fixture.file("d.db")), &["restore", text(&file)]);
    assert_eq!(restored.status, Some(0), "{restored:?}");
    assert!(on(&of(&fixture.file("d.db")), &["user", "list"]).out.contains("eva@x.example"));
}
