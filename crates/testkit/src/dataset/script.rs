//! The steps of a case, over two to four months.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::directory::CaseDirectory;
use super::files::Given;
use super::rng::Rng;
use super::table::Table;
use super::usage::{UsageQuery, readings};
use super::{Case, CaseStep, Size, changes, decisions, files, moves};
use crate::model::{Cycle, Model, day_of};

/// The case being built, and the model after every step of it.
pub(super) struct Script {
    seed: u64,
    rng: Rng,
    directory: CaseDirectory,
    start: Timestamp,
    model: Model,
    steps: Vec<CaseStep>,
    size: Size,
    /// Files of readings that may be imported again.
    given: Vec<String>,
}

impl Script {
    pub(super) fn new(seed: u64, size: Size) -> Script {
        let mut rng = Rng::new(seed);
        let directory = CaseDirectory::new(&mut rng);
        // Late enough in the first cycle that it has begun everywhere.
        let start = directory.first_cycle.start(&TimeZone::UTC)
            + SignedDuration::from_secs(rng.range(3 * 86_400, 20 * 86_400));
        let model = Model::rehearsal(start, Some(directory.first_cycle));
        Script { seed, rng, directory, start, model, steps: Vec::new(), size, given: Vec::new() }
    }

    pub(super) fn write(mut self) -> Case {
        self.import_all();
        let months = i32::try_from(self.rng.range(2, 4)).expect("a few");
        let last = self.directory.first_cycle.plus(months);
        let most = self.size.steps + self.rng.below(self.size.steps / 2 + 1);
        while self.steps.len() < most && self.running() <= last {
            match self.rng.below(24) {
                0..=6 => {
                    self.move_clock();
                    // Moves matter most near a closing instant.
                    if self.is_closing() && self.rng.random(60) {
                        self.move_links();
                    }
                }
                7..=13 => self.apply(),
                14..=16 => self.import_usage(),
                17..=19 => self.move_links(),
                20 => self.welcome(),
                _ => self.change_directory(),
            }
        }
        let cycles = (-1..=months + 1).map(|add| self.directory.first_cycle.plus(add).to_string());
        Case {
            seed: self.seed,
            start: self.start.to_string(),
            first_cycle: self.directory.first_cycle.to_string(),
            cycles: cycles.collect(),
            steps: self.steps,
        }
    }

    /// Whether a closing instant is less than 26 hours away, before or after.
    fn is_closing(&self) -> bool {
        let edges = [self.running(), self.running().plus(1)].map(Cycle::start_in_utc);
        let stand = self.model.stand();
        edges.iter().any(|edge| (edge.as_second() - stand.as_second()).abs() < 26 * 3600)
    }

    fn take(&mut self, step: CaseStep) {
        step.take(&mut self.model);
        self.steps.push(step);
    }

    /// The cycle that runs in UTC.
    fn running(&self) -> Cycle {
        Cycle::of_date(day_of(self.model.stand(), &TimeZone::UTC))
    }

    fn import_all(&mut self) {
        let (directory, rng) = (&self.directory, &mut self.rng);
        let all = |count: usize| (0..count).collect::<Vec<_>>();
        // Some partners' readings arrive late, so that a report may be missing when it is due.
        let silent: Vec<bool> = directory.partners.iter().map(|_| rng.random(25)).collect();
        let partner =
            |index: &usize| directory.customers[directory.subscriptions[*index].customer].1;
        let mut subscriptions = all(directory.subscriptions.len());
        subscriptions.retain(|index| !silent[partner(index)]);
        let wanted = UsageQuery {
            cycles: (directory.first_cycle.plus(-4), directory.first_cycle.plus(1)),
            percent: 55,
            above_zero_before: None,
        };
        let none = Given::new();
        let tables = [
            ("vendors.csv", files::vendors(directory, rng)),
            ("regions.csv", files::regions(&directory.regions, rng, 30)),
            (
                "distributors.csv",
                files::distributors(directory, &all(directory.distributors.len()), rng, 20),
            ),
            (
                "partners.csv",
                files::partners(directory, &all(directory.partners.len()), rng, 20, &none),
            ),
            (
                "customers.csv",
                files::customers(directory, &all(directory.customers.len()), rng, &none),
            ),
            ("products.csv", files::products(directory, rng)),
            (
                "subscriptions.csv",
                files::subscriptions(directory, &all(directory.subscriptions.len()), rng, &none),
            ),
            ("users.csv", files::users(directory, 0, rng)),
            ("usage-history.csv", readings(directory, &subscriptions, &wanted, rng)),
        ];
        let mut written: Vec<(String, String)> =
            tables.iter().map(|(name, table)| ((*name).to_owned(), table.write(rng))).collect();
        rng.shuffle(&mut written);
        self.take(CaseStep::Import(written));
    }

    /// Moves the clock to the next work or end of a month, just before it, some hours after it, or
    /// part of the way.
    fn move_clock(&mut self) {
        let stand = self.model.stand();
        let work = self.model.next_due().unwrap_or(stand + SignedDuration::from_hours(24 * 20));
        let end = self.next_end();
        let rng = &mut self.rng;
        let due = if rng.random(40) { end } else { work };
        let far = due > stand + SignedDuration::from_hours(24 * 8);
        let to = if far && rng.random(65) {
            stand + SignedDuration::from_hours(rng.range(80, 190))
        } else {
            match rng.below(10) {
                0..=1 => due - SignedDuration::from_micros(1),
                2 => due - SignedDuration::from_secs(1),
                3..=5 => due,
                6 => due + SignedDuration::from_micros(1),
                7..=8 => due + SignedDuration::from_secs(rng.range(1, 72 * 3600)),
                _ => due + SignedDuration::from_hours(rng.range(100, 500)),
            }
        };
        if to > stand {
            self.take(CaseStep::Clock(to.to_string()));
        }
    }

    /// The next closing instant, or the next end of a month in some zone.
    fn next_end(&mut self) -> Timestamp {
        let stand = self.model.stand();
        let mut zones = vec![TimeZone::UTC];
        let regions = self.directory.regions.iter();
        zones.extend(regions.filter_map(|region| TimeZone::get(&region.zone).ok()));
        let zone = if self.rng.random(50) { &zones[0] } else { self.rng.pick(&zones) };
        Cycle::of_date(day_of(stand, zone)).end(zone)
    }

    fn apply(&mut self) {
        let Some(step) = decisions::file(&self.directory, &self.model, &mut self.rng) else {
            return;
        };
        self.take(step);
    }

    /// New readings, some of them late, some of them early, or an earlier file again.
    fn import_usage(&mut self) {
        if !self.given.is_empty() && self.rng.random(20) {
            let text = self.rng.pick(&self.given).clone();
            return self.take(CaseStep::Import(vec![("usage-again.csv".to_owned(), text)]));
        }
        let some: Vec<usize> =
            (0..self.directory.subscriptions.len()).filter(|_| self.rng.random(40)).collect();
        let first = i32::try_from(self.rng.range(-2, 0)).expect("small");
        let Some(text) = self.readings(&some, first, 60) else { return };
        // Importing the same file twice changes nothing.
        let times = if self.rng.random(15) { 2 } else { 1 };
        for _ in 0..times {
            self.take(CaseStep::Import(vec![("usage-late.csv".to_owned(), text.clone())]));
        }
    }

    /// A file of readings of the running cycle and so many before it.
    fn readings(&mut self, of: &[usize], first: i32, percent: u64) -> Option<String> {
        let running = self.running();
        let wanted = UsageQuery {
            cycles: (running.plus(first), running),
            percent,
            above_zero_before: Some(self.model.stand()),
        };
        let table = readings(&self.directory, of, &wanted, &mut self.rng);
        if table.is_empty() {
            return None;
        }
        let text = table.write(&mut self.rng);
        // A 0 given again could replace a later reading, see `Wanted`.
        if !table.has("provisioned", "0") {
            self.given.push(text.clone());
        }
        Some(text)
    }

    /// Moves of every kind, some with readings in the same import.
    fn move_links(&mut self) {
        let tables = moves::moves(&mut self.directory, &self.model, &mut self.rng);
        let mut written = self.write_all(&tables);
        if written.is_empty() {
            return;
        }
        if self.rng.random(40) {
            let some: Vec<usize> =
                (0..self.directory.subscriptions.len()).filter(|_| self.rng.random(30)).collect();
            let text = self.readings(&some, -1, 50);
            written.extend(text.map(|text| ("usage-moved.csv".to_owned(), text)));
        }
        self.take(CaseStep::Import(written));
    }

    /// New companies and subscriptions, usually with readings, also of the month before.
    fn welcome(&mut self) {
        let before = self.directory.subscriptions.len();
        let tables = changes::newcomer(&mut self.directory, &mut self.rng);
        let mut written = self.write_all(&tables);
        let new: Vec<usize> = (before..self.directory.subscriptions.len()).collect();
        let text = self.readings(&new, -2, 80);
        written.extend(text.map(|text| ("usage-new.csv".to_owned(), text)));
        self.take(CaseStep::Import(written));
    }

    fn write_all(&mut self, tables: &[(String, Table)]) -> Vec<(String, String)> {
        tables.iter().map(|(name, table)| (name.clone(), table.write(&mut self.rng))).collect()
    }

    fn change_directory(&mut self) {
        let stand = self.model.stand();
        let is_middle = |zone: &str| {
            let zone = TimeZone::get(zone).expect("a zone of the bundled database");
            (13..=26).contains(&day_of(stand, &zone).day())
        };
        let bad = changes::refused(&self.directory, &self.model, &mut self.rng);
        if !self.directory.regions.iter().all(|region| is_middle(&region.zone)) {
            if self.rng.random(30) {
                self.take(CaseStep::Import(vec![bad]));
            }
            return;
        }
        // The calculation of a late difference without a line must not change.
        let reports = self.model.reports();
        let mut late = reports.iter().flat_map(|report| &report.late);
        let products = late.all(|late| late.stands.is_some());
        let (mut changed, running) = (self.directory.clone(), self.running());
        let tables = changes::change(&mut changed, running, products, &mut self.rng);
        let mut written = self.write_all(&tables);
        if self.rng.random(35) && written.iter().all(|(name, _)| *name != bad.0) {
            written.push(bad);
        } else {
            self.directory = changed;
        }
        if !written.is_empty() {
            self.take(CaseStep::Import(written));
        }
    }
}
