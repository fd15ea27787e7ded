//! Where a browser is sent next.

use super::context::Context;
use super::problem::{Answer, Problem};
use crate::identity::session::Awaits;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;

/// See this page now; what was sent is not sent again.
pub(crate) fn to(address: &str) -> Answer {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SEE_OTHER;
    let place = HeaderValue::from_str(address);
    let place = place.map_err(|_| Problem::Fault(format!("{address:?} is no address")))?;
    response.headers_mut().insert(header::LOCATION, place);
    Ok(response)
}

/// Sign in first, and come back to what was asked for.
pub(crate) fn to_sign_in(context: &Context) -> Answer {
    if context.app.site.demo {
        return to("/demo");
    }
    let here = if context.method == Method::GET { context.here() } else { "/".to_owned() };
    let query = serde_html_form::to_string([("next", here)]);
    let query = query.map_err(|error| Problem::Fault(error.to_string()))?;
    to(&format!("/sign-in?{query}"))
}

/// What has to be done before anything else.
pub(crate) fn to_first(what: Awaits) -> Answer {
    to(match what {
        Awaits::Code => "/sign-in/code",
        Awaits::Company | Awaits::Membership => "/companies/choose",
        Awaits::SecondFactor => "/account/second-factor",
    })
}

/// An address of ours that a form named, or the dashboard: never another site.
pub(crate) fn safe(address: &str) -> &str {
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
