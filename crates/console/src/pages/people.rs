//! A company's people and how they sign in.
//!
//! Administrators manage their own company; other people see themselves. An Administrator of the
//! operator can open any company with `?company=CODE`.

mod account_signing_keys;
mod add;
mod link_page;
mod list;
mod person;
mod person_keys;
mod policy;
mod scope;
mod service_account;
mod service_accounts;
mod signing_rules;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let own = Access::Area(Area::People, Right::Own);
    let full = Access::Area(Area::People, Right::Full);
    vec![
        Route::get("/people", own, list::show),
        Route::get("/people/add", full, add::show),
        Route::post("/people/add", full, add::submit).typed_again(add::again),
        Route::get("/people/sign-in", full, policy::show),
        Route::post("/people/sign-in", full, policy::submit),
        Route::get("/people/signing", full, signing_rules::show),
        Route::post("/people/signing", full, signing_rules::submit),
        Route::get("/people/service-accounts", full, service_accounts::show),
        Route::post("/people/service-accounts", full, service_accounts::add)
            .typed_again(service_accounts::again),
        Route::get("/people/service-accounts/{account}", full, service_account::show),
        Route::post("/people/service-accounts/{account}/tokens", full, service_account::make_token),
        Route::post("/people/service-accounts/{account}/revoke", full, service_account::revoke),
        Route::get(
            "/people/service-accounts/{account}/signing-keys",
            full,
            account_signing_keys::show,
        ),
        Route::post(
            "/people/service-accounts/{account}/signing-keys",
            full,
            account_signing_keys::add,
        ),
        Route::post(
            "/people/service-accounts/{account}/signing-keys/remove",
            full,
            account_signing_keys::remove,
        ),
        Route::post("/people/service-accounts/{account}/end", full, service_account::end),
        Route::get("/people/{person}", full, person::show),
        Route::post("/people/{person}/role", full, person::change_role),
        Route::post("/people/{person}/link", full, person::make_link),
        Route::post("/people/{person}/admit", full, person::admit),
        Route::post("/people/{person}/second-factor", full, person::remove_factor),
        Route::post("/people/{person}/sessions", full, person::end_sessions),
        Route::post("/people/{person}/unlink", full, person::unlink),
        Route::get("/people/{person}/keys", full, person_keys::show),
        Route::post("/people/{person}/keys/passkey", full, person_keys::remove_passkey),
        Route::post("/people/{person}/keys/signing-key", full, person_keys::remove_signing_key),
        Route::get("/people/{person}/remove", full, person::ask_removal),
        Route::post("/people/{person}/remove", full, person::remove),
    ]
}
