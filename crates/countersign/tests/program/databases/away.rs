//! A PostgreSQL server that goes away in the middle of work and comes back: commands say so, and
//! the same command run again succeeds; `serve` says so, and goes on by itself.

use crate::databases::browser::Browser;
use crate::databases::fixture::{BINARY, Serving, command, run, text};
use axum::http::{StatusCode, header};
use countersign_store::jobs::{self, JobState};
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::databases::Databases;
use countersign_testkit::proxy::Proxy;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Bytes after which work is in its middle.
const MIDDLE: u64 = 150_000;
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A directory with a month of readings, and a rehearsal without them.
struct AwayFixture {
    folder: tempfile::TempDir,
    url: String,
    usage: PathBuf,
}

impl AwayFixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let sample = ["--partners", "40", "--subscriptions", "20", "--months", "1"];
        let made = Command::new(BINARY).args(["sample", text(&data)]).args(sample).output();
        assert!(made.unwrap().status.success());
        let usage = folder.path().join("usage-2026-10.csv");
        fs::rename(data.join("usage-2026-10.csv"), &usage).unwrap();
        let url = Databases::Postgres.fresh().unwrap();
        let init = ["init", "--rehearsal", "2026-10-01T00:00:00Z"];
        for verb in [&init[..], &["import", text(&data)]] {
            let ended = run(&url, verb, &[]);
            assert_eq!(ended.status, Some(0), "{ended:?}");
        }
        Self { folder, url, usage }
    }

    fn make(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn a_command_whose_database_goes_away_says_so_and_the_same_command_succeeds_later() {
    let fixture = AwayFixture::new();
    let backups = fixture.make("backups");
    let (proxy, through) = Proxy::to_url(&fixture.url);
    let import = ["import", text(&fixture.usage)];
    let clock = ["clock", "--until", "2026-11-20T00:00:00Z"];
    let backup = ["backup", text(&backups)];
    for work in [&import[..], &clock, &backup] {
        proxy.cut_after(MIDDLE);
        // The second time it is away from the beginning.
        for _ in 0..2 {
            let ended = run(&through, work, &[]);
            assert_eq!(ended.status, Some(3), "{work:?}: {ended:?}");
            assert!(ended.err.contains("run the same command again"), "{work:?}: {ended:?}");
            assert!(proxy.is_cut());
        }
        assert_eq!(entries(&backups), [] as [PathBuf; 0], "{work:?}");
        proxy.open();
        let ended = run(&through, work, &[]);
        assert_eq!(ended.status, Some(0), "{work:?}: {ended:?}");
    }
    assert_eq!(entries(&backups).len(), 1);
    assert_eq!(run(&fixture.url, &["verify"], &[]).status, Some(0));
}

/// The state of a job, and its result.
async fn job(store: &Store, id: Uuid) -> (JobState, String) {
    let found = store.reading(async |tx| jobs::find(tx, id).await).await.unwrap().unwrap();
    (found.state, found.result.unwrap_or_default())
}

#[tokio::test]
async fn serve_says_that_its_database_is_away_and_goes_on_by_itself() {
    let fixture = AwayFixture::new();
    let usage = fs::read_to_string(&fixture.usage).unwrap();
    let store = Store::open(&DatabaseUrl::parse(&fixture.url).unwrap()).await.unwrap();
    let mut browser = Browser::new(&fixture.url).await;
    let (proxy, through) = Proxy::to_url(&fixture.url);
    let uploads = fixture.make("uploads");
    let serve = ["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"];
    let mut serve = command(&through, &serve, &[]);
    serve.env("TMPDIR", &uploads);
    let serving = Serving::begin(serve);
    browser.turn_to(&serving);
    let metrics = serving.metrics.clone().unwrap();
    assert_eq!(browser.get("/imports").await.status, StatusCode::OK);

    proxy.cut();
    for path in ["/imports", "/", "/sign-in"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.text.contains("The database cannot be reached."), "{}", answer.text);
        assert_eq!(answer.headers[header::RETRY_AFTER], "5");
    }
    let answer = browser.upload("usage.csv", &usage[..1_000]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(entries(&uploads), [] as [PathBuf; 0], "nothing of it is kept");
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    let not_ready = async || {
        let began = Instant::now();
        // What was found a moment before is answered again.
        while browser.get("/readyz").await.status == StatusCode::OK {
            assert!(began.elapsed() < PATIENCE);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        browser.get_at(&metrics, "/readyz").await
    };
    let why = not_ready().await;
    assert_eq!(why.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(why.text.contains("failing  database: It cannot be read: "), "{}", why.text);

    proxy.open();
    assert_eq!(browser.get("/imports").await.status, StatusCode::OK);
    proxy.cut_after(MIDDLE);
    let answer = browser.upload("usage.csv", &usage).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = answer.headers[header::LOCATION].to_str().unwrap();
    let id = Uuid::parse_str(page.rsplit('/').next().unwrap()).unwrap();
    let began = Instant::now();
    while !proxy.is_cut() {
        assert!(began.elapsed() < PATIENCE && job(&store, id).await.0 != JobState::Previewed);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(browser.get(page).await.status, StatusCode::SERVICE_UNAVAILABLE);
    proxy.open();
    while job(&store, id).await.0 != JobState::Previewed {
        assert!(began.elapsed() < PATIENCE, "{:?}", job(&store, id).await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let (_, result) = job(&store, id).await;
    assert!(
        result.contains("\"rows\":24053,\"new\":23974,\"changed\":0,\"refused\":0"),
        "{result}"
    );
    assert_eq!(browser.get(page).await.status, StatusCode::OK);
}
