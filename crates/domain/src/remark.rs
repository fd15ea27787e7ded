//! What the chargeable units of a line call for, said once and without contradiction.
//!
//! That chargeable differs from provisioned is no remark by itself: a line within its threshold is
//! charged on used, as the rules have it. A person's own figure is.

use crate::line::Line;
use crate::percent::ThresholdHundredths;

/// A remark about a line's chargeable units. A line has one at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureRemark {
    /// Charged on provisioned as a penalty.
    Penalty,
    /// A violation that is charged below provisioned and has no comment yet.
    ViolationNeedsComment,
    /// A figure that is neither the default nor provisioned and has no comment yet.
    EditNeedsComment,
    /// A violation that needs no comment, because provisioned is charged in full.
    ViolationInFull,
    /// A violation.
    Violation,
    /// The partner's figure, which is neither the default nor provisioned.
    Edited,
    /// Provisioned in full, by the partner's choice.
    InFull,
}

impl FigureRemark {
    /// The remarks that the partner can cause while it edits a line.
    pub const WHILE_EDITED: [Self; 6] = [
        Self::ViolationNeedsComment,
        Self::EditNeedsComment,
        Self::ViolationInFull,
        Self::Violation,
        Self::Edited,
        Self::InFull,
    ];

    /// Whether it is about a violation, a penalty, or a missing comment.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        !matches!(self, Self::Edited | Self::InFull)
    }

    /// The remark about a line; `with_partner` says whether comments can still be given.
    #[must_use]
    pub fn of(line: &Line, threshold: ThresholdHundredths, with_partner: bool) -> Option<Self> {
        if line.penalty {
            return Some(Self::Penalty);
        }
        let in_full = line.edited == Some(line.figures.provisioned);
        if with_partner && line.is_unexplained_violation(threshold) {
            return Some(Self::ViolationNeedsComment);
        }
        if with_partner && line.is_unexplained_edit() {
            return Some(Self::EditNeedsComment);
        }
        match (line.is_violation(threshold), line.edited.is_some()) {
            (true, _) if in_full => Some(Self::ViolationInFull),
            (true, _) => Some(Self::Violation),
            (false, true) if in_full => Some(Self::InFull),
            (false, true) => Some(Self::Edited),
            (false, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Basis;
    use crate::line::{Comment, tests::line};
    use crate::quantity::Quantity;

    fn of(used: i64, edited: Option<i64>, counts: Option<bool>) -> [Option<FigureRemark>; 2] {
        let comment = counts.map(|counts| Comment { text: "because".into(), counts });
        let edited = edited.map(Quantity::from_units);
        let line = Line { edited, comment, ..line(1_000, Some(used), Basis::Peak) };
        [true, false].map(|with_partner| FigureRemark::of(&line, 1_000, with_partner))
    }

    #[test]
    fn a_line_within_its_threshold_is_charged_on_used_without_a_remark() {
        assert_eq!(of(990, None, None), [None, None]);
        assert_eq!(of(1_000, None, Some(true)), [None, None]);
    }

    #[test]
    fn remarks_as_a_full_table() {
        use FigureRemark::{
            EditNeedsComment, Edited, InFull, Violation, ViolationInFull, ViolationNeedsComment,
        };
        // used, edit, comment that counts; with the partner, and with the others
        for (used, edited, counts, with_partner, then) in [
            (780, None, None, ViolationNeedsComment, Violation),
            (780, None, Some(false), ViolationNeedsComment, Violation),
            (780, None, Some(true), Violation, Violation),
            (780, Some(900), None, ViolationNeedsComment, Violation),
            (780, Some(900), Some(true), Violation, Violation),
            (780, Some(1_000), None, ViolationInFull, ViolationInFull),
            (780, Some(1_200), None, EditNeedsComment, Violation),
            (780, Some(1_200), Some(true), Violation, Violation),
            (990, Some(900), None, EditNeedsComment, Edited),
            (990, Some(900), Some(false), EditNeedsComment, Edited),
            (990, Some(900), Some(true), Edited, Edited),
            (990, Some(1_000), None, InFull, InFull),
        ] {
            let expected = [Some(with_partner), Some(then)];
            assert_eq!(of(used, edited, counts), expected, "{used} {edited:?} {counts:?}");
        }
    }

    #[test]
    fn a_penalty_says_all() {
        let penalised = Line { penalty: true, ..line(1_000, Some(780), Basis::Peak) };
        assert_eq!(FigureRemark::of(&penalised, 1_000, false), Some(FigureRemark::Penalty));
    }
}
