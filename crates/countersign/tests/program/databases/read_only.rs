//! Files and folders that cannot be written to, or that others can read.
//!
//! SQL here: a log beside the file, as a crash leaves it.
//!
//! Root may write everywhere, so the program runs as `nobody` if the tests run as root.

use crate::databases::fixture::{BINARY, command, run, text};
use countersign_testkit::command_line::Ended;
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

/// The user id that the program gets if the tests run as root.
const NOBODY: u32 = 65_534;
/// The output of a dry run of the files here.
const TRIED: &str = "dry run: 1 directory rows; 1 readings, 1 would be refused\n";

/// A database and a program that another account can reach.
struct ReadOnlyFixture {
    folder: tempfile::TempDir,
    program: PathBuf,
    is_root: bool,
}

impl ReadOnlyFixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        mode(folder.path(), 0o755);
        let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
        let program = folder.path().join("countersign");
        // The target directory may not be accessible to others.
        fs::copy(BINARY, &program).unwrap();
        mode(&program, 0o755);
        fs::create_dir(folder.path().join("data")).unwrap();
        let fixture = Self { folder, program, is_root };
        assert_eq!(run(&fixture.url(), &["init"], &[]).status, Some(0));
        fixture
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
        self.run_plain(command(&self.url(), arguments, &[]).get_args())
    }

    /// Runs it with these arguments and no others.
    fn run_plain(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ended {
        let mut command = std::process::Command::new(&self.program);
        command.args(arguments).current_dir("/");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().unwrap().into()
    }

    /// Every verb that only reads works, and creates nothing beside the file.
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

impl Drop for ReadOnlyFixture {
    fn drop(&mut self) {
        mode(&self.data(), 0o755);
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn verbs_that_read_need_nothing_to_be_writable() {
    let fixture = ReadOnlyFixture::new();
    mode(&fixture.file(), 0o444);
    mode(&fixture.data(), 0o555);
    assert!(!fixture.data().join("c.db-wal").exists());
    fixture.reads("file and folder");
    fixture.writes_nothing("file and folder");
    // The only other file is the key.
    let found: Vec<_> = fs::read_dir(fixture.data()).unwrap().collect();
    assert_eq!(found.len(), 2, "{found:?}");

    mode(&fixture.data(), 0o777);
    fixture.reads("the file");
    fixture.writes_nothing("the file");

    mode(&fixture.file(), 0o666);
    mode(&fixture.data(), 0o555);
    for ending in ["-wal", "-shm"] {
        drop(fs::remove_file(fixture.data().join(format!("c.db{ending}"))));
    }
    fixture.reads("the folder");
    fixture.writes_nothing("the folder");
}

/// A folder of files to import that no one can write to.
fn input(fixture: &ReadOnlyFixture) -> PathBuf {
    let folder = fixture.folder.path().join("in");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [
        ("vendors.csv", "code,name\nACME,Acme Security\n"),
        ("usage.csv", "subscription,observed_at,provisioned\nNONE,2026-10-01,5\n"),
    ] {
        let file = folder.join(name);
        fs::write(&file, text).unwrap();
        mode(&file, 0o400);
        if fixture.is_root {
            chown(&file, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    mode(&folder, 0o500);
    if fixture.is_root {
        chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    folder
}

#[test]
fn files_to_import_need_not_be_writable_nor_their_folder() {
    let fixture = ReadOnlyFixture::new();
    mode(&fixture.data(), 0o777);
    mode(&fixture.file(), 0o666);
    let folder = input(&fixture);
    let tried = fixture.run(&["import", text(&folder), "--dry-run"]);
    assert_eq!((tried.status, &*tried.out), (Some(1), TRIED), "{tried:?}");
    // Refused rows would be written beside the file.
    let refused = fixture.run(&["import", text(&folder)]);
    assert_eq!(refused.status, Some(3), "{refused:?}");
    for part in ["usage.csv.rejected.csv cannot be written", "with --rejected"] {
        assert!(refused.err.contains(part), "{refused:?}");
    }
    let elsewhere = fixture.data().join("refused");
    let done = fixture.run(&["import", text(&folder), "--rejected", text(&elsewhere)]);
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(elsewhere.join("usage.csv.rejected.csv").exists());
}

#[test]
fn a_dry_run_in_a_database_that_cannot_be_written_says_how_to_try_and_leaves_it_as_it_is() {
    let fixture = ReadOnlyFixture::new();
    let folder = input(&fixture);
    mode(&fixture.file(), 0o444);
    // Its owner could restrict access.
    if fixture.is_root {
        chown(fixture.file(), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    mode(&fixture.data(), 0o555);
    let tried = fixture.run(&["import", text(&folder), "--dry-run"]);
    assert_eq!(tried.status, Some(3), "{tried:?}");
    for part in [text(&fixture.file()), "a dry run", "countersign copy-database --from"] {
        assert!(tried.err.contains(part), "{tried:?}");
    }
    assert_eq!(mode_of(&fixture.file()), 0o444);
    // As the message says.
    let copy = fixture.folder.path().join("copy");
    fs::create_dir(&copy).unwrap();
    mode(&copy, 0o777);
    let to = format!("sqlite:{}/c.db", text(&copy));
    let copied = fixture.run_plain(["copy-database", "--from", &fixture.url(), "--to", &to]);
    assert_eq!(copied.status, Some(0), "{copied:?}");
    let tried = fixture.run_plain(["import", text(&folder), "--dry-run", "--database", &to]);
    assert_eq!((tried.status, &*tried.out), (Some(1), TRIED), "{tried:?}");
}

#[test]
fn verify_warns_of_files_that_others_can_read_and_changes_nothing() {
    let fixture = ReadOnlyFixture::new();
    assert_eq!(run(&fixture.url(), &["verify"], &[]).err, "");
    let (log, key) = (fixture.data().join("c.db-wal"), fixture.data().join("c.key"));
    fs::write(&log, "").unwrap();
    for file in [&fixture.file(), &log, &key] {
        mode(file, 0o640);
    }
    let verified = run(&fixture.url(), &["verify"], &[]);
    assert_eq!(verified.status, Some(0), "{verified:?}");
    for file in [&fixture.file(), &log, &key] {
        let warning = format!("{} is open to other users of this machine (mode 640)", text(file));
        assert!(verified.err.contains(&warning), "{file:?}: {verified:?}");
        assert!(verified.err.contains(&format!("run: chmod go= {}\n", text(file))));
        assert!(!file.exists() || mode_of(file) == 0o640, "{file:?}");
    }
    // A key elsewhere is checked where it is.
    let other = fixture.folder.path().join("other.key");
    fs::copy(&key, &other).unwrap();
    mode(&other, 0o604);
    let verified = run(&fixture.url(), &["verify"], &[("COUNTERSIGN_KEY_FILE", text(&other))]);
    assert!(verified.err.contains("other.key is open to other users"), "{verified:?}");
}

#[test]
fn a_log_that_cannot_be_read_where_it_is_is_named() {
    let fixture = ReadOnlyFixture::new();
    let open = rusqlite::Connection::open(fixture.file()).unwrap();
    open.execute_batch("PRAGMA user_version = 2147483647").unwrap();
    let log = fs::read(fixture.data().join("c.db-wal")).unwrap();
    drop(open);
    fs::write(fixture.data().join("c.db-wal"), log).unwrap();
    mode(&fixture.data(), 0o555);
    let ended = fixture.run(&["verify"]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    for part in ["c.db-wal", "copy both files"] {
        assert!(ended.err.contains(part), "{ended:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let fixture = ReadOnlyFixture::new();
    let url = format!("sqlite:{}/none/c.db", text(&fixture.data()));
    let ended = run(&url, &["init"], &[]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.err.contains("there is no folder"), "{ended:?}");
}
