//! Messages: their recipients, texts and delivery; and the delivery of dispatches.

mod addresses;
mod channels;
mod delivering;
mod dispatches;
mod explaining;
mod message_templates;
mod telling;
mod undoing;
mod words;
mod world;
