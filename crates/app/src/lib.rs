//! What the program does, for pages, an API, the command line and the clock alike.
//!
//! [`actions`] holds one file per verb. The other modules are [`identity`] (people, passwords,
//! links, sessions), [`notifications`] (messages to people), [`jobs`] (work in the background),
//! [`formats`] (files that are read and written), [`channels`] (where dispatches may be delivered),
//! [`keys`] (sealed secrets) and [`outbound`] (the only door for requests to addresses that users
//! enter).
//!
//! Depends on `store` and `domain`: no words, no pages, no HTTP.

#![warn(missing_docs)]

pub mod actions;
pub mod channels;
pub mod clock;
pub mod failure;
pub mod formats;
pub mod identity;
pub mod jobs;
pub mod keys;
pub mod metrics;
pub mod notifications;
pub mod outbound;
pub mod outbound;
pub mod progress;
pub mod random;
