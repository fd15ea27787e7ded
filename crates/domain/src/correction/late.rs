//! Late differences, and the corrections that they suggest.

use super::{CurrentLine, ProductLabel};
use crate::instant::Instant;
use crate::line::{Line, LineFigures};
use crate::quantity::Quantity;
use crate::report::Report;

/// The change to a line that readings after the first submission would have made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateDifference {
    /// The product of the line.
    pub product: ProductLabel,
    /// Provisioned units with the late readings.
    pub provisioned: Quantity,
    /// Used units with the late readings.
    pub used: Option<Quantity>,
    /// Default chargeable units with the late readings.
    pub default_chargeable: Quantity,
    /// When this difference was first found.
    pub found_at: Instant,
}

/// The late differences of a report by the present readings, which give `lines`. A difference in
/// `known` with the same figures keeps its instant.
#[must_use]
pub fn late_differences(
    report: &Report,
    lines: &[Line],
    known: &[LateDifference],
    now: Instant,
) -> Vec<LateDifference> {
    let units =
        |figures: &LineFigures| (figures.provisioned, figures.used, figures.default_chargeable);
    let of_line = |line: &Line| {
        let current = report.lines.iter().find(|old| old.product.id == line.product.id);
        let is_same = current.is_some_and(|old| units(&old.figures) == units(&line.figures));
        let late = LateDifference {
            product: ProductLabel::from(&line.product),
            provisioned: line.figures.provisioned,
            used: line.figures.used,
            default_chargeable: line.figures.default_chargeable,
            found_at: now,
        };
        let since = known.iter().find(|it| it.has_figures_of(&late)).map(|it| it.found_at);
        (!is_same).then(|| LateDifference { found_at: since.unwrap_or(now), ..late })
    };
    lines.iter().filter_map(of_line).collect()
}

impl LateDifference {
    fn has_figures_of(&self, other: &Self) -> bool {
        self.product.id == other.product.id
            && self.provisioned == other.provisioned
            && self.used == other.used
            && self.default_chargeable == other.default_chargeable
    }
}

/// The suggestion for a late difference when all of them are proposed as a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Charge the line on these units.
    Charge(Quantity),
    /// Nothing: the current figure is that already, or no charged figure has changed.
    Nothing,
    /// People set the current figure, so a person has to decide.
    SetByPeople,
}

/// The suggestion for the current line; `None` if there is no line.
#[must_use]
pub fn suggestion(current: Option<&CurrentLine<'_>>, late: &LateDifference) -> Suggestion {
    let Some(current) = current else { return charge(Quantity::ZERO, late.default_chargeable) };
    let by_amendment = current.amendment.is_some();
    let new = match current.line {
        Some(line) if line.penalty => late.provisioned,
        _ => late.default_chargeable,
    };
    if current.chargeable == new {
        return Suggestion::Nothing;
    }
    match current.line {
        Some(line) if line.edited.is_none() && !by_amendment => charge(current.chargeable, new),
        _ => Suggestion::SetByPeople,
    }
}

fn charge(current: Quantity, new: Quantity) -> Suggestion {
    if new == current { Suggestion::Nothing } else { Suggestion::Charge(new) }
}
