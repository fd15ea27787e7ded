//! The tests of the program in one binary: one module for each part of it.
//!
//! Linking a binary takes longer than compiling the tests in it, so a new group of tests is a
//! module here. Three groups stay binaries of their own: `browser` drives one real browser,
//! `interrupted` kills processes at random moments, and `bounds` measures how long a client is
//! waited for, which does not hold beside tests that keep every core busy.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod against_model;
mod bad_input;
mod clock;
mod console;
mod correcting;
mod databases;
mod dispatching;
mod exactly_once;
mod identity;
mod log;
mod messages;
mod quarter;
mod running;
mod together;
mod upgrade;
mod verifying;
