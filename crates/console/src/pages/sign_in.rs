//! Signing in and out: password, second factor, passkey, company, forgotten passwords, one-time
//! links. [`crate::pages::sign_on`] has single sign-on.
//!
//! Every response to a stranger is the same whether an account exists or not.

mod code;
mod company;
mod consent;
mod enter;
mod forgotten;
mod link;
mod passkey;
pub(crate) mod password;
mod sign_out;
pub(crate) mod weak_password;

use crate::route::Route;
use countersign_web::access::Access::{Everyone, Proved, SignedIn};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Everyone, password::show),
        Route::post("/sign-in", Everyone, password::submit),
        Route::post("/sign-in/passkey/challenge", Everyone, passkey::challenge),
        Route::post("/sign-in/passkey", Everyone, passkey::submit),
        Route::get("/sign-in/code", SignedIn, code::show),
        Route::post("/sign-in/code", SignedIn, code::submit),
        Route::get("/companies/choose", Proved, company::show),
        Route::post("/companies/choose", Proved, company::submit),
        Route::post("/companies/accept", Proved, company::accept),
        Route::post("/companies/decline", Proved, company::decline),
        Route::post("/sign-out", Everyone, sign_out::submit),
        Route::get("/forgot-password", Everyone, forgotten::show),
        Route::post("/forgot-password", Everyone, forgotten::submit),
        Route::get("/link/{token}", Everyone, link::show),
        Route::post("/link/{token}", Everyone, link::submit),
        Route::post("/link/{token}/sign-on", Everyone, link::sign_on),
        Route::post("/link/{token}/accept", Everyone, consent::accept),
        Route::post("/link/{token}/decline", Everyone, consent::decline),
    ]
}
