//! Only the owner can read what the program writes, whatever the umask of its process.
#![cfg(unix)]

use crate::bad_input::place::{BINARY, Place};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

/// Runs a verb under a umask that removes no permissions.
fn run_open(place: &Place, arguments: &[&str]) -> String {
    let command = place.program.command(arguments);
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
    let place = Place::empty();
    let rehearsal = ["init", "--rehearsal", "2026-10-01T00:00:00Z"];
    run_open(&place, &rehearsal);
    place.import_directory();
    let readings =
        "subscription,observed_at,provisioned,used\nSA,2026-10-01,1,1\nX,2026-10-01,1,1\n";
    let readings = place.write("usage.csv", readings);
    let rejected = place.path("new/rejected").display().to_string();
    run_open(&place, &["import", &readings, "--rejected", &rejected]);
    run_open(&place, &["clock", "--until", "2026-11-03T00:00:00Z"]);
    let out = place.path("export.csv").display().to_string();
    run_open(&place, &["export", "--cycle", "2026-10", "--output", &out]);
    run_open(&place, &["key", "rotate"]);
    let ours = |path: &&PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("c.") || name == "export.csv" || path.starts_with(place.path("new"))
    };
    let all = below(place.path("").as_path());
    let found: Vec<_> = all.iter().filter(ours).map(|path| (path, mode(path))).collect();
    assert!(found.len() >= 5, "{found:?}");
    for (path, mode) in &found {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(*mode, expected, "{}: {mode:o}", path.display());
    }
    assert!(found.iter().any(|(path, _)| path.ends_with("c.key")), "{found:?}");
}

#[test]
fn the_log_beside_a_database_is_as_shut_as_the_database() {
    let place = Place::empty();
    run_open(&place, &["init"]);
    let database = place.path("c.db");
    let url = countersign_store::DatabaseUrl::Sqlite(database.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(countersign_store::Store::open(&url)).unwrap();
    let tx = runtime.block_on(store.begin()).unwrap();
    for beside in ["c.db", "c.db-wal", "c.db-shm"] {
        assert_eq!(mode(&place.path(beside)), 0o600, "{beside}");
    }
    runtime.block_on(tx.rollback()).unwrap();
}

#[test]
fn a_database_from_before_that_others_could_read_is_shut_and_that_is_said() {
    let place = Place::new();
    let (database, key) = (place.path("c.db"), place.path("c.key"));
    for path in [&database, &key] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let told = run_open(&place, &["clock", "--until", "2026-10-02T00:00:00Z"]);
    assert!(told.contains("c.db was open to other users") && told.contains("644"), "{told}");
    assert_eq!(mode(&database), 0o600);
    assert_eq!(run_open(&place, &["clock", "--until", "2026-10-03T00:00:00Z"]), "");
    let told = run_open(&place, &["key", "show"]);
    assert!(told.contains("c.key was open to other users"), "{told}");
    assert_eq!(mode(&key), 0o600);
}

#[test]
fn verbs_that_need_no_secret_run_without_the_key_and_with_a_wrong_one() {
    let place = Place::with_report();
    let key = place.path("c.key");
    let line = "countersign-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    for wrong in [None, Some(line), Some("no key")] {
        match wrong {
            None => fs::remove_file(&key).unwrap(),
            Some(text) => fs::write(&key, text).unwrap(),
        }
        let out = place.path("again.csv").display().to_string();
        place.program.expect(&["verify"], 0).unwrap();
        place.program.expect(&["export", "--cycle", "2026-10", "--output", &out], 0).unwrap();
        place.program.expect(&["clock", "--until", "2026-11-03T00:00:00Z"], 0).unwrap();
    }
    // Serving is refused with a key of another database. The message names the right one.
    fs::write(&key, line).unwrap();
    let ended = place.program.expect(&["serve", "--listen", "127.0.0.1:0"], 2).unwrap();
    assert!(ended.err.contains("does not belong to this database"), "{}", ended.err);
    let shown = place.program.expect(&["key", "show"], 0).unwrap().out;
    let id = ended.err.split(", but ").nth(1).unwrap().split(' ').next().unwrap();
    assert!(shown.contains(&format!("seals             {id}")), "{shown}");
    assert!(!shown.contains("AAECAwQF"), "{shown}");
}
