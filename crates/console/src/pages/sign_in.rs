//! Signing in and out: password, second factor, company, forgotten passwords, one-time links.
//! What is done with a company's identity provider is [`crate::pages::sign_on`]'s.
//!
//! Every answer to a stranger is the same whether an account exists or not.

mod code;
mod company;
mod consent;
mod forgotten;
mod link;
mod out;
pub(crate) mod password;
pub(crate) mod weakness;

use crate::route::Route;
use axum::http::{HeaderValue, StatusCode, header};
use countersign_web::access::Access::{Everyone, Proved, SignedIn};
use countersign_web::problem::Answer;

/// The pages of whoever is not in yet, or on the way out.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/sign-in", Everyone, password::show),
        Route::post("/sign-in", Everyone, password::submit),
        Route::get("/sign-in/code", SignedIn, code::show),
        Route::post("/sign-in/code", SignedIn, code::submit),
        Route::get("/companies/choose", Proved, company::show),
        Route::post("/companies/choose", Proved, company::submit),
        Route::post("/companies/accept", Proved, company::accept),
        Route::post("/companies/decline", Proved, company::decline),
        Route::post("/sign-out", Everyone, out::submit),
        Route::get("/forgot-password", Everyone, forgotten::show),
        Route::post("/forgot-password", Everyone, forgotten::submit),
        Route::get("/link/{token}", Everyone, link::show),
        Route::post("/link/{token}", Everyone, link::submit),
        Route::post("/link/{token}/sign-on", Everyone, link::sign_on),
        Route::post("/link/{token}/accept", Everyone, consent::accept),
        Route::post("/link/{token}/decline", Everyone, consent::decline),
    ]
}

/// The same page, with word that what was sent was not taken.
pub(crate) fn refused(answer: Answer) -> Answer {
    with_status(answer, StatusCode::UNPROCESSABLE_ENTITY)
}

/// The same page, with word that it was sent too often.
pub(crate) fn too_often(answer: Answer, seconds: i64) -> Answer {
    let mut response = with_status(answer, StatusCode::TOO_MANY_REQUESTS)?;
    if let Ok(seconds) = HeaderValue::from_str(&seconds.to_string()) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    Ok(response)
}

fn with_status(answer: Answer, status: StatusCode) -> Answer {
    let mut response = answer?;
    *response.status_mut() = status;
    Ok(response)
}
