//! Nothing is lost and nothing counts twice: compares the reports and lists of a closed cycle with
//! the figures of its readings.
//!
//! The reports come from the program or from the model. The expected figures are calculated from
//! the readings.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Cycle, Model, SubscriptionUnits};

/// The reports and lists of one cycle.
#[derive(Debug, Clone, Default)]
pub struct CycleAccount {
    /// The subscriptions in lines of reports.
    pub counted: Vec<CountedSubscription>,
    /// Late differences.
    pub late: Vec<Late>,
    /// The subscriptions that are listed with a reason.
    pub named: Vec<String>,
}

/// A subscription in a line.
#[derive(Debug, Clone)]
pub struct CountedSubscription {
    /// Its code.
    pub subscription: String,
    /// Code of the line's product.
    pub product: String,
    /// Used units, or provisioned ones if there are none.
    pub default: String,
}

/// What later readings would have made of a line.
#[derive(Debug, Clone)]
pub struct Late {
    /// Code of the report's partner.
    pub partner: String,
    /// Code of the product.
    pub product: String,
    /// The current default chargeable units, or `None` if there is no line.
    pub stands: Option<String>,
    /// The default chargeable units with the later readings.
    pub now: String,
}

impl CycleAccount {
    /// Each billable subscription with a reading or a carried figure is in exactly one line, or is
    /// listed as missing, or a late difference covers it. For products whose days are added up,
    /// lines, late differences and missing subscriptions add up to the figures of all days.
    ///
    /// # Errors
    ///
    /// The first subscription or product that breaks this.
    pub fn balances(&self, model: &Model, cycle: Cycle) -> Result<(), String> {
        let all = model.units(cycle);
        self.names_each_once(&all).map_err(|(subscription, problem)| {
            format!("{cycle}: {problem}\n{}", model.explain(&subscription, cycle))
        })?;
        let products: BTreeSet<&str> =
            all.iter().filter(|one| one.added_up).map(|one| one.product.as_str()).collect();
        for product in products {
            let expected = sum(all.iter().filter(|one| one.product == product).map(units));
            let found = self.units_of(product, &all);
            if found != expected {
                return Err(format!(
                    "{cycle}, {product}: the days come to {expected} millionths, lines, late \
                     differences and what is named to {found}\n{self:?}\n{all:?}"
                ));
            }
        }
        Ok(())
    }

    /// The subscription that breaks it, and how.
    fn names_each_once(&self, all: &[SubscriptionUnits]) -> Result<(), (String, &'static str)> {
        let mut seen = BTreeSet::new();
        let counted = self.counted.iter().map(|one| &one.subscription);
        for subscription in counted.chain(&self.named) {
            if !seen.insert(subscription) {
                return Err((subscription.clone(), "it is in two places"));
            }
        }
        for one in all {
            let is_late = |late: &&Late| late.product == one.product && late.partner == one.partner;
            if !seen.contains(&one.subscription) && !self.late.iter().any(|it| is_late(&it)) {
                return Err((one.subscription.clone(), "it is nowhere"));
            }
        }
        Ok(())
    }

    /// The units of a product in lines, late differences and missing subscriptions.
    fn units_of(&self, product: &str, all: &[SubscriptionUnits]) -> i128 {
        let counted = self.counted.iter().filter(|one| one.product == product);
        let lines = sum(counted.map(|one| number(&one.default)));
        let late = self.late.iter().filter(|late| late.product == product);
        let late = sum(late
            .map(|late| number(&late.now) - late.stands.as_ref().map_or(0, |units| number(units))));
        let of: BTreeMap<&str, &SubscriptionUnits> =
            all.iter().map(|one| (one.subscription.as_str(), one)).collect();
        let named = self.named.iter().filter_map(|code| of.get(code.as_str()));
        let named = sum(named.filter(|one| one.product == product).map(|one| units(one)));
        lines + late + named
    }
}

fn units(one: &SubscriptionUnits) -> i128 {
    number(&one.default)
}

fn sum(of: impl Iterator<Item = i128>) -> i128 {
    of.sum()
}

/// Millionths of a unit, because sums have no bound.
fn number(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{fraction:0<6}");
    digits.parse().expect("a quantity, as it is written")
}
