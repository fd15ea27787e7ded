//! Code shared by tests.

pub mod authenticator;
pub mod browser;
pub mod certificates;
pub mod command_line;
pub mod companion;
pub mod conservation;
pub mod databases;
pub mod dataset;
pub mod differential;
pub mod fixtures;
pub mod interruption;
mod listening;
pub mod mail_server;
pub mod model;
pub mod postgres;
pub mod prepared;
pub mod provider;
pub mod proxy;
pub mod sftp_server;
pub mod time_stamping;
pub mod web_server;
