//! The console: requests and pages, in one process.

mod administration;
mod browser;
mod channels;
mod clock;
mod corrections;
mod crawl;
mod cycles;
mod dashboard;
mod directory;
pub(crate) mod dispatches;
pub(crate) mod fixture;
mod health;
mod imports;
mod jobs;
mod lists;
mod logged;
mod matrix;
mod message_templates;
mod metrics;
mod recorded;
mod report;
mod retiring;
mod settings;
mod sources;
mod totals;
mod transparency;
mod unsaved;
