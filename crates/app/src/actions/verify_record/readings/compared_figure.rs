//! Compares a frozen figure with the one that readings give.

use crate::actions::verify_record::findings::OfReport;
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::date_of_number;
use countersign_store::figures::FigureRow;

/// The name and the text of a column.
type Column = (&'static str, fn(&FigureRow) -> String);

fn none() -> String {
    "nothing".to_owned()
}

fn units(quantity: Option<Quantity>) -> String {
    quantity.map_or_else(none, |quantity| quantity.to_string())
}

fn day(day: Option<i64>) -> String {
    day.map_or_else(none, |day| date_of_number(day).to_string())
}

/// Columns that do not depend on the terms of the product.
const ALWAYS: [Column; 3] = [
    ("standing", |it| it.standing.token().to_owned()),
    ("in_force_at", |it| it.in_force_at.map_or_else(none, String::from)),
    ("after_end", |it| it.after_end.to_string()),
];

/// Columns that do; the terms are known only if a line froze them.
const BY_TERMS: [Column; 6] = [
    ("provisioned", |it| units(it.provisioned)),
    ("provisioned_on", |it| day(it.provisioned_on)),
    ("provisioned_days", |it| it.provisioned_days.to_string()),
    ("used", |it| units(it.used)),
    ("used_on", |it| day(it.used_on)),
    ("used_days", |it| it.used_days.to_string()),
];

fn columns(has_line: bool) -> impl Iterator<Item = &'static Column> {
    ALWAYS.iter().chain(BY_TERMS.iter().filter(move |_| has_line))
}

/// Whether the comparable columns differ.
pub(super) fn differ(stored: &FigureRow, expected: &FigureRow, has_line: bool) -> bool {
    columns(has_line).any(|(_, of)| of(stored) != of(expected))
}

/// Adds the differing columns to the findings.
pub(super) fn add_differences(
    stored: &FigureRow,
    expected: &FigureRow,
    has_line: bool,
    findings: &mut OfReport<'_>,
) {
    let place = format!("subscription {}, by its readings: ", stored.subscription_code);
    for (column, of) in columns(has_line) {
        let (stored, expected) = (of(stored), of(expected));
        if stored != expected {
            findings.differs(&place, column, stored, expected);
        }
    }
}
