//! Witnesses of the log: what they cosign, what they refuse, and what others learn from them.

mod fixture;
mod handed_in;
mod log_elsewhere;
