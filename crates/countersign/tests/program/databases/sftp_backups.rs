//! Backups on another machine: whole or only begun, and told either way.

use crate::databases::fixture::{Serving, command, refused, run, text};
use countersign_app::actions::back_up_when_due::{self, Schedule};
use countersign_app::backups::recorded;
use countersign_app::backups::remote::Destination;
use countersign_delivery::backup_folder::BackupFolder;
use countersign_domain::backup_schedule::DailyAt;
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::Ended;
use countersign_testkit::sftp_server::{Habit, SftpServer};
use russh::keys::PrivateKey;
use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::Ed25519Keypair;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An installation, a server that accepts its key, and a place for temporary files.
struct SftpFixture {
    folder: tempfile::TempDir,
    url: String,
    server: SftpServer,
}

impl SftpFixture {
    fn new() -> Self {
        let (folder, server) = (tempfile::tempdir().unwrap(), SftpServer::start());
        fs::create_dir(server.root().join("kept here")).unwrap();
        let url = format!("sqlite:{}", text(&folder.path().join("c.db")));
        let fixture = Self { folder, url, server };
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[7; 32]));
        fs::write(fixture.key(), key.to_openssh(LineEnding::LF).unwrap().as_str()).unwrap();
        fixture.server.let_in(&key.public_key().to_openssh().unwrap());
        fs::create_dir(fixture.temporary()).unwrap();
        assert_eq!(fixture.run(&["init"]).status, Some(0));
        fixture
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("backup.key")
    }

    fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    fn to(&self) -> String {
        self.server.url("eva", "/kept here")
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let temporary = self.temporary();
        command(&self.url, arguments, &[("TMPDIR", text(&temporary))]).output().unwrap().into()
    }

    /// Makes a backup by command with these options.
    fn backup(&self, options: &[&str]) -> Ended {
        let (to, host_key, key) = (self.to(), self.server.host_key(), self.key());
        let backup = ["backup", &to, "--backup-sftp-host-key", &host_key];
        let key = ["--backup-sftp-key-file", text(&key)];
        let ended = self.run(&[&backup[..], &key, options].concat());
        assert_eq!(fs::read_dir(self.temporary()).unwrap().count(), 0, "nothing is left here");
        ended
    }

    /// The files of the server in the order of their names.
    fn there(&self) -> Vec<PathBuf> {
        let found = fs::read_dir(self.server.root().join("kept here")).unwrap();
        let mut found: Vec<_> = found.map(|it| it.unwrap().path()).collect();
        found.sort();
        found
    }

    fn schedule(&self) -> Schedule {
        let key = fs::read_to_string(self.key()).unwrap();
        let folder = BackupFolder::with_key(&self.to(), &self.server.fingerprint(), &key).unwrap();
        let (at, keep) = (DailyAt::parse("02:00").unwrap(), NonZeroUsize::new(2).unwrap());
        let to = Destination::Remote(Arc::new(folder));
        Schedule { to, at, keep, accept_findings: false }
    }
}

fn is_partial(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "partial")
}

#[test]
fn a_backup_arrives_whole_and_older_ones_of_this_installation_go() {
    let fixture = SftpFixture::new();
    let foreign = "countersign-00000000-2020-01-01T00-00-00.000Z.sqlite";
    fs::write(fixture.server.root().join("kept here").join(foreign), "of another one").unwrap();
    for _ in 0..3 {
        let ended = fixture.backup(&["--keep", "2"]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        let address = format!("{}/countersign-", fixture.to());
        assert!(ended.out.starts_with(&address), "{ended:?}");
        assert!(ended.out.contains(".sqlite is a verified backup of "), "{ended:?}");
    }
    let there = fixture.there();
    assert_eq!(there.len(), 3, "{there:?}");
    let ours: Vec<_> = there.iter().filter(|path| !path.ends_with(foreign)).collect();
    assert_eq!(ours.len(), 2);
    assert_eq!(fixture.server.users(), ["eva", "eva", "eva"]);
    // Fetched, it is a backup like every other.
    let fetched = fixture.folder.path().join("fetched.sqlite");
    fs::copy(ours[1], &fetched).unwrap();
    let into = fixture.folder.path().join("new.db");
    let key = fixture.folder.path().join("c.key");
    let restore = ["restore", text(&fetched), "--key-file", text(&key)];
    let restored = run(&format!("sqlite:{}", text(&into)), &restore, &[]);
    assert_eq!(restored.status, Some(0), "{restored:?}");
    let record = fixture.run(&["audit", "--format", "json"]).out;
    let name = ours[1].file_name().unwrap().to_str().unwrap();
    assert!(record.contains("backed-up") && record.contains(name), "{record}");
}

#[test]
fn what_fails_on_the_way_is_no_backup_and_the_next_one_clears_up() {
    for habit in [Habit::IsFull, Habit::BreaksOff, Habit::KeepsNames, Habit::Spoils] {
        let fixture = SftpFixture::new();
        fixture.server.will(&[habit]);
        let ended = fixture.backup(&[]);
        assert_eq!(ended.status, Some(3), "{habit:?}: {ended:?}");
        assert!(ended.err.contains(&fixture.to()), "{habit:?}: {ended:?}");
        let there = fixture.there();
        assert!(there.len() == 1 && is_partial(&there[0]), "{habit:?}: {there:?}");
        let ended = fixture.backup(&[]);
        assert_eq!(ended.status, Some(0), "{habit:?}: {ended:?}");
        let there = fixture.there();
        assert!(there.len() == 1 && !is_partial(&there[0]), "{habit:?}: {there:?}");
    }
}

#[test]
fn a_server_that_removes_nothing_has_the_backup_all_the_same() {
    let fixture = SftpFixture::new();
    fixture.server.will(&[Habit::RemovesNothing]);
    let ended = fixture.backup(&["--keep", "1"]);
    assert_eq!((ended.status, fixture.there().len()), (Some(1), 1), "{ended:?}");
    assert!(ended.err.contains("older backups could not be removed"), "{ended:?}");
}

#[test]
fn a_server_that_shows_another_key_or_does_not_let_in_gets_nothing() {
    let fixture = SftpFixture::new();
    let (to, key) = (fixture.to(), fixture.key());
    let stranger = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
    let backup = ["backup", &to, "--backup-sftp-host-key", stranger, "--backup-sftp-key-file"];
    let ended = fixture.run(&[&backup[..], &[text(&key)]].concat());
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.err.contains("is pinned") && ended.err.contains(stranger), "{ended:?}");
    fixture.server.will(&[Habit::RefusesKey]);
    let ended = fixture.backup(&[]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.err.contains("does not accept this key for eva"), "{ended:?}");
    assert!(fixture.there().is_empty());
}

#[test]
fn a_password_lets_in_as_well_and_is_shown_nowhere() {
    let fixture = SftpFixture::new();
    let (to, host_key) = (fixture.to(), fixture.server.host_key());
    let file = fixture.folder.path().join("password");
    fs::write(&file, "hush-hush\n").unwrap();
    let backup = ["backup", &to, "--backup-sftp-host-key", &host_key];
    let by_file = [&backup[..], &["--backup-sftp-password-file", text(&file)]].concat();
    let ended = fixture.run(&by_file);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.err.contains("does not accept this password for eva"), "{ended:?}");
    assert!(!ended.err.contains("hush"), "{ended:?}");
    fixture.server.let_in_by_password("hush-hush");
    assert_eq!(fixture.run(&by_file).status, Some(0));
    let hidden = [("COUNTERSIGN_BACKUP_SFTP_PASSWORD", "hush-hush")];
    let ended: Ended = command(&fixture.url, &backup, &hidden).output().unwrap().into();
    assert_eq!((ended.status, fixture.there().len()), (Some(0), 2), "{ended:?}");
}

#[test]
fn options_that_make_no_sense_are_told_before_anything_is_reached() {
    let fixture = SftpFixture::new();
    let (to, host_key, key) = (fixture.to(), fixture.server.host_key(), fixture.key());
    let host = ["--backup-sftp-host-key", &host_key];
    let with_key = ["--backup-sftp-key-file", text(&key)];
    let missing = ["--backup-sftp-key-file", "/nowhere/key"];
    let (no_host_key, plain) = (["--backup-sftp-host-key", "abc"], ["backup", to.as_str()]);
    for (arguments, said) in [
        (vec![&plain[..], &with_key], "--backup-sftp-host-key"),
        (vec![&plain[..], &host], "--backup-sftp-key-file"),
        (vec![&plain[..], &host, &missing], "/nowhere/key cannot be read"),
        (vec![&plain[..], &no_host_key, &with_key], "neither a public key nor a fingerprint"),
        (vec![&["backup", "sftp://host"][..], &host, &with_key], "is not of the form"),
        (vec![&plain[..], &host, &with_key, &["--replace"]], "--replace is for a file"),
        (vec![&plain[..], &host, &["--backup-sftp-password", "x"]], "--backup-sftp-password"),
        (vec![&["serve", "--backup-to", to.as_str()][..], &host], "--backup-sftp-key-file"),
    ] {
        let refused = refused(2, &fixture.url, &arguments.concat(), &[]);
        assert!(refused.contains(said), "{arguments:?}: {refused}");
    }
    assert!(fixture.server.users().is_empty());
}

#[tokio::test]
async fn the_daily_backup_fails_and_succeeds_like_one_into_a_folder() {
    let fixture = SftpFixture::new();
    let store = Store::open(&DatabaseUrl::parse(&fixture.url).unwrap()).await.unwrap();
    let at = |text: &str| Instant::parse(text).unwrap();
    fixture.server.will(&[Habit::IsFull]);
    let schedule = fixture.schedule();
    let failed = back_up_when_due::run(&store, &schedule, at("2030-01-10T02:00:00Z")).await;
    assert!(failed.unwrap_err().to_string().contains("sftp://eva@127.0.0.1"));
    let standing = async |now: &str| {
        let now = at(now);
        store.reading(async |tx| recorded::standing(tx, now).await).await.unwrap()
    };
    let (_, why) = standing("2030-01-10T03:00:00Z").await.failed.unwrap();
    assert!(why.contains("sftp://eva@127.0.0.1"), "{why}");
    for day in 10..=13 {
        let now = format!("2030-01-{day}T02:15:00Z");
        let made = back_up_when_due::run(&store, &schedule, at(&now)).await.unwrap();
        assert!(made.is_some(), "{now}");
        assert_eq!(standing(&now).await.failed, None);
    }
    let there = fixture.there();
    assert!(there.len() == 2 && !there.iter().any(|path| is_partial(path)), "{there:?}");
}

#[test]
fn serve_makes_the_daily_backup_there() {
    let fixture = SftpFixture::new();
    let (to, host_key, key) = (fixture.to(), fixture.server.host_key(), fixture.key());
    let options = ["--backup-to", &to, "--backup-sftp-host-key", &host_key];
    let options = [&options[..], &["--backup-sftp-key-file", text(&key)]].concat();
    let mut serving = Serving::start(&fixture.url, &options);
    let said = serving.until("a backup was made");
    assert!(said.contains("/countersign-") && said.contains("sftp://eva@"), "{said}");
    assert_eq!(fixture.there().len(), 1);
}
