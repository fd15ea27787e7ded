//! Who may come in: passwords, second factors, links, sessions, single sign-on.
//!
//! No pages and no requests here: the console and the API ask. Times are the machine's, never a
//! rehearsal's; time and chance are handed in. What is secret is hashed before it is stored and
//! says nothing of itself when it is printed.

pub mod browser;
pub mod change_password;
pub mod client_network;
#[cfg(test)]
mod fixture;
pub mod hashing;
pub mod link;
pub mod password;
pub mod password_reset;
pub mod recovery;
pub mod session;
pub mod sign_in;
pub mod sign_on;
pub mod throttle;
pub mod token;
pub mod totp;

/// A minute in microseconds.
const MINUTE: i64 = 60_000_000;
/// An hour in microseconds.
const HOUR: i64 = 60 * MINUTE;
/// A day in microseconds.
const DAY: i64 = 24 * HOUR;
