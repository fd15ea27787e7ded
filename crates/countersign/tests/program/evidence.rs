//! Evidence packs on both engines: what they hold, for whom, and what a check finds.

mod changed_database;
mod changed_pack;
mod honest;
pub(crate) mod pack;
mod pack_files;
mod readers;
mod signed;
#[expect(dead_code, reason = "the page in a browser is tested with the rest")]
mod signed_pack;
