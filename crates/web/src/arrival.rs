//! The first and the last step of every request: what is known of it before its sender is, and what
//! every response gets.

use crate::routes::Route;
use crate::state::State;
use crate::{client_address, early, headers, request_span, trace_parent};
use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::response::Response;
use std::net::IpAddr;
use std::time::Instant;
use tracing::Span;

/// A request without its body, before its sender is known.
pub struct Arrival {
    /// The head of the request.
    pub parts: Parts,
    /// The parts of the path that the route names.
    pub parameters: Vec<(String, String)>,
    /// The id of the request in the log and on error pages.
    pub request_id: String,
    /// The address of the client, seen through trusted proxies.
    pub client: IpAddr,
    /// The span of the request.
    pub span: Span,
    began: Instant,
}

impl Arrival {
    /// Takes a request of a route apart, and opens its span.
    pub async fn of<C>(request: Request, state: &State, route: &Route<C>) -> (Self, Body) {
        let began = Instant::now();
        let (mut parts, body) = request.into_parts();
        let parameters = RawPathParams::from_request_parts(&mut parts, &()).await;
        let parameters = parameters.map_or_else(
            |_| Vec::new(),
            |found| found.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
        );
        let request_id = early::request_id();
        let client = client_address::of(&parts, &state.site.trusted_proxies);
        let span = request_span::open(&request_id, &route.method, route.path);
        trace_parent::adopt(&span, &parts, &state.site.trusted_proxies);
        (Self { parts, parameters, request_id, client, span, began }, body)
    }

    /// Records the response in the span and the metrics, and adds the headers of every response.
    pub fn finish<C>(&self, state: &State, route: &Route<C>, response: &mut Response) {
        request_span::record_status(&self.span, response.status());
        headers::add(response, &self.request_id, state.site.is_secure());
        let (status, took) = (response.status(), self.began.elapsed());
        state.metrics.answered(&route.method, route.path, status, took);
    }
}
