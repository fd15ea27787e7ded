//! The only crate that knows SQL: one text for SQLite and PostgreSQL.
//!
//! Owns the schema, the two drivers behind one thin seam ([`Tx`]), and one file per noun with its
//! statements. Makes no decisions: the domain says what may be written.

#![warn(missing_docs)]

pub mod accounts;
pub mod api_tokens;
pub mod append_only;
pub mod apply_progress;
pub mod audit;
pub mod backups;
pub mod companies;
pub mod completeness;
pub mod copy;
pub mod corrections;
pub mod customers;
pub mod cycle_closings;
pub mod deadline_choices;
pub mod deliveries;
pub mod delivery_channels;
pub mod directory;
pub mod directory_changes;
pub mod dispatches;
mod engine;
pub mod erasures;
mod error;
pub mod event_mappings;
pub mod external_identities;
pub mod figures;
pub mod first_views;
pub mod history;
pub mod idempotent_requests;
pub mod inspect;
pub mod installation;
pub mod job_items;
pub mod job_statements;
pub mod jobs;
pub mod known_browsers;
pub mod late_differences;
pub mod links;
pub mod message_choices;
mod migrations;
pub mod one_time_links;
pub mod outbox;
pub mod partners;
pub mod passkeys;
pub mod passwords;
pub mod people;
pub mod preferences;
pub mod products;
pub mod purges;
pub mod readings;
pub mod reason_templates;
pub mod received_events;
mod refold_texts;
pub mod regions;
pub mod reminders;
mod report_key;
pub mod reports;
pub mod reset_requests;
pub mod retirements;
pub mod schema;
pub mod sealing;
pub mod second_factors;
pub mod service_accounts;
pub mod sessions;
pub mod set_up;
pub mod settings;
pub mod sign_in_policies;
pub mod sign_on_flows;
pub mod signatures;
pub mod signing_keys;
pub mod signing_rules;
pub mod sources;
mod sql;
mod statements;
mod stored_tables;
pub mod stored_texts;
pub mod subscriptions;
pub mod throttles;
pub mod transparency;
mod tx;
pub mod unseen;
mod upgrade;
mod url;
mod value;
pub mod webhooks;

pub use engine::{Engine, Store};
pub use error::{Result, StoreError};
pub use migrations::SchemaState;
pub use tx::Tx;
pub use upgrade::{AppliedStep, Upgrade, behind};
pub use url::DatabaseUrl;
pub use value::{ReadColumn, Row, Value};

pub use statements::all_statements;
