//! The API: requests of programs, on both engines.

mod approving_by_rule;
mod bulk_decisions;
mod changing;
mod client;
mod correcting;
mod deciding;
mod directory;
mod dispatching;
mod errors;
mod event_mappings;
mod events;
mod evidence;
mod fixture;
mod idempotency;
mod late_reports;
mod matrix;
mod packing;
mod quick_start;
mod reading;
mod readings;
mod retiring;
mod signing;
mod tokens;
mod undoing;
mod webhooks;
