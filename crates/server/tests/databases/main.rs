//! The database that a command line names: how it is reached, whose it is, and whether it is one.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

#[cfg(test)]
mod encrypted;
#[cfg(test)]
mod foreign;
#[cfg(test)]
mod given_back;
#[cfg(test)]
mod place;
#[cfg(test)]
#[cfg(unix)]
mod read_only;
#[cfg(test)]
mod stale_log;
