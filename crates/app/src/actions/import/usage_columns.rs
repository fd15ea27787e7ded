//! The columns of files of readings.

use crate::formats::sheet::Columns;

pub(super) const USAGE_COLUMNS: Columns =
    Columns { names: &["subscription", "observed_at", "provisioned", "used"], required: 3 };
