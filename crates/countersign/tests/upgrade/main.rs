//! A database of every earlier schema is brought up to the newest one, and goes on.
//!
//! The databases lie in `crates/testkit/fixtures`, one folder per schema step, each made by the
//! program of its time. `cargo xtask fixture` makes the one of the newest step.

#[cfg(test)]
mod browser;
#[cfg(test)]
mod files;
#[cfg(test)]
mod folding;
#[cfg(test)]
mod going_on;
#[cfg(test)]
mod people;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod story;
