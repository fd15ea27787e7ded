//! Signatures of people on their decisions: what counts, what is refused, and what is recorded.

mod command_line;
mod core;
mod fixture;
mod forging;
mod passkey_jobs;
mod passkeys;
mod touching;
