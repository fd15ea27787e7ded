//! `serve` has the log stamped, and goes on without.

use super::kept;
use crate::databases::fixture::{Serving, refused};
use crate::verifying::fixture::VerifyFixture;
use countersign_testkit::time_stamping::TimeStampingAuthority;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

const FAILED: &str = "countersign_stamp_failures_total";
const STAMPED: &str = "countersign_log_last_stamp_timestamp_seconds ";
const PATIENCE: Duration = Duration::from_secs(60);

/// The metrics of a program, as soon as they have this line.
fn counted(serving: &Serving, wanted: &str) -> String {
    let address = serving.metrics.as_deref().unwrap().strip_prefix("http://").unwrap();
    let request = format!("GET /metrics HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let began = Instant::now();
    loop {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        if text.lines().any(|line| line.starts_with(wanted)) {
            return text;
        }
        assert!(began.elapsed() < PATIENCE, "no {wanted}: {text}");
        thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn serve_has_the_log_stamped_and_goes_on_without() {
    let fixture = VerifyFixture::on_sqlite();
    let serve = |address: &str| {
        let options = ["--metrics", "127.0.0.1:0", "--timestamp-url", address];
        Serving::start(&fixture.program.database, &options)
    };
    let without = serve("http://127.0.0.1:9/tsr");
    let found = counted(&without, &format!("{FAILED} 1"));
    assert!(!found.contains(&format!("\n{STAMPED}")), "{found}");
    drop(without);

    let authority = TimeStampingAuthority::start();
    let with = serve(&authority.url());
    let found = counted(&with, STAMPED);
    assert!(found.contains(&format!("\n{FAILED} 0\n")), "{found}");
    let kept = fixture.with(async |store| kept(store).await);
    assert_eq!(kept.len(), 1);
    assert!(authority.stamped(&kept[0].note, &kept[0].response));
}

#[test]
fn an_address_or_a_pause_that_makes_no_sense_is_told_before_anything_is_served() {
    let fixture = VerifyFixture::on_sqlite();
    for (options, said) in [
        (["--timestamp-url", "ftp://a.example"], "--timestamp-url: give an address such as"),
        (["--timestamp-url", "http://eva:hush@a.example"], "without user and password"),
        (["--timestamp-every", "0"], "--timestamp-every"),
    ] {
        let serve = [&["serve", "--listen", "127.0.0.1:0"][..], &options].concat();
        let refused = refused(2, &fixture.program.database, &serve, &[]);
        assert!(refused.contains(said), "{options:?}: {refused}");
        assert!(!refused.contains("hush"), "{refused}");
    }
}
