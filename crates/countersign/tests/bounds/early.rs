//! Responses without a page have the same headers as every page.

use crate::client::Client;
use crate::fixture::ConsoleFixture;
use crate::serving::Serving;
use axum::body::Body;
use axum::http::{Method, Request, header};
use countersign_console::{listing, router};
use std::time::Duration;
use tower::ServiceExt;

const HEADERS: [&str; 8] = [
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "cache-control",
];

#[tokio::test]
async fn a_method_that_is_not_taken_is_told_which_are_with_the_usual_headers() {
    let fixture = ConsoleFixture::new().await;
    let paths: std::collections::BTreeSet<_> = listing().iter().map(|it| it.path).collect();
    for path in paths {
        let taken: Vec<&str> =
            listing().iter().filter(|it| it.path == path).map(|it| it.method).collect();
        let path = path.replace(['{', '}', '*'], "");
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
            let request = Request::builder().method(&method).uri(&path).body(Body::empty());
            let answer = router(&fixture.app).oneshot(request.unwrap()).await.unwrap();
            assert_eq!(answer.status(), 405, "{method} {path}");
            let allow = answer.headers()[header::ALLOW].to_str().unwrap();
            assert_eq!(allow.contains("GET, HEAD"), taken.contains(&"GET"), "{path}: {allow}");
            assert_eq!(allow.contains("POST"), taken.contains(&"POST"), "{path}: {allow}");
            for header in HEADERS {
                assert!(answer.headers().contains_key(header), "{method} {path}: {header}");
            }
        }
    }
}

#[tokio::test]
async fn other_early_answers_carry_the_usual_headers_too() {
    let fixture = ConsoleFixture::new().await;
    let long = "x".repeat(100_000);
    let post = |path: &str, body: String| Request::post(path).body(Body::from(body)).unwrap();
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    for (request, status) in [
        (get("/no/such/page"), 404),
        (get("/sign-in?next=%00"), 400),
        (post("/sign-in", long), 413),
        (post("/sign-in", "email=%00".to_owned()), 400),
        (get("/usage-reports"), 303),
    ] {
        let answer = router(&fixture.app).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), status);
        for header in HEADERS {
            assert!(answer.headers().contains_key(header), "{status}: {header}");
        }
    }
}

/// The HTTP library sends these itself, and no header can be added.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_request_gets_a_bare_status_and_the_connection_ends() {
    let fixture = ConsoleFixture::new().await;
    let serving = Serving::console(&fixture.app);
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(200));
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(70_000));
    for (sent, status) in [
        ("GET\r\n\r\n", "400"),
        ("<script>alert(1)</script> / HTTP/1.1\r\n\r\n", "400"),
        ("GET / HTTP/9.9\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\n<b>: x\r\n\r\n", "400"),
        (&many, "431"),
        (&long, "431"),
    ] {
        let mut client = Client::new(serving.address);
        let answer = client.send(sent).answer();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{sent:.40}: {answer}");
        assert!(answer.ends_with("\r\n\r\n"), "it has no body: {answer}");
        assert!(!answer.contains("set-cookie") && !answer.contains("script"), "{answer}");
        assert!(client.closed_after(Duration::from_secs(5)).is_some(), "{sent:.40}");
    }
}
