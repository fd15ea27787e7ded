//! The terms of the products that a report was made with: the digest of its making covers them.

use countersign_domain::line::ProductTerms;
use countersign_domain::product_change::ProductChanges;
use countersign_domain::replay::Replayed;
use countersign_store::products::Product;
use countersign_store::reports::StoredReport;
use std::collections::HashSet;

/// The terms, by product code. A line that a refresh dropped has left none behind: those of its
/// product at the time of the making take their place.
pub(super) fn of<'a>(
    stored: &StoredReport,
    replayed: &Replayed,
    products: impl IntoIterator<Item = &'a Product>,
    changes: &ProductChanges,
) -> Vec<ProductTerms> {
    let made_lines: HashSet<&String> = replayed.made_lines.iter().collect();
    let dropped_lines: HashSet<&String> = replayed.dropped_lines.iter().collect();
    let lines = stored.report.lines.iter().map(|line| &line.product);
    let made = lines.filter(|product| made_lines.contains(&product.code));
    let mut terms: Vec<ProductTerms> = made.cloned().collect();
    let dropped = products.into_iter().filter(|it| dropped_lines.contains(&it.code));
    terms.extend(dropped.map(|it| changes.terms_at(stored.terms_turn(), it.terms())));
    terms.sort_unstable_by(|a, b| a.code.cmp(&b.code));
    terms
}

/// Whether nobody knows the terms of a line that a refresh dropped: an earlier program made the
/// report, and kept no terms of products.
pub(super) fn are_unknown(stored: &StoredReport, replayed: &Replayed) -> bool {
    stored.made_turn.is_none() && !replayed.dropped_lines.is_empty()
}
