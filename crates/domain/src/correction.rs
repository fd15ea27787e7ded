//! Corrections of a completed report, on which distributor and partner agree.
//!
//! Source of the rules: docs/decisions/2026-11-25-corrections.md. One of the two proposes a
//! correction and the other agrees; it then is an amendment, which goes to the vendor as a
//! difference. The report and its lines stay as they are. Owns the data of corrections and the
//! current figures; [`crate::workflow`] has the moves.

mod late;
mod replay;

use crate::history::{FieldChange, HistoryField};
use crate::instant::Instant;
use crate::line::{Line, ProductTerms};
use crate::quantity::Quantity;
use crate::report::Report;
use std::collections::BTreeMap;

pub use late::{LateDifference, Suggestion, late_differences, suggestion};
pub(crate) use replay::step;
pub use replay::{ReplayedCorrection, replay};

/// The number of the first amendment; the report itself counts as 1.
pub const FIRST_AMENDMENT: i64 = 2;

/// The state of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorrectionState {
    /// The other company decides.
    Proposed,
    /// It is an amendment, and goes with the next dispatch.
    Agreed,
    /// The other company did not agree.
    Refused,
    /// The company that proposed it took it back.
    Withdrawn,
    /// It is part of a dispatch.
    Dispatched,
    /// The vendor completed it: its figures apply.
    Completed,
    /// The vendor returned it: its figures do not apply.
    Returned,
}

impl CorrectionState {
    /// All states, in the order of a correction's life.
    pub const ALL: [Self; 7] = [
        Self::Proposed,
        Self::Agreed,
        Self::Refused,
        Self::Withdrawn,
        Self::Dispatched,
        Self::Completed,
        Self::Returned,
    ];

    /// The token in addresses and the database.
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

    /// The state of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.token() == token)
    }

    /// Whether it is not finished, so that no other correction may begin.
    #[must_use]
    pub const fn is_unfinished(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed | Self::Dispatched)
    }

    /// Whether it was sent to the vendor.
    #[must_use]
    pub const fn was_sent(self) -> bool {
        matches!(self, Self::Dispatched | Self::Completed | Self::Returned)
    }
}

/// The data of a product that a corrected line keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductLabel {
    /// The number of the product.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The billing unit.
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
    /// The product of the line.
    pub product: ProductLabel,
    /// The chargeable units before; `None` if there was no line.
    pub before: Option<Quantity>,
    /// The chargeable units after.
    pub after: Quantity,
    /// The reason.
    pub reason: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its place among the report's corrections, from 1.
    pub number: i64,
    /// The state of the correction.
    pub state: CorrectionState,
    /// The number of the amendment, from 2, once both agreed.
    pub amendment: Option<i64>,
    /// The company that proposed it: the report's distributor or its partner.
    pub company_id: i64,
    /// The number of the person who proposed it.
    pub person_id: i64,
    /// The instant.
    pub proposed_at: Instant,
    /// The report's version after the proposal.
    pub proposed_version: i64,
    /// When it reached its state.
    pub changed_at: Instant,
    /// The report's version when it reached its state.
    pub version: i64,
    /// The reason for the whole correction.
    pub reason: String,
    /// Its lines, by product code.
    pub lines: Vec<CorrectedLine>,
}

impl Correction {
    /// The changes of a history entry: each line with the figure before and after.
    #[must_use]
    pub fn figures(&self) -> Vec<FieldChange> {
        self.lines.iter().map(CorrectedLine::figure).collect()
    }
}

impl CorrectedLine {
    fn figure(&self) -> FieldChange {
        FieldChange {
            product: Some(self.product.code.clone()),
            field: HistoryField::Chargeable,
            before: self.before.map(|units| units.to_string()),
            after: Some(self.after.to_string()),
        }
    }

    /// The sum of the changes in millionths: positive if more is charged.
    #[must_use]
    pub fn difference_micros(&self) -> i64 {
        self.after.micros() - self.before.unwrap_or_default().micros()
    }
}

/// A line with its current figure: the report's own with all completed amendments applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentLine<'a> {
    /// The product of the line.
    pub product: ProductLabel,
    /// The report's line; `None` if an amendment added it.
    pub line: Option<&'a Line>,
    /// The current chargeable units.
    pub chargeable: Quantity,
    /// The amendment that set them, if there is one.
    pub amendment: Option<i64>,
}

/// The current lines of a report, by product code.
#[must_use]
pub fn current_lines(report: &Report) -> Vec<CurrentLine<'_>> {
    let own = report.lines.iter().map(|line| {
        let product = ProductLabel::from(&line.product);
        let chargeable = line.chargeable();
        let current_lines = CurrentLine { product, line: Some(line), chargeable, amendment: None };
        (line.product.code.as_str(), current_lines)
    });
    let mut lines: BTreeMap<&str, CurrentLine<'_>> = own.collect();
    for correction in report.corrections.iter().filter(|it| it.state == CorrectionState::Completed)
    {
        for corrected in &correction.lines {
            let code = corrected.product.code.as_str();
            let line = lines.get(code).and_then(|current_lines| current_lines.line);
            let (product, chargeable) = (corrected.product.clone(), corrected.after);
            let amendment = correction.amendment;
            lines.insert(code, CurrentLine { product, line, chargeable, amendment });
        }
    }
    lines.into_values().collect()
}

/// The unfinished correction, if there is one.
#[must_use]
pub fn unfinished(report: &Report) -> Option<&Correction> {
    report.corrections.last().filter(|correction| correction.state.is_unfinished())
}

/// The amendment that goes with the next dispatch, if there is one.
#[must_use]
pub fn agreed(report: &Report) -> Option<&Correction> {
    unfinished(report).filter(|correction| correction.state == CorrectionState::Agreed)
}

/// Whether this version sent an amendment on which the vendor has not decided.
#[must_use]
pub fn waits_since(report: &Report, version: i64) -> bool {
    let waits = |it: &Correction| it.state == CorrectionState::Dispatched && it.version == version;
    unfinished(report).is_some_and(waits)
}
