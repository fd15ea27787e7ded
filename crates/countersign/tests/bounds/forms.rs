//! Forms of people without and with a session.

use crate::client::Client;
use crate::fixture::ConsoleFixture;
use crate::serving::Serving;
use std::net::IpAddr;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// The head of a form. With `length: None` it gives no length.
fn head(serving: &Serving, path: &str, length: Option<usize>, cookie: &str) -> String {
    let length = match length {
        Some(length) => format!("Content-Length: {length}"),
        None => "Transfer-Encoding: chunked".to_owned(),
    };
    format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\n{length}\r\nCookie: session={cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        serving.address
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_sends_sixteen_kibibytes_at_the_most() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let send = |length: usize, path: &str, cookie: &str| {
        let mut client = Client::new(serving.address);
        client.send(head(&serving, path, Some(length), cookie));
        client.send(format!("email=x&password={}", "y".repeat(length - 17)));
        client.answer()
    };
    assert!(send(16 << 10, "/sign-in", "").starts_with("HTTP/1.1 422"));
    for path in ["/sign-in", "/forgot-password", "/preferences", "/link/x", "/unsubscribe/x"] {
        let answer = send((16 << 10) + 1, path, "");
        assert!(answer.starts_with("HTTP/1.1 413"), "{path}: {answer}");
        assert!(answer.contains("content-security-policy: "), "{answer}");
    }
    // Leaving out the length does not help.
    let mut client = Client::new(serving.address);
    client.send(head(&serving, "/sign-in", None, ""));
    for _ in 0..5 {
        client.send(format!("1000\r\n{}\r\n", "y".repeat(4096)));
    }
    assert!(client.answer().starts_with("HTTP/1.1 413"));
    // Nor does a cookie without a session. A session does.
    assert!(send(20_000, "/preferences", "nobody").starts_with("HTTP/1.1 413"));
    let session = fixture.session_of("p1@x.example").await;
    let answer = send(20_000, "/preferences", &session);
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(send((4 << 20) + 1, "/preferences", &session).starts_with("HTTP/1.1 413"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_form_comes_in_within_ten_seconds() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let mut client = Client::new(serving.address);
    let began = Instant::now();
    client.send(head(&serving, "/sign-in", Some(16 << 10), ""));
    let mut dripping = client.again();
    let drip = thread::spawn(move || {
        for _ in 0..24 {
            dripping.send("x");
            thread::sleep(Duration::from_millis(500));
        }
    });
    let answer = client.answer();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("took too long"), "{answer}");
    let took = began.elapsed();
    assert!(took > Duration::from_secs(9) && took < Duration::from_secs(12), "{took:?}");
    drip.join().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_somebody_signed_in_comes_in_within_thirty_seconds() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let session = fixture.session_of("p1@x.example").await;
    let mut client = Client::new(serving.address);
    let began = Instant::now();
    client.send(head(&serving, "/preferences", Some(20_000), &session)).send("language=de");
    thread::sleep(Duration::from_secs(15));
    client.send("x");
    let answer = client.answer();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    let took = began.elapsed();
    assert!(took > Duration::from_secs(29) && took < Duration::from_secs(34), "{took:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_holds_back_large_forms_keeps_nobody_elses_from_coming_in() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let (slow, other) =
        (fixture.session_of("p1@x.example").await, fixture.session_of("d1@x.example").await);
    let mut held: Vec<_> = (0..20).map(|_| Client::new(serving.address)).collect();
    for client in &mut held {
        client.send(head(&serving, "/preferences", Some(20_000), &slow)).send("language=de");
    }
    thread::sleep(Duration::from_millis(500));
    let began = Instant::now();
    let mut client = Client::new(serving.address);
    client.send(head(&serving, "/preferences", Some(20_000), &other)).send("y".repeat(20_000));
    let answer = client.answer();
    // Read to its end, and refused because its token is missing.
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_has_so_many_requests_under_way_whichever_proxy_they_come_by() {
    let fixture = ConsoleFixture::new().await;
    let proxies = [[127, 0, 0, 7], [127, 0, 0, 8]];
    let mut app = Arc::into_inner(fixture.app).unwrap();
    let state = Arc::get_mut(&mut app.state).unwrap();
    state.site.trusted_proxies = proxies.map(IpAddr::from).to_vec();
    let serving = Serving::console(&Arc::new(app));
    let ask = |proxy: [u8; 4], of: &str, port: usize| {
        let mut client = Client::from(proxy, serving.address);
        let head = head(&serving, "/sign-in", Some(100), "");
        let told = format!("\r\nX-Forwarded-For: 203.0.113.1, {of}:{port}\r\n\r\n");
        client.send(head.trim_end().to_owned() + &told);
        client
    };
    let mut slow: Vec<_> =
        (0..100).map(|number| ask(proxies[number % 2], "198.51.100.7", 1_000 + number)).collect();
    thread::sleep(Duration::from_millis(500));
    let answer = ask(proxies[0], "198.51.100.7", 9_000).answer();
    assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
    assert!(answer.contains("retry-after: 1") && answer.contains("content-security-policy: "));
    // Who probes from there is answered: it is no alarm that somebody asks too much.
    let mut probe = Client::from(proxies[0], serving.address);
    probe.send("GET /readyz HTTP/1.1\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n");
    assert!(probe.answer().starts_with("HTTP/1.1 200"));
    let answer = ask(proxies[0], "198.51.100.8", 1_000).send("x".repeat(100)).answer();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    slow[0].send("x".repeat(100));
    assert!(slow[0].answer().starts_with("HTTP/1.1 422"));
}
