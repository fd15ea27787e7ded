//! Charts made on the server: SVG with classes for colours, and a table for people who hear the
//! page.

pub(crate) mod progress;
