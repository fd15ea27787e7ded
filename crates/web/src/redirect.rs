//! Where a browser is sent next.

use crate::problem::{Answer, Problem};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

/// See this page now; what was sent is not sent again.
///
/// # Errors
/// [`Problem::Fault`] where the address cannot stand in a header.
pub fn to(address: &str) -> Answer {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SEE_OTHER;
    let place = HeaderValue::from_str(address);
    let place = place.map_err(|_| Problem::Fault(format!("{address:?} is no address")))?;
    response.headers_mut().insert(header::LOCATION, place);
    Ok(response)
}

/// An address of ours that a form named, or the dashboard: never another site.
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
