//! Evidence packs: ZIP files that show reports, with all that is behind them, to people who do not
//! trust the database. docs/evidence.md describes them to the byte.
//!
//! [`records`] are the lines of their files, [`pack_writer`] and [`pack_reader`] the ZIP, and
//! [`page`] is the page that checks them in a browser. What a pack holds is decided by
//! `actions::make_evidence`, and checked by `actions::check_evidence`.

pub(crate) mod files;
pub(crate) mod kept_pack;
pub(crate) mod pack_files;
pub(crate) mod pack_reader;
pub(crate) mod pack_writer;
pub mod page;
pub(crate) mod records;
pub(crate) mod summary;

/// The most reports of a pack.
pub const MOST_REPORTS: usize = 20_000;
