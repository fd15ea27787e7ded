//! PDF files of reports: what is attached to them, and how they are read again.
//!
//! The pages are a function of the attached files, so that a PDF can be made again from itself and
//! compared. `countersign_print` lays them out; `actions::print_report` gathers the files, and
//! `actions::check_evidence` checks them.

pub(crate) mod files;
pub(crate) mod options;
mod pdf_objects;
pub mod reader;
