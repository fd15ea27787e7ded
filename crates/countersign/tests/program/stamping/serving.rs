//! `serve` has the log stamped, and goes on without.

use super::kept;
use crate::databases::fixture::{Serving, refused};
use crate::verifying::fixture::VerifyFixture;
use countersign_testkit::time_stamping::TimeStampingAuthority;
use std::io::{Read, Write};
use std::net::TcpStream;

fn metrics(serving: &Serving) -> String {
    let address = serving.metrics.as_deref().unwrap().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /metrics HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn serve_has_the_log_stamped_and_goes_on_without() {
    let fixture = VerifyFixture::on_sqlite();
    let serve = |address: &str| {
        let options = ["--metrics", "127.0.0.1:0", "--timestamp-url", address];
        Serving::start(&fixture.program.database, &options)
    };
    let mut without = serve("http://127.0.0.1:9/tsr");
    let said = without.until("log-not-stamped");
    assert!(said.contains("the time stamping authority 127.0.0.1: "), "{said}");
    let counted = metrics(&without);
    assert!(counted.contains("\ncountersign_stamp_failures_total 1\n"), "{counted}");
    assert!(!counted.contains("\ncountersign_log_last_stamp_timestamp_seconds "), "{counted}");
    drop(without);

    let authority = TimeStampingAuthority::start();
    let mut with = serve(&authority.url());
    let said = with.until("log-stamped");
    let kept = fixture.with(async |store| kept(store).await);
    assert_eq!(kept.len(), 1);
    assert!(authority.stamped(&kept[0].note, &kept[0].response));
    assert!(said.contains(&kept[0].at.to_string()), "{said}");
    let counted = metrics(&with);
    assert!(counted.contains("\ncountersign_stamp_failures_total 0\n"), "{counted}");
    assert!(counted.contains("\ncountersign_log_last_stamp_timestamp_seconds "), "{counted}");
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
