//! Corrections of a completed report: what distributor and partner agree to change about it.
//!
//! Source of the rules: docs/decisions/2026-11-25-corrections.md. A correction is proposed by the
//! one and agreed to by the other, and then is an amendment, which goes to the vendor as a
//! difference. The report and its lines stay as they are. Owns what corrections are, and what
//! stands with them; the moves are those of [`crate::workflow`].

mod late;
mod retelling;

use crate::history::{Change, Field};
use crate::instant::Instant;
use crate::line::{Line, ProductTerms};
use crate::quantity::Quantity;
use crate::report::Report;
use std::collections::BTreeMap;

pub use late::{LateDifference, Suggestion, late_differences, suggestion};
pub(crate) use retelling::step;
pub use retelling::{Told, retell};

/// The number of the first amendment: the report itself is the first of what is sent.
pub const FIRST_AMENDMENT: i64 = 2;

/// Where a correction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The other company decides.
    Proposed,
    /// An amendment, on its way into the next dispatch.
    Agreed,
    /// The other company did not agree.
    Refused,
    /// Taken back by whose proposal it was.
    Withdrawn,
    /// Part of a dispatch.
    Dispatched,
    /// Processed by the vendor: its figures hold.
    Completed,
    /// Sent back by the vendor: its figures do not hold.
    Returned,
}

impl State {
    /// Every state, in the order of a correction's life.
    pub const ALL: [Self; 7] = [
        Self::Proposed,
        Self::Agreed,
        Self::Refused,
        Self::Withdrawn,
        Self::Dispatched,
        Self::Completed,
        Self::Returned,
    ];

    /// The word of addresses and the database.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Dispatched => "dispatched",
            Self::Completed => "completed",
            Self::Returned => "returned",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.token() == token)
    }

    /// Whether something is still to be done, so that no other correction may begin.
    #[must_use]
    pub const fn is_unfinished(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed | Self::Dispatched)
    }

    /// Whether its vendor was sent it.
    #[must_use]
    pub const fn was_sent(self) -> bool {
        matches!(self, Self::Dispatched | Self::Completed | Self::Returned)
    }
}

/// What a corrected line keeps of its product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductLabel {
    /// Our number of the product.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// Billing unit.
    pub unit: String,
    /// Decimals, 0 to 6.
    pub decimals: u8,
}

impl From<&ProductTerms> for ProductLabel {
    fn from(terms: &ProductTerms) -> Self {
        Self {
            id: terms.id,
            code: terms.code.clone(),
            name: terms.name.clone(),
            unit: terms.unit.clone(),
            decimals: terms.decimals,
        }
    }
}

/// A line of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedLine {
    /// Its product.
    pub product: ProductLabel,
    /// The chargeable units that stood; none if there was no line.
    pub before: Option<Quantity>,
    /// Those that are to stand.
    pub after: Quantity,
    /// The reason.
    pub reason: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its place among the report's corrections, from 1.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// Its number as an amendment, from 2, once it was agreed to.
    pub amendment: Option<i64>,
    /// Whose proposal it is: the report's distributor or its partner.
    pub company_id: i64,
    /// Who proposed it.
    pub person_id: i64,
    /// The instant.
    pub proposed_at: Instant,
    /// The report's version from then on.
    pub proposed_version: i64,
    /// When it came to stand where it does.
    pub changed_at: Instant,
    /// The report's version from then on.
    pub version: i64,
    /// Why the report is to be corrected.
    pub reason: String,
    /// Its lines, by product code.
    pub lines: Vec<CorrectedLine>,
}

impl Correction {
    /// What an entry tells of its lines: each with the figure before and after.
    #[must_use]
    pub fn figures(&self) -> Vec<Change> {
        self.lines.iter().map(CorrectedLine::figure).collect()
    }
}

impl CorrectedLine {
    fn figure(&self) -> Change {
        Change {
            product: Some(self.product.code.clone()),
            field: Field::Chargeable,
            before: self.before.map(|units| units.to_string()),
            after: Some(self.after.to_string()),
        }
    }

    /// Millionths that are charged more than before, or less.
    #[must_use]
    pub fn difference_micros(&self) -> i64 {
        self.after.micros() - self.before.unwrap_or_default().micros()
    }
}

/// A line as it is: the report's own, with all completed amendments applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingLine<'a> {
    /// Its product.
    pub product: ProductLabel,
    /// The report's line; none if an amendment added it.
    pub line: Option<&'a Line>,
    /// The chargeable units that hold.
    pub chargeable: Quantity,
    /// The amendment that they come from, if any.
    pub amendment: Option<i64>,
}

/// The lines of a report as they are, by product code.
#[must_use]
pub fn standing(report: &Report) -> Vec<StandingLine<'_>> {
    let own = report.lines.iter().map(|line| {
        let product = ProductLabel::from(&line.product);
        let chargeable = line.chargeable();
        let standing = StandingLine { product, line: Some(line), chargeable, amendment: None };
        (line.product.code.as_str(), standing)
    });
    let mut lines: BTreeMap<&str, StandingLine<'_>> = own.collect();
    for correction in report.corrections.iter().filter(|it| it.state == State::Completed) {
        for corrected in &correction.lines {
            let code = corrected.product.code.as_str();
            let line = lines.get(code).and_then(|standing| standing.line);
            let (product, chargeable) = (corrected.product.clone(), corrected.after);
            let amendment = correction.amendment;
            lines.insert(code, StandingLine { product, line, chargeable, amendment });
        }
    }
    lines.into_values().collect()
}

/// The correction that is not finished, if there is one.
#[must_use]
pub fn unfinished(report: &Report) -> Option<&Correction> {
    report.corrections.last().filter(|correction| correction.state.is_unfinished())
}

/// The amendment that goes with the next dispatch, if there is one.
#[must_use]
pub fn agreed(report: &Report) -> Option<&Correction> {
    unfinished(report).filter(|correction| correction.state == State::Agreed)
}

/// Whether what the vendor was sent with this version is an amendment that it has not decided on.
#[must_use]
pub fn waits_since(report: &Report, version: i64) -> bool {
    let waits = |it: &Correction| it.state == State::Dispatched && it.version == version;
    unfinished(report).is_some_and(waits)
}
