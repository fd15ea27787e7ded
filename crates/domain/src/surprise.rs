//! The summary of a report for lists, and the number by which lists put the largest changes first.
//!
//! A reviewer looks first at penalties, then at the largest change against last month, then at
//! comments. Units of different products are never added, so the line with the largest change
//! decides for its report:
//!
//! ```text
//! change   = |after − before| / (max(before, after) + 10 units)
//! surprise = (penalties × 1,000,000 + millionths of the largest change) × 1,000 + comments
//! ```
//!
//! The ten units damp small counts: 1 → 2 is 1/12, 100 → 200 is 100/210. A new line counts from 0
//! and one that vanished to 0; if there was no report last month, nothing is compared. Changes are
//! compared as exact fractions; of two equal ones, the first product code is named. Penalties count
//! up to 9,999 and comments (of lines and of the report) to 999, so that neither spills into the
//! heavier part.
//!
//! Beside it stands the plain relative change by which lists are narrowed ("changed over 10 %"):
//!
//! ```text
//! plain change = |after − before| / before
//! ```
//!
//! The line with the largest one decides. A line without a last month is over every limit, because
//! nothing says that it changed little; so is one whose product had another unit or basis.

use crate::basis::Basis;
use crate::line::Line;
use crate::quantity::Quantity;
use crate::report::Report;
use std::cmp::Ordering;

/// Damps the change of small counts.
const DAMPING: Quantity = Quantity::from_units(10);
/// The number of parts of a change, which is always less than one.
const MILLION: i64 = 1_000_000;
/// Comments count up to less than this, and so less than a millionth of a change.
const THOUSAND: i64 = 1_000;
/// The millionths of a line that has nothing to compare with: over every limit, and as large as a
/// change can count.
pub const NO_LAST_MONTH: i64 = i64::MAX / 2;
/// More penalties make no difference.
const MOST_PENALTIES: i64 = 9_999;

/// A line of the report before: same partner and vendor, the cycle before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMonth {
    /// The number of the product.
    pub product_id: i64,
    /// The code from import files.
    pub code: String,
    /// The name of the product then.
    pub name: String,
    /// The decimals of the product then.
    pub decimals: u8,
    /// The unit of the product then.
    pub unit: String,
    /// The basis of its figures then; `None` if an amendment added the line.
    pub basis: Option<Basis>,
    /// The units that were charged.
    pub chargeable: Quantity,
}

impl LastMonth {
    /// A line for the comparison with the next month.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        Self {
            product_id: line.product.id,
            code: line.product.code.clone(),
            name: line.product.name.clone(),
            decimals: line.product.decimals,
            unit: line.product.unit.clone(),
            basis: Some(line.product.basis),
            chargeable: line.chargeable(),
        }
    }

    /// Whether a line's units can be compared with these: 1,000 TB are not 1,000 GB, nor is a peak
    /// an average.
    #[must_use]
    pub fn is_comparable(&self, line: &Line) -> bool {
        let product = &line.product;
        self.product_id == product.id
            && self.unit == product.unit
            && self.basis.is_none_or(|basis| basis == product.basis)
    }
}

/// The chargeable units of one product, last month and this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LargestChange {
    /// Code of the product.
    pub product: String,
    /// The name that people see.
    pub name: String,
    /// The decimals of the product.
    pub decimals: u8,
    /// Last month's units; `None` if there was no such line.
    pub before: Option<Quantity>,
    /// This month's units; 0 if the line vanished.
    pub after: Quantity,
}

/// The summary of a report for lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListSummary {
    /// The number of lines.
    pub lines: i64,
    /// The number of lines above the threshold.
    pub violations: i64,
    /// The number of lines with a penalty.
    pub penalties: i64,
    /// The number of lines with a comment, whether it counts or not.
    pub comments: i64,
    /// Whether the report itself has a comment.
    pub has_comment: bool,
    /// Whether there was a report last month to compare with.
    pub compared: bool,
    /// The line with the largest change against last month; `None` if nothing changed.
    pub change: Option<LargestChange>,
    /// The number to sort by; the most surprising report has the highest.
    pub surprise: i64,
    /// The largest plain change of a line, in millionths of last month's units, rounded up so that
    /// a limit of whole millionths is exact; [`NO_LAST_MONTH`] where a line has none.
    pub plain_change: i64,
}

impl ListSummary {
    /// The summary of a report beside last month's lines; none if there was no report.
    #[must_use]
    pub fn of(report: &Report, last_month: &[LastMonth]) -> Self {
        let count = |lines: usize| i64::try_from(lines).unwrap_or(i64::MAX);
        let of = |is: fn(&Line) -> bool| count(report.lines.iter().filter(|it| is(it)).count());
        let mut summary = Self {
            lines: count(report.lines.len()),
            violations: count(report.violations()),
            penalties: of(|line| line.penalty),
            comments: of(|line| line.comment.is_some()),
            has_comment: report.comment.is_some(),
            compared: !last_month.is_empty(),
            ..Self::default()
        };
        let largest = largest(&report.lines, last_month);
        let millionths = largest.map_or(0, |moved| moved.change.millionths());
        let comments = summary.all_comments().min(THOUSAND - 1);
        let weighed = summary.penalties.min(MOST_PENALTIES) * MILLION + millionths;
        summary.surprise = weighed * THOUSAND + comments;
        summary.change = largest.map(Moved::summarized);
        summary.plain_change = plain_change(&report.lines, last_month);
        summary
    }

    /// The number of comments, of lines and of the report.
    #[must_use]
    pub fn all_comments(&self) -> i64 {
        self.comments + i64::from(self.has_comment)
    }
}

/// A damped relative change as a fraction.
#[derive(Clone, Copy, PartialEq, Eq)]
struct RelativeChange {
    moved: i128,
    of: i128,
}

impl RelativeChange {
    fn between(before: Quantity, after: Quantity) -> Self {
        let moved = (i128::from(after.micros()) - i128::from(before.micros())).abs();
        let of = i128::from(before.max(after).micros()) + i128::from(DAMPING.micros());
        Self { moved, of }
    }

    /// Never a million: the numerator is always less than the denominator.
    fn millionths(self) -> i64 {
        i64::try_from(self.moved * i128::from(MILLION) / self.of).unwrap_or(MILLION - 1)
    }
}

impl Ord for RelativeChange {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both factors have 64 bits, so the products have fewer than 127.
        (self.moved * other.of).cmp(&(other.moved * self.of))
    }
}

impl PartialOrd for RelativeChange {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A line that changed, as it is in one month or the other.
#[derive(Clone, Copy)]
struct Moved<'a> {
    code: &'a str,
    name: &'a str,
    decimals: u8,
    before: Option<Quantity>,
    after: Quantity,
    change: RelativeChange,
}

impl Moved<'_> {
    fn summarized(self) -> LargestChange {
        LargestChange {
            product: self.code.to_owned(),
            name: self.name.to_owned(),
            decimals: self.decimals,
            before: self.before,
            after: self.after,
        }
    }
}

fn largest<'a>(lines: &'a [Line], last_month: &'a [LastMonth]) -> Option<Moved<'a>> {
    if last_month.is_empty() {
        return None;
    }
    let there = lines.iter().map(|line| {
        let then = last_month.iter().find(|then| then.product_id == line.product.id);
        let (before, after) = (then.map(|then| then.chargeable), line.chargeable());
        Moved {
            code: &line.product.code,
            name: &line.product.name,
            decimals: line.product.decimals,
            before,
            after,
            change: RelativeChange::between(before.unwrap_or(Quantity::ZERO), after),
        }
    });
    let is_there = |then: &&LastMonth| lines.iter().any(|it| it.product.id == then.product_id);
    let vanished = last_month.iter().filter(move |then| !is_there(then)).map(|then| Moved {
        code: &then.code,
        name: &then.name,
        decimals: then.decimals,
        before: Some(then.chargeable),
        after: Quantity::ZERO,
        change: RelativeChange::between(then.chargeable, Quantity::ZERO),
    });
    let by_change =
        |a: &Moved<'_>, b: &Moved<'_>| a.change.cmp(&b.change).then_with(|| b.code.cmp(a.code));
    there.chain(vanished).filter(|moved| moved.change.moved > 0).max_by(by_change)
}

fn plain_change(lines: &[Line], last_month: &[LastMonth]) -> i64 {
    let there = lines.iter().map(|line| {
        let then = last_month.iter().find(|then| then.is_comparable(line));
        then.map_or(NO_LAST_MONTH, |then| plain_millionths(then.chargeable, line.chargeable()))
    });
    let is_there = |then: &&LastMonth| lines.iter().any(|it| it.product.id == then.product_id);
    let vanished = last_month.iter().filter(|then| !is_there(then));
    let vanished = vanished.map(|then| plain_millionths(then.chargeable, Quantity::ZERO));
    there.chain(vanished).max().unwrap_or(0)
}

/// More than nothing is an unlimited change of nothing.
fn plain_millionths(before: Quantity, after: Quantity) -> i64 {
    let (before, after) = (i128::from(before.micros()), i128::from(after.micros()));
    match (after - before).abs() {
        0 => 0,
        _ if before == 0 => NO_LAST_MONTH,
        moved => {
            let millionths = (moved * i128::from(MILLION) + before - 1) / before;
            i64::try_from(millionths).map_or(NO_LAST_MONTH, |it| it.min(NO_LAST_MONTH))
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
