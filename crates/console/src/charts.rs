//! Charts made on the server: SVG with classes for its colours, and a table behind it for those
//! who hear the page.

pub(crate) mod progress;
