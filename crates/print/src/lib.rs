//! Reports and summaries as pages: PDF/A-3 files with what they were made of inside them.
//!
//! Everything here is a function of its input: the same content gives the same bytes, so that a
//! reader can make a file again and compare. Lengths are whole thousandths of a point.
//!
//! [`report`] and [`summary`] decide what the pages say; `flow` and `table` lay it out,
//! `wrapping` breaks lines, `fonts` knows the widths, and `pdf` writes the file. Owns no file's
//! meaning: `app` gathers and checks what is attached.

mod document;
mod flow;
mod fonts;
mod pdf;
pub mod report;
mod structure;
pub mod summary;
mod table;
mod totals;
mod wrapping;

pub use countersign_language::text::Locale;
pub use pdf::{Attachment, Origin, PrintError};
