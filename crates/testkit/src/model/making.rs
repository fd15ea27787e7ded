//! How reports are made from readings and refreshed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::basis::{Figure, Measure, figure};
use super::directory::Product;
use super::report::{Line, Report, Status};
use super::zone::{Cycle, add_days, day_of, day_start};
use super::{Key, Model};

/// The figures of one line: the sums over its subscriptions.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    provisioned: i128,
    used: Option<i128>,
    default: i128,
    carried: bool,
}

impl Sums {
    fn add(&mut self, one: &Figure) {
        // "Per billable subscription by the same basis, summed."
        self.provisioned += one.provisioned;
        // "Summed over those that have it; absent (never 0) when none has."
        if let Some(units) = one.used {
            self.used = Some(self.used.unwrap_or(0) + units);
        }
        // "Per subscription: used where present, else provisioned; summed."
        self.default += one.used.unwrap_or(one.provisioned);
        self.carried |= one.carried;
    }
}

impl Model {
    /// "Made at the first instant of local day 1 + `settle_days` of the next month."
    pub(super) fn make_instant(&self, partner: &str, cycle: Cycle) -> Timestamp {
        let rules = self.directory.rules_of(partner);
        let day = add_days(cycle.plus(1).first_day(), rules.settle_days);
        day_start(day, &self.directory.region_of(partner).zone)
    }

    /// "Deadline: the end of the `auto_submit_days`-th local day, the day on which the report was
    /// made being the first."
    fn deadline_if_made(&self, partner: &str, at: Timestamp) -> Timestamp {
        let zone = &self.directory.region_of(partner).zone;
        let days = self.directory.rules_of(partner).auto_submit_days;
        day_start(add_days(day_of(at, zone), days), zone)
    }

    /// Makes a report; "a partner without a line gets no report".
    pub(super) fn make(&mut self, key: &Key, at: Timestamp) {
        let partner = &self.directory.partners[&key.partner];
        let distributor = &self.directory.distributors[&partner.distributor];
        let region = &self.directory.regions[&distributor.region];
        let mut report = Report {
            distributor: partner.distributor.clone(),
            distributor_name: distributor.name.clone(),
            partner_name: partner.name.clone(),
            company_id: partner.company_id.to_string(),
            city: partner.city.clone(),
            state: partner.state.clone(),
            region: distributor.region.clone(),
            zone: region.zone.clone(),
            rules: self.directory.rules_of(&key.partner),
            status: Status::Preparing,
            kind: None,
            submission: None,
            submitted_at: None,
            approval: None,
            decided_at: None,
            reasons: None,
            flagged: false,
            deadline: self.deadline_if_made(&key.partner, at),
            version: 1,
            comment: None,
            lines: BTreeMap::new(),
            once_sent_back: false,
            hands: BTreeSet::new(),
        };
        self.refresh_lines(key, &mut report);
        if !report.lines.is_empty() {
            self.reports.insert(key.clone(), report);
        }
    }

    /// At the end of an import: reports that the new readings touch are refreshed, and missing
    /// ones made "while its deadline has not passed".
    pub(super) fn refresh_after_import(&mut self, arrived: &[(String, Timestamp)]) {
        let mut touched: BTreeSet<Key> = BTreeSet::new();
        for (subscription, instant) in arrived {
            let partner = self.directory.partner_of(subscription).to_owned();
            let vendor = self.directory.vendor_of(subscription).to_owned();
            let zone = &self.directory.region_of(&partner).zone;
            // A reading can matter to its own cycle and, as the last one before them, to later
            // ones; a report made elsewhere may have its bounds a day off.
            let own = Cycle::of_instant(*instant, zone);
            let mut cycle = own.plus(-1).max(self.first_cycle);
            while cycle <= Cycle::of_instant(self.stand, zone).plus(1) {
                let (partner, vendor) = (partner.clone(), vendor.clone());
                let key = Key { partner, vendor, cycle };
                let matters = match self.reports.get(&key) {
                    Some(report) => *instant < cycle.end(&report.zone),
                    None => cycle >= own && self.may_still_be_made(&key),
                };
                if matters {
                    touched.insert(key);
                }
                cycle = cycle.plus(1);
            }
        }
        for key in touched {
            if self.reports.contains_key(&key) {
                self.refresh(&key);
            } else {
                self.make(&key, self.stand);
            }
        }
    }

    /// A report that is missing after its make instant, its scheduled deadline still to come.
    fn may_still_be_made(&self, key: &Key) -> bool {
        let scheduled = self.make_instant(&key.partner, key.cycle);
        self.directory.has_usage_reports(&key.partner)
            && scheduled <= self.stand
            && self.stand < self.deadline_if_made(&key.partner, scheduled)
    }

    /// "Until the first submission, readings that arrive refresh provisioned, used, default and %
    /// of a report in `MSP preparing`." No history entry, no new version.
    fn refresh(&mut self, key: &Key) {
        let Some(mut report) = self.reports.remove(key) else { return };
        if report.status == Status::Preparing {
            self.refresh_lines(key, &mut report);
        }
        self.reports.insert(key.clone(), report);
    }

    fn refresh_lines(&self, key: &Key, report: &mut Report) {
        let sums = self.sums(key, report);
        for (product, line) in &mut report.lines {
            // A line that lost its readings stays, with nothing in it.
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
            let current = &self.directory.products[&product];
            report.lines.entry(product).or_insert_with(|| new_line(current, sums));
        }
    }

    /// The sums of each product that has a line.
    fn sums(&self, key: &Key, report: &Report) -> BTreeMap<String, Sums> {
        let mut lines: BTreeMap<String, Sums> = BTreeMap::new();
        for (code, subscription) in &self.directory.subscriptions {
            let product = &self.directory.products[&subscription.product];
            let ours = self.directory.partner_of(code) == key.partner;
            // "Not billable ones are listed, never counted."
            if !ours || product.vendor != key.vendor || !subscription.billable {
                continue;
            }
            // Unit, basis and use are frozen where the line exists already.
            let frozen = report.lines.get(&subscription.product);
            let measure = Measure {
                cycle: key.cycle,
                zone: &report.zone,
                basis: frozen.map_or(product.basis, |line| line.basis),
                decimals: frozen.map_or(product.decimals, |line| line.decimals),
                reports_usage: frozen.map_or(product.reports_usage, |line| line.reports_usage),
                carry_forward_cycles: report.rules.carry_forward_cycles,
            };
            let Some(readings) = self.readings.get(code) else { continue };
            if let Some(one) = figure(readings, subscription.ends_on, &measure) {
                lines.entry(subscription.product.clone()).or_default().add(&one);
            }
        }
        lines
    }
}

fn new_line(product: &Product, sums: Sums) -> Line {
    Line {
        product_name: product.name.clone(),
        unit: product.unit.clone(),
        decimals: product.decimals,
        basis: product.basis,
        reports_usage: product.reports_usage,
        provisioned: sums.provisioned,
        used: sums.used,
        default: sums.default,
        carried: sums.carried,
        chargeable: sums.default,
        comment: None,
        without_penalty: None,
    }
}
