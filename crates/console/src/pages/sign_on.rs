//! Signing in with a company's own identity provider: leaving for it, and coming back.
//!
//! The form of the sign-in page, of an invitation and of the account begin the same way. What is
//! said and believed between the two is [`countersign_app::identity::sign_on`]'s.

pub(crate) mod authorize;
mod callback;
mod error;
mod state_cookie;

use crate::addresses::SIGN_ON_CALLBACK;
use crate::route::Route;
use countersign_web::access::Access::Everyone;

/// The pages on the way to a provider and back.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/sign-in/company", Everyone, authorize::by_company),
        Route::get(SIGN_ON_CALLBACK, Everyone, callback::show),
    ]
}
