//! The parts that backup and restore share: files that are still being written ([`partial`]), the
//! names and ages of backups ([`names`]), their entries in the audit record ([`recorded`]),
//! verification ([`check`]), other machines ([`remote`]), and replacing a database ([`swap`]).

pub mod check;
pub(crate) mod copying;
pub mod names;
pub mod partial;
pub mod recorded;
pub mod remote;
pub(crate) mod swap;
