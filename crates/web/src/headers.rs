//! The headers of every response.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Only the program's own files; no inline script or style; no other site may frame a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// One year, once a browser has used an encrypted connection.
const TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The policy of a page that frames another page of this program.
pub const FRAMING_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-src 'self'; frame-ancestors 'none'",
);

/// The policy of a framed page: a letter, which has inline styles. It can run, load and send
/// nothing, and has no origin.
pub const FRAMED_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox",
);

/// The framing rule for browsers without policies.
pub const FRAMED_BY_US: HeaderValue = HeaderValue::from_static("SAMEORIGIN");

/// Adds the headers that a response does not set itself. A response that does not say how long it
/// may be kept is not kept.
pub fn add(response: &mut Response, request_id: &str, secure: bool) {
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    let kept = headers.entry(header::CACHE_CONTROL);
    kept.or_insert(HeaderValue::from_static("no-store"));
}
