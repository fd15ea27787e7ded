//! The cookie by which a browser that comes back from a provider is known to be the one that left.

use crate::context::Context;
use axum::response::Response;
use countersign_app::identity::sign_on::WITHIN;
use countersign_app::identity::token::Token;
use countersign_web::cookies;
use countersign_web::problem::Problem;
use countersign_web::set_cookie::{Life, set_cookie};

/// Its name where pages do not travel encrypted.
const PLAIN: &str = "sign-on";
/// Its name elsewhere.
const SECURE: &str = "__Host-sign-on";

const fn name(secure: bool) -> &'static str {
    if secure { SECURE } else { PLAIN }
}

/// What the browser holds.
pub(super) fn of(context: &Context) -> Option<String> {
    cookies::value(&context.headers, name(context.state.site.is_secure()))
}

/// Hands it to the browser. A provider's page leads back to us, so `Strict` would keep it from us.
pub(super) fn set(
    context: &Context,
    response: &mut Response,
    state: &Token,
) -> Result<(), Problem> {
    put(context, response, &state.text(), WITHIN / 1_000_000)
}

/// Takes it back.
pub(super) fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    put(context, response, "", 0)
}

fn put(
    context: &Context,
    response: &mut Response,
    value: &str,
    seconds: i64,
) -> Result<(), Problem> {
    let name = name(context.state.site.is_secure());
    set_cookie(context, response, name, value, Life::Seconds(seconds))
}
