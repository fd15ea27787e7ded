//! What one client may take of the program: each test does what a person would who wants more.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../program/console/browser.rs"]
#[expect(dead_code, reason = "these tests use less of it than those of the pages")]
mod browser;
mod client;
mod connections;
mod early;
mod forms;
mod hosts;
mod notices;
mod openings;
mod served;
mod serving;
mod stalling;
mod uploads;
#[path = "../program/console/world.rs"]
#[expect(dead_code, reason = "these tests use less of it than those of the pages")]
mod world;
