//! Only the owner can read what the program writes, whatever the umask of its process.
#![cfg(unix)]

use crate::bad_input::fixture::{BINARY, BadInputFixture};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

/// Runs a verb under a umask that removes no permissions.
fn run_open(fixture: &BadInputFixture, arguments: &[&str]) -> String {
    let command = fixture.program.command(arguments);
    let arguments = command.get_args();
    let script = "umask 000 && exec \"$0\" \"$@\"";
    let output = Command::new("sh").args(["-c", script, BINARY]).args(arguments).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// All files and folders below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

#[test]
fn what_is_written_is_its_owners_alone_whatever_the_umask_is() {
    let fixture = BadInputFixture::empty();
    let rehearsal = ["init", "--rehearsal", "2026-10-01T00:00:00Z"];
    run_open(&fixture, &rehearsal);
    fixture.import_directory();
    let readings =
        "subscription,observed_at,provisioned,used\nSA,2026-10-01,1,1\nX,2026-10-01,1,1\n";
    let readings = fixture.write("usage.csv", readings);
    let rejected = fixture.path("new/rejected").display().to_string();
    run_open(&fixture, &["import", &readings, "--rejected", &rejected]);
    run_open(&fixture, &["clock", "--until", "2026-11-03T00:00:00Z"]);
    let out = fixture.path("export.csv").display().to_string();
    run_open(&fixture, &["export", "--cycle", "2026-10", "--output", &out]);
    run_open(&fixture, &["key", "rotate"]);
    let ours = |path: &&PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("countersign.")
            || name == "export.csv"
            || path.starts_with(fixture.path("new"))
    };
    let all = below(fixture.path("").as_path());
    let found: Vec<_> = all.iter().filter(ours).map(|path| (path, mode(path))).collect();
    assert!(found.len() >= 5, "{found:?}");
    for (path, mode) in &found {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(*mode, expected, "{}: {mode:o}", path.display());
    }
    assert!(found.iter().any(|(path, _)| path.ends_with("countersign.key")), "{found:?}");
}

#[test]
fn the_log_beside_a_database_is_as_shut_as_the_database() {
    let fixture = BadInputFixture::empty();
    run_open(&fixture, &["init"]);
    let database = fixture.path("countersign.db");
    let url = countersign_store::DatabaseUrl::Sqlite(database.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(countersign_store::Store::open(&url)).unwrap();
    let tx = runtime.block_on(store.begin()).unwrap();
    for beside in ["countersign.db", "countersign.db-wal", "countersign.db-shm"] {
        assert_eq!(mode(&fixture.path(beside)), 0o600, "{beside}");
    }
    runtime.block_on(tx.rollback()).unwrap();
}

#[test]
fn a_database_from_before_that_others_could_read_is_shut_and_that_is_said() {
    let fixture = BadInputFixture::new();
    let (database, key) = (fixture.path("countersign.db"), fixture.path("countersign.key"));
    for path in [&database, &key] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let told = run_open(&fixture, &["clock", "--until", "2026-10-02T00:00:00Z"]);
    assert!(
        told.contains("countersign.db was open to other users") && told.contains("644"),
        "{told}"
    );
    assert_eq!(mode(&database), 0o600);
    assert_eq!(run_open(&fixture, &["clock", "--until", "2026-10-03T00:00:00Z"]), "");
    let told = run_open(&fixture, &["key", "show"]);
    assert!(told.contains("countersign.key was open to other users"), "{told}");
    assert_eq!(mode(&key), 0o600);
}

#[test]
fn verbs_that_need_no_secret_run_without_the_key_and_with_a_wrong_one() {
    let fixture = BadInputFixture::with_report();
    let key = fixture.path("countersign.key");
    let line = "countersign-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    for wrong in [None, Some(line), Some("no key")] {
        match wrong {
            None => fs::remove_file(&key).unwrap(),
            Some(text) => fs::write(&key, text).unwrap(),
        }
        let out = fixture.path("again.csv").display().to_string();
        fixture.program.expect(&["verify"], 0).unwrap();
        fixture.program.expect(&["export", "--cycle", "2026-10", "--output", &out], 0).unwrap();
        fixture.program.expect(&["clock", "--until", "2026-11-03T00:00:00Z"], 0).unwrap();
    }
    // Serving is refused with a key of another database. The message names the right one.
    fs::write(&key, line).unwrap();
    let ended = fixture.program.expect(&["serve", "--listen", "127.0.0.1:0"], 2).unwrap();
    assert!(ended.err.contains("does not belong to this database"), "{}", ended.err);
    let shown = fixture.program.expect(&["key", "show"], 0).unwrap().out;
    let id = ended.err.split(", but ").nth(1).unwrap().split(' ').next().unwrap();
    assert!(shown.contains(&format!("seals             {id}")), "{shown}");
    assert!(!shown.contains("AAECAwQF"), "{shown}");
}
