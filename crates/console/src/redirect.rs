//! Redirects of visitors who may not open a page yet.

use crate::addresses;
use crate::context::Context;
use axum::http::Method;
use countersign_app::identity::session::Awaits;
use countersign_web::problem::Answer;
use countersign_web::redirect::to;

/// To the sign-in page, which leads back.
pub(crate) fn to_sign_in(context: &Context) -> Answer {
    if context.state.site.demo {
        return to(addresses::DEMO);
    }
    let here = if context.method == Method::GET { context.here() } else { "/".to_owned() };
    to(&addresses::sign_in(&here))
}

/// To the step that comes first.
pub(crate) fn to_first(what: Awaits) -> Answer {
    to(match what {
        Awaits::Code => addresses::SIGN_IN_CODE,
        Awaits::Passkey => addresses::SIGN_IN,
        Awaits::Company | Awaits::Membership => addresses::CHOOSE_COMPANY,
        Awaits::SecondFactor => addresses::SECOND_FACTOR,
    })
}
