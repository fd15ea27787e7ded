//! What the transparency log proves: every attack of docs/operating/proof.md, on both engines.

pub(crate) mod forger;
mod kept_message;
mod log_of_a_database;
pub(crate) mod signing;
pub(crate) mod threats;
