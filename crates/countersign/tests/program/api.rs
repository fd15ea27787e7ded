//! The API: requests of programs, on both engines.

mod client;
mod deciding;
mod fixture;
mod idempotency;
mod matrix;
mod packing;
mod quick_start;
mod reading;
mod readings;
mod tokens;
