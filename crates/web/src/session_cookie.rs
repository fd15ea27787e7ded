//! The cookies that hold the token of a session and that of a browser.

use crate::context::Context;
use crate::cookies::{CookieName, SESSION};
use crate::problem::Problem;
use crate::set_cookie::{Life, set_cookie};
use axum::response::Response;
use countersign_app::identity::token::Token;

/// The cookie by which a browser is known again.
const BROWSER: CookieName = CookieName::new("browser", "__Host-browser");
/// How long a browser is known: as long as browsers keep a cookie at most.
const KNOWN: Life = Life::Seconds(34_560_000);

/// The token by which the browser is known again.
#[must_use]
pub fn browser(context: &Context) -> Option<String> {
    context.cookie(BROWSER)
}

/// Sets the token by which the browser is known again.
///
/// # Errors
/// Those of [`set_cookie`].
pub fn set_browser(
    context: &Context,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    set_cookie(context, response, BROWSER, &token.text(), KNOWN)
}

/// Sets the token of the session; the browser forgets it when it is closed.
///
/// # Errors
/// Those of [`set_cookie`].
pub fn set(context: &Context, response: &mut Response, token: &Token) -> Result<(), Problem> {
    set_cookie(context, response, SESSION, &token.text(), Life::Session)
}

/// Removes the token of the session.
///
/// # Errors
/// Those of [`set_cookie`].
pub fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    set_cookie(context, response, SESSION, "", Life::Seconds(0))
}
