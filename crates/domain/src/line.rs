//! A line: one product within a report, and the meaning of its figures.
//!
//! Source of the rules: docs/rules.md section 2 (violation, unexplained, penalty) and section 3.

use crate::basis::{Basis, Overflow};
use crate::figure::{Figure, Standing};
use crate::percent::{OverProvisioned, ThresholdHundredths};
use crate::quantity::Quantity;

/// The data of a product that a line keeps, frozen when the line is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductTerms {
    /// The number of the product.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The billing unit, such as "Seats".
    pub unit: String,
    /// Decimals, 0 to 6.
    pub decimals: u8,
    /// The basis of its figures.
    pub basis: Basis,
    /// Whether used readings count.
    pub reports_usage: bool,
}

/// The partner's text on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text, trimmed and never blank.
    pub text: String,
    /// Whether it explains the line; a later rejection makes it false.
    pub counts: bool,
}

/// The sums over the billable subscriptions of one product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineFigures {
    /// Provisioned units.
    pub provisioned: Quantity,
    /// Used units; absent if no subscription has any, never 0 for a missing figure.
    pub used: Option<Quantity>,
    /// Used units if present, otherwise provisioned, per subscription.
    pub default_chargeable: Quantity,
    /// Whether a subscription is carried forward.
    pub carried_forward: bool,
    /// The number of subscriptions that count.
    pub subscriptions: i64,
    /// The number of them without used units.
    pub without_used: i64,
}

impl LineFigures {
    /// The figures of a line for which no subscription counts any more.
    pub const NONE: Self = Self {
        provisioned: Quantity::ZERO,
        used: None,
        default_chargeable: Quantity::ZERO,
        carried_forward: false,
        subscriptions: 0,
        without_used: 0,
    };
}

/// A warning about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Used is more than provisioned.
    OverUse,
    /// Chargeable differs from provisioned.
    Differs,
}

impl Warning {
    /// The warning in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OverUse => "used more than provisioned",
            Self::Differs => "chargeable differs from provisioned",
        }
    }
}

/// One product within a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The terms of the product when the line was made.
    pub product: ProductTerms,
    /// The figures from readings.
    pub figures: LineFigures,
    /// The partner's edit of the chargeable units.
    pub edited: Option<Quantity>,
    /// The partner's comment.
    pub comment: Option<Comment>,
    /// Whether it is charged on provisioned because no one explained its violation.
    pub penalty: bool,
    /// Whether the figures moved since the partner's edit.
    pub moved: bool,
}

impl Line {
    /// A new line: no edit, no comment.
    #[must_use]
    pub const fn new(product: ProductTerms, figures: LineFigures) -> Self {
        Self { product, figures, edited: None, comment: None, penalty: false, moved: false }
    }

    /// Chargeable units: provisioned under a penalty, otherwise the edit, otherwise the default.
    #[must_use]
    pub fn chargeable(&self) -> Quantity {
        if self.penalty { self.figures.provisioned } else { self.without_penalty() }
    }

    /// Chargeable units without the penalty.
    #[must_use]
    pub fn without_penalty(&self) -> Quantity {
        self.edited.unwrap_or(self.figures.default_chargeable)
    }

    /// The over-provisioned share; absent if used is absent, provisioned is 0, or the basis is
    /// `sum`.
    #[must_use]
    pub fn over_provisioned(&self) -> Option<OverProvisioned> {
        if self.product.basis == Basis::Sum {
            return None;
        }
        self.figures.used?;
        OverProvisioned::new(self.figures.provisioned, self.figures.default_chargeable)
    }

    /// Whether the over-provisioned percentage is above the threshold.
    #[must_use]
    pub fn is_violation(&self, threshold: ThresholdHundredths) -> bool {
        self.over_provisioned().is_some_and(|share| share.exceeds(threshold))
    }

    /// Whether it has a comment that counts.
    #[must_use]
    pub fn is_commented(&self) -> bool {
        self.comment.as_ref().is_some_and(|comment| comment.counts)
    }

    /// Whether its figure differs from both its default and provisioned without a counting comment.
    #[must_use]
    pub fn is_unexplained_edit(&self) -> bool {
        let figure = self.without_penalty();
        !self.is_commented()
            && figure != self.figures.default_chargeable
            && figure != self.figures.provisioned
    }

    /// Whether it is a violation charged below provisioned without a counting comment.
    #[must_use]
    pub fn is_unexplained_violation(&self, threshold: ThresholdHundredths) -> bool {
        !self.is_commented()
            && self.is_violation(threshold)
            && self.without_penalty() < self.figures.provisioned
    }

    /// Whether it stops a manual submission.
    #[must_use]
    pub fn is_unexplained(&self, threshold: ThresholdHundredths) -> bool {
        self.is_unexplained_edit() || self.is_unexplained_violation(threshold)
    }

    /// The warning: over-use first, then a chargeable that differs from provisioned; none for
    /// `sum`.
    #[must_use]
    pub fn warning(&self) -> Option<Warning> {
        if self.product.basis == Basis::Sum {
            return None;
        }
        if self.figures.used.is_some_and(|used| used > self.figures.provisioned) {
            return Some(Warning::OverUse);
        }
        (self.chargeable() != self.figures.provisioned).then_some(Warning::Differs)
    }

    /// Replaces the figures after later readings; an edit stays and is marked as moved.
    pub fn refresh(&mut self, figures: LineFigures) {
        let units =
            |figures: &LineFigures| (figures.provisioned, figures.used, figures.default_chargeable);
        self.moved |= self.edited.is_some() && units(&self.figures) != units(&figures);
        self.figures = figures;
    }

    /// Whether the line can be dropped: no subscription counts for it, and its partner has neither
    /// edited nor commented it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.figures.subscriptions == 0 && self.edited.is_none() && self.comment.is_none()
    }
}

/// Sums the figures of subscriptions for their line.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineSum {
    provisioned: i128,
    used: i128,
    default_chargeable: i128,
    carried: bool,
    subscriptions: i64,
    with_used: i64,
}

impl LineSum {
    /// Adds one subscription; one that does not count changes nothing.
    pub fn add(&mut self, figure: &Figure) {
        if !figure.standing.counts() {
            return;
        }
        self.subscriptions += 1;
        self.carried |= figure.standing == Standing::CarriedForward;
        self.provisioned += i128::from(figure.provisioned_units().micros());
        self.default_chargeable += i128::from(figure.default_chargeable().micros());
        if let Some(used) = figure.used {
            self.with_used += 1;
            self.used += i128::from(used.quantity.micros());
        }
    }

    /// The figures of the line; `None` if no subscription counts, so that there is no line.
    ///
    /// # Errors
    /// [`Overflow`] when a quantity cannot hold a sum.
    pub fn figures(&self) -> Result<Option<LineFigures>, Overflow> {
        if self.subscriptions == 0 {
            return Ok(None);
        }
        let quantity = |sum| i64::try_from(sum).map(Quantity::from_micros).map_err(|_| Overflow);
        Ok(Some(LineFigures {
            provisioned: quantity(self.provisioned)?,
            used: if self.with_used > 0 { Some(quantity(self.used)?) } else { None },
            default_chargeable: quantity(self.default_chargeable)?,
            carried_forward: self.carried,
            subscriptions: self.subscriptions,
            without_used: self.subscriptions - self.with_used,
        }))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::basis::Folded;

    pub(crate) fn line(provisioned: i64, used: Option<i64>, basis: Basis) -> Line {
        let product = ProductTerms {
            id: 1,
            code: "EP".into(),
            name: "Endpoint Shield".into(),
            unit: "Seats".into(),
            decimals: 0,
            basis,
            reports_usage: true,
        };
        Line::new(
            product,
            LineFigures {
                provisioned: Quantity::from_units(provisioned),
                used: used.map(Quantity::from_units),
                default_chargeable: Quantity::from_units(used.unwrap_or(provisioned)),
                subscriptions: 1,
                ..LineFigures::default()
            },
        )
    }

    fn with(edited: Option<i64>, comment: Option<bool>) -> Line {
        let comment = comment.map(|counts| Comment { text: "because".into(), counts });
        Line {
            edited: edited.map(Quantity::from_units),
            comment,
            ..line(1000, Some(780), Basis::Peak)
        }
    }

    #[test]
    fn what_is_unexplained_as_a_full_table() {
        // edit, comment that counts, unexplained as an edit, as a violation of 22 %
        for (edited, comment, as_edit, as_violation) in [
            (None, None, false, true),
            (None, Some(false), false, true),
            (None, Some(true), false, false),
            (Some(780), None, false, true),
            (Some(1000), None, false, false),
            (Some(900), None, true, true),
            (Some(900), Some(false), true, true),
            (Some(900), Some(true), false, false),
            (Some(1200), None, true, false),
            (Some(0), None, true, true),
        ] {
            let line = with(edited, comment);
            assert_eq!(line.is_unexplained_edit(), as_edit, "{edited:?} {comment:?}");
            assert_eq!(line.is_unexplained_violation(1000), as_violation, "{edited:?} {comment:?}");
            assert_eq!(line.is_unexplained(1000), as_edit || as_violation);
        }
        assert!(!with(None, None).is_unexplained(2200), "22 % is not above 22 %");
    }

    #[test]
    fn over_provisioning_is_absent_where_it_means_nothing() {
        assert!(line(10, None, Basis::Peak).over_provisioned().is_none());
        assert!(line(0, Some(0), Basis::Peak).over_provisioned().is_none());
        assert!(line(10, Some(1), Basis::Sum).over_provisioned().is_none());
        assert_eq!(line(10, Some(1), Basis::Last).over_provisioned().unwrap().tenths(), 900);
    }

    #[test]
    fn warnings_go_by_what_is_charged() {
        assert_eq!(line(10, Some(12), Basis::Peak).warning(), Some(Warning::OverUse));
        assert_eq!(line(10, Some(9), Basis::Peak).warning(), Some(Warning::Differs));
        assert_eq!(line(10, Some(10), Basis::Peak).warning(), None);
        assert_eq!(line(10, Some(12), Basis::Sum).warning(), None);
        let penalised = Line { penalty: true, ..line(10, Some(2), Basis::Peak) };
        assert_eq!((penalised.warning(), penalised.chargeable()), (None, Quantity::from_units(10)));
    }

    fn figure(standing: Standing, provisioned: i64, used: Option<i64>) -> Figure {
        let folded = |units| Folded { quantity: Quantity::from_units(units), day: None, days: 1 };
        Figure { standing, provisioned: Some(folded(provisioned)), used: used.map(folded) }
    }

    #[test]
    fn a_line_adds_what_counts_and_says_what_has_no_used_units() {
        let mut sum = LineSum::default();
        sum.add(&figure(Standing::Counted, 10, Some(4)));
        sum.add(&figure(Standing::CarriedForward, 5, None));
        sum.add(&figure(Standing::NotBillable, 100, Some(100)));
        let figures = sum.figures().unwrap().unwrap();
        assert_eq!(figures.provisioned, Quantity::from_units(15));
        assert_eq!(figures.used, Some(Quantity::from_units(4)));
        assert_eq!(figures.default_chargeable, Quantity::from_units(9));
        assert_eq!((figures.subscriptions, figures.without_used), (2, 1));
        assert!(figures.carried_forward);
    }

    #[test]
    fn no_subscription_that_counts_makes_no_line() {
        let mut sum = LineSum::default();
        sum.add(&figure(Standing::Ended, 10, None));
        assert_eq!(sum.figures(), Ok(None));
    }

    #[test]
    fn a_line_beyond_what_can_be_counted_is_an_overflow() {
        let mut sum = LineSum::default();
        for _ in 0..2 {
            sum.add(&figure(Standing::Counted, 9_000_000_000_000, None));
        }
        assert_eq!(sum.figures(), Err(Overflow));
    }

    #[test]
    fn an_edit_stays_and_says_that_the_figures_moved() {
        let mut line = with(Some(900), None);
        line.refresh(line.figures);
        assert!(!line.moved, "the same figures move nothing");
        let more = LineFigures { default_chargeable: Quantity::from_units(800), ..line.figures };
        line.refresh(more);
        assert!(line.moved);
        assert_eq!(line.chargeable(), Quantity::from_units(900));
    }
}
