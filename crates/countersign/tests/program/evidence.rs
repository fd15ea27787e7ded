//! Evidence packs on both engines: what they hold, for whom, and what a check finds.

mod changed_database;
mod changed_pack;
mod honest;
mod pack;
mod pack_files;
mod readers;
