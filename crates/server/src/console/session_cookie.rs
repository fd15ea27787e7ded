//! The cookies that a session's token and a browser's live in: for this site only, out of reach of
//! scripts.

use super::context::Context;
use super::gate::cookie_value;
use super::problem::Problem;
use crate::identity::token::Token;
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// Its name where pages do not travel encrypted.
const PLAIN: &str = "session";
/// Its name elsewhere: browsers keep such a one to encrypted connections and to this host.
const SECURE: &str = "__Host-session";

/// The cookie by which a browser is known again, where pages do not travel encrypted.
const PLAIN_BROWSER: &str = "browser";
/// Its name elsewhere.
const SECURE_BROWSER: &str = "__Host-browser";
/// How long a browser is known: as long as browsers keep a cookie at the most.
const KNOWN: &str = "; Max-Age=34560000";

/// What the browser carries to be known again.
pub(crate) fn browser(context: &Context) -> Option<String> {
    cookie_value(&context.headers, browser_name(context))
}

fn browser_name(context: &Context) -> &'static str {
    if context.app.site.is_secure() { SECURE_BROWSER } else { PLAIN_BROWSER }
}

/// Hands the browser what it is to be known by.
pub(crate) fn set_browser(
    context: &Context,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    put(context, response, (browser_name(context), &token.text()), KNOWN)
}

/// The cookie's name.
pub(crate) const fn name(secure: bool) -> &'static str {
    if secure { SECURE } else { PLAIN }
}

/// Hands the token to the browser; it forgets it when it is closed.
pub(crate) fn set(
    context: &Context,
    response: &mut Response,
    token: &Token,
) -> Result<(), Problem> {
    let name = name(context.app.site.is_secure());
    put(context, response, (name, &token.text()), "")
}

/// Takes it back.
pub(crate) fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    let name = name(context.app.site.is_secure());
    put(context, response, (name, ""), "; Max-Age=0")
}

fn put(
    context: &Context,
    response: &mut Response,
    (name, value): (&str, &str),
    life: &str,
) -> Result<(), Problem> {
    let kept = if context.app.site.is_secure() { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{life}{kept}");
    let value = HeaderValue::from_str(&text).map_err(|error| Problem::Fault(error.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}
