//! The daily backup of `serve`: when it is made, and what happens where it cannot be.
//!
//! SQL here: an Administrator agrees to belong to the operator, and what the outbox holds.

use crate::databases::fixture::{Serving, refused, run, text};
use countersign_app::actions::back_up_when_due::{self, Schedule};
use countersign_app::backups::recorded;
use countersign_app::backups::remote::Destination;
use countersign_domain::audit::Event;
use countersign_domain::backup_schedule::DailyAt;
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Store, audit};
use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;

struct ScheduleFixture {
    folder: tempfile::TempDir,
    url: String,
}

impl ScheduleFixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/c.db", text(folder.path()));
        let fixture = Self { folder, url };
        assert_eq!(run(&fixture.url, &["init"], &[]).status, Some(0));
        fs::create_dir(fixture.backups()).unwrap();
        fixture
    }

    fn backups(&self) -> PathBuf {
        self.folder.path().join("backups")
    }

    fn count(&self) -> usize {
        fs::read_dir(self.backups()).unwrap().count()
    }

    async fn store(&self) -> Store {
        Store::open(&DatabaseUrl::parse(&self.url).unwrap()).await.unwrap()
    }

    fn schedule(&self) -> Schedule {
        let (at, keep) = (DailyAt::parse("02:00").unwrap(), NonZeroUsize::new(3).unwrap());
        let to = Destination::Here(self.backups());
        Schedule { to, at, keep, accept_findings: false }
    }

    /// Whether a backup is made at this time.
    async fn makes(&self, store: &Store, now: &str) -> bool {
        let done = back_up_when_due::run(store, &self.schedule(), instant(now)).await.unwrap();
        done.is_some()
    }
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[tokio::test]
async fn one_is_made_a_day_and_a_clock_that_jumps_neither_repeats_nor_skips_it() {
    let fixture = ScheduleFixture::new();
    let store = fixture.store().await;
    // What was due while nothing ran is made good.
    assert!(fixture.makes(&store, "2030-01-10T14:00:00Z").await);
    assert!(!fixture.makes(&store, "2030-01-10T14:00:20Z").await);
    assert!(!fixture.makes(&store, "2030-01-11T01:59:59Z").await);
    assert!(fixture.makes(&store, "2030-01-11T02:00:00Z").await);
    // An hour back, over the time it was made at.
    assert!(!fixture.makes(&store, "2030-01-11T01:30:00Z").await);
    assert!(!fixture.makes(&store, "2030-01-11T02:00:00Z").await);
    // A year ahead, and back: it goes on with the next day.
    assert!(fixture.makes(&store, "2031-01-11T03:00:00Z").await);
    assert!(!fixture.makes(&store, "2030-01-11T03:00:00Z").await);
    assert!(fixture.makes(&store, "2030-01-12T02:00:10Z").await);
    assert_eq!(fixture.count(), 3, "older ones are removed");
}

#[tokio::test]
async fn a_backup_by_command_is_not_the_one_that_is_due() {
    let fixture = ScheduleFixture::new();
    let other = fixture.folder.path().join("by-hand.sqlite");
    assert_eq!(run(&fixture.url, &["backup", text(&other)], &[]).status, Some(0));
    let now = countersign_app::clock::Clock::default().machine_time();
    let store = fixture.store().await;
    let made = back_up_when_due::run(&store, &fixture.schedule(), now).await.unwrap();
    assert!(made.is_some());
}

#[tokio::test]
async fn a_failure_is_recorded_and_mailed_once_until_a_backup_succeeds() {
    let fixture = ScheduleFixture::new();
    for (email, role) in [("op@x.example", "Administrator"), ("sm@x.example", "Support Manager")] {
        let person = ["user", "add", email, "--name", "Op", "--company", "operator"];
        let ended = run(&fixture.url, &[&person[..], &["--role", role]].concat(), &[]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
    }
    let store = fixture.store().await;
    let accept = "UPDATE memberships SET accepted_at = 1";
    store.write(async |tx| tx.execute(accept, &[]).await).await.unwrap();
    fs::remove_dir(fixture.backups()).unwrap();
    for now in ["2030-01-10T02:00:00Z", "2030-01-10T02:15:00Z", "2030-01-10T23:00:00Z"] {
        let failed = back_up_when_due::run(&store, &fixture.schedule(), instant(now)).await;
        assert!(failed.unwrap_err().to_string().contains("there is no folder"), "{now}");
    }
    let mut tx = store.read().await.unwrap();
    let day = (instant("2030-01-10T00:00:00Z"), instant("2030-01-11T00:00:00Z"));
    let failures = audit::of_event(&mut tx, Event::BackupFailed, day).await.unwrap();
    assert_eq!(failures.len(), 1);
    let told = "SELECT p.email FROM outbox o JOIN people p ON p.id = o.person_id \
        WHERE o.kind = 'backup-failed'";
    let told = tx.all(told, &[], |row| row.get::<String>(0)).await.unwrap();
    assert_eq!(told, ["op@x.example"]);
    let standing = recorded::standing(&mut tx, instant("2030-01-10T23:00:00Z")).await.unwrap();
    let (at, why) = standing.failed.unwrap();
    assert_eq!((at.to_string().as_str(), standing.last_good), ("2030-01-10T02:00:00Z", None));
    assert!(why.contains("there is no folder"), "{why}");
    tx.rollback().await.unwrap();

    fs::create_dir(fixture.backups()).unwrap();
    assert!(fixture.makes(&store, "2030-01-10T23:15:00Z").await);
    let mut tx = store.read().await.unwrap();
    let now = instant("2030-01-11T01:00:00Z");
    let standing = recorded::standing(&mut tx, now).await.unwrap();
    assert_eq!(standing.last_good.unwrap().to_string(), "2030-01-10T23:15:00Z");
    assert_eq!(standing.failed, None);
    // After eight days it is no backup that anyone should count on.
    let now = instant("2030-01-19T00:00:00Z");
    assert_eq!(recorded::standing(&mut tx, now).await.unwrap().last_good, None);
}

#[test]
fn serve_makes_the_backup_that_is_due_when_it_starts_and_only_once() {
    let fixture = ScheduleFixture::new();
    let backups = fixture.backups();
    let options = ["--backup-to", text(&backups), "--backup-at", "23:59"];
    let mut serving = Serving::start(&fixture.url, &options);
    let said = serving.until("a backup was made");
    assert!(said.contains("countersign-20") && said.contains(".sqlite"), "{said}");
    drop(serving);
    assert_eq!(fixture.count(), 1);
    let name = fs::read_dir(fixture.backups()).unwrap().next().unwrap().unwrap().path();
    assert_eq!(run(&format!("sqlite:{}", text(&name)), &["verify"], &[]).status, Some(0));
    let record = run(&fixture.url, &["audit"], &[]).out;
    assert!(record.contains("backed-up") && record.contains("scheduled"), "{record}");
}

#[test]
fn a_folder_or_a_time_that_makes_no_sense_is_told_before_anything_is_served() {
    let fixture = ScheduleFixture::new();
    let missing = fixture.folder.path().join("none");
    for (options, said) in [
        (["--backup-to", text(&missing)], "there is no such folder"),
        (["--backup-at", "25:00"], "is not a time of day such as 02:30"),
        (["--backup-keep", "0"], "--backup-keep"),
    ] {
        let serve = [&["serve", "--listen", "127.0.0.1:0"][..], &options].concat();
        let refused = refused(2, &fixture.url, &serve, &[]);
        assert!(refused.contains(said), "{options:?}: {refused}");
    }
}
