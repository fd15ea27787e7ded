//! Connections that send no request, and large numbers of connections.

use crate::client::{Client, HTTP_2, frame, http_2_get};
use crate::fixture::ConsoleFixture;
use crate::serving::Serving;
use axum::Router;
use axum::routing::get;
use countersign::metrics_endpoint;
use countersign_web::serve::Limits;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;
use tokio::sync::watch;

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Answers at once, and after a while.
fn pages() -> Router {
    let slow = || async {
        tokio::time::sleep(seconds(3)).await;
        "late"
    };
    Router::new().route("/", get(|| async { "here" })).route("/slow", get(slow))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_nothing_is_hung_up_on_after_ten_seconds_whatever_is_spoken() {
    let fixture = ConsoleFixture::new().await;
    let console = Serving::console(&fixture.app);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let metrics = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let state = Arc::clone(&fixture.app.state);
    let answering = metrics_endpoint::spawn(listener, state, stopped).unwrap();
    let openings: [&[u8]; 8] = [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HT",
        &HTTP_2[..24],
        HTTP_2,
        b"\r\n\r\n\r\n",
    ];
    let tried = [console.address, metrics].into_iter().flat_map(|address| {
        openings.map(|opening| {
            thread::spawn(move || {
                let mut client = Client::new(address);
                (client.send(opening).closed_after(seconds(14)), opening)
            })
        })
    });
    let tried: Vec<_> = tried.collect();
    // A client that sends a little more at intervals never completes its request.
    let dripping = thread::spawn(move || {
        let mut client = Client::new(console.address);
        for byte in b"GET / HTTP/1.1\r\nx: y" {
            client.send([*byte]);
            thread::sleep(Duration::from_millis(600));
        }
        client.closed_after(seconds(20))
    });
    for thread in tried {
        let (closed, opening) = thread.join().unwrap();
        let closed = closed.unwrap_or_else(|| panic!("open: {:?}", opening.escape_ascii()));
        assert!(closed < seconds(12), "{closed:?}: {:?}", opening.escape_ascii());
    }
    assert!(dripping.join().unwrap().is_some());
    stop.send_replace(true);
    answering.join().unwrap();
}

#[test]
fn a_connection_may_be_quiet_for_a_while_between_requests() {
    let (quiet, request_head) = (seconds(3), seconds(1));
    let limits = Limits { quiet, request_head, closing: seconds(1), ..Limits::default() };
    let serving = Serving::router(pages(), limits);
    let mut client = Client::new(serving.address);
    for _ in 0..2 {
        assert!(client.get("/").ends_with("here"));
        thread::sleep(seconds(2));
    }
    assert!(client.get("/").ends_with("here"));
    // The head of a further request may take as long as that of the first.
    let mut slow = Client::new(serving.address);
    slow.get("/");
    let closed = slow.send("GET / HT").closed_after(seconds(6)).unwrap();
    assert!(closed < seconds(2), "{closed:?}");
    let closed = client.closed_after(seconds(12)).unwrap();
    assert!(closed > seconds(6), "{closed:?}");
    // A request in progress is not idle.
    let mut late = Client::new(serving.address);
    assert!(late.get("/slow").ends_with("late"));
}

#[test]
fn a_client_of_http_2_that_only_says_that_it_is_there_is_quiet() {
    let (quiet, closing) = (seconds(2), seconds(1));
    let serving = Serving::router(pages(), Limits { quiet, closing, ..Limits::default() });
    let mut client = Client::new(serving.address);
    let authority = serving.address.to_string();
    client.send(HTTP_2).send(http_2_get(1, &authority, "/"));
    for _ in 0..8 {
        client.send(frame(6, 0, 0, b"anything"));
        thread::sleep(Duration::from_millis(500));
    }
    assert!(client.is_closed());
}

#[test]
fn a_connection_takes_requests_for_so_long() {
    let limits = Limits { age: seconds(2), closing: seconds(1), ..Limits::default() };
    let serving = Serving::router(pages(), limits);
    let mut client = Client::new(serving.address);
    while client.get("/").ends_with("here") {
        thread::sleep(Duration::from_millis(100));
    }
    let closed = client.closed_after(seconds(10)).unwrap();
    assert!(closed < seconds(4), "{closed:?}");
}

#[test]
fn one_address_has_so_many_connections_and_keeps_neither_others_nor_itself_out() {
    let limits = Limits { connections_per_address: 5, ..Limits::default() };
    let serving = Serving::router(pages(), limits);
    let mut silent: Vec<_> =
        (0..100).map(|_| Client::from([127, 0, 0, 2], serving.address)).collect();
    assert!(Client::from([127, 0, 0, 3], serving.address).get("/").ends_with("here"));
    assert!(Client::from([127, 0, 0, 2], serving.address).get("/").ends_with("here"));
    let open = silent.iter_mut().filter_map(|client| (!client.is_closed()).then_some(())).count();
    assert!(open <= 5, "{open}");
    drop(silent);
    // If all are in use, the next one is closed.
    let ask = || Client::from([127, 0, 0, 4], serving.address).get("/slow");
    let answers: Vec<String> = thread::scope(|scope| {
        let asking: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.ends_with("late")).count(), 5);
}

#[test]
fn a_trusted_proxy_has_as_many_connections_as_it_needs() {
    let proxy = [127, 0, 0, 9];
    let (trusted_proxies, connections_per_address) = (vec![proxy.into()], 5);
    let limits = Limits { trusted_proxies, connections_per_address, ..Limits::default() };
    let serving = Serving::router(pages(), limits);
    let mut all: Vec<_> = (0..20).map(|_| Client::from(proxy, serving.address)).collect();
    assert!(all.iter_mut().all(|client| client.get("/").ends_with("here")));
}

#[test]
fn silent_connections_from_everywhere_make_room_for_who_asks() {
    let limits = Limits { connections_per_thread: 20, ..Limits::default() };
    let serving = Serving::router(pages(), limits);
    let from = (0..200).map(|number| [127, 0, 1 + number / 50, 1 + number % 50]);
    let silent: Vec<_> = from.map(|from| Client::from(from, serving.address)).collect();
    assert!(Client::new(serving.address).get("/").ends_with("here"));
    drop(silent);
}

#[test]
fn the_head_of_a_request_is_no_longer_than_it_may_be() {
    let serving = Serving::router(pages(), Limits::default());
    let ask = |more: String| {
        let head = format!("GET / HTTP/1.1\r\nHost: {}\r\n{more}\r\n", serving.address);
        Client::new(serving.address).send(head).answer()
    };
    assert!(ask("x: y\r\n".repeat(99)).ends_with("here"));
    assert!(ask("x: y\r\n".repeat(100)).starts_with("HTTP/1.1 431"));
    assert!(ask(format!("x: {}\r\n", "y".repeat(60 << 10))).ends_with("here"));
    assert!(ask(format!("x: {}\r\n", "y".repeat(70 << 10))).starts_with("HTTP/1.1 431"));
}

#[test]
fn a_connection_of_http_2_has_so_many_requests_at_once() {
    let serving = Serving::router(pages(), Limits::default());
    let mut client = Client::new(serving.address);
    client.send(HTTP_2);
    for number in 0..33 {
        client.send(http_2_get(1 + 2 * number, &serving.address.to_string(), "/slow"));
    }
    let heard = client.heard_within(seconds(2));
    let has = |bytes: &[u8]| heard.windows(bytes.len()).any(|part| part == bytes);
    // The server's own settings: streams, their windows, and header lists.
    assert!(has(&[0, 3, 0, 0, 0, 32]), "{heard:?}");
    assert!(has(&[0, 4, 0, 1, 0, 0]) && has(&[0, 6, 0, 0, 0x80, 0]), "{heard:?}");
    assert!(has(&[0, 0, 4, 3, 0, 0, 0, 0, 65, 0, 0, 0, 7]), "{heard:?}");
}

#[test]
fn the_page_of_limits_says_what_the_program_does() {
    let page = include_str!("../../../../docs/operating/limits.md");
    let limits = Limits::default();
    let (metrics, kib) = (Limits::of_metrics(), |bytes: usize| bytes >> 10);
    for line in [
        format!("in any protocol | {} s |", limits.request_head.as_secs()),
        format!("of its head (HTTP/1.1) | {} s |", limits.request_head.as_secs()),
        format!(
            "between two requests | {} s; {} minutes from a trusted proxy |",
            limits.quiet.as_secs(),
            limits.quiet_proxy.as_secs() / 60
        ),
        format!("still takes new requests | {} hour |", limits.age.as_secs() / 3_600),
        format!(
            "does not read, while it sends nothing either | {} KiB in {} s |",
            kib(Limits::STALL_BYTES),
            limits.stalled.as_secs()
        ),
        format!("connections of one address | {};", limits.connections_per_address),
        format!("connections in all | {} per core |", "2,000"),
        format!("one connection of HTTP/2 | {} |", Limits::STREAMS),
        format!(
            "headers, and bytes | {}, and {} KiB (HTTP/2) or {} KiB (HTTP/1.1) |",
            Limits::HEADERS,
            kib(Limits::HEAD_BYTES),
            kib(Limits::SEND_BUFFER)
        ),
        format!(
            "on the connection | {} KiB, {} KiB |",
            Limits::STREAM_WINDOW >> 10,
            Limits::CONNECTION_WINDOW >> 10
        ),
        format!("time to answer a ping, every 10 s | {} s |", Limits::PING.as_secs()),
        format!(
            "{} connections of one address and {} in all",
            metrics.connections_per_address, metrics.connections_per_thread
        ),
    ] {
        assert!(page.contains(&line), "no {line:?}");
    }
    assert_eq!(limits.connections_per_thread, 2_000);
}
