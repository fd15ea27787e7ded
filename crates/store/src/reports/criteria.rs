//! Criteria beside status, text and flag: what narrows a list without an index of its own.
//!
//! One condition serves every combination, with bounds that hold for all reports where nothing is
//! asked for, so that criteria do not multiply the statements. The index `reports_by_criteria`
//! holds all of its columns.

use super::list::ListRow;
use crate::value::Value;
use countersign_domain::report::How;
use countersign_domain::status::Status;

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// The code of the vendor.
    pub vendor: Option<String>,
    /// The code of a product that has a line.
    pub product: Option<String>,
    /// Whether reports have lines with a penalty, or none.
    pub flag: Option<bool>,
    /// Whether they have lines above the threshold, or none.
    pub violations: Option<bool>,
    /// Whether they have comments, or none.
    pub comments: Option<bool>,
    /// Who decided: a person approved or rejected, or the system approved.
    pub decided_by: Option<How>,
    /// Only reports with a line that changed by more than this many percent; one without a last
    /// month is over every limit.
    pub changed_over_percent: Option<u32>,
}

/// Millionths in a percent.
const PERCENT: i64 = 10_000;
/// After every code.
const LAST_CODE: &str = "\u{10ffff}";
/// Stands for any product, and for any decision.
const ANY: &str = "";

impl Criteria {
    /// Whether anything is asked for.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn millionths(&self) -> i64 {
        self.changed_over_percent.map_or(-1, |percent| i64::from(percent) * PERCENT)
    }

    /// Whether a row meets them, except for the product, which rows do not name.
    pub(super) fn hold(&self, row: &ListRow) -> bool {
        let is = |asked: Option<bool>, found: bool| asked.is_none_or(|asked| asked == found);
        self.vendor.as_ref().is_none_or(|vendor| *vendor == row.vendor)
            && is(self.flag, row.flagged)
            && is(self.violations, row.violations > 0)
            && is(self.comments, row.comments > 0 || row.has_comment)
            && self.decided_by.is_none_or(|by| row.decided_by() == Some(by))
            && row.plain_change > self.millionths()
    }

    /// The parameters of [`condition`], in their order.
    pub(super) fn values(&self) -> [Value<'_>; PARAMETERS] {
        let (least, most) = (
            [self.flag, self.violations, self.comments].map(|asked| i64::from(asked == Some(true))),
            [self.flag, self.violations, self.comments]
                .map(|asked| if asked == Some(false) { 0 } else { i64::MAX }),
        );
        [
            self.vendor.as_deref().unwrap_or(ANY).into(),
            self.vendor.as_deref().unwrap_or(LAST_CODE).into(),
            least[0].into(),
            most[0].into(),
            least[1].into(),
            most[1].into(),
            least[2].into(),
            most[2].into(),
            self.millionths().into(),
            self.decided_by.map_or(ANY, How::token).into(),
            self.product.as_deref().unwrap_or(ANY).into(),
        ]
    }
}

/// The number of parameters of [`condition`].
pub(super) const PARAMETERS: usize = 11;

/// The condition; `number` gives the next parameter.
pub(super) fn condition(number: &mut impl FnMut() -> String) -> String {
    let mut between = |column: &str| {
        let (least, most) = (number(), number());
        format!(" AND {column} BETWEEN {least} AND {most}")
    };
    let columns = ["vendor_code", "penalty_count", "violation_count", "all_comments"];
    let bounds: String = columns.map(&mut between).concat();
    let (change, by, product) = (number(), number(), number());
    let rejected = Status::Rejected.token();
    let manual = How::Manual.token();
    // The product is looked for last: it is the only look into another table.
    format!(
        "{bounds} AND plain_change > {change} AND (CAST({by} AS TEXT) = '' OR approval = {by} \
         OR ({by} = '{manual}' AND status = '{rejected}')) AND (CAST({product} AS TEXT) = '' \
         OR EXISTS (SELECT 1 FROM report_lines l WHERE l.cycle = reports.cycle \
         AND l.partner_id = reports.partner_id AND l.vendor_id = reports.vendor_id \
         AND l.product_code = {product}))"
    )
}

impl ListRow {
    /// Who made the decision in force: a rejection is always a person's.
    fn decided_by(&self) -> Option<How> {
        match self.status {
            Status::Rejected => Some(How::Manual),
            _ => self.approval,
        }
    }
}
