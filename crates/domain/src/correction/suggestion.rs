//! Late differences, and what of them is proposed as a correction without more ado.

use super::{ProductLabel, StandingLine};
use crate::instant::Instant;
use crate::quantity::Quantity;

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
    /// Since when it is so.
    pub found_at: Instant,
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

/// What a late difference suggests for the line as it stands; none where there is no line.
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
