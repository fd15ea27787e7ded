//! Subscriptions that are in no line of any report, and why.

use super::basis::{Figure, figure};
use super::directory::{Basis, PartnerPlace};
use super::installation::{Key, Model};
use super::number::format_quantity;
use super::report::{Report, Terms};
use super::zone::Cycle;
use crate::conservation::{CountedSubscription, CycleAccount, Late};

/// A billable subscription that is in no line of a report of a cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncountedSubscription {
    /// The cycle.
    pub cycle: Cycle,
    /// Code of the distributor at the closing instant, as for all following fields.
    pub distributor: String,
    /// Code of the partner.
    pub partner: String,
    /// Code of the product's vendor.
    pub vendor: String,
    /// Code of the product.
    pub product: String,
    /// Code of the subscription.
    pub subscription: String,
    /// Code of the customer.
    pub customer: String,
    /// The reasons that apply. The first one is to be given.
    pub reasons: Vec<&'static str>,
    /// The default chargeable units that are therefore in no line.
    pub default: Option<String>,
    /// Whether it need not be listed, because nothing of it counts anywhere.
    pub optional: bool,
}

/// The units of a billable subscription in a cycle, wherever it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionUnits {
    /// Its code.
    pub subscription: String,
    /// Code of the product that it counts for.
    pub product: String,
    /// Code of the partner that it counts for.
    pub partner: String,
    /// Default chargeable units.
    pub default: String,
    /// Whether the days of the product's cycles are added up, now and in the past.
    pub added_up: bool,
}

impl Model {
    /// Every billable subscription with a figure in a cycle.
    pub fn units(&self, cycle: Cycle) -> Vec<SubscriptionUnits> {
        let codes = self.directory.subscriptions.keys();
        let one = |code: &String| {
            let owner = self.owner(code, cycle);
            let product = &self.directory.products[owner.product];
            let (partner, vendor) = (owner.partner.to_owned(), owner.vendor.to_owned());
            let state = self.state(code, &Key { partner: partner.clone(), vendor, cycle })?;
            Some(SubscriptionUnits {
                subscription: code.clone(),
                product: owner.product.to_owned(),
                partner,
                default: format_quantity(state.figure?.default()),
                added_up: product.steady && product.basis == Basis::Sum,
            })
        };
        codes.filter_map(one).collect()
    }

    /// The account of a cycle from reports and lists.
    pub fn account(&self, cycle: Cycle) -> CycleAccount {
        let mut account = CycleAccount::default();
        for (key, report) in self.reports.iter().filter(|(key, _)| key.cycle == cycle) {
            let counted = |(subscription, (product, figure)): (&String, &(String, Figure))| {
                CountedSubscription {
                    subscription: subscription.clone(),
                    product: product.clone(),
                    default: format_quantity(figure.default()),
                }
            };
            account.counted.extend(report.counted.iter().map(counted));
            account.late.extend(report.late.iter().map(|(product, now)| Late {
                partner: key.partner.clone(),
                product: product.clone(),
                stands: report.sums_of(product).map(|sums| format_quantity(sums.default)),
                now: format_quantity(now.default),
            }));
        }
        account.named = self.named(cycle).into_iter().map(|one| one.subscription).collect();
        account
    }

    /// "Each billable subscription with a reading or a carried figure is in exactly one line of
    /// exactly one report, or is named with the reason." By code of the subscription.
    pub fn named(&self, cycle: Cycle) -> Vec<UncountedSubscription> {
        let codes = self.directory.subscriptions.keys();
        codes.filter_map(|code| self.name(code, cycle)).collect()
    }

    fn name(&self, code: &str, cycle: Cycle) -> Option<UncountedSubscription> {
        let owner = self.owner(code, cycle);
        let place = self.place(owner.partner, cycle);
        let (partner, vendor) = (owner.partner.to_owned(), owner.vendor.to_owned());
        let key = Key { partner, vendor, cycle };
        let state = self.state(code, &key)?;
        let reasons = self.reasons(&key, &place, &state);
        let report = self.reports.contains_key(&key);
        // A last reading of 0 carried nothing before either, and a report lists besides its lines
        // what no longer counts.
        let nothing = state.last == Some(0) || !place.has_usage_reports();
        let optional = state.figure.is_none() && (report || (!state.read && nothing));
        (!reasons.is_empty()).then(|| UncountedSubscription {
            cycle,
            distributor: place.distributor.to_owned(),
            partner: key.partner,
            vendor: key.vendor,
            product: owner.product.to_owned(),
            subscription: code.to_owned(),
            customer: owner.customer.to_owned(),
            reasons,
            default: state.figure.map(|one| format_quantity(one.default())),
            optional,
        })
    }

    /// The state of a billable subscription in a cycle, by the terms and rules of its report.
    fn state(&self, code: &str, key: &Key) -> Option<SubscriptionData> {
        let report = self.reports.get(key);
        let first = || Terms::of(&self.directory.first_subscriptions[code]);
        let frozen = |report: &Report| report.terms.get(code).copied().unwrap_or_else(first);
        let terms = report.map_or_else(|| self.terms_of(code), frozen);
        let readings = self.readings.get(code).filter(|_| terms.billable)?;
        let now = || self.rules(&key.partner, key.cycle);
        let rules = report.map_or_else(now, |report| report.rules.clone());
        let measure = self.measure(code, key.cycle, terms, rules.carry_forward_cycles);
        let (start, end) = measure.bounds;
        let before = readings.range(..start).next_back();
        Some(SubscriptionData {
            read: readings.range(start..end).next().is_some(),
            figure: figure(readings, &measure),
            last: before.map(|(_, last)| last.provisioned),
            begun: measure.counts(measure.day(start)),
        })
    }

    /// Why it is in no line, or `None` if it is in a line or a late difference, or if there is
    /// nothing to count.
    fn reasons(
        &self,
        key: &Key,
        place: &PartnerPlace<'_>,
        state: &SubscriptionData,
    ) -> Vec<&'static str> {
        let mut reasons = Vec::new();
        if key.cycle < self.first_cycle {
            reasons.extend((!state.is_silent()).then_some("before-first-cycle"));
        } else if state.figure.is_some() {
            reasons.extend(without_reports(place));
            if reasons.is_empty() && !self.reports.contains_key(key) {
                reasons.push(self.missing(key));
            }
        } else if state.read {
            // "Readings of them are listed, also where nothing else is left to report."
            reasons.extend(without_reports(place));
            reasons.push("ended");
        } else if state.begun && state.last.is_some() {
            reasons.push("no-data");
            reasons.extend(without_reports(place));
        }
        reasons
    }

    /// Why a possible report does not exist.
    fn missing(&self, key: &Key) -> &'static str {
        // "Where the report is missing and may be made no more, it is listed as 'came too late'."
        if self.scheduled_deadline(key) <= self.stand { "came-too-late" } else { "not-made-yet" }
    }
}

/// The data of a subscription in a cycle.
struct SubscriptionData {
    /// Whether the cycle has a reading, on whatever day.
    read: bool,
    figure: Option<Figure>,
    /// The provisioned units of the last reading before the cycle.
    last: Option<i128>,
    /// Whether it had not ended before the cycle's first day.
    begun: bool,
}

impl SubscriptionData {
    /// Neither a reading nor a carried figure.
    fn is_silent(&self) -> bool {
        !self.read && self.figure.is_none()
    }
}

/// All reasons why a partner has no usage reports.
fn without_reports(place: &PartnerPlace<'_>) -> Vec<&'static str> {
    let all = [(!place.msp, "reseller"), (place.isp, "isp"), (!place.usage_reports, "region-off")];
    all.into_iter().filter(|(is, _)| *is).map(|(_, reason)| reason).collect()
}
