//! The clock from the command line: what it would do, what it does, and what it leaves to people.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod calendar;
mod dry_run;
mod gap;
mod place;
