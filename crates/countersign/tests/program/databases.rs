//! The database in a command line: how it is reached, who owns it, and whether it is one.

mod encrypted;
mod foreign;
mod given_back;
mod place;
#[cfg(unix)]
mod read_only;
mod stale_log;
