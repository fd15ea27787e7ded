//! The program `countersign`: its command line ([`cli`]), the thread that runs the clock
//! ([`timekeeper`]), those that make backups ([`backup_schedule`]) and have the log stamped
//! ([`stamp_schedule`]), the address that monitoring reads ([`metrics_endpoint`]), the export of
//! [`traces`], the [`demo`] and the [`sample`] data.
//!
//! Only this crate uses all rooms; `cli/serve.rs` wires them together.

pub mod backup_schedule;
pub mod cli;
mod config;
pub mod demo;
pub mod metrics_endpoint;
mod periodic;
pub mod router;
pub mod sample;
pub mod stamp_schedule;
pub mod supervisor;
pub mod timekeeper;
mod traces;
