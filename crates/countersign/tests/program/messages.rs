//! Messages: what is told to whom, in which words, and how it travels; and how dispatches do.

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
