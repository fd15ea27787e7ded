//! The rules of channel usage reports.
