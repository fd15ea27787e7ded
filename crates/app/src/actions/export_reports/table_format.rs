//! The columns of the export, and its formats.

use crate::formats::csv_out::Dialect;

/// The columns, in order (docs/formats.md, "Export: reports").
pub const COLUMNS: [&str; 33] = [
    "cycle",
    "period_start",
    "period_end",
    "distributor",
    "distributor_name",
    "vendor",
    "partner",
    "partner_name",
    "company_id",
    "city",
    "state",
    "status",
    "review_kind",
    "submission",
    "approval",
    "flagged",
    "product",
    "product_name",
    "unit",
    "provisioned",
    "used",
    "over_provisioned_percent",
    "default_chargeable",
    "chargeable",
    "penalty",
    "carried_forward",
    "comment",
    "report_comment",
    "reasons",
    "deadline",
    "submitted_at",
    "decided_at",
    "version",
];

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// CSV.
    Csv(Dialect),
    /// One JSON object per line.
    JsonLines,
    /// A workbook of spreadsheets.
    Xlsx,
}
