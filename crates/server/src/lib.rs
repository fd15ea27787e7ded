//! Everything that talks.

pub mod sample;
