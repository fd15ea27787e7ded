//! The resources below `/api/v1`, one file or folder per family.

pub(crate) mod audit;
pub(crate) mod bulk_decisions;
pub(crate) mod corrections;
pub(crate) mod cycles;
pub(crate) mod directory;
pub(crate) mod dispatches;
pub(crate) mod event_mappings;
pub(crate) mod events;
pub(crate) mod evidence;
pub(crate) mod jobs;
pub(crate) mod late_differences;
pub(crate) mod log;
pub(crate) mod people;
pub(crate) mod readings;
pub(crate) mod settings;
pub(crate) mod usage_reports;
pub(crate) mod webhooks;
