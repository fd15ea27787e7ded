//! Signatures of people on their decisions: what counts, what is refused, and what is recorded.

mod command_line;
mod core;
pub(crate) mod fixture;
mod forging;
mod over_time;
mod stated;
mod two_writers;
mod passkey_jobs;
mod passkeys;
mod touching;
