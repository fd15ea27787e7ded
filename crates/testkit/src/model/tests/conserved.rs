//! Every reading counts in exactly one cycle: the sums of the cycles compared with the readings.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::basis::figure;
use super::super::directory::Basis;
use super::super::number::UNIT;
use super::super::report::Terms;
use super::*;
use crate::dataset::{Size, first_seed, generate};

/// The used units of all cycles of a subscription, as if it never ended and its days were added up.
fn by_cycles(model: &Model, subscription: &str, cycles: &[Cycle]) -> i128 {
    let terms = Terms { billable: true, ends_on: None };
    let used = |cycle: &Cycle| {
        let mut measure = model.measure(subscription, *cycle, terms, 0);
        (measure.basis, measure.reports_usage) = (Basis::Sum, true);
        figure(&model.readings[subscription], &measure).and_then(|figure| figure.used).unwrap_or(0)
    };
    cycles.iter().map(used).sum()
}

/// The same from the readings, each counted once: it belongs to the first cycle that ends after it.
fn by_readings(model: &Model, subscription: &str, cycles: &[Cycle]) -> i128 {
    let mut days: BTreeMap<(Cycle, Date), i128> = BTreeMap::new();
    for (instant, reading) in &model.readings[subscription] {
        let ends_after = |cycle: &&Cycle| *instant < model.bounds(subscription, **cycle).1;
        let cycle = *cycles.iter().find(ends_after).unwrap();
        let local = day_of(*instant, model.zone(subscription, cycle)).max(cycle.first_day());
        let day = days.entry((cycle, local)).or_default();
        *day = reading.used.unwrap_or(0).max(*day);
    }
    days.values().sum()
}

#[test]
fn every_reading_counts_in_exactly_one_cycle() {
    let (mut compared, mut moved) = (0, 0);
    for seed in first_seed()..first_seed() + 25 {
        let case = generate(seed, Size::default());
        let mut model = case.model();
        for step in &case.steps {
            step.take(&mut model);
        }
        let cycles: Vec<Cycle> = (-8..14).map(|add| model.first_cycle.plus(add)).collect();
        for subscription in model.readings.keys() {
            let days = by_readings(&model, subscription, &cycles);
            assert_eq!(by_cycles(&model, subscription, &cycles), days, "seed {seed}");
            compared += usize::from(days > UNIT);
            let zone = |cycle: &Cycle| model.zone(subscription, *cycle).iana_name();
            let elsewhere = cycles.iter().any(|cycle| zone(cycle) != zone(&cycles[0]));
            moved += usize::from(elsewhere);
        }
    }
    assert!(compared > 100 && moved > 25, "{compared}, {moved}");
}
