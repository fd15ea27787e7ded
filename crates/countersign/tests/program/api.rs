//! The API: requests of programs, on both engines.

mod client;
mod deciding;
mod directory;
mod fixture;
mod idempotency;
mod matrix;
mod quick_start;
mod reading;
mod tokens;
