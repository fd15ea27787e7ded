//! The cookie by which a browser that returns from a provider is recognised.

use crate::context::Context;
use axum::response::Response;
use countersign_app::identity::sign_on::WITHIN;
use countersign_app::identity::token::Token;
use countersign_web::cookies::CookieName;
use countersign_web::problem::Problem;
use countersign_web::set_cookie::{CookieLife, set_cookie};

const STATE: CookieName = CookieName::new("sign-on", "__Host-sign-on");

pub(super) fn of(context: &Context) -> Option<String> {
    context.cookie(STATE)
}

/// Sets the cookie. A provider's page leads back here, so `Strict` would hide it.
pub(super) fn set(
    context: &Context,
    response: &mut Response,
    state: &Token,
) -> Result<(), Problem> {
    let life = CookieLife::Seconds(WITHIN / 1_000_000);
    set_cookie(context, response, STATE, &state.text(), life)
}

pub(super) fn clear(context: &Context, response: &mut Response) -> Result<(), Problem> {
    set_cookie(context, response, STATE, "", CookieLife::Seconds(0))
}
