//! The terms of the products that a report was made with: the digest of its making covers them.

use super::make_reports::product_terms;
use countersign_domain::line::ProductTerms;
use countersign_domain::replay::Replayed;
use countersign_store::products::Product;
use countersign_store::reports::StoredReport;
use std::collections::HashSet;

/// The terms, by product code. A line that a refresh dropped has left none behind, so that those of
/// its product take their place.
pub(super) fn of<'a>(
    stored: &StoredReport,
    replayed: &Replayed,
    products: impl IntoIterator<Item = &'a Product>,
) -> Vec<ProductTerms> {
    let made_lines: HashSet<&String> = replayed.made_lines.iter().collect();
    let dropped_lines: HashSet<&String> = replayed.dropped_lines.iter().collect();
    let lines = stored.report.lines.iter().map(|line| &line.product);
    let made = lines.filter(|product| made_lines.contains(&product.code));
    let mut terms: Vec<ProductTerms> = made.cloned().collect();
    let dropped = products.into_iter().filter(|it| dropped_lines.contains(&it.code));
    terms.extend(dropped.map(product_terms));
    terms.sort_unstable_by(|a, b| a.code.cmp(&b.code));
    terms
}
