//! The cookie that a session's token lives in: for this site only, out of reach of scripts.

use super::context::Context;
use super::problem::Problem;
use crate::identity::token::Token;
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// Its name where pages do not travel encrypted.
const PLAIN: &str = "session";
/// Its name elsewhere: browsers keep such a one to encrypted connections and to this host.
const SECURE: &str = "__Host-session";

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
    put(context, response, &token.text(), "")
}

/// Takes it back.
pub(crate) fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    put(context, response, "", "; Max-Age=0")
}

fn put(context: &Context, response: &mut Response, value: &str, life: &str) -> Result<(), Problem> {
    let secure = context.app.site.is_secure();
    let (name, kept) = (name(secure), if secure { "; Secure" } else { "" });
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{life}{kept}");
    let value = HeaderValue::from_str(&text).map_err(|error| Problem::Fault(error.to_string()))?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}
