//! A program that sends requests.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, header};
use countersign_api::{Api, router};
use futures_util::stream;
use http_body_util::BodyExt;
use serde_json::Value;
use std::io;
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// A program with a token.
#[derive(Clone)]
pub(super) struct Client {
    router: Router,
    token: String,
}

/// A response.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
    /// The body; null if it is no JSON.
    pub(super) body: Value,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// Fails with the body if the status is another one.
    pub(super) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// Fails if it is not this problem.
    pub(super) fn expect_problem(self, status: u16, code: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.body["code"], code, "{}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.body["status"], status);
        for field in ["title", "detail", "type", "request_id"] {
            let text = answer.body[field].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "no {field} in {}", answer.text);
        }
        answer
    }
}

impl Client {
    pub(super) fn new(api: &Arc<Api>, token: &str) -> Self {
        Self { router: router(api), token: token.to_owned() }
    }

    /// The same service with another token: putting it together takes longer than a request.
    pub(super) fn with_token(&self, token: &str) -> Self {
        Self { router: self.router.clone(), token: token.to_owned() }
    }

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", &[]).await
    }

    pub(super) async fn post(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("POST", path, body, headers).await
    }

    pub(super) async fn patch(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("PATCH", path, body, headers).await
    }

    /// Sends a request.
    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.send_bytes(method, path, body.to_owned().into(), headers).await
    }

    /// Sends a request whose body may be packed.
    pub(super) async fn send_bytes(
        &self,
        method: &str,
        path: &str,
        body: Bytes,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.request(method, path);
        let has_kind = headers.iter().any(|(name, _)| *name == "content-type");
        if !body.is_empty() && !has_kind {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, text, body }
    }

    /// The beginning of a request; without a token if it is empty.
    fn request(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::HOST, "127.0.0.1:8080");
        match self.token.as_str() {
            "" => request,
            token => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
        }
    }

    /// The address of the only report of October that the caller sees.
    pub(super) async fn report(&self) -> String {
        let page = self.get("/api/v1/usage-reports?cycle=2026-10&find=P1").await.expect(200);
        let items = page.body["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{}", page.text);
        format!("/api/v1/usage-reports/{}", items[0]["id"].as_str().unwrap())
    }

    /// The `ETag` of a report.
    pub(super) async fn tag(&self, report: &str) -> String {
        self.get(report).await.expect(200).header("etag").to_owned()
    }
}

/// A request whose body is sent in pieces, and whose answer is read meanwhile.
pub(super) struct Sending {
    pieces: UnboundedSender<io::Result<Bytes>>,
    answer: Option<JoinHandle<Body>>,
    body: Body,
    /// What was read of the answer and not returned yet.
    read: String,
}

impl Sending {
    pub(super) fn begin(client: &Client, path: &str, headers: &[(&str, &str)]) -> Self {
        let mut request = client.request("POST", path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (pieces, mut sent) = unbounded_channel();
        let body = stream::poll_fn(move |context| sent.poll_recv(context));
        let request = request.body(Body::from_stream(body)).unwrap();
        let answer = client.router.clone().oneshot(request);
        let answer = tokio::spawn(async move {
            let response = answer.await.unwrap();
            assert_eq!(response.status(), 200);
            response.into_body()
        });
        Self { pieces, answer: Some(answer), body: Body::empty(), read: String::new() }
    }

    pub(super) fn send(&self, text: &str) {
        self.pieces.send(Ok(Bytes::copy_from_slice(text.as_bytes()))).unwrap();
    }

    /// Loses the connection.
    pub(super) fn cut(&self) {
        self.pieces.send(Err(io::ErrorKind::ConnectionReset.into())).unwrap();
    }

    /// The next piece of the answer; false after the last one.
    async fn read(&mut self) -> bool {
        if let Some(answer) = self.answer.take() {
            self.body = answer.await.unwrap();
        }
        let Some(frame) = self.body.frame().await else { return false };
        let piece = frame.unwrap().into_data().unwrap_or_default();
        self.read.push_str(std::str::from_utf8(&piece).unwrap());
        true
    }

    /// The next line of the answer.
    pub(super) async fn next_line(&mut self) -> String {
        while !self.read.contains('\n') {
            assert!(self.read().await, "the answer ended: {}", self.read);
        }
        let end = self.read.find('\n').unwrap() + 1;
        self.read.drain(..end).collect()
    }

    /// The rest of the answer.
    pub(super) async fn rest(mut self) -> String {
        while self.read().await {}
        self.read
    }
}
