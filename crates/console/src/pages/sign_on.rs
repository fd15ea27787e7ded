//! Single sign-on with a company's own identity provider: leaving for it, and coming back.
//!
//! The forms of the sign-in page, of an invitation and of the account begin in the same way.
//! [`countersign_app::identity::sign_on`] owns the protocol.

pub(crate) mod authorize;
mod callback;
mod error;
mod state_cookie;

use crate::addresses::SIGN_ON_CALLBACK;
use crate::route::Route;
use countersign_web::access::Access::Everyone;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/sign-in/company", Everyone, authorize::by_company),
        Route::get(SIGN_ON_CALLBACK, Everyone, callback::show),
    ]
}
