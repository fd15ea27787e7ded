//! The moves and edits of a report by people and the system.
//!
//! Source of the rules: docs/rules.md section 4. Every function checks first and changes
//! afterwards, so that a refused command leaves the report unchanged. A command that would change
//! nothing returns that it is already done.

mod available;
mod command;
mod context;
mod correct;
mod decide;
mod edit;
mod extend;
mod outcome;
mod permit;
mod reason;
mod submit;
mod undo;

pub use available::{Available, available};
pub use command::Command;
pub use correct::{Proposal, ProposedLine, may_step};
pub use extend::extend_missed;
pub use outcome::CommandOutcome;
pub use permit::Permit;
pub(crate) use submit::settle_figures;
pub use submit::{FigureChange, at_deadline, missing_comments, submit_at_deadline};
pub use undo::{UNDO_MICROS, may_undo};

#[cfg(test)]
mod tests;
