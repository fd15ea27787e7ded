//! A database of every earlier schema is upgraded to the newest one and continues.
//!
//! The databases are in `crates/testkit/fixtures`, one folder per schema step, each made by the
//! program of its time. `cargo xtask fixture` makes the one of the newest step.

mod after_upgrade;
mod backing_up;
mod browser;
mod files;
mod folding;
mod people;
mod products_read;
mod recording;
mod rehearsal;
mod signed;
mod stamped;
mod story;
mod terms;
mod while_serving;
mod witnessed;
