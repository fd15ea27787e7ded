//! The database in a command line: how it is reached, who owns it, and whether it is one.

mod away;
mod backing_up;
mod browser;
mod connection_pool;
mod encrypted;
pub(crate) mod fixture;
mod foreign;
#[cfg(unix)]
mod full_disk;
mod held;
#[cfg(unix)]
mod read_only;
mod restoring;
mod scheduled_backups;
mod several_serve;
mod sftp_backups;
mod stale_log;
