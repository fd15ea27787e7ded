//! The resources below `/api/v1`, one file or folder per family.

pub(crate) mod readings;
pub(crate) mod usage_reports;
