//! The clock from the command line: what it would do, what it does, and what people must decide.

mod calendar;
mod dry_run;
mod fixture;
mod gap;
