//! Every reading counts once, whatever moves and in whatever order files arrive: short stories over
//! the command line, on both engines, each with the charged figures.

mod ending;
mod fixture;
mod frozen;
mod late;
mod meanwhile;
mod moving;
mod since;
mod terms;
