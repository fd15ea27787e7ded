//! Clients that request much and do not read it.

use crate::client::{Client, HTTP_2_CLOSED_WINDOW, frame, http_2_get};
use crate::serving::Serving;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use countersign_web::serve::Limits;
use futures_util::stream;
use std::convert::Infallible;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Counts how much of an endless response was produced, and whether it was dropped.
#[derive(Clone, Default)]
struct CountedPieces {
    pieces: Arc<AtomicUsize>,
    held: Arc<()>,
}

const PIECE: usize = 64 << 10;

fn endless(made: &CountedPieces) -> Router {
    let made = made.clone();
    let answer = move || {
        let made = made.clone();
        let pieces = std::iter::repeat_with(move || {
            made.pieces.fetch_add(1, Ordering::Relaxed);
            let _held = &made.held;
            Ok::<_, Infallible>(Bytes::from(vec![b'x'; PIECE]))
        });
        async move { Body::from_stream(stream::iter(pieces)) }
    };
    Router::new().route("/", get(answer))
}

/// Short, so that the tests are fast.
fn limits() -> Limits {
    let second = Duration::from_secs(1);
    Limits { stalled: 2 * second, closing: second, ..Limits::default() }
}

/// Whether the response is dropped in time, and how much of it was produced.
fn is_dropped(made: &CountedPieces) -> bool {
    for _ in 0..60 {
        // One belongs to the test, one to the router, and one to each thread's copy.
        if Arc::strong_count(&made.held) <= 4 {
            return true;
        }
        thread::sleep(Duration::from_millis(100));
    }
    false
}

#[test]
fn an_answer_that_nobody_reads_takes_no_memory_and_ends() {
    let made = CountedPieces::default();
    let serving = Serving::router(endless(&made), limits());
    let mut client = Client::new(serving.address);
    client.send(format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", serving.address));
    thread::sleep(Duration::from_secs(1));
    assert!(Arc::strong_count(&made.held) > 2);
    assert!(is_dropped(&made));
    // What the two systems buffer cannot be controlled. The rest was never produced.
    let bytes = made.pieces.load(Ordering::Relaxed) * PIECE;
    assert!(bytes < 16 << 20, "{bytes}");
}

#[test]
fn a_client_of_http_2_that_takes_nothing_ends_too_though_it_is_there() {
    let made = CountedPieces::default();
    let serving = Serving::router(endless(&made), limits());
    let mut client = Client::new(serving.address);
    client.send(HTTP_2_CLOSED_WINDOW);
    for stream in [1, 3, 5] {
        client.send(http_2_get(stream, &serving.address.to_string(), "/"));
    }
    for _ in 0..10 {
        client.send(frame(6, 0, 0, b"anything"));
        thread::sleep(Duration::from_millis(500));
    }
    assert!(is_dropped(&made));
    assert!(client.is_closed());
    let bytes = made.pieces.load(Ordering::Relaxed) * PIECE;
    assert!(bytes <= 3 * 2 * PIECE, "{bytes}");
}

#[test]
fn a_slow_reader_gets_all_of_it() {
    let made = CountedPieces::default();
    let serving = Serving::router(endless(&made), limits());
    let mut client = Client::new(serving.address);
    client.send(format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", serving.address));
    let mut piece = vec![0; 1 << 20];
    for _ in 0..12 {
        thread::sleep(Duration::from_millis(500));
        client.stream.read_exact(&mut piece).unwrap();
    }
    assert!(Arc::strong_count(&made.held) > 2);
}
