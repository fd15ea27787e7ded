//! The commands of `cargo xtask`: one command, one file.
//!
//! They check the project and contain nothing of the product.

pub mod bench;
pub mod browser;
pub mod build_facts;
pub mod cargo;
pub mod check;
pub mod checksum;
pub mod deb;
pub mod docs;
pub mod file_tree;
pub mod fixture;
pub mod image;
pub mod licences;
pub mod month;
pub mod npm;
pub mod provider;
pub mod release;
pub mod release_binary;
pub mod release_check;
mod scratch;
mod server;
pub mod setup;
pub mod soak;
pub mod test;
pub mod tidy;
pub mod tour;
