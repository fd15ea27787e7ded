//! The API: requests of programs, on both engines.

mod bulk_decisions;
mod changing;
mod client;
mod correcting;
mod deciding;
mod directory;
mod dispatching;
mod event_mappings;
mod events;
mod fixture;
mod idempotency;
mod matrix;
mod packing;
mod quick_start;
mod reading;
mod readings;
mod signing;
mod tokens;
mod webhooks;
