//! The tests of the program in one binary: one module for each part of it.
//!
//! Linking a binary takes longer than compiling its tests, so a new group of tests is a module
//! here. Three groups are separate binaries: `browser` uses one real browser, `interrupted` kills
//! processes at random moments, and `bounds` measures timeouts, which is not reliable beside tests
//! that use every core.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod against_model;
mod api;
mod bad_input;
mod clock;
mod console;
mod correcting;
mod databases;
mod deciding;
mod dispatching;
mod erasing;
mod evidence;
mod exactly_once;
mod identity;
mod log;
mod messages;
mod pdf;
mod proving;
mod purging;
mod quarter;
mod running;
mod signatures;
mod stamping;
mod together;
mod undoing;
mod upgrade;
mod verifying;
mod webhooks;
mod witnessing;
