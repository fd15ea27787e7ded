//! What a pack is asked for.

use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch::in_file_name;

/// The most cycles of a pack.
const MOST_CYCLES: i64 = 120;

/// The reports that a pack is asked for.
#[derive(Clone, Debug)]
pub struct EvidenceQuery {
    /// The person who gets it, with what their company may see; none for the operator's machine.
    pub reader: Option<Person>,
    /// The first cycle.
    pub from: Cycle,
    /// The last cycle.
    pub to: Cycle,
    /// The code of the only partner.
    pub partner: Option<String>,
    /// The code of the only distributor.
    pub distributor: Option<String>,
    /// The code of the only vendor.
    pub vendor: Option<String>,
    /// The code of the language in which the summary is written.
    pub language: &'static str,
}

impl EvidenceQuery {
    /// Checks its cycles.
    ///
    /// # Errors
    /// In English, that they are not in order or too many.
    pub fn check_cycles(&self) -> Result<(), String> {
        let Self { from, to, .. } = self;
        if from > to || to.months_since(*from) >= MOST_CYCLES {
            let expected = format!("ask for 1 to {MOST_CYCLES} cycles, the first one first");
            return Err(format!("{expected}: not {from} to {to}"));
        }
        Ok(())
    }

    /// The name of the file.
    #[must_use]
    pub fn file_name(&self) -> String {
        let mut name = format!("evidence-{}", self.from);
        if self.to != self.from {
            name = format!("{name}-to-{}", self.to);
        }
        for code in [&self.distributor, &self.partner, &self.vendor].into_iter().flatten() {
            name = format!("{name}-{}", in_file_name(code));
        }
        name + ".zip"
    }

    pub(super) fn reader_kind(&self) -> CompanyKind {
        self.reader.as_ref().map_or(CompanyKind::Operator, |person| person.company_kind)
    }
}
