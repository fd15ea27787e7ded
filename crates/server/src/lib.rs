//! Everything that talks: the command line today, the console and the API on the same actions.

pub mod actions;
pub mod cli;
pub mod client_address;
pub mod clock;
pub mod console;
pub mod delivery;
pub mod demo;
pub mod failure;
pub mod formats;
pub mod identity;
pub mod jobs;
pub mod keys;
pub mod messages;
pub mod metrics;
pub mod only_owner;
pub mod outbound;
pub mod progress;
pub mod sample;
pub mod serve;
pub mod timekeeper;
