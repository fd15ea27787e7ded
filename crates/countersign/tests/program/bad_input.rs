//! Bad input, a full disk and a database that is gone: the program's message and what remains.
//!
//! Every test runs the real program. To check that nothing changed, every table is compared by row
//! count and content hash.

mod addresses;
mod bounds;
mod causes;
mod decisions;
mod directory;
mod files;
pub(crate) mod fixture;
mod lists;
mod machine_clock;
mod message_templates;
mod open_files;
mod readings;
mod rejected;
mod resources;
mod spreadsheets;
mod texts;
