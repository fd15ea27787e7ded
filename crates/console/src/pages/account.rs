//! A person's own account: name, language, keys, password, second factor, passkeys, identity
//! provider, sessions.
//!
//! Changes of credentials ask for the password again, because an unlocked machine does not prove
//! who sits before it.

pub(crate) mod confirm_password;
mod linked_provider;
mod messages;
mod passkeys;
mod password;
mod profile;
mod second_factor;
mod sessions;
mod show;
mod signing_keys;
mod tokens;

use crate::route::Route;
use countersign_web::access::Access::{Acting, Proved};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/account", Proved, show::show),
        Route::post("/account/name", Proved, profile::rename),
        Route::post("/account/preferences", Proved, profile::prefer),
        Route::post("/account/messages", Proved, messages::choose),
        Route::post("/account/password", Proved, password::submit),
        Route::get("/account/second-factor", Proved, second_factor::show),
        Route::post("/account/second-factor/begin", Proved, second_factor::begin),
        Route::post("/account/second-factor/confirm", Proved, second_factor::confirm),
        Route::post("/account/second-factor/codes", Proved, second_factor::renew_codes),
        Route::post("/account/second-factor/remove", Proved, second_factor::remove),
        Route::get("/account/passkeys", Proved, passkeys::show),
        Route::post("/account/passkeys/begin", Proved, passkeys::begin),
        Route::post("/account/passkeys/add", Proved, passkeys::add),
        Route::post("/account/passkeys/rename", Proved, passkeys::rename),
        Route::post("/account/passkeys/remove", Proved, passkeys::remove),
        Route::post("/account/provider/link", Acting, linked_provider::link),
        Route::post("/account/provider/unlink", Acting, linked_provider::unlink),
        Route::get("/account/tokens", Acting, tokens::show),
        Route::post("/account/tokens", Acting, tokens::make),
        Route::post("/account/tokens/revoke", Acting, tokens::revoke),
        Route::get("/account/signing-keys", Acting, signing_keys::show),
        Route::post("/account/signing-keys", Acting, signing_keys::add),
        Route::post("/account/signing-keys/remove", Acting, signing_keys::remove),
        Route::post("/account/sessions/end", Proved, sessions::end),
        Route::post("/account/sessions/end-all", Proved, sessions::end_all),
    ]
}
