//! The page that says why no one was signed in, and what to do.

use super::state_cookie;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::identity::sign_on::SignOnError;
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "sign_on_refused.html")]
struct SignOnRefused {
    layout: Layout,
    text: String,
    is_signed_in: bool,
}

/// What is said of it.
const fn key(error: SignOnError) -> &'static str {
    match error {
        SignOnError::NoProvider => "sign-on-no-provider",
        SignOnError::OutOfReach => "sign-on-out-of-reach",
        SignOnError::Declined => "sign-on-declined",
        SignOnError::Stale => "sign-on-stale",
        SignOnError::Untrusted => "sign-on-untrusted",
        SignOnError::Unknown => "sign-on-unknown",
        SignOnError::Taken => "sign-on-taken",
        SignOnError::InvitationClosed => "sign-on-invitation-closed",
        SignOnError::SomebodyElse => "sign-on-somebody-else",
    }
}

/// The page. The browser's state cookie is no longer needed.
pub(super) fn page(context: &Context, error: SignOnError) -> Answer {
    let mut layout = context.layout(context.locale.t("sign-on-refused-title"));
    // The address has the provider's parameters, so nothing leads back to it.
    addresses::SIGN_IN.clone_into(&mut layout.here);
    let is_signed_in = context.visitor.is_some();
    let text = context.locale.t(key(error));
    let mut response = html(&SignOnRefused { layout, text, is_signed_in })?;
    *response.status_mut() = match error {
        SignOnError::OutOfReach => StatusCode::BAD_GATEWAY,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    state_cookie::clear(context, &mut response)?;
    Ok(response)
}
