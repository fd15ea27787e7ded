//! What backing up and restoring share: a file that is not whole yet ([`partial`]), the names of
//! backups and which of them are old ([`names`]), what the audit record says of them
//! ([`recorded`]), the proof that one is good ([`check`]), and how one takes the place of a
//! database ([`swap`]).

pub mod check;
pub(crate) mod copying;
pub mod names;
pub mod partial;
pub mod recorded;
pub(crate) mod swap;
