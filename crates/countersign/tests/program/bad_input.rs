//! Bad input, a full disk and a database that is gone: what the program says and what stays.
//!
//! Every test drives the real program. What "nothing has changed" means is compared table by
//! table, by counts and content hashes.

mod addresses;
mod bounds;
mod causes;
mod decisions;
mod directory;
mod files;
mod lists;
mod machine_clock;
mod message_templates;
mod open_files;
mod place;
mod readings;
mod rejected;
mod resources;
mod spreadsheets;
mod texts;
