//! The rule by which a person approves many reports at once: no flag, no comment, and no line that
//! changed by a percentage or more.
//!
//! A line's change is |this month − last month| / last month, in chargeable units and compared as
//! an exact fraction, and the line that changed most decides for its report. A change of just the
//! percentage is not less than it. A line that last month did not have cannot be compared and
//! counts as over, as does one whose product had another unit or basis; a line that vanished
//! changed by 100 %. Last month has to be agreed. The order in lists ([`crate::surprise`])
//! damps small counts; this rule does not: from 1 to 2 is 100 %.

use crate::correction::current_lines;
use crate::line::Line;
use crate::quantity::Quantity;
pub use crate::refusal::LeftBecause;
use crate::report::Report;
use crate::surprise::LastMonth;
use serde::{Deserialize, Serialize};

/// The parts of a percentage: two decimals.
const HUNDRED: i64 = 100;

/// Approves a report without flag and comment, all of whose lines changed by less than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApprovalRule {
    /// Hundredths of a percent.
    hundredths: i64,
}

impl Default for ApprovalRule {
    /// Less than 10 %.
    fn default() -> Self {
        Self { hundredths: 10 * HUNDRED }
    }
}

impl ApprovalRule {
    /// Reads a percentage above 0 and up to 100, with at most two decimals after a point or comma.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let percent = Quantity::parse(&text.trim().replace(',', "."), 2).ok()?;
        let hundredths = percent.micros() / (Quantity::from_units(1).micros() / HUNDRED);
        (1..=HUNDRED * HUNDRED).contains(&hundredths).then_some(Self { hundredths })
    }

    /// The percentage as a number with a decimal point and no zeros at its end: `10`, `7.5`.
    #[must_use]
    pub fn percent(self) -> Quantity {
        Quantity::from_micros(self.hundredths * (Quantity::from_units(1).micros() / HUNDRED))
    }

    /// The first reason against approving a report by this rule; `None` if the rule approves it.
    /// `last_month` has the [`agreed_lines`] of the month before, and is empty if there are none.
    #[must_use]
    pub fn leaves(self, report: &Report, last_month: &[LastMonth]) -> Option<LeftBecause> {
        if report.flagged || report.lines.iter().any(|line| line.penalty) {
            return Some(LeftBecause::Flag);
        }
        if report.has_comment() {
            return Some(LeftBecause::Comment);
        }
        let then = |line: &Line| last_month.iter().find(|it| it.is_comparable(line));
        if last_month.is_empty() || report.lines.iter().any(|line| then(line).is_none()) {
            return Some(LeftBecause::NoLastMonth);
        }
        let now = |then: &LastMonth| {
            let line = report.lines.iter().find(|line| line.product.id == then.product_id);
            line.map_or(Quantity::ZERO, Line::chargeable)
        };
        let is_over = |then: &LastMonth| self.is_over(then.chargeable, now(then));
        last_month.iter().any(is_over).then_some(LeftBecause::Change)
    }

    /// Whether a figure changed by the percentage or more. From 0, every other figure did.
    fn is_over(self, before: Quantity, after: Quantity) -> bool {
        let (before, after) = (i128::from(before.micros()), i128::from(after.micros()));
        let allowed = i128::from(self.hundredths) * before;
        before != after && (after - before).abs() * i128::from(HUNDRED * HUNDRED) >= allowed
    }
}

/// The lines of the report of the month before, as this rule compares with them: the figures that
/// both agreed on, with completed amendments applied. None before its approval.
#[must_use]
pub fn agreed_lines(report: &Report) -> Vec<LastMonth> {
    if !report.status.is_agreed() {
        return Vec::new();
    }
    let lines = current_lines(report).into_iter().map(|current| LastMonth {
        product_id: current.product.id,
        code: current.product.code,
        name: current.product.name,
        decimals: current.product.decimals,
        unit: current.product.unit,
        basis: current.line.map(|line| line.product.basis),
        chargeable: current.chargeable,
    });
    lines.collect()
}

#[cfg(test)]
mod tests;
