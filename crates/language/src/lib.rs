//! The texts that people read, in every language of the interface.
//!
//! The catalogues are Fluent files in `locales/`. [`text`] looks up a message; [`numbers`] and
//! [`datetime`] format figures and dates, by the `conventions` of the language; [`labels`] names
//! the terms of the domain; [`explanation`] explains the system's decisions in sentences, and
//! [`history_words`] what people and rules did. Pages, files
//! and mails use the same functions, so that they agree word for word.
//!
//! Depends on `domain` only: no page, no database.

pub mod audit_words;
mod conventions;
pub mod datetime;
pub mod explanation;
pub mod history_words;
pub mod labels;
mod mirrored;
pub mod numbers;
pub mod signed_change;
pub mod text;
mod zones;
