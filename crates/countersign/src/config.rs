//! Settings beyond the command line: variables, files that variables name, credentials of systemd,
//! and `countersign.toml`.
//!
//! A setting is an option of `serve`, and every verb that has the same option reads it too. The
//! list comes from the command line's own description, so no option of `serve` can be forgotten.
//! Other options say what one command is to do now; a forgotten line in a file would repeat it.

pub(crate) mod command_line;
pub(crate) mod file;
mod origin;
pub(crate) mod reference;
mod setting;
pub(crate) mod sources;
#[cfg(test)]
mod tests;

pub(crate) use origin::Origin;
pub(crate) use setting::{Setting, settings};
