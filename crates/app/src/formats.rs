//! Reads and writes files: CSV, gzip, JSON Lines, XLSX.

pub mod cells;
pub mod cloud_event;
pub mod corrected;
pub mod csv_in;
pub mod csv_out;
pub mod expected;
mod figures;
pub mod file_fault;
pub mod formula_guard;
pub mod input;
pub mod json_fault;
pub mod json_object;
pub mod json_reading;
pub mod json_tree;
pub mod lines;
pub mod problem;
mod quoting;
#[cfg(test)]
mod round_trip;
pub mod row_cells;
pub mod sheet;
pub mod usage_columns;
pub mod xlsx_out;
