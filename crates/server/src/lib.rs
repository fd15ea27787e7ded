//! Everything that talks: the command line today, the console and the API on the same actions.

pub mod actions;
pub mod cli;
pub mod clock;
pub mod failure;
pub mod formats;
pub mod progress;
pub mod sample;
