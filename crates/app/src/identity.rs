//! Who has access: passwords, second factors, links, sessions, single sign-on.
//!
//! Pages and requests are elsewhere. Times are the machine's, never a rehearsal's; callers pass
//! time and randomness in. Secrets are hashed before they are stored and do not appear in debug
//! output.

pub mod api_caller;
pub mod api_token;
pub mod browser;
pub mod change_password;
pub mod client_credentials;
pub mod client_network;
#[cfg(test)]
mod fixture;
pub mod hashing;
pub mod link;
pub mod link_lifetime;
pub mod passkeys;
pub mod password;
pub mod password_reset;
pub mod recovery;
pub mod session;
pub mod set_up_link;
pub mod sign_in;
pub mod sign_on;
pub mod throttle;
pub mod token;
pub mod totp;
pub mod webauthn;

/// A minute in microseconds.
const MINUTE: i64 = 60_000_000;
/// An hour in microseconds.
const HOUR: i64 = 60 * MINUTE;
/// A day in microseconds.
const DAY: i64 = 24 * HOUR;
