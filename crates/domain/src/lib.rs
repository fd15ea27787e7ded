//! The rules of channel usage reports, and nothing else.
//!
//! Owns the rules in docs/rules.md: cycles, quantities, bases, lines, the status table, settings,
//! deadlines, access, history and the canonical export document. Does not own a clock, a database,
//! a network, randomness or a log: callers pass in everything that it needs.

#![warn(missing_docs)]

pub mod access;
pub mod actor;
pub mod api_scope;
pub mod approval_rule;
pub mod audit;
pub mod auto_approval;
pub mod backup_schedule;
pub mod basis;
pub mod bounds;
pub mod code;
pub mod completeness;
pub mod correction;
pub mod cycle;
pub mod decision_state;
pub mod delivery_channel;
pub mod dispatch;
pub mod email;
pub mod erasure;
pub mod event_mapping;
pub mod explanation;
pub mod export;
pub mod figure;
pub mod frozen;
pub mod history;
pub mod instant;
pub mod language;
pub mod leaf;
pub mod line;
pub mod link;
pub mod message;
pub mod outlier;
pub mod percent;
pub mod product_change;
pub mod quantity;
pub mod refusal;
pub mod remark;
pub mod replay;
pub mod report;
pub mod schedule;
pub mod search;
pub mod settings;
pub mod signature;
pub mod source;
pub mod statement;
pub mod status;
pub mod surprise;
pub mod text;
pub mod uncounted;
pub mod webhook;
pub mod workflow;
pub mod zone;
