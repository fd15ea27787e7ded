//! The trace that a request belongs to already, by its header `traceparent` (W3C Trace Context).
//!
//! The header counts only if a trusted proxy sent the request: strangers must not choose which
//! traces are recorded, nor add to those of others. Everyone else's requests begin a trace.

use crate::client_address;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use opentelemetry::global;
use opentelemetry::propagation::Extractor;
use std::net::IpAddr;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt;

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

/// Makes the span of a request continue the trace of the proxy that sent it.
pub fn adopt(span: &Span, parts: &Parts, proxies: &[IpAddr]) {
    if !client_address::is_through_proxy(parts, proxies) {
        return;
    }
    let parent = global::get_text_map_propagator(|it| it.extract(&Headers(&parts.headers)));
    // It fails if no traces are exported.
    span.set_parent(parent).unwrap_or_default();
}
