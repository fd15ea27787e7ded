//! Checks that a form came from a page of this program.
//!
//! There are two checks, and each alone is enough: what the browser says about the origin of the
//! request (`Sec-Fetch-Site`, or `Origin`), and a token in the form derived from the session's
//! secret. The form also names its person, which proves nothing but shows who typed the input.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// The name of the field.
pub const FIELD: &str = "form_token";

/// The token of a session's forms.
#[must_use]
pub fn token(session_token: &str) -> String {
    let hash = Sha256::new().chain_update(b"countersign/form/1").chain_update(session_token);
    let hash: [u8; 32] = hash.finalize().into();
    countersign_domain::export::hex(&hash)
}

/// The value in the forms of a person's session.
#[must_use]
pub fn value(session_token: &str, person_id: i64) -> String {
    format!("{}.{person_id}", token(session_token))
}

#[must_use]
pub fn carries(fields: &[u8], session_token: &str) -> bool {
    let expected = token(session_token);
    let mut given = given(fields);
    given.any(|value| {
        same(value.split(|byte| *byte == b'.').next().unwrap_or(value), expected.as_bytes())
    })
}

/// The person that the form names; `None` if it names none.
#[must_use]
pub fn owner(fields: &[u8]) -> Option<i64> {
    let value = std::str::from_utf8(given(fields).next()?).ok()?;
    value.split_once('.')?.1.parse().ok()
}

fn given(fields: &[u8]) -> impl Iterator<Item = &[u8]> {
    let pairs = fields.split(|byte| *byte == b'&');
    pairs.filter_map(|pair| pair.strip_prefix(FIELD.as_bytes())?.strip_prefix(b"="))
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

/// Whether the browser says that a page of this program sent the request; no information means no.
#[must_use]
pub fn is_ours(headers: &HeaderMap, own_origin: &str) -> bool {
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    let by_hand = headers.get("sec-fetch-site").is_some_and(|site| site == "none");
    says && !by_hand && !is_foreign(headers, own_origin)
}

/// Whether the browser says that another site sent the request.
#[must_use]
pub fn is_foreign(headers: &HeaderMap, own_origin: &str) -> bool {
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
        let fields = format!("{FIELD}={}&comment=x", value("mine", 7));
        assert!(carries(fields.as_bytes(), "mine"));
        assert!(!carries(fields.as_bytes(), "yours"));
        assert_eq!(owner(fields.as_bytes()), Some(7));
        assert_eq!(owner(format!("{FIELD}={}", token("mine")).as_bytes()), None);
    }

    #[test]
    fn a_request_that_says_nothing_of_its_site_is_not_known_to_be_ours() {
        let own = "https://here.example";
        assert!(!is_ours(&HeaderMap::new(), own));
        for (site, is_it) in [("same-origin", true), ("none", false), ("cross-site", false)] {
            let mut headers = HeaderMap::new();
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            assert_eq!(is_ours(&headers, own), is_it, "{site}");
        }
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
        let ours = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("here.example"));
            headers.insert(name, HeaderValue::from_static(value));
            is_ours(&headers, "https://here.example")
        };
        assert!(ours("sec-fetch-site", "same-origin"));
        assert!(ours("origin", "https://here.example"));
        for (name, value) in [
            ("sec-fetch-site", "none"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://there.example"),
            ("origin", "null"),
            ("accept", "text/html"),
        ] {
            assert!(!ours(name, value), "{name}: {value}");
        }
        assert!(!says("origin", "https://here.example"));
    }
}
