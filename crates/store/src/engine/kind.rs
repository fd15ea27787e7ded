//! The kinds of engines.

/// The engine of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded engine.
    Sqlite,
    /// PostgreSQL, or a server that speaks its protocol.
    Postgres,
}
