//! Programs that are killed at random moments, and the results of their work.
//!
//! They are separate from the other tests because they wait for processes and compare their
//! results. `cargo xtask test` runs them in parallel to the rest.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod backups;
mod instances;
mod killed;
mod purges;
