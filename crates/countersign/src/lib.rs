//! The program `countersign`: its command line ([`cli`]), the thread that runs the clock
//! ([`timekeeper`]), the metrics endpoint ([`metrics_endpoint`]), the [`demo`] and the [`sample`]
//! data.
//!
//! Only this crate uses all rooms; `cli/serve.rs` wires them together.

pub mod cli;
pub mod demo;
pub mod metrics_endpoint;
pub mod sample;
pub mod timekeeper;
