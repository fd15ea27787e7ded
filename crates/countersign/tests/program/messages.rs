//! Messages: their recipients, texts and delivery; and the delivery of dispatches.

mod addresses;
mod channels;
mod clock_jumps;
mod delivering;
mod dispatches;
mod explaining;
pub(crate) mod fixture;
mod message_templates;
mod message_texts;
mod notifications;
mod undoing;
