//! Messages: what is told to whom, in which words, and how it travels.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

#[cfg(test)]
mod delivering;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod words;
#[cfg(test)]
mod world;
