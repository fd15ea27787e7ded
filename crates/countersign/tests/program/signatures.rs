//! Signatures of people on their decisions: what counts, what is refused, and what is recorded.

mod command_line;
mod core;
pub(crate) mod fixture;
mod forging;
mod over_time;
mod passkey_jobs;
mod passkeys;
mod stated;
mod touching;
mod two_writers;
