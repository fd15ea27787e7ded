//! Journeys through the console in a real browser, one file each.
//!
//! They take turns, so that there is one browser at a time. With `COUNTERSIGN_PICTURES` set, their
//! pictures are written to `target/pictures`.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod accessible;
#[path = "../program/console/browser.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of the pages")]
mod browser;
mod bulk;
#[path = "../program/console/fixture.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of the pages")]
mod console_fixture;
mod deciding;
mod dispatch;
mod evidence;
mod export;
mod first_hour;
mod fixture;
mod imports;
mod lane;
mod mirrored;
mod month;
mod narrow;
mod packs;
mod passkeys;
mod plain;
#[path = "../program/identity/sign_on/provider.rs"]
#[expect(dead_code, reason = "the journeys go through the provider's pages in the browser")]
mod provider;
mod remarks;
mod sign_in;
mod sign_on;
mod signatures;
mod signed_evidence;
mod signing;
mod stamped;
mod unsaved;
mod verifying;
