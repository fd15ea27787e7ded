//! The clock from the command line: what it would do, what it does, and what it leaves to people.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod dry_run;
mod place;
