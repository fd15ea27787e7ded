//! What people read, in English, German and Japanese.
//!
//! The catalogues are Fluent files in `locales/`. [`text`] looks a message up; [`numbers`] and
//! [`datetime`] write figures and dates as each language does; [`labels`] names the terms of the
//! domain; [`explanation`] says in sentences why the system did what it did. Pages and mails use
//! the same functions, so that they agree word for word.
//!
//! Depends on `domain` only: no page, no database.

pub mod audit_words;
pub mod datetime;
pub mod explanation;
pub mod labels;
pub mod numbers;
pub mod signed_change;
pub mod text;
