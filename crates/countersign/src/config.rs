//! Options beyond the command line: variables, files that variables name, credentials of systemd,
//! and `countersign.toml`.
//!
//! A configuration option is one of `serve`; every verb that has the same one reads it too. The
//! list comes from the command line's own description, so no option of `serve` can be forgotten.
//! Other options say what one command is to do now; a forgotten line in a file would repeat it.

pub(crate) mod command_line;
mod config_option;
pub(crate) mod file;
mod origin;
pub(crate) mod reference;
pub(crate) mod sources;
#[cfg(test)]
mod tests;

pub(crate) use config_option::{ConfigOption, config_options};
pub(crate) use origin::Origin;
