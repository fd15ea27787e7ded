//! Files in and files out: CSV, gzip, JSON Lines.

pub mod csv_in;
pub mod csv_out;
pub mod guard;
pub mod input;
pub mod sheet;
