//! An independent model of the rules: simple, in memory, written from the specification alone.
//!
//! It is slow and plain on purpose: each rule is one function, with the sentence that it
//! implements. The product is compared with it. It only knows rehearsals, whose clock moves by
//! command.

mod access;
mod action;
mod apply;
mod basis;
mod clock;
mod csv;
mod directory;
mod explain;
mod export;
mod import;
mod installation;
mod late;
mod links;
mod making;
mod named;
mod number;
mod ownership;
mod report;
mod rows;
mod settings;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod zone;

pub use apply::RowOutcome;
pub use export::Filters;
pub use import::ImportResult;
pub use installation::Model;
pub use named::{SubscriptionUnits, UncountedSubscription};
pub use view::{LateView, LineView, LinkRow, ReportView, SubscriptionView};
pub use zone::Cycle;

pub(crate) use csv::{guard, parse as parse_csv, quote, unguard};
pub(crate) use zone::{day_of, day_start};
