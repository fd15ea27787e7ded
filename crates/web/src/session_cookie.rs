//! The cookies that hold the token of a session and that of a browser.

use crate::context::RequestContext;
use crate::cookies::{CookieName, SESSION};
use crate::problem::Problem;
use crate::set_cookie::{CookieLife, set_cookie};
use axum::response::Response;
use countersign_app::identity::token::Token;

/// The cookie of a known browser.
const BROWSER: CookieName = CookieName::new("browser", "__Host-browser");
/// How long a browser stays known: as long as browsers keep a cookie at most.
const KNOWN: CookieLife = CookieLife::Seconds(34_560_000);

/// The token of a known browser.
#[must_use]
pub fn browser(context: &RequestContext) -> Option<String> {
    context.cookie(BROWSER)
}

/// Sets the token of a known browser.
///
/// # Errors
/// The errors of [`set_cookie`].
pub fn set_browser(
    context: &RequestContext,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    set_cookie(context, response, BROWSER, &token.text(), KNOWN)
}

/// Sets the token of the session; the browser forgets it when it is closed.
///
/// # Errors
/// The errors of [`set_cookie`].
pub fn set(
    context: &RequestContext,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    set_cookie(context, response, SESSION, &token.text(), CookieLife::Session)
}

/// Removes the token of the session.
///
/// # Errors
/// The errors of [`set_cookie`].
pub fn clear(context: &RequestContext, response: &mut Response) -> Result<(), Problem> {
    set_cookie(context, response, SESSION, "", CookieLife::Seconds(0))
}
