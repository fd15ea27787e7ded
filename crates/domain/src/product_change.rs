//! Changes of the terms of products: a report keeps to the terms with which it was made, also for
//! a product that has no line in it.
//!
//! Changes are in the order of turns: the count of those who have worked on the directory or the
//! clock, one at a time. Source of the rule: docs/rules.md, section 3.6.

use crate::basis::Basis;
use crate::line::ProductTerms;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included};

/// The terms that a product had until a change. Its code never changes, and its decimals are fixed
/// once it has readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductChange {
    /// The number of the product.
    pub product_id: i64,
    /// The turn in which it changed.
    pub turn: i64,
    /// Its name before.
    pub name: String,
    /// Its billing unit before.
    pub unit: String,
    /// Whether used readings counted before.
    pub reports_usage: bool,
    /// Its basis before.
    pub basis: Basis,
}

/// Every change of every product, by product and turn.
#[derive(Clone, Debug, Default)]
pub struct ProductChanges(BTreeMap<(i64, i64), ProductChange>);

impl ProductChanges {
    /// Every change, by product and turn.
    pub fn iter(&self) -> impl Iterator<Item = &ProductChange> {
        self.0.values()
    }

    /// The terms of a product at the end of a turn. The first ones also apply to all turns before
    /// the product was there.
    #[must_use]
    pub fn terms_at(&self, turn: i64, current: ProductTerms) -> ProductTerms {
        let id = current.id;
        let mut later = self.0.range((Excluded((id, turn)), Included((id, i64::MAX))));
        let Some((_, next)) = later.next() else { return current };
        ProductTerms {
            name: next.name.clone(),
            unit: next.unit.clone(),
            reports_usage: next.reports_usage,
            basis: next.basis,
            ..current
        }
    }
}

impl FromIterator<ProductChange> for ProductChanges {
    fn from_iter<I: IntoIterator<Item = ProductChange>>(changes: I) -> Self {
        Self(changes.into_iter().map(|it| ((it.product_id, it.turn), it)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(product_id: i64, turn: i64, name: &str, basis: Basis) -> ProductChange {
        let (name, unit) = (name.to_owned(), "Seats".to_owned());
        ProductChange { product_id, turn, name, unit, reports_usage: false, basis }
    }

    #[test]
    fn terms_are_those_before_the_next_change() {
        let changes = [
            change(7, 30, "Second", Basis::Average),
            change(6, 25, "Other", Basis::Sum),
            change(7, 20, "First", Basis::Last),
        ];
        let changes = ProductChanges::from_iter(changes);
        let current = ProductTerms {
            id: 7,
            code: "EP".into(),
            name: "Third".into(),
            unit: "Units".into(),
            decimals: 2,
            basis: Basis::Peak,
            reports_usage: true,
        };
        let at = |turn: i64| {
            let terms = changes.terms_at(turn, current.clone());
            assert_eq!((terms.id, terms.code.as_str(), terms.decimals), (7, "EP", 2));
            (terms.name, terms.unit, terms.basis, terms.reports_usage)
        };
        let first = ("First".into(), "Seats".into(), Basis::Last, false);
        let second = ("Second".into(), "Seats".into(), Basis::Average, false);
        let third = ("Third".into(), "Units".into(), Basis::Peak, true);
        // The change of a turn is done when it ends.
        assert_eq!(
            [0, 19, 20, 29, 30, i64::MAX].map(at),
            [first.clone(), first, second.clone(), second, third.clone(), third]
        );
    }
}
