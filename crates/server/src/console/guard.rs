//! Whether a form came from a page of ours.
//!
//! Two checks, each enough alone: what the browser says about where the request comes from
//! (`Sec-Fetch-Site`, or `Origin`), and a token in the form derived from the session's secret.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// The name of the field.
pub(crate) const FIELD: &str = "form_token";

/// The token of a session's forms.
pub(crate) fn token(session_token: &str) -> String {
    let hash = Sha256::new().chain_update(b"countersign/form/1").chain_update(session_token);
    let hash: [u8; 32] = hash.finalize().into();
    countersign_domain::export::hex(&hash)
}

/// Whether the fields carry the token of this session.
pub(crate) fn carries(fields: &[u8], session_token: &str) -> bool {
    let expected = format!("{FIELD}={}", token(session_token));
    fields.split(|byte| *byte == b'&').any(|field| same(field, expected.as_bytes()))
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

/// Whether the browser says that another site sent the request.
pub(crate) fn is_foreign(headers: &HeaderMap, own_origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    let host = text(header::HOST.as_str()).unwrap_or_default();
    match text(header::ORIGIN.as_str()) {
        None => false,
        Some(origin) => {
            origin != own_origin && origin.split_once("://").map(|(_, rest)| rest) != Some(host)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_form_carries_the_token_of_its_own_session_only() {
        let fields = format!("comment=x&{FIELD}={}", token("mine"));
        assert!(carries(fields.as_bytes(), "mine"));
        assert!(!carries(fields.as_bytes(), "yours"));
        assert!(!carries(b"comment=x", "mine"));
    }

    #[test]
    fn a_request_from_another_site_is_foreign() {
        let says = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("here.example"));
            headers.insert(name, HeaderValue::from_static(value));
            is_foreign(&headers, "https://here.example")
        };
        assert!(says("sec-fetch-site", "cross-site"));
        assert!(says("sec-fetch-site", "same-site"));
        assert!(!says("sec-fetch-site", "same-origin"));
        assert!(says("origin", "https://there.example"));
        assert!(says("origin", "null"));
        assert!(!says("origin", "https://here.example"));
    }
}
