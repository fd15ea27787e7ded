//! Small, difficult cases generated from a seed: a directory, readings and a script of several
//! months.
//!
//! The same seed always gives the same case. The generator uses the model, so that most of its
//! actions are possible, and avoids the few things that the specification leaves open (see
//! `changes`, `decisions`, `moves` and `usage`).

mod changes;
mod decisions;
mod directory;
mod files;
mod moves;
pub(crate) mod rng;
mod script;
mod table;
mod usage;
mod words;

use crate::model::{Cycle, ImportResult, Model, RowOutcome};

#[derive(Debug, Clone)]
pub struct Case {
    pub seed: u64,
    /// The first time of the rehearsal's clock, in RFC 3339.
    pub start: String,
    /// The installation's first cycle.
    pub first_cycle: String,
    /// What happens, in order.
    pub steps: Vec<CaseStep>,
    /// Every cycle that may have reports, and the ones before and after.
    pub cycles: Vec<String>,
}

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum CaseStep {
    /// An import of files, as (name, text).
    Import(Vec<(String, String)>),
    /// The clock moves to an instant, in RFC 3339.
    Clock(String),
    /// A person applies a file of decisions.
    Apply {
        /// The CSV text.
        text: String,
        /// The person's e-mail address.
        as_email: String,
        /// The company that they act for, if they belong to several.
        company: Option<String>,
    },
}

/// The result of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Result {
    /// Of an import.
    Imported(ImportResult),
    /// Of the clock.
    Moved,
    /// Of the rows of a file.
    Applied(Vec<(RowOutcome, String)>),
}

/// The seed of the first case of a test: `COUNTERSIGN_SEED`, or 0.
pub fn first_seed() -> u64 {
    std::env::var("COUNTERSIGN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0)
}

/// How large a case is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// The minimum number of steps. A case may have half as many more.
    pub steps: usize,
}

impl Default for Size {
    fn default() -> Size {
        Size { steps: 40 }
    }
}

pub fn generate(seed: u64, size: Size) -> Case {
    script::Script::new(seed, size).write()
}

impl Case {
    /// A model before the first step.
    pub fn model(&self) -> Model {
        let start = self.start.parse().expect("written by the generator");
        Model::rehearsal(start, Cycle::parse(&self.first_cycle))
    }
}

impl CaseStep {
    /// Takes the step in a model.
    pub fn take(&self, model: &mut Model) -> Result {
        match self {
            CaseStep::Import(files) => Result::Imported(model.import(files)),
            CaseStep::Clock(instant) => {
                model.clock_until(instant.parse().expect("written by the generator"));
                Result::Moved
            }
            CaseStep::Apply { text, as_email, company } => {
                Result::Applied(model.apply(text, as_email, company.as_deref()))
            }
        }
    }
}

#[cfg(test)]
mod tests;
