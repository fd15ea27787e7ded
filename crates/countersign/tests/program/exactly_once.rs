//! Every reading counts once, whatever moves and in any order files come: small stories over the
//! command line, on both engines, each with the figures that are charged.

mod ending;
mod late;
mod moving;
mod place;
mod since;
