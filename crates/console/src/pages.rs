//! The pages, one folder per family.

pub(crate) mod account;
pub(crate) mod administration;
pub(crate) mod assets;
pub(crate) mod audit;
pub(crate) mod bulk;
pub(crate) mod channels;
pub(crate) mod clock;
pub(crate) mod corrections;
pub(crate) mod cycles;
pub(crate) mod dashboard;
pub(crate) mod demo;
pub(crate) mod directory;
pub(crate) mod dispatches;
pub(crate) mod imports;
pub(crate) mod jobs;
pub(crate) mod message_templates;
pub(crate) mod outbox;
pub(crate) mod people;
pub(crate) mod preferences;
pub(crate) mod report_lists;
pub(crate) mod reports;
pub(crate) mod set_up;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod sign_on;
pub(crate) mod unsubscribe;
