//! What the program does, for pages, an API, the command line and the clock alike.
//!
//! [`actions`] holds one file per verb. Around it stand [`identity`] (people, passwords, links,
//! sessions), [`notifications`] (who learns of what), [`jobs`] (work that a request starts and does
//! not wait for), [`formats`] (files in and out), [`channels`] (where dispatches may be delivered),
//! [`keys`] (sealed secrets), [`backups`] (copies of the database) and [`outbound`] (the one door
//! by which requests leave), [`transparency`] (the log that proves the record), [`witness`] (who
//! watches such a log elsewhere), [`evidence`] (the files of packs that show it to others) and
//! [`printed`] (PDF files of reports).
//!
//! Depends on `store`, `domain` and `print`: no words, no pages of the console, no HTTP.

#![warn(missing_docs)]

pub mod actions;
pub mod backups;
pub mod channels;
pub mod clock;
pub mod disk;
pub mod durable;
pub mod events;
pub mod evidence;
pub mod failure;
pub mod formats;
pub mod health;
pub mod identity;
pub mod jobs;
pub mod keys;
pub mod metrics;
pub mod notifications;
pub mod outbound;
pub mod printed;
pub mod private_files;
pub mod progress;
pub mod random;
pub mod reader_scope;
pub mod signatures;
pub mod transparency;
pub mod witness;
pub mod zone;
