//! The throw-away installation that `countersign demo` shows: invented companies of several
//! regions, fourteen months of their readings, and what their people did with the reports.
//!
//! It only defines the story: every report is made by the clock, and every decision passes the same
//! checks as anyone's. The same program version always makes the same installation.

mod clockwork;
mod companies;
mod corrections;
mod files;
mod making;
mod october;
mod past;
mod products;
mod running;
mod sample_installation;
mod staff;
mod story;
#[cfg(test)]
mod tests;
mod texts;
mod timeline;

pub use clockwork::{advance, next_deadline};
pub use making::{MadeDemo, make};
pub use running::RunningDemo;
pub use staff::people;
