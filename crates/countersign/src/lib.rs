//! The program `countersign`: its command line ([`cli`]), the thread that runs the clock
//! ([`timekeeper`]), its options from files and variables (`config`), what systemd is told
//! ([`supervisor`]), the address that monitoring reads ([`metrics_endpoint`]), the [`demo`] and the
//! [`sample`] data.
//!
//! Only here do all rooms meet; everything below is wired together in `cli/serve.rs`.

pub mod cli;
mod config;
pub mod demo;
pub mod metrics_endpoint;
pub mod sample;
pub mod supervisor;
pub mod timekeeper;
