//! Gives the spans of the log the names and attributes that OpenTelemetry's conventions have for
//! them. Fields without a convention keep their name, after the program's.

use opentelemetry::trace::{SpanKind, Status};
use opentelemetry::{Key, KeyValue};
use opentelemetry_sdk::trace::SpanData;

/// The fields that have a convention.
const CONVENTIONS: [(&str, &str); 4] = [
    ("error", "error.type"),
    ("method", "http.request.method"),
    ("route", "http.route"),
    ("status", "http.response.status_code"),
];

/// Translates a span.
pub(super) fn translate(span: &mut SpanData) {
    let field = |name: &str| {
        let field = span.attributes.iter().find(|it| it.key.as_str() == name);
        field.map(|it| it.value.as_str().into_owned())
    };
    let is_request = span.name == "request";
    let parts = match is_request {
        true => [field("method"), field("route")],
        false => [Some(span.name.to_string()), field("kind")],
    };
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let error = field("error");
    // Of a server, only its own errors count as errors.
    let fault = field("status").filter(|status| error.is_none() && status.starts_with('5'));
    if error.is_some() || fault.is_some() {
        span.status = Status::error("");
    }
    if is_request {
        span.span_kind = SpanKind::Server;
    }
    span.attributes.extend(fault.map(|status| KeyValue::new("error", status)));
    for attribute in &mut span.attributes {
        attribute.key = translated(attribute.key.as_str());
    }
    span.name = name.into();
}

fn translated(field: &str) -> Key {
    let convention = CONVENTIONS.iter().find(|(ours, _)| *ours == field);
    match convention {
        Some((_, theirs)) => Key::from_static_str(theirs),
        None => Key::from(format!("countersign.{field}")),
    }
}
