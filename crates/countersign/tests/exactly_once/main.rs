//! Every reading counts once, whatever moves and in whatever order files come: small stories over
//! the command line, on both engines, each with the figures that are charged.

#[cfg(test)]
mod ending;
#[cfg(test)]
mod late;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod place;
#[cfg(test)]
mod since;
