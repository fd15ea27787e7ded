//! Messages: what is told to whom, in which words, and how it travels; and how dispatches do.

mod addresses;
mod channels;
mod delivering;
mod dispatches;
mod explaining;
mod message_templates;
mod message_texts;
mod notifications;
mod undoing;
mod world;
