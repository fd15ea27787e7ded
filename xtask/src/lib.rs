//! The commands of `cargo xtask`: one command, one file.
//!
//! They check the project and contain nothing of the product.

pub mod bench;
pub mod browser;
pub mod cargo;
pub mod check;
pub mod docs;
pub mod fixture;
pub mod licences;
pub mod month;
pub mod npm;
pub mod provider;
pub mod release_check;
pub mod setup;
pub mod soak;
pub mod test;
pub mod tidy;
pub mod tour;
