//! The log span of a request: every event that is logged while a request is answered carries the
//! request's id, its route, and who sent it.
//!
//! The span has the route's pattern instead of the address, because addresses can hold secrets.

use axum::http::{Method, StatusCode};
use countersign_app::identity::session::Visitor;
use std::fmt::Display;
use tracing::field::{Empty, display};
use tracing::{Span, info_span};

/// Opens the span of a request, before its sender is known.
#[must_use]
pub fn open(request_id: &str, method: &Method, route: &'static str) -> Span {
    info_span!(
        "request",
        id = request_id,
        method = method.as_str(),
        route,
        person = Empty,
        company = Empty,
        report = Empty,
        status = Empty,
    )
}

/// Adds the signed-in person, and the company that they act for.
pub fn record_visitor(span: &Span, visitor: &Visitor) {
    span.record("person", visitor.person_id);
    if let Some(person) = &visitor.person {
        span.record("company", person.company_id);
    }
}

/// Adds the status of the response. It is not in the log, which has ended by then.
pub fn record_status(span: &Span, status: StatusCode) {
    span.record("status", i64::from(status.as_u16()));
}

/// Adds the report of the address, once its reader may know of it.
pub fn record_report(span: &Span, id: impl Display) {
    span.record("report", display(id));
}
