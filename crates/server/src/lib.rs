//! Everything that talks.
