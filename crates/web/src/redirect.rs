//! Redirects.

use crate::problem::{Answer, Problem};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

/// Sends the browser to a page without repeating the form.
///
/// # Errors
/// [`Problem::Fault`] when the address cannot be part of a header.
pub fn to(address: &str) -> Answer {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SEE_OTHER;
    let place = HeaderValue::from_str(address);
    let place = place.map_err(|_| Problem::Fault(format!("{address:?} is no address")))?;
    response.headers_mut().insert(header::LOCATION, place);
    Ok(response)
}

/// An address of this site that a form named, or the dashboard: never another site.
#[must_use]
pub fn safe(address: &str) -> &str {
    let mut rest = address.chars();
    let own = rest.next() == Some('/') && !matches!(rest.next(), Some('/' | '\\'));
    if own && !address.chars().any(char::is_control) { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_our_own_addresses_are_safe() {
        assert_eq!(safe("/usage-reports?cycle=2026-10"), "/usage-reports?cycle=2026-10");
        for foreign in ["https://x.example", "//x.example", "/\\x.example", "", "x", "/a\r\nb"] {
            assert_eq!(safe(foreign), "/", "{foreign:?}");
        }
    }
}
