//! The cookie by which a browser that comes back from a provider is known to be the one that left.

use crate::context::Context;
use axum::response::Response;
use countersign_app::identity::sign_on::WITHIN;
use countersign_app::identity::token::Token;
use countersign_web::cookies::CookieName;
use countersign_web::problem::Problem;
use countersign_web::set_cookie::{CookieLife, set_cookie};

const STATE: CookieName = CookieName::new("sign-on", "__Host-sign-on");

/// What the browser holds.
pub(super) fn of(context: &Context) -> Option<String> {
    context.cookie(STATE)
}

/// Hands it to the browser. A provider's page leads back to us, so `Strict` would keep it from us.
pub(super) fn set(
    context: &Context,
    response: &mut Response,
    state: &Token,
) -> Result<(), Problem> {
    let life = CookieLife::Seconds(WITHIN / 1_000_000);
    set_cookie(context, response, STATE, &state.text(), life)
}

/// Takes it back.
pub(super) fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    set_cookie(context, response, STATE, "", CookieLife::Seconds(0))
}
