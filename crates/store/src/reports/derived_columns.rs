//! The derived columns of a report's row: those by which lists show, find and sort, and the text of
//! its rules. They are read only to be verified.

use super::list;
use super::stored::StoredReport;
use crate::error::Result;
use crate::report_key::{Key, Span, in_span};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::quantity::Quantity;
use countersign_domain::settings::Rules;
use countersign_domain::surprise::{LastMonth, ListSummary};

statements! {
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, search_text, line_count, \
        violation_count, penalty_count, comment_count, compared, change_product, change_name, \
        change_decimals, change_before, change_after, surprise_order, standing_order, \
        city_order, rules, all_comments, plain_change, name_order FROM reports WHERE ", in_span!(),
        "ORDER BY cycle, partner_id, vendor_id");
    UNCOMMENTED = concat!("SELECT cycle, partner_id, vendor_id, product_code FROM report_lines \
        WHERE ", in_span!(), "AND comment IS NULL AND comment_counts = TRUE");
}

/// The columns that follow from the rest of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    search_text: String,
    counts: [i64; 4],
    compared: bool,
    change_product: Option<String>,
    change_name: Option<String>,
    change_decimals: Option<i64>,
    change_before: Option<Quantity>,
    change_after: Option<Quantity>,
    orders: [i64; 2],
    city_order: String,
    criteria: [i64; 2],
    name_order: String,
}

impl Beside {
    /// The derived columns of a report whose lines of the month before are these.
    #[must_use]
    pub fn of(stored: &StoredReport, last_month: &[LastMonth]) -> Self {
        let (names, report) = (&stored.names, &stored.report);
        let summary = ListSummary::of(report, last_month);
        let criteria = [summary.all_comments(), summary.plain_change];
        let change = summary.change;
        Self {
            criteria,
            name_order: list::name_order(&names.partner_name),
            search_text: list::search_text(&names.partner_name, &names.partner, &names.company_id),
            counts: [summary.lines, summary.violations, summary.penalties, summary.comments],
            compared: summary.compared,
            change_decimals: change.as_ref().map(|change| i64::from(change.decimals)),
            change_before: change.as_ref().and_then(|change| change.before),
            change_after: change.as_ref().map(|change| change.after),
            change_product: change.as_ref().map(|change| change.product.clone()),
            change_name: change.map(|change| change.name),
            orders: [-summary.surprise, list::standing_order(report)],
            city_order: list::city_order(names.city.as_deref()),
        }
    }

    /// The columns by name, as texts.
    #[must_use]
    pub fn columns(&self) -> [(&'static str, String); 17] {
        fn text(value: Option<impl ToString>) -> String {
            value.map_or_else(|| "nothing".to_owned(), |value| value.to_string())
        }
        let [lines, violations, penalties, comments] = self.counts;
        let [surprise, standing] = self.orders;
        let [all_comments, plain_change] = self.criteria;
        [
            ("search_text", self.search_text.clone()),
            ("line_count", lines.to_string()),
            ("violation_count", violations.to_string()),
            ("penalty_count", penalties.to_string()),
            ("comment_count", comments.to_string()),
            ("compared", self.compared.to_string()),
            ("change_product", text(self.change_product.as_ref())),
            ("change_name", text(self.change_name.as_ref())),
            ("change_decimals", text(self.change_decimals)),
            ("change_before", text(self.change_before)),
            ("change_after", text(self.change_after)),
            ("surprise_order", surprise.to_string()),
            ("standing_order", standing.to_string()),
            ("city_order", self.city_order.clone()),
            ("all_comments", all_comments.to_string()),
            ("plain_change", plain_change.to_string()),
            ("name_order", self.name_order.clone()),
        ]
    }
}

fn beside(row: Row<'_>) -> Result<Beside> {
    Ok(Beside {
        search_text: row.get(3)?,
        counts: [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
        compared: row.get(8)?,
        change_product: row.get(9)?,
        change_name: row.get(10)?,
        change_decimals: row.get(11)?,
        change_before: row.get(12)?,
        change_after: row.get(13)?,
        orders: [row.get(14)?, row.get(15)?],
        city_order: row.get(16)?,
        criteria: [row.get(18)?, row.get(19)?],
        name_order: row.get(20)?,
    })
}

/// Passes the derived columns of the reports of a span to `take`, with the text of their rules, in
/// order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_beside(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, Beside, &str),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        take(Key::from_row(row)?, beside(row)?, row.get(17)?);
        Ok(())
    })
    .await
}

/// Passes the lines of a span of reports to `take` whose comment counts although there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn each_uncommented(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, &str),
) -> Result<()> {
    tx.each(UNCOMMENTED, &span.values(), |row| {
        take(Key::from_row(row)?, row.get(3)?);
        Ok(())
    })
    .await
}

/// The rules of a report as they are stored.
///
/// # Panics
/// Never panics: rules are numbers and words.
#[must_use]
pub fn rules_text(rules: &Rules) -> String {
    serde_json::to_string(rules).expect("rules are numbers and words")
}
