//! Programs that are killed at random moments, and what their work comes to.
//!
//! They stay apart from the other tests: they wait for processes and compare what these did in the
//! meantime, and they run beside the rest in `cargo xtask test`.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod backups;
mod instances;
mod killed;
