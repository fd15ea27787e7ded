//! Sets cookies: for this site only, and unreadable for scripts.

use crate::context::RequestContext;
use crate::cookies::CookieName;
use crate::problem::Problem;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

/// How long a browser keeps a cookie.
#[derive(Clone, Copy, Debug)]
pub enum CookieLife {
    /// Until the browser is closed.
    Session,
    /// This many seconds; 0 removes it.
    Seconds(i64),
}

/// Adds a cookie to a response. Browsers also send it when a link from another site leads here.
///
/// # Errors
/// [`Problem::Fault`] when the value cannot be part of a header.
pub fn set_cookie(
    context: &RequestContext,
    response: &mut Response,
    name: CookieName,
    value: &str,
    life: CookieLife,
) -> Result<(), Problem> {
    let site = &context.state.site;
    let mut cookie = Cookie::build((name.on(site), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.is_secure());
    if let CookieLife::Seconds(seconds) = life {
        cookie = cookie.max_age(Duration::seconds(seconds));
    }
    let text = cookie.build().to_string();
    let value = HeaderValue::from_str(&text).map_err(|error| Problem::Fault(error.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}
