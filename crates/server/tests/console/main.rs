//! The console as people meet it: requests in, pages out, in one process.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod administration;
mod browser;
mod clock;
mod corrections;
mod crawl;
mod directory;
mod dispatches;
mod imports;
mod jobs;
mod lists;
mod matrix;
mod report;
mod settings;
mod world;
