//! Messages: their recipients, texts and delivery; and the delivery of dispatches.

mod addresses;
mod channels;
mod delivering;
mod dispatches;
mod explaining;
mod own_words;
mod telling;
mod undoing;
mod words;
mod world;
