//! Whether the program says that it is ready: to everyone, and with reasons to who may read them.

use crate::console::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::Request;
use countersign::metrics_endpoint;
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::clock::Clock;
use countersign_console::app::App;
use countersign_console::router;
use countersign_domain::cycle::Cycle;
use countersign_store::{DatabaseUrl, Store};
use countersign_testkit::command_line::Ended;
use countersign_testkit::databases::Databases;
use countersign_web::state::Site;
use http_body_util::BodyExt;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::watch;
use tower::ServiceExt;

/// What the public address answers.
async fn public(app: &Arc<App>, path: &str) -> (u16, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = router(app).oneshot(request).await.unwrap();
    assert!(!answer.headers().contains_key("set-cookie"));
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// The address of the metrics; it ends with the test.
struct Private {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Private {
    fn of(app: &App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let thread = metrics_endpoint::spawn(listener, Arc::clone(&app.state), stopped).unwrap();
        Self { address, stop, thread: Some(thread) }
    }

    /// What it answers, as text and as JSON.
    async fn ask(&self, path: &str) -> (u16, String, serde_json::Value) {
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = client.get(format!("http://{}{path}", self.address));
        let text = request.try_clone().unwrap().send().await.unwrap();
        let status = text.status().as_u16();
        let json = request.header("accept", "application/json").send().await.unwrap();
        assert_eq!(json.status().as_u16(), status);
        let json = serde_json::from_slice(&json.bytes().await.unwrap()).unwrap();
        (status, String::from_utf8(text.bytes().await.unwrap().to_vec()).unwrap(), json)
    }

    /// What `countersign health` says of it.
    async fn health(&self) -> Ended {
        let url = format!("http://{}", self.address);
        let asked = move || {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_countersign"));
            command.args(["health", "--url", &url]).output().unwrap().into()
        };
        tokio::task::spawn_blocking(asked).await.unwrap()
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// The checks that fail.
fn failing(report: &serde_json::Value) -> Vec<&str> {
    let checks = report["checks"].as_array().unwrap().iter();
    checks.filter(|it| it["ok"] == false).map(|it| it["name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ready_program_says_so_with_a_reason_for_each_check() {
    let fixture = ConsoleFixture::new().await;
    assert_eq!(public(&fixture.app, "/healthz").await, (200, "alive\n".to_owned()));
    assert_eq!(public(&fixture.app, "/readyz").await, (200, "ready\n".to_owned()));
    let private = Private::of(&fixture.app);
    let (status, text, json) = private.ask("/readyz").await;
    assert_eq!((status, json["ready"].as_bool()), (200, Some(true)), "{text}");
    let names: Vec<_> =
        json["checks"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["database", "schema", "clock", "key", "witnesses", "disk"]);
    assert!(text.contains("ok       clock: This is a rehearsal; its clock moves by hand."));
    assert_eq!(private.ask("/healthz").await.1, "alive\n");
    let ended = private.health().await;
    assert_eq!((ended.status, ended.out.lines().count()), (Some(0), 7), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn submissions_that_wait_are_told_to_the_operator_and_take_no_program_away() {
    let fixture = ConsoleFixture::neglected().await;
    assert_eq!(public(&fixture.app, "/readyz").await, (200, "ready\n".to_owned()));
    let private = Private::of(&fixture.app);
    let (status, text, json) = private.ask("/readyz").await;
    assert_eq!((status, failing(&json)), (503, vec!["clock"]), "{text}");
    assert!(text.contains("more than 24 hours ago"), "{text}");
    for private in ["Nordlicht", "Fjord", "x.example", "P1"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    let ended = private.health().await;
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.starts_with("not ready\n") && ended.out.contains("failing  clock: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_key_is_told_to_the_operator() {
    let fixture = ConsoleFixture::new().await;
    let state = &fixture.app.state;
    let keyless = Store::open(state.store.url()).await.unwrap();
    let app = Arc::new(App::new(keyless, state.clock, state.site.clone()));
    assert_eq!(public(&app, "/readyz").await.0, 200);
    let (status, text, json) = Private::of(&app).ask("/readyz").await;
    assert_eq!((status, failing(&json)), (503, vec!["key"]), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_without_its_database_is_alive_and_not_ready() {
    let fixture = ConsoleFixture::new().await;
    let file = fixture.app.state.store.url().file().unwrap().to_owned();
    std::fs::rename(&file, file.with_extension("away")).unwrap();
    assert_eq!(public(&fixture.app, "/healthz").await.0, 200);
    assert_eq!(public(&fixture.app, "/readyz").await, (503, "not ready\n".to_owned()));
    let private = Private::of(&fixture.app);
    let (status, text, json) = private.ask("/readyz").await;
    assert_eq!((status, failing(&json)), (503, vec!["database"]), "{text}");
    assert!(text.contains("failing  database: It cannot be read: "), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_whose_server_is_gone_is_alive_and_not_ready() {
    let url = Databases::Postgres.fresh().unwrap();
    let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
    let clock = Clock::default();
    let now = clock.machine_time();
    let first_cycle = Cycle::parse("2026-10").unwrap();
    let wanted = NewInstallation { rehearsal: false, demo: false, now, first_cycle };
    make_installation::run(&store, &wanted).await.unwrap();
    let origin = "http://127.0.0.1:8080".to_owned();
    let site = Site { origin, trusted_proxies: Vec::new(), demo: false };
    let app = || Arc::new(App::new(store.clone(), clock, site.clone()));
    assert_eq!(public(&app(), "/readyz").await.0, 200);
    Databases::Postgres.remove(&url).unwrap();
    let app = app();
    assert_eq!(public(&app, "/healthz").await.0, 200);
    assert_eq!(public(&app, "/readyz").await, (503, "not ready\n".to_owned()));
}

#[tokio::test]
async fn nobody_who_answers_is_not_ready() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_countersign"));
    let ended: Ended = command.args(["health", "--url", &url]).output().unwrap().into();
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.out.contains("does not answer"), "{ended:?}");
}
