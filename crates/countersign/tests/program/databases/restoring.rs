//! `countersign restore`: what it refuses, what it replaces, and what stays.
//!
//! SQL here: a session that is open, and a backup that a newer program made.

use crate::databases::fixture::{Serving, command, refused, run, text};
use countersign_store::backups::{Exclusive, beside};
use countersign_testkit::fixtures::Fixture;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// An installation with a person named `one`, and a backup of it.
struct RestoreFixture {
    folder: tempfile::TempDir,
}

impl RestoreFixture {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.succeed(&["init"]);
        place.add("one");
        place.succeed(&["backup", text(&place.file("b.sqlite"))]);
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn url(&self) -> String {
        format!("sqlite:{}", text(&self.file("c.db")))
    }

    #[track_caller]
    fn succeed(&self, arguments: &[&str]) -> String {
        let ended = run(&self.url(), arguments, &[]);
        assert_eq!(ended.status, Some(0), "{arguments:?}: {ended:?}");
        ended.out
    }

    #[track_caller]
    fn restore(&self) -> String {
        self.succeed(&["restore", text(&self.file("b.sqlite"))])
    }

    #[track_caller]
    fn add(&self, name: &str) {
        let email = format!("{name}@x.example");
        let person = ["user", "add", &email, "--name", name, "--company", "operator"];
        self.succeed(&[&person[..], &["--role", "Administrator"]].concat());
    }

    fn people(&self, file: &Path) -> String {
        let ended = run(&format!("sqlite:{}", text(file)), &["user", "list"], &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        ended.out
    }

    /// The one database that was kept.
    fn kept(&self) -> PathBuf {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|it| it.unwrap().path());
        let kept = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with("c.db.before-restore-") && name.ends_with('Z')
        };
        let [kept] = &names.filter(kept).collect::<Vec<_>>()[..] else { panic!("not one") };
        kept.clone()
    }

    /// Refuses a file, and leaves the database as it is.
    #[track_caller]
    fn refuses(&self, status: i32, file: &Path, options: &[&str]) -> String {
        let before = fs::read(self.file("c.db")).unwrap();
        let said = refused(status, &self.url(), &[&["restore", text(file)], options].concat(), &[]);
        assert!(before == fs::read(self.file("c.db")).unwrap(), "{said}");
        assert!(!self.file("c.db.partial").exists(), "{said}");
        said
    }
}

#[test]
fn a_backup_takes_the_place_of_the_database_which_is_kept() {
    let place = RestoreFixture::new();
    let beneath = Connection::open(place.file("c.db")).unwrap();
    let signed_in = "INSERT INTO sessions VALUES (x'01', x'02', 1, NULL, 'password', 'passed', \
        0, 0, 9000000000000000, '', '')";
    beneath.execute_batch(signed_in).unwrap();
    drop(beneath);
    place.succeed(&["backup", text(&place.file("b.sqlite")), "--replace"]);
    place.add("two");
    let said = place.restore();
    let kept = place.kept();
    assert!(said.contains(text(&kept)) && said.contains("is kept as"), "{said}");
    let (now, before) = (place.people(&place.file("c.db")), place.people(&kept));
    assert!(now.contains("one@") && !now.contains("two@"), "{now}");
    assert!(before.contains("one@") && before.contains("two@"), "{before}");
    place.succeed(&["verify"]);
    assert!(place.succeed(&["audit"]).contains("restored"));
    let sessions = |file: &Path| {
        let open = Connection::open(file).unwrap();
        let count = "SELECT COUNT(*) FROM sessions";
        open.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(sessions(&place.file("b.sqlite")), 1);
    assert_eq!(sessions(&place.file("c.db")), 0, "one that ended since is not open again");
    place.add("after");
    place.succeed(&["verify"]);
}

#[test]
fn a_database_that_a_process_has_open_is_not_replaced() {
    let place = RestoreFixture::new();
    place.add("two");
    let serving = Serving::start(&place.url(), &[]);
    let said = place.refuses(3, &place.file("b.sqlite"), &[]);
    assert!(said.contains("another process has") && said.contains("Stop serve"), "{said}");
    place.add("three");
    drop(serving);
    place.restore();
    assert!(place.people(&place.kept()).contains("three@"));
}

#[test]
fn the_log_of_a_killed_program_is_kept_with_its_database() {
    let place = RestoreFixture::new();
    let serving = Serving::start(&place.url(), &[]);
    place.add("two");
    for _ in 0..1_500 {
        if place.file("c.log-signed").exists() {
            break;
        }
        sleep(Duration::from_millis(20));
    }
    serving.killed();
    assert!(fs::metadata(place.file("c.db-wal")).unwrap().len() > 0);
    place.restore();
    let kept = place.kept();
    assert!(place.people(&kept).contains("two@"), "the log was kept too");
    assert!(!place.people(&place.file("c.db")).contains("two@"));
    // The key signed records that the backup does not have.
    let found = refused(1, &place.url(), &["verify"], &[]);
    assert!(found.contains("an older copy of the database is in use"), "{found}");
    place.succeed(&["key", "accept-log"]);
    place.succeed(&["verify"]);
}

#[test]
fn a_backup_that_is_cut_anywhere_is_refused() {
    let place = RestoreFixture::new();
    let whole = fs::read(place.file("b.sqlite")).unwrap();
    let cut = place.file("cut.sqlite");
    for length in [whole.len() - 1, whole.len() - 8192, whole.len() / 2, 8192, 100, 50] {
        fs::write(&cut, &whole[..length]).unwrap();
        let said = place.refuses(3, &cut, &[]);
        assert!(said.contains("cut off or damaged"), "{length}: {said}");
        let tried = refused(3, &place.url(), &["restore", "--try", text(&cut)], &[]);
        assert!(tried.contains("cut off or damaged"), "{length}: {tried}");
    }
    fs::write(&cut, "").unwrap();
    assert!(place.refuses(2, &cut, &[]).contains("no installation"));
    place.refuses(2, &place.file("none.sqlite"), &[]);
    fs::write(&cut, "a text that is long enough to be no header of SQLite".repeat(99)).unwrap();
    assert!(
        place
            .refuses(2, &cut, &[])
            .contains("neither a Countersign database nor any other SQLite database")
    );
}

#[test]
fn a_damaged_page_is_found() {
    let place = RestoreFixture::new();
    let mut bytes = fs::read(place.file("b.sqlite")).unwrap();
    let page = bytes.len() - 2 * 8192;
    bytes[page..page + 400].fill(0x5a);
    let damaged = place.file("damaged.sqlite");
    fs::write(&damaged, bytes).unwrap();
    let said = place.refuses(3, &damaged, &[]);
    assert!(said.contains("cut off or damaged"), "{said}");
}

#[test]
fn a_backup_of_another_installation_takes_a_word_more() {
    let (place, other) = (RestoreFixture::new(), RestoreFixture::new());
    other.add("elsewhere");
    let backup = other.file("of-other.sqlite");
    other.succeed(&["backup", text(&backup)]);
    let said = place.refuses(2, &backup, &[]);
    assert!(said.contains("is another installation, made at"), "{said}");
    let restore = ["restore", text(&backup), "--replace-other-installation"];
    let ended = run(&place.url(), &restore, &[]);
    // The key of the other one lies beside that one.
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.contains("Put the key file back"), "{ended:?}");
    assert!(place.people(&place.file("c.db")).contains("elsewhere@"));
    let key = other.file("c.key");
    let named = run(&place.url(), &[&restore[..], &["--key-file", text(&key)]].concat(), &[]);
    assert_eq!(named.status, Some(0), "{named:?}");
    assert!(named.out.contains("which is in"), "{named:?}");
}

#[test]
fn a_backup_of_a_newer_program_is_refused_and_says_which_step_it_has() {
    let place = RestoreFixture::new();
    let newer = place.file("newer.sqlite");
    fs::copy(place.file("b.sqlite"), &newer).unwrap();
    let beneath = Connection::open(&newer).unwrap();
    let step = "INSERT INTO schema_migrations (version, name, hash, applied_at) \
        VALUES (999, 'beyond', 'x', 0)";
    beneath.execute_batch(step).unwrap();
    drop(beneath);
    let said = place.refuses(2, &newer, &[]);
    for part in ["schema step 999 (beyond)", "newer countersign", text(&newer)] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_backup_of_an_older_program_is_brought_up_first() {
    let place = RestoreFixture::new();
    let fixtures = Fixture::all().unwrap();
    // The later ones have sealed secrets, and with them another exit status.
    for fixture in &fixtures[..2] {
        let folder = tempfile::tempdir().unwrap();
        let databases = countersign_testkit::databases::Databases::Sqlite(folder.path().to_owned());
        let url = fixture.load(&databases).unwrap();
        let file = PathBuf::from(url.trim_start_matches("sqlite:"));
        let before = fs::read(&file).unwrap();
        let database = format!("sqlite:{}", text(&place.file(&format!("{}.db", fixture.step))));
        // Early programs counted some subscriptions twice, which stays known.
        let ended = run(&database, &["restore", text(&file), "--accept-findings"], &[]);
        assert_eq!(ended.status, Some(0), "{}: {ended:?}", fixture.step);
        let upgraded = run(&database, &["report", "list", "--cycle", "2026-10"], &[]);
        assert_eq!(upgraded.status, Some(0), "{upgraded:?}");
        assert!(before == fs::read(&file).unwrap(), "the backup itself stays as it is");
    }
}

#[test]
fn a_trial_touches_no_database_and_leaves_nothing() {
    let place = RestoreFixture::new();
    place.add("two");
    let _serving = Serving::start(&place.url(), &[]);
    let before = fs::read(place.file("c.db")).unwrap();
    let scratch = place.file("scratch");
    fs::create_dir(&scratch).unwrap();
    let backup = place.file("b.sqlite");
    let tried = ["restore", "--try", text(&backup)];
    let ended = run(&place.url(), &tried, &[("TMPDIR", text(&scratch))]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    for part in ["can be restored", "everything holds", "Copied in ", " verified in ", "in all"] {
        assert!(ended.out.contains(part), "{ended:?}");
    }
    assert!(before == fs::read(place.file("c.db")).unwrap());
    assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
    assert!(place.people(&place.file("c.db")).contains("two@"));
}

#[test]
fn a_missing_or_wrong_key_is_named() {
    let place = RestoreFixture::new();
    let key = place.file("c.key");
    fs::rename(&key, place.file("away.key")).unwrap();
    let backup = place.file("b.sqlite");
    let tried = ["restore", "--try", text(&backup)];
    let ended = run(&place.url(), &tried, &[]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.contains("It needs the key ") && ended.out.contains("Put the key file back"));
    let other = RestoreFixture::new();
    let wrong = other.file("c.key");
    let ended = run(&place.url(), &[&tried[..], &["--key-file", text(&wrong)]].concat(), &[]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.contains("has no such key"), "{ended:?}");
    let away = place.file("away.key");
    let ended = run(&place.url(), &[&tried[..], &["--key-file", text(&away)]].concat(), &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn a_database_that_cannot_be_read_any_more_is_replaced_and_kept() {
    let place = RestoreFixture::new();
    let mut bytes = fs::read(place.file("c.db")).unwrap();
    let length = bytes.len();
    bytes.truncate(length / 2);
    fs::write(place.file("c.db"), &bytes).unwrap();
    let ended = run(&place.url(), &["restore", text(&place.file("b.sqlite"))], &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(fs::read(place.kept()).unwrap() == bytes);
    place.succeed(&["verify"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_keeps_its_owner() {
    use std::os::unix::fs::{MetadataExt, chown, symlink};
    let place = RestoreFixture::new();
    let (link, database) = (place.file("link.db"), place.file("c.db"));
    symlink(&database, &link).unwrap();
    // Only root can give files away, and restores what another account serves.
    let is_root = fs::metadata(&database).unwrap().uid() == 0;
    let owner = if is_root { 65_534 } else { fs::metadata(&database).unwrap().uid() };
    chown(&database, Some(owner), None).unwrap();
    let (backup, key) = (place.file("b.sqlite"), place.file("c.key"));
    let restore = ["restore", text(&backup), "--key-file"];
    let url = format!("sqlite:{}", text(&link));
    let ended = run(&url, &[&restore[..], &[text(&key)]].concat(), &[]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(fs::read_link(&link).unwrap(), database);
    let about = fs::metadata(&database).unwrap();
    assert_eq!((about.uid(), about.mode() & 0o777), (owner, 0o600));
    assert!(place.kept().exists());
}

/// A program that was started too early waits for the lock of the restore.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_opens_a_database_while_it_is_replaced_leaves_the_new_one_alone() {
    let place = RestoreFixture::new();
    let database = place.file("c.db");
    let exclusive = Exclusive::take(&database).unwrap();
    let mut waiting = command(&place.url(), &["clock"], &[]).spawn().unwrap();
    let process = PathBuf::from(format!("/proc/{}", waiting.id()));
    // It looks at the file before that, to read alone.
    let is_open_to_write = || {
        let open = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
        open.filter(|it| fs::read_link(it.path()).is_ok_and(|it| it == database)).any(|it| {
            let about = fs::read_to_string(process.join("fdinfo").join(it.file_name()));
            let flags = about.unwrap_or_default();
            let flags = flags.lines().find_map(|line| line.strip_prefix("flags:\t"));
            flags.is_some_and(|flags| flags.ends_with('2'))
        })
    };
    while !is_open_to_write() {
        assert!(waiting.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    fs::rename(place.file("b.sqlite"), &database).unwrap();
    for left in beside(&database) {
        drop(fs::remove_file(left));
    }
    drop(exclusive);
    let ended = waiting.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(3), "{said}");
    assert!(said.contains("was replaced while it was being opened; try again"), "{said}");
    place.succeed(&["verify"]);
    assert!(place.people(&database).contains("one@"));
}
