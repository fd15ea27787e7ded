//! The clock from the command line: what it would do, what it does, and what it leaves to people.

mod calendar;
mod dry_run;
mod gap;
mod place;
