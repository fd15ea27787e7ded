//! Late differences, and what of them is proposed as a correction without more ado.

use super::{ProductLabel, StandingLine};
use crate::instant::Instant;
use crate::line::{Figures, Line};
use crate::quantity::Quantity;
use crate::report::Report;

/// What readings that came after the first submission would have made of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateDifference {
    /// The line's product.
    pub product: ProductLabel,
    /// Provisioned units as they would be.
    pub provisioned: Quantity,
    /// Used units as they would be.
    pub used: Option<Quantity>,
    /// Default chargeable units as they would be.
    pub default_chargeable: Quantity,
    /// The time since it is so.
    pub found_at: Instant,
}

/// What the readings of now, which make `lines` of the report, would have changed of it. What was
/// `known` with the same figures is known since then.
#[must_use]
pub fn late_differences(
    report: &Report,
    lines: &[Line],
    known: &[LateDifference],
    now: Instant,
) -> Vec<LateDifference> {
    let units = |figures: &Figures| (figures.provisioned, figures.used, figures.default_chargeable);
    let of_line = |line: &Line| {
        let stands = report.lines.iter().find(|old| old.product.id == line.product.id);
        let is_same = stands.is_some_and(|old| units(&old.figures) == units(&line.figures));
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

/// What becomes of a late difference when a correction is proposed of all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The line is to be charged on so many units.
    Charge(Quantity),
    /// What stands is that already, or nothing that is charged has changed.
    Nothing,
    /// People set the figure that stands: they say what it becomes.
    SetByPeople,
}

/// What a late difference suggests for the line as it is; none if there is no line.
#[must_use]
pub fn suggestion(stands: Option<&StandingLine<'_>>, late: &LateDifference) -> Suggestion {
    let Some(stands) = stands else { return charge(Quantity::ZERO, late.default_chargeable) };
    let by_amendment = stands.amendment.is_some();
    let new = match stands.line {
        Some(line) if line.penalty => late.provisioned,
        _ => late.default_chargeable,
    };
    if stands.chargeable == new {
        return Suggestion::Nothing;
    }
    match stands.line {
        Some(line) if line.edited.is_none() && !by_amendment => charge(stands.chargeable, new),
        _ => Suggestion::SetByPeople,
    }
}

fn charge(stands: Quantity, new: Quantity) -> Suggestion {
    if new == stands { Suggestion::Nothing } else { Suggestion::Charge(new) }
}
