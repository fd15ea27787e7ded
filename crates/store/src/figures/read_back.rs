//! Reads lines and figures back from the texts that the digest of a submission covers.

use super::FigureRow;
use countersign_domain::basis::Basis;
use countersign_domain::figure::Standing;
use countersign_domain::instant::Instant;
use countersign_domain::line::{Line, LineFigures, ProductTerms};
use countersign_domain::quantity::Quantity;
use serde::Deserialize;

/// What one text holds.
#[derive(Clone, Debug, PartialEq)]
pub enum DigestedText {
    /// A line as its figures were frozen, without edits, comments and penalties.
    Line(Box<Line>),
    /// The figure of a subscription.
    Row(Box<FigureRow>),
}

#[derive(Deserialize)]
struct LineText(
    (String, String, String),
    (i64, u8, i64, i64),
    (bool, bool),
    String,
    (i64, Option<i64>, i64),
);

#[derive(Deserialize)]
struct RowText(
    (i64, i64, i64, i64),
    (String, String, String),
    (Option<String>,),
    bool,
    String,
    (Option<i64>, Option<i64>, Option<i64>, Option<i64>),
    (Option<i64>, Option<i64>),
    (i64, i64),
    #[serde(default)] Option<i64>,
);

/// The line or figure in a text; `None` if it is neither.
#[must_use]
pub fn read_back(text: &str) -> Option<DigestedText> {
    if let Ok(line) = serde_json::from_str::<LineText>(text) {
        return line.line().map(|line| DigestedText::Line(Box::new(line)));
    }
    let row: RowText = serde_json::from_str(text).ok()?;
    row.row().map(|row| DigestedText::Row(Box::new(row)))
}

impl LineText {
    fn line(self) -> Option<Line> {
        let Self((code, name, unit), numbers, (reports_usage, carried_forward), basis, units) =
            self;
        let (id, decimals, subscriptions, without_used) = numbers;
        let (provisioned, used, default_chargeable) = units;
        let basis = Basis::parse(&basis).ok()?;
        let figures = LineFigures {
            provisioned: Quantity::from_micros(provisioned),
            used: used.map(Quantity::from_micros),
            default_chargeable: Quantity::from_micros(default_chargeable),
            carried_forward,
            subscriptions,
            without_used,
        };
        let terms = ProductTerms { id, code, name, unit, decimals, basis, reports_usage };
        Some(Line::new(terms, figures))
    }
}

impl RowText {
    fn row(self) -> Option<FigureRow> {
        let Self(numbers, codes, (plan,), billable, standing, dates, units, days, begins_at) = self;
        let (product_id, subscription_id, home_partner_id, after_end) = numbers;
        let (subscription_code, customer_code, customer_name) = codes;
        let (ends_on, provisioned_on, used_on, in_force_at) = dates;
        Some(FigureRow {
            product_id,
            subscription_id,
            subscription_code,
            plan,
            customer_code,
            customer_name,
            home_partner_id,
            billable,
            ends_on,
            standing: Standing::from_token(&standing)?,
            provisioned: units.0.map(Quantity::from_micros),
            provisioned_on,
            provisioned_days: days.0,
            used: units.1.map(Quantity::from_micros),
            used_on,
            used_days: days.1,
            in_force_at: in_force_at.map(Instant::from_micros),
            after_end,
            begins_at: begins_at.map(Instant::from_micros),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::digested;
    use super::*;

    fn row(begins_at: Option<Instant>) -> FigureRow {
        FigureRow {
            product_id: 1,
            subscription_id: 2,
            subscription_code: "S \"1\"".into(),
            plan: None,
            customer_code: "C".into(),
            customer_name: "Ünal\n".into(),
            home_partner_id: 3,
            billable: true,
            ends_on: Some(20_000),
            standing: Standing::CarriedForward,
            provisioned: Some(Quantity::from_micros(i64::MAX)),
            provisioned_on: None,
            provisioned_days: 1,
            used: None,
            used_on: None,
            used_days: 0,
            in_force_at: Some(Instant::from_micros(5)),
            after_end: 7,
            begins_at,
        }
    }

    #[test]
    fn what_was_digested_is_read_back_to_the_byte() {
        let terms = ProductTerms {
            id: 9,
            code: "EP".into(),
            name: "Endpoint".into(),
            unit: "Seats".into(),
            decimals: 2,
            basis: Basis::P85,
            reports_usage: true,
        };
        let line = Line::new(terms, LineFigures::NONE);
        let rows = [row(None), row(Some(Instant::from_micros(-1)))];
        let texts: Vec<String> = digested(std::slice::from_ref(&line), &rows).collect();
        let read: Vec<_> = texts.iter().map(|text| read_back(text).unwrap()).collect();
        let [first, second] = rows.map(|row| DigestedText::Row(Box::new(row)));
        assert_eq!(read, [DigestedText::Line(Box::new(line)), first, second]);
        assert_eq!(read_back("[]"), None);
        assert_eq!(read_back(&texts[1].replace("carried-forward", "carried")), None);
    }
}
