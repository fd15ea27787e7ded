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
struct Place {
    folder: tempfile::TempDir,
    program: CommandLine,
}

impl Place {
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
    let place = Place::new();
    let folder = place.backups().display().to_string();
    let mut child = place.program.command(&["backup", &folder]).spawn().unwrap();
    let began = Instant::now();
    while place.ending(".partial").is_empty() {
        assert!(began.elapsed() < PATIENCE && child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(place.ending(".sqlite"), [] as [PathBuf; 0]);
    assert_eq!(place.ending(".partial").len(), 1);
    place.program.expect(&["backup", &folder], 0).unwrap();
    assert_eq!(place.ending(".partial"), [] as [PathBuf; 0]);
    let [backup] = &place.ending(".sqlite")[..] else { panic!("not one") };
    verified(backup);
}

#[test]
fn whatever_moment_kills_it_a_backup_is_whole_or_not_there() {
    let place = Place::new();
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let folder = place.backups().display().to_string();
    let began = Instant::now();
    place.program.expect(&["backup", &folder], 0).unwrap();
    for moment in random_moments(seed, KILLS, began.elapsed()) {
        kill_after(place.program.command(&["backup", &folder]), moment).unwrap();
    }
    place.ending(".sqlite").iter().for_each(|file| verified(file));
    place.program.expect(&["backup", &folder, "--keep", "1"], 0).unwrap();
    assert_eq!((place.ending(".sqlite").len(), place.ending("").len()), (1, 1));
    place.program.expect(&["verify"], 0).unwrap();
}

#[test]
fn whatever_moment_kills_it_restoring_again_succeeds() {
    let place = Place::new();
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let file = place.folder.path().join("b.sqlite").display().to_string();
    place.program.expect(&["backup", &file], 0).unwrap();
    let began = Instant::now();
    place.program.expect(&["restore", &file], 0).unwrap();
    let database = place.folder.path().join("c.db");
    for moment in random_moments(seed, KILLS, began.elapsed()) {
        kill_after(place.program.command(&["restore", &file]), moment).unwrap();
        assert!(database.exists(), "killed after {moment:?}");
        let after = place.program.run(&["verify"]);
        let is_refused = after.status == Some(3) && after.err.contains("does not belong to");
        assert!(after.status == Some(0) || is_refused, "killed after {moment:?}: {after:?}");
        place.program.expect(&["restore", &file], 0).unwrap();
        place.program.expect(&["verify"], 0).unwrap();
    }
    assert!(!place.folder.path().join("c.db.partial").exists());
}
