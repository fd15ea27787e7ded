//! The cookies that a session's token and a browser's live in: for this site only, out of reach of
//! scripts.

use crate::context::Context;
use crate::cookies::{session, value};
use crate::problem::Problem;
use crate::set_cookie::{Life, set_cookie};
use axum::response::Response;
use countersign_app::identity::token::Token;

/// The cookie by which a browser is known again, where pages do not travel encrypted.
const PLAIN_BROWSER: &str = "browser";
/// Its name elsewhere.
const SECURE_BROWSER: &str = "__Host-browser";
/// How long a browser is known: as long as browsers keep a cookie at the most.
const KNOWN: Life = Life::Seconds(34_560_000);

/// What the browser carries to be known again.
#[must_use]
pub fn browser(context: &Context) -> Option<String> {
    value(&context.headers, browser_name(context))
}

fn browser_name(context: &Context) -> &'static str {
    if context.state.site.is_secure() { SECURE_BROWSER } else { PLAIN_BROWSER }
}

/// Hands the browser what it is to be known by.
pub fn set_browser(
    context: &Context,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    set_cookie(context, response, browser_name(context), &token.text(), KNOWN)
}

/// Hands the token to the browser; it forgets it when it is closed.
pub fn set(context: &Context, response: &mut Response, token: &Token) -> Result<(), Problem> {
    let name = session(context.state.site.is_secure());
    set_cookie(context, response, name, &token.text(), Life::Session)
}

/// Takes it back.
pub fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    let name = session(context.state.site.is_secure());
    set_cookie(context, response, name, "", Life::Seconds(0))
}
