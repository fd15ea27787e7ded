//! The database that a command line names: how it is reached, whose it is, and whether it is one.

mod backing_up;
mod encrypted;
mod foreign;
#[cfg(unix)]
mod full_disk;
mod given_back;
mod place;
#[cfg(unix)]
mod read_only;
mod restoring;
mod scheduled_backups;
mod several_serve;
mod stale_log;
