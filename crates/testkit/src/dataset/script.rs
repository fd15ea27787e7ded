//! What happens in a case, over two to four months.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::rng::Rng;
use super::usage::{Wanted, readings};
use super::world::World;
use super::{Case, Step, changes, decisions, files};
use crate::model::{Cycle, Model, day_of};

/// The case in the making, and the model that has taken every step of it.
pub(super) struct Script {
    seed: u64,
    rng: Rng,
    world: World,
    start: Timestamp,
    model: Model,
    steps: Vec<Step>,
}

impl Script {
    pub(super) fn new(seed: u64) -> Script {
        let mut rng = Rng::new(seed);
        let world = World::new(&mut rng);
        // Late enough in the first cycle that it is running everywhere.
        let start = world.first_cycle.start(&TimeZone::UTC)
            + SignedDuration::from_secs(rng.range(3 * 86_400, 20 * 86_400));
        let model = Model::rehearsal(start, Some(world.first_cycle));
        Script { seed, rng, world, start, model, steps: Vec::new() }
    }

    pub(super) fn write(mut self) -> Case {
        self.import_all();
        let months = i32::try_from(self.rng.range(2, 4)).expect("a few");
        let last = self.world.first_cycle.plus(months);
        let most = self.steps.len() + self.rng.below(25) + 30;
        while self.steps.len() < most && self.running() <= last {
            match self.rng.below(14) {
                0..=5 => self.move_clock(),
                6..=10 => self.apply(),
                11 => self.import_usage(),
                _ => self.change_directory(),
            }
        }
        let cycles = (-1..=months + 1).map(|add| self.world.first_cycle.plus(add).to_string());
        Case {
            seed: self.seed,
            start: self.start.to_string(),
            first_cycle: self.world.first_cycle.to_string(),
            cycles: cycles.collect(),
            steps: self.steps,
        }
    }

    fn take(&mut self, step: Step) {
        step.take(&mut self.model);
        self.steps.push(step);
    }

    /// The cycle that runs in UTC.
    fn running(&self) -> Cycle {
        Cycle::of_date(day_of(self.model.stand(), &TimeZone::UTC))
    }

    fn import_all(&mut self) {
        let (world, rng) = (&self.world, &mut self.rng);
        let all = |count: usize| (0..count).collect::<Vec<_>>();
        // Some partners' readings come late, so that a report may be missing when it is due.
        let silent: Vec<bool> = world.partners.iter().map(|_| rng.chance(25)).collect();
        let partner = |index: &usize| world.customers[world.subscriptions[*index].customer].1;
        let mut subscriptions = all(world.subscriptions.len());
        subscriptions.retain(|index| !silent[partner(index)]);
        let wanted = Wanted {
            cycles: (world.first_cycle.plus(-4), world.first_cycle.plus(1)),
            percent: 55,
            above_zero_before: None,
        };
        let tables = [
            ("vendors.csv", files::vendors(world, rng)),
            ("regions.csv", files::regions(&world.regions, rng, 30)),
            (
                "distributors.csv",
                files::distributors(world, &all(world.distributors.len()), rng, 20),
            ),
            ("partners.csv", files::partners(world, &all(world.partners.len()), rng, 20)),
            ("customers.csv", files::customers(world, 0, rng)),
            ("products.csv", files::products(world, rng)),
            ("subscriptions.csv", files::subscriptions(world, 0, rng)),
            ("users.csv", files::users(world, 0, rng)),
            ("usage-history.csv", readings(world, &subscriptions, &wanted, rng)),
        ];
        let mut written: Vec<(String, String)> =
            tables.iter().map(|(name, table)| ((*name).to_owned(), table.write(rng))).collect();
        rng.shuffle(&mut written);
        self.take(Step::Import(written));
    }

    /// To the next work that is due, just before it, some hours after it, or part of the way.
    fn move_clock(&mut self) {
        let (stand, rng) = (self.model.stand(), &mut self.rng);
        let due = self.model.next_due().unwrap_or(stand + SignedDuration::from_hours(24 * 20));
        let far = due > stand + SignedDuration::from_hours(24 * 8);
        let to = if far && rng.chance(65) {
            stand + SignedDuration::from_hours(rng.range(80, 190))
        } else {
            match rng.below(10) {
                0..=1 => due - SignedDuration::from_micros(1),
                2 => due - SignedDuration::from_secs(1),
                3..=6 => due,
                7 => due + SignedDuration::from_micros(1),
                8 => due + SignedDuration::from_secs(rng.range(1, 72 * 3600)),
                _ => due + SignedDuration::from_hours(rng.range(100, 500)),
            }
        };
        if to > stand {
            self.take(Step::Clock(to.to_string()));
        }
    }

    fn apply(&mut self) {
        let Some(step) = decisions::file(&self.world, &self.model, &mut self.rng) else {
            return;
        };
        self.take(step);
    }

    /// New readings, some of them late, some of them ahead.
    fn import_usage(&mut self) {
        let running = self.running();
        let (world, rng) = (&self.world, &mut self.rng);
        let some: Vec<usize> = (0..world.subscriptions.len()).filter(|_| rng.chance(40)).collect();
        let first = i32::try_from(rng.range(-2, 0)).expect("small");
        let wanted = Wanted {
            cycles: (running.plus(first), running),
            percent: 60,
            above_zero_before: Some(self.model.stand()),
        };
        let table = readings(world, &some, &wanted, rng);
        if table.is_empty() {
            return;
        }
        let text = table.write(rng);
        // Importing the same file twice changes nothing.
        let times = if rng.chance(15) { 2 } else { 1 };
        for _ in 0..times {
            self.take(Step::Import(vec![("usage-late.csv".to_owned(), text.clone())]));
        }
    }

    fn change_directory(&mut self) {
        let stand = self.model.stand();
        let is_middle = |zone: &str| {
            let zone = TimeZone::get(zone).expect("a zone of the bundled database");
            (13..=26).contains(&day_of(stand, &zone).day())
        };
        if !self.world.regions.iter().all(|region| is_middle(&region.zone)) {
            return;
        }
        let (mut changed, running) = (self.world.clone(), self.running());
        let before = changed.subscriptions.len();
        let rng = &mut self.rng;
        let tables = changes::change(&mut changed, running, rng);
        let mut written: Vec<(String, String)> =
            tables.iter().map(|(name, table)| (name.clone(), table.write(rng))).collect();
        let bad = changes::refused(&self.world, rng);
        if rng.chance(35) && written.iter().all(|(name, _)| *name != bad.0) {
            written.push(bad);
        } else {
            self.world = changed;
            let newcomers: Vec<usize> = (before..self.world.subscriptions.len()).collect();
            let wanted = Wanted {
                cycles: (running.plus(-2), running),
                percent: 80,
                above_zero_before: Some(stand),
            };
            let table = readings(&self.world, &newcomers, &wanted, rng);
            if !table.is_empty() {
                written.push(("usage-new.csv".to_owned(), table.write(rng)));
            }
        }
        if !written.is_empty() {
            self.take(Step::Import(written));
        }
    }
}
