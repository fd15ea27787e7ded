//! Signing in with a company's own identity provider: leaving for it, and coming back.
//!
//! The form of the sign-in page, of an invitation and of the account begin the same way. What is
//! said and believed between the two is [`countersign_app::identity::sign_on`]'s.

mod callback;
mod leave;
mod obstacle;
mod state_cookie;

use crate::app::App;
use crate::route::Route;
use countersign_web::access::Access::Everyone;

pub(crate) use leave::{To, leave, seconds_to_wait, wait};

/// Where a provider sends browsers back to.
const CALLBACK: &str = "/sign-on/callback";

/// The pages on the way to a provider and back.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/sign-in/company", Everyone, leave::by_company),
        Route::get(CALLBACK, Everyone, callback::show),
    ]
}

/// The whole address that is registered with a provider.
pub(crate) fn callback_address(app: &App) -> String {
    format!("{}{CALLBACK}", app.state.site.origin)
}
