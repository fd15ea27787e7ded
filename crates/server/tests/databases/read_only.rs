//! Files and folders that cannot be written to.
//!
//! SQL here: a log beside the file, as a crash leaves it.
//!
//! Root may write everywhere, so the program runs as `nobody` where the tests run as root.

use crate::place::{BINARY, command, run, text};
use countersign_testkit::command_line::Ended;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

/// Who runs the program where the tests run as root.
const NOBODY: u32 = 65_534;

/// A database and a program that another account can reach.
struct Place {
    folder: tempfile::TempDir,
    program: PathBuf,
    is_root: bool,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        mode(folder.path(), 0o755);
        let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
        let program = folder.path().join("countersign");
        // The target directory may be closed to others.
        fs::copy(BINARY, &program).unwrap();
        mode(&program, 0o755);
        fs::create_dir(folder.path().join("data")).unwrap();
        let place = Self { folder, program, is_root };
        assert_eq!(run(&place.url(), &["init"], &[]).status, Some(0));
        place
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn file(&self) -> PathBuf {
        self.data().join("c.db")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", text(&self.file()))
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let ordinary = command(&self.url(), arguments, &[]);
        let mut command = std::process::Command::new(&self.program);
        command.args(ordinary.get_args()).current_dir("/");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap().into()
    }

    /// Every verb that only reads works; nothing is made beside the file.
    #[track_caller]
    fn reads(&self, what: &str) {
        for verb in [
            &["verify"][..],
            &["export", "--cycle", "2026-10"],
            &["report", "list", "--cycle", "2026-10"],
            &["report", "list", "--cycle", "2026-10", "--format", "json"],
            &["report", "missing", "--cycle", "2026-10"],
            &["user", "list"],
            &["clock", "--dry-run"],
        ] {
            let ended = self.run(verb);
            assert_eq!(ended.status, Some(0), "{what}, {verb:?}: {ended:?}");
            let says_so = ended.err.contains("its audit record has no entry of this export");
            assert_eq!(says_so, verb[0] == "export", "{what}, {verb:?}: {ended:?}");
        }
    }

    /// Every verb that writes says why it cannot, and names the file.
    #[track_caller]
    fn writes_nothing(&self, what: &str) {
        let before = fs::read(self.file()).unwrap();
        for verb in [
            &["clock"][..],
            &[
                "user",
                "add",
                "eva@x.example",
                "--name",
                "Eva",
                "--company",
                "operator",
                "--role",
                "Administrator",
            ],
            &["serve", "--listen", "127.0.0.1:0"],
        ] {
            let ended = self.run(verb);
            assert_eq!(ended.status, Some(3), "{what}, {verb:?}: {ended:?}");
            for part in [text(&self.file()), "read-only", "a verb that only reads"] {
                assert!(ended.err.contains(part), "{what}, {verb:?}: {ended:?}");
            }
            assert!(before == fs::read(self.file()).unwrap(), "{what}, {verb:?}");
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        mode(&self.data(), 0o755);
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn verbs_that_read_need_nothing_to_be_writable() {
    let place = Place::new();
    mode(&place.file(), 0o444);
    mode(&place.data(), 0o555);
    assert!(!place.data().join("c.db-wal").exists());
    place.reads("file and folder");
    place.writes_nothing("file and folder");
    // Beside the file lies its key, and nothing else.
    let found: Vec<_> = fs::read_dir(place.data()).unwrap().collect();
    assert_eq!(found.len(), 2, "{found:?}");

    mode(&place.data(), 0o777);
    place.reads("the file");
    place.writes_nothing("the file");

    mode(&place.file(), 0o666);
    mode(&place.data(), 0o555);
    for ending in ["-wal", "-shm"] {
        drop(fs::remove_file(place.data().join(format!("c.db{ending}"))));
    }
    place.reads("the folder");
    place.writes_nothing("the folder");
}

#[test]
fn a_log_that_cannot_be_read_where_it_is_is_named() {
    let place = Place::new();
    let open = rusqlite::Connection::open(place.file()).unwrap();
    open.execute_batch("PRAGMA user_version = 2147483647").unwrap();
    let log = fs::read(place.data().join("c.db-wal")).unwrap();
    drop(open);
    fs::write(place.data().join("c.db-wal"), log).unwrap();
    mode(&place.data(), 0o555);
    let ended = place.run(&["verify"]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    for part in ["c.db-wal", "copy both files"] {
        assert!(ended.err.contains(part), "{ended:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let place = Place::new();
    let url = format!("sqlite:{}/none/c.db", text(&place.data()));
    let ended = run(&url, &["init"], &[]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.err.contains("there is no folder"), "{ended:?}");
}
