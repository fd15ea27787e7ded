//! Whole rows that are gone or new, and forgeries with care: hashes made again over what was changed.
