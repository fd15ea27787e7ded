//! The only crate that knows SQL: one text for SQLite and PostgreSQL.
//!
//! Owns the schema, the two drivers behind one thin seam ([`Tx`]), and one file per noun with
//! its statements. Decides nothing: what may be written is the domain's to say.

pub mod apply_progress;
pub mod companies;
pub mod copy;
pub mod customers;
mod engine;
mod error;
pub mod figures;
pub mod history;
pub mod installation;
mod migrations;
pub mod partners;
pub mod people;
pub mod products;
pub mod readings;
pub mod regions;
pub mod reports;
pub mod schema;
pub mod settings;
mod sql;
pub mod subscriptions;
mod tx;
mod url;
mod value;

pub use engine::{Engine, Store};
pub use error::{Result, StoreError};
pub use migrations::SchemaState;
pub use tx::Tx;
pub use url::DatabaseUrl;
pub use value::{Column, Row, Value};

pub use sql::all_statements;
