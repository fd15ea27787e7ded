//! What a deadline costs in units, short enough for a subject: `Endpoint Shield +220 Seats`.

use super::{ReportItem, whole};
use crate::message::one_line;
use crate::message_texts::MessageTexts;

/// The products that a subject names. Of the others it says how many there are.
const NAMED: usize = 3;

/// The penalties in all reports of a message.
pub(super) struct Penalties {
    /// The number of lines.
    pub(super) lines: i64,
    /// The additional units of each product.
    pub(super) units: String,
}

/// The additional units of one product, in millionths.
struct ProductPenalty<'a> {
    product: &'a str,
    unit: &'a str,
    more: i64,
}

impl Penalties {
    pub(super) fn of(words: &MessageTexts, reports: &[ReportItem]) -> Self {
        let changes = reports.iter().flat_map(|report| &report.facts.changes);
        let mut products: Vec<ProductPenalty<'_>> = Vec::new();
        let mut lines = 0;
        for change in changes.filter(|change| change.penalty) {
            lines += 1;
            let more = change.to.micros().saturating_sub(change.from.micros());
            let (product, unit) = (change.product.as_str(), change.unit.as_str());
            match products.iter_mut().find(|it| (it.product, it.unit) == (product, unit)) {
                Some(known) => known.more = known.more.saturating_add(more),
                None => products.push(ProductPenalty { product, unit, more }),
            }
        }
        let locale = words.locale();
        let mut units: Vec<String> =
            products.iter().take(NAMED).map(|product| said(words, product)).collect();
        if let Some(others) = products.len().checked_sub(NAMED).filter(|others| *others > 0) {
            let others = words.say("mail-more-products").with("count", whole(others));
            units.push(others.to_string());
        }
        Self { lines, units: locale.items(&units) }
    }
}

fn said(words: &MessageTexts, penalty: &ProductPenalty<'_>) -> String {
    words
        .say("mail-more-units")
        .with("product", one_line(penalty.product))
        .with("units", words.locale().signed(penalty.more))
        .with("unit", one_line(penalty.unit))
        .to_string()
}
