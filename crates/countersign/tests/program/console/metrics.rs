//! The metrics for a monitoring system.

use crate::console::fixture::ConsoleFixture;
use countersign::metrics_endpoint;
use countersign::timekeeper;
use countersign_app::actions::audit;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;

/// The response of an address, head and body.
fn ask(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The value of a line.
fn value(answer: &str, name: &str) -> Option<f64> {
    let line = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    Some(line.parse().unwrap())
}

/// Answers on a separate port.
fn serve(fixture: &ConsoleFixture, stopped: watch::Receiver<bool>) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let state = Arc::clone(&fixture.app.state);
    (address, metrics_endpoint::spawn(listener, state, stopped).unwrap())
}

#[tokio::test]
async fn messages_that_wait_are_told() {
    let fixture = ConsoleFixture::new().await;
    let (stop, stopped) = watch::channel(false);
    let (address, serving) = serve(&fixture, stopped);
    // Two Administrators and a Billing Manager of the first partner: its report is ready.
    let told = ask(address, "/metrics");
    assert_eq!(value(&told, "countersign_outbox_messages{state=\"waiting\"}"), Some(3.0), "{told}");
    stop.send_replace(true);
    serving.join().unwrap();
}

#[tokio::test]
async fn a_monitoring_system_is_told_what_was_done_and_how_things_stand() {
    let fixture = ConsoleFixture::neglected().await;
    let browser = fixture.sign_in("d1@x.example").await;
    for path in ["/usage-reports", "/usage-reports", "/no/such/page"] {
        browser.get(path).await;
    }
    let app = &fixture.app;
    let made = Instant::parse("2026-11-22T00:00:00Z").unwrap();
    let made = audit::of_machine(Event::BackedUp, made);
    app.state.store.write(async |tx| audit::record(tx, made.clone()).await).await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let clock = timekeeper::spawn(
        app.state.store.clone(),
        app.state.clock,
        app.state.metrics.clone(),
        app.outbound.log_key.clone(),
        stopped.clone(),
    );
    let (address, serving) = serve(&fixture, stopped);
    let mut told = String::new();
    while value(&told, "countersign_clock_last_run_timestamp_seconds") != Some(1_795_348_800.0) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        told = ask(address, "/metrics");
    }
    assert!(told.contains("content-type: application/openmetrics-text; version=1.0.0"), "{told}");
    assert!(told.ends_with("# EOF\n"), "{told}");
    let lists = "method=\"GET\",route=\"/usage-reports\",status=\"2xx\"";
    let missing = "method=\"GET\",route=\"/{*rest}\",status=\"4xx\"";
    for (name, expected) in [
        (format!("countersign_http_requests_total{{{lists}}}"), 2.0),
        (format!("countersign_http_requests_total{{{missing}}}"), 1.0),
        (
            "countersign_http_request_duration_seconds_count{route=\"/usage-reports\"}".to_owned(),
            2.0,
        ),
        ("countersign_database_up".to_owned(), 1.0),
        ("countersign_submissions_waiting".to_owned(), 1.0),
        ("countersign_report_faults".to_owned(), 0.0),
        ("countersign_silent_sources".to_owned(), 0.0),
        ("countersign_reports{status=\"preparing\"}".to_owned(), 3.0),
        ("countersign_reports{status=\"under-review\"}".to_owned(), 0.0),
        ("countersign_jobs{state=\"running\"}".to_owned(), 0.0),
        ("countersign_outbox_messages{state=\"failed\"}".to_owned(), 0.0),
        ("countersign_clock_failures_total".to_owned(), 0.0),
        ("countersign_backup_failures_total".to_owned(), 0.0),
        ("countersign_backup_last_success_timestamp_seconds".to_owned(), 1_795_305_600.0),
        ("countersign_clock_actions_total{verb=\"report.submit\"}".to_owned(), 0.0),
    ] {
        assert_eq!(value(&told, &name), Some(expected), "{name}: {told}");
    }
    for secret in ["D1", "P1", "Nordlicht", "x.example"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
    assert!(ask(address, "/").starts_with("HTTP/1.1 404"));
    stop.send_replace(true);
    clock.unwrap().join().unwrap();
    serving.join().unwrap();
}
