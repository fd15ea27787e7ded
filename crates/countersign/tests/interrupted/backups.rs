//! Backups and restores that are killed: there is a whole backup or none, the old database or the
//! new one, and the same command run again succeeds.
//!
//! COUNTERSIGN_SEED sets the moments of the kills; a failure prints it.

use countersign_testkit::command_line::CommandLine;
use countersign_testkit::interruption::{kill_after, random_moments, seed};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
/// How often each is killed.
const KILLS: u32 = 12;
/// How long a backup may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// An installation with readings, so that a copy takes a while.
struct BackupFixture {
    folder: tempfile::TempDir,
    program: CommandLine,
}

impl BackupFixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = CommandLine::new(BINARY, format!("sqlite:{}/c.db", folder.path().display()));
        program.expect(&["init"], 0).unwrap();
        let data = folder.path().join("data").display().to_string();
        let sample = Command::new(BINARY)
            .args(["sample", &data, "--partners", "60", "--subscriptions", "8", "--months", "1"])
            .output()
            .unwrap();
        assert!(sample.status.success(), "{sample:?}");
        program.expect(&["import", &data], 0).unwrap();
        fs::create_dir(folder.path().join("backups")).unwrap();
        Self { folder, program }
    }

    fn backups(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    /// The files in the folder of backups that end so.
    fn ending(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.backups()).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.to_str().unwrap().ends_with(ending)).collect()
    }
}

fn verified(file: &Path) {
    let program = CommandLine::new(BINARY, format!("sqlite:{}", file.display()));
    program.expect(&["verify"], 0).unwrap();
}

#[test]
fn a_backup_that_is_killed_before_it_is_named_is_none() {
    let fixture = BackupFixture::new();
    let folder = fixture.backups().display().to_string();
    let mut child = fixture.program.command(&["backup", &folder]).spawn().unwrap();
    let began = Instant::now();
    while fixture.ending(".partial").is_empty() {
        assert!(began.elapsed() < PATIENCE && child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fixture.ending(".sqlite"), [] as [PathBuf; 0]);
    assert_eq!(fixture.ending(".partial").len(), 1);
    fixture.program.expect(&["backup", &folder], 0).unwrap();
    assert_eq!(fixture.ending(".partial"), [] as [PathBuf; 0]);
    let [backup] = &fixture.ending(".sqlite")[..] else { panic!("not one") };
    verified(backup);
}

#[test]
fn whatever_moment_kills_it_a_backup_is_whole_or_not_there() {
    let fixture = BackupFixture::new();
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let folder = fixture.backups().display().to_string();
    let began = Instant::now();
    fixture.program.expect(&["backup", &folder], 0).unwrap();
    for moment in random_moments(seed, KILLS, began.elapsed()) {
        kill_after(fixture.program.command(&["backup", &folder]), moment).unwrap();
    }
    fixture.ending(".sqlite").iter().for_each(|file| verified(file));
    fixture.program.expect(&["backup", &folder, "--keep", "1"], 0).unwrap();
    assert_eq!((fixture.ending(".sqlite").len(), fixture.ending("").len()), (1, 1));
    fixture.program.expect(&["verify"], 0).unwrap();
}

#[test]
fn whatever_moment_kills_it_restoring_again_succeeds() {
    let fixture = BackupFixture::new();
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let file = fixture.folder.path().join("b.sqlite").display().to_string();
    fixture.program.expect(&["backup", &file], 0).unwrap();
    let began = Instant::now();
    fixture.program.expect(&["restore", &file], 0).unwrap();
    let database = fixture.folder.path().join("c.db");
    for moment in random_moments(seed, KILLS, began.elapsed()) {
        kill_after(fixture.program.command(&["restore", &file]), moment).unwrap();
        assert!(database.exists(), "killed after {moment:?}");
        let after = fixture.program.run(&["verify"]);
        let is_refused = after.status == Some(3) && after.err.contains("does not belong to");
        assert!(after.status == Some(0) || is_refused, "killed after {moment:?}: {after:?}");
        fixture.program.expect(&["restore", &file], 0).unwrap();
        fixture.program.expect(&["verify"], 0).unwrap();
    }
    assert!(!fixture.folder.path().join("c.db.partial").exists());
}
