//! Requests for another host, for example from a page whose own name resolves to this address.

use crate::client::{Client, HTTP_2, http_2_get};
use crate::fixture::ConsoleFixture;
use crate::serving::Serving;
use countersign::metrics_endpoint;
use std::io::Read;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

const HEADERS: [&str; 6] = [
    "content-security-policy: ",
    "x-content-type-options: nosniff",
    "x-frame-options: DENY",
    "referrer-policy: same-origin",
    "cache-control: no-store",
    "x-request-id: ",
];

#[tokio::test(flavor = "multi_thread")]
async fn only_our_own_names_are_answered() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let at = serving.address;
    let ask = |target: &str, hosts: &[&str]| {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        Client::new(at).send(format!("GET {target} HTTP/1.1\r\n{hosts}\r\n")).answer()
    };
    let (port, own) = (at.port(), at.to_string());
    // The public address of this console is another port of this machine.
    for host in [own.as_str(), "127.0.0.1:8080", &format!("localhost:{port}"), "[::1]"] {
        assert!(ask("/sign-in", &[host]).starts_with("HTTP/1.1 200"), "{host}");
    }
    for target in ["/sign-in", "/", "/no/such/page", "/assets/x.css"] {
        for host in ["evil.example", &format!("evil.example:{port}"), "localhost.evil.example"] {
            let answer = ask(target, &[host]);
            assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
            for header in HEADERS {
                assert!(answer.contains(header), "{header}: {answer}");
            }
            assert!(answer.contains("does not belong to Countersign"), "{answer}");
        }
    }
    assert!(ask("http://evil.example/sign-in", &[&own]).starts_with("HTTP/1.1 421"));
    for hosts in [&[][..], &[own.as_str(), own.as_str()], &["a@b"]] {
        let answer = ask("/sign-in", hosts);
        assert!(answer.starts_with("HTTP/1.1 400"), "{hosts:?}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_authority_of_http_2_is_looked_at_like_a_host() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let status = |authority: &str| {
        let mut client = Client::new(serving.address);
        client.send(HTTP_2).send(http_2_get(1, authority, "/sign-in"));
        let mut heard = Vec::new();
        client.stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
        let mut piece = [0; 4096];
        while let Ok(read @ 1..) = client.stream.read(&mut piece) {
            heard.extend(&piece[..read]);
            let page = String::from_utf8_lossy(&heard);
            if let Some(title) = page.split("<title>").nth(1) {
                return title.split('<').next().unwrap().to_owned();
            }
        }
        panic!("no page: {:?}", heard.escape_ascii());
    };
    assert!(status(&serving.address.to_string()).starts_with("Sign in"));
    assert!(status("evil.example").starts_with("This address does not belong"));
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_of_this_machine_are_told_by_its_own_names() {
    let fixture = ConsoleFixture::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let state = Arc::clone(&fixture.app.state);
    let answering = metrics_endpoint::spawn(listener, state, stopped).unwrap();
    for (host, status) in [
        (format!("Host: {at}\r\n"), 200),
        ("Host: localhost\r\n".to_owned(), 200),
        ("Host: evil.example\r\n".to_owned(), 421),
        (String::new(), 400),
    ] {
        let mut client = Client::new(at);
        let answer = client.send(format!("GET /metrics HTTP/1.1\r\n{host}\r\n")).answer();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{host}: {answer}");
    }
    stop.send_replace(true);
    answering.join().unwrap();
}
