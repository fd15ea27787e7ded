//! A program that sends requests.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, header};
use countersign_api::{Api, router};
use http_body_util::BodyExt;
use serde_json::Value;
use std::sync::Arc;
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

    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", &[]).await
    }

    pub(super) async fn post(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("POST", path, body, headers).await
    }

    pub(super) async fn patch(&self, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("PATCH", path, body, headers).await
    }

    /// Sends a request; without a token if it is empty.
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
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::HOST, "127.0.0.1:8080");
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
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
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, text, body }
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
