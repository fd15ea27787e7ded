//! What one client may take from the program. Each test tries to take more.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../program/console/browser.rs"]
#[expect(dead_code, reason = "these tests use less of it than those of the pages")]
mod browser;
mod client;
mod connections;
mod early;
#[path = "../program/console/fixture.rs"]
#[expect(dead_code, reason = "these tests use less of it than those of the pages")]
mod fixture;
mod forms;
mod hosts;
mod notices;
mod openings;
mod served;
mod serving;
mod stalling;
mod uploads;
