//! The columns of files of readings.

use super::sheet::Columns;

/// The columns of files of readings, and the fields of a reading in JSON.
pub const USAGE_COLUMNS: Columns =
    Columns { names: &["subscription", "observed_at", "provisioned", "used"], required: 3 };
