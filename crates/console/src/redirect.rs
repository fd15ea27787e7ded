//! Where a browser is sent that may not open a page yet.

use crate::context::Context;
use axum::http::Method;
use countersign_app::identity::session::Awaits;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect::to;

/// Sign in first, and come back to what was asked for.
pub(crate) fn to_sign_in(context: &Context) -> Answer {
    if context.state.site.demo {
        return to("/demo");
    }
    let here = if context.method == Method::GET { context.here() } else { "/".to_owned() };
    let query = serde_html_form::to_string([("next", here)]);
    let query = query.map_err(|error| Problem::Fault(error.to_string()))?;
    to(&format!("/sign-in?{query}"))
}

/// What has to be done before anything else.
pub(crate) fn to_first(what: Awaits) -> Answer {
    to(match what {
        Awaits::Code => "/sign-in/code",
        Awaits::Company | Awaits::Membership => "/companies/choose",
        Awaits::SecondFactor => "/account/second-factor",
    })
}
