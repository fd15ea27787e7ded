//! How reports are made from readings and refreshed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::basis::{Figure, Measure, Readings, figure};
use super::directory::Product;
use super::installation::{Key, Model};
use super::ownership::{closing_instant, deciding_moment};
use super::report::{Line, Report, Status, Sums, Terms};
use super::settings::Rules;
use super::zone::{Cycle, add_days, day_of, day_start};

impl Model {
    /// "Making, refresh, missing reports, late differences … use the … settings and zone found so,
    /// whenever they run."
    pub(super) fn rules(&self, partner: &str, cycle: Cycle) -> Rules {
        self.directory.rules_of(partner, deciding_moment(cycle))
    }

    fn report_zone(&self, partner: &str, cycle: Cycle) -> &TimeZone {
        &self.directory.regions[self.place(partner, cycle).region].zone
    }

    /// "Made at the first instant of local day 1 + `settle_days` of the next month"; "no report
    /// is made before" the closing instant.
    pub(super) fn make_instant(&self, partner: &str, cycle: Cycle) -> Timestamp {
        let day = add_days(cycle.plus(1).first_day(), self.rules(partner, cycle).settle_days);
        let local = day_start(day, self.report_zone(partner, cycle));
        local.max(closing_instant(cycle))
    }

    /// "Deadline: the end of the `auto_submit_days`-th local day, the day on which the report was
    /// made being the first."
    fn deadline_if_made(&self, partner: &str, cycle: Cycle, at: Timestamp) -> Timestamp {
        let zone = self.report_zone(partner, cycle);
        let days = self.rules(partner, cycle).auto_submit_days;
        day_start(add_days(day_of(at, zone), days), zone)
    }

    /// The deadline of a report that is made when it is due.
    pub(super) fn scheduled_deadline(&self, key: &Key) -> Timestamp {
        let due = self.make_instant(&key.partner, key.cycle);
        self.deadline_if_made(&key.partner, key.cycle, due)
    }

    /// "The distributor or the operator may have the report made then, its deadline counted from
    /// that day." Returns whether the report exists now.
    pub fn make_too_late(&mut self, cycle: Cycle, partner: &str, vendor: &str) -> bool {
        let key = Key { partner: partner.to_owned(), vendor: vendor.to_owned(), cycle };
        let may = self.place(partner, cycle).has_usage_reports()
            && cycle >= self.first_cycle
            && self.scheduled_deadline(&key) <= self.stand;
        if may && !self.reports.contains_key(&key) {
            self.make(&key, self.deadline_if_made(partner, cycle, self.stand));
        }
        self.reports.contains_key(&key)
    }

    /// Makes a report; "a partner without a line gets no report".
    pub(super) fn make(&mut self, key: &Key, deadline: Timestamp) {
        let partner = &self.directory.partners[&key.partner];
        let place = self.place(&key.partner, key.cycle);
        let distributor = &self.directory.distributors[place.distributor];
        let mut report = Report {
            distributor: place.distributor.to_owned(),
            distributor_name: distributor.name.clone(),
            partner_name: partner.name.clone(),
            company_id: partner.company_id.to_string(),
            city: partner.city.clone(),
            state: partner.state.clone(),
            zone: self.report_zone(&key.partner, key.cycle).clone(),
            rules: self.rules(&key.partner, key.cycle),
            status: Status::Preparing,
            kind: None,
            submission: None,
            submitted_at: None,
            approval: None,
            decided_at: None,
            reasons: None,
            flagged: false,
            deadline,
            version: 1,
            comment: None,
            lines: BTreeMap::new(),
            products: self.directory.products.clone(),
            terms: self.owned(key).map(|code| (code.clone(), self.terms_of(code))).collect(),
            counted: BTreeMap::new(),
            late: BTreeMap::new(),
            once_sent_back: false,
            hands: BTreeSet::new(),
        };
        self.refresh_lines(key, &mut report);
        if !report.lines.is_empty() {
            self.reports.insert(key.clone(), report);
        }
    }

    /// At the end of an import: reports that the new readings touch are refreshed, and missing
    /// ones made "while the deadline that it would have had has not passed; it gets that
    /// deadline". "A late reading may change the carried figure of later cycles, and so other
    /// partners' reports."
    pub(super) fn refresh_after_import(&mut self, arrived: &[(String, Timestamp)]) {
        let mut touched: BTreeSet<Key> = BTreeSet::new();
        for (subscription, instant) in arrived {
            let own = self.cycle_of(subscription, *instant);
            for cycle in self.closed_cycles().filter(|cycle| *cycle >= own) {
                let owner = self.owner(subscription, cycle);
                let (partner, vendor) = (owner.partner.to_owned(), owner.vendor.to_owned());
                touched.insert(Key { partner, vendor, cycle });
            }
        }
        for key in touched {
            match self.reports.remove(&key) {
                Some(mut report) => {
                    // "Until the first submission, readings that arrive refresh provisioned, used,
                    // default and % of a report in `MSP preparing`." No history entry, no new
                    // version.
                    if report.status == Status::Preparing {
                        self.refresh_lines(&key, &mut report);
                    } else {
                        self.note_late_differences(&key, &mut report);
                    }
                    self.reports.insert(key, report);
                }
                None if self.may_still_be_made(&key) => {
                    self.make(&key, self.scheduled_deadline(&key));
                }
                None => {}
            }
        }
    }

    /// A report that is missing after its make instant, while its scheduled deadline has not
    /// passed.
    fn may_still_be_made(&self, key: &Key) -> bool {
        self.place(&key.partner, key.cycle).has_usage_reports()
            && self.make_instant(&key.partner, key.cycle) <= self.stand
            && self.stand < self.scheduled_deadline(key)
    }

    fn refresh_lines(&self, key: &Key, report: &mut Report) {
        self.freeze_terms(key, report);
        let figures = self.figures(key, report);
        let sums = sums(&figures);
        for (product, line) in &mut report.lines {
            // A line that lost its readings remains and is empty.
            let sums = sums.get(product).copied().unwrap_or_default();
            // "An edited chargeable stays"; "a value equal to the default is no edit".
            if line.chargeable == line.default {
                line.chargeable = sums.default;
            }
            line.provisioned = sums.provisioned;
            line.used = sums.used;
            line.default = sums.default;
            line.carried = sums.carried;
        }
        for (product, sums) in sums {
            let made = self.product_of(&report.products, &product);
            report.lines.entry(product).or_insert_with(|| new_line(&made, sums));
        }
        report.counted = figures;
    }

    /// The subscriptions that count for a report.
    fn owned(&self, key: &Key) -> impl Iterator<Item = &String> {
        self.directory.subscriptions.keys().filter(|code| {
            let owner = self.owner(code, key.cycle);
            owner.partner == key.partner && owner.vendor == key.vendor
        })
    }

    /// The present terms of a subscription.
    pub(super) fn terms_of(&self, code: &str) -> Terms {
        Terms::of(&self.directory.subscriptions[code])
    }

    /// A subscription that the report did not know when it was made has its first terms.
    pub(super) fn freeze_terms(&self, key: &Key, report: &mut Report) {
        for code in self.owned(key) {
            let first = Terms::of(&self.directory.first_subscriptions[code]);
            report.terms.entry(code.clone()).or_insert(first);
        }
    }

    /// The product and figure of each subscription that counts in a report.
    pub(super) fn figures(&self, key: &Key, report: &Report) -> BTreeMap<String, (String, Figure)> {
        let mut figures = BTreeMap::new();
        // "Not billable ones are listed, never counted."
        let billable = report.terms.iter().filter(|(_, terms)| terms.billable);
        for (code, terms) in billable {
            let product = self.owner(code, key.cycle).product.to_owned();
            let carry_forward = report.rules.carry_forward_cycles;
            let mut measure = self.measure(code, key.cycle, *terms, carry_forward);
            let made = self.product_of(&report.products, &product);
            measure.basis = made.basis;
            measure.reports_usage = made.reports_usage;
            let Some(readings) = self.readings.get(code) else { continue };
            if let Some(one) = figure(readings, &measure) {
                figures.insert(code.clone(), (product, one));
            }
        }
        figures
    }

    /// "Names, … units, … basis … are frozen into the report when it is made", also of a product
    /// without a line. One that came later has its first terms; decimals are fixed with its
    /// readings.
    fn product_of(&self, made: &BTreeMap<String, Product>, code: &str) -> Product {
        let made = made.get(code).unwrap_or(&self.directory.first_products[code]);
        Product { decimals: self.directory.products[code].decimals, ..made.clone() }
    }

    /// The input for the figure of a subscription.
    pub(super) fn measure(
        &self,
        subscription: &str,
        cycle: Cycle,
        terms: Terms,
        carry_forward_cycles: i32,
    ) -> Measure<'_> {
        let product = &self.directory.products[self.owner(subscription, cycle).product];
        let bounds = self.bounds(subscription, cycle);
        let readings = self.readings.get(subscription);
        let last = readings.and_then(|of: &Readings| of.range(..bounds.0).next_back());
        let silent = |(instant, _): (&Timestamp, _)| {
            cycle.index() - self.cycle_of(subscription, *instant).index()
        };
        Measure {
            cycle,
            bounds,
            zone: self.zone(subscription, cycle),
            basis: product.basis,
            decimals: product.decimals,
            reports_usage: product.reports_usage,
            carry_forward_cycles,
            ends_on: terms.ends_on,
            silent_cycles: last.map(silent),
        }
    }
}

/// The sums of each product that has a line.
pub(super) fn sums(figures: &BTreeMap<String, (String, Figure)>) -> BTreeMap<String, Sums> {
    let mut lines: BTreeMap<String, Sums> = BTreeMap::new();
    for (product, one) in figures.values() {
        lines.entry(product.clone()).or_default().add(one);
    }
    lines
}

fn new_line(product: &Product, sums: Sums) -> Line {
    Line {
        product_name: product.name.clone(),
        unit: product.unit.clone(),
        decimals: product.decimals,
        basis: product.basis,
        provisioned: sums.provisioned,
        used: sums.used,
        default: sums.default,
        carried: sums.carried,
        chargeable: sums.default,
        comment: None,
        without_penalty: None,
    }
}
