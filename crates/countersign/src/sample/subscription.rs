//! How one subscription behaves over the months, and what its readings say.

use super::calendar::Day;
use super::catalogue::{Course, PRODUCTS, Product};
use super::random::{Dice, Stream};

/// What a partner's subscriptions have in common.
#[derive(Clone, Copy)]
pub(super) struct UsageHabit {
    /// It provisions far more than is used.
    over_provisions: bool,
    /// Its figures stop arriving on this day.
    silent_from: u32,
}

impl UsageHabit {
    /// The habit of a partner in a data set of `days`.
    pub(super) fn of(seed: u64, partner: u32, days: u32) -> Self {
        let mut dice = Dice::new(seed, Stream::Habit, u64::from(partner));
        let over_provisions = dice.permille(140);
        let silent = dice.permille(12);
        let from = days / 3 + dice.below(days - days / 3);
        Self { over_provisions, silent_from: if silent { from } else { u32::MAX } }
    }
}

/// A subscription, derived from its number when it is needed.
pub(super) struct Subscription {
    seed: u64,
    /// Its index among the subscriptions.
    pub(super) number: u32,
    pub(super) product: &'static Product,
    pub(super) plan: &'static str,
    pub(super) billable: bool,
    /// The last day that it covers, if it ends.
    pub(super) ends: Option<u32>,
    starts: u32,
    stops: u32,
    empty_from: u32,
    base: u64,
    growth: u64,
    shrinks: bool,
    grows_on: u32,
    load: u64,
    reports_used: bool,
}

/// The day number of something that does not happen.
const NEVER: u32 = u32::MAX;

impl Subscription {
    /// The subscription `number` of a partner with this habit.
    pub(super) fn of(seed: u64, number: u32, habit: UsageHabit, months: u32, days: u32) -> Self {
        let mut dice = Dice::new(seed, Stream::Subscription, u64::from(number));
        let product = product(&mut dice);
        let billable = !dice.permille(40);
        let plan = match billable {
            true => dice.pick(&["Essential", "Business", "Business", "Enterprise"]),
            false => dice.pick(&["Trial", "Not for resale"]),
        };
        let starts_late = dice.permille((45 * months).min(500));
        let starts = if starts_late { dice.below(days) } else { 0 };
        let ended = dice.permille((20 * months).min(300));
        let ends = ended.then(|| starts + dice.below(days - starts));
        let (stops, empty_from) = fading(&mut dice, ends, starts, days);
        let smaller = dice.pick(&[1, 2, 4, 8]);
        let steps = 1 + dice.below(product.steps / smaller.min(product.steps));
        Self {
            seed,
            number,
            product,
            plan,
            billable,
            ends,
            starts,
            stops: stops.min(habit.silent_from),
            empty_from,
            base: product.step * u64::from(steps),
            growth: if dice.permille(350) { u64::from(dice.between(10, 80)) } else { 0 },
            shrinks: dice.permille(220),
            grows_on: dice.between(1, 28),
            load: u64::from(load(&mut dice, habit)),
            reports_used: product.course != Course::Unreported && !dice.permille(12),
        }
    }

    /// What was in force on `day`: the base, changed by a step each month.
    fn provisioned(&self, day: Day) -> u64 {
        if day.number >= self.empty_from {
            return 0;
        }
        let changes = u64::from(day.month + u32::from(day.day_of_month >= self.grows_on));
        let change = self.base * self.growth * changes / 1000;
        let change = change - change % self.product.step;
        if self.shrinks {
            return self.base.saturating_sub(change).max(self.product.step);
        }
        self.base + change
    }

    /// What happened on `day`, if there is a reading.
    pub(super) fn on(&self, day: Day) -> Option<DayReading> {
        if day.number < self.starts || day.number >= self.stops {
            return None;
        }
        let subject = (u64::from(self.number) << 16) | u64::from(day.number);
        let mut dice = Dice::new(self.seed, Stream::Day, subject);
        let provisioned = self.provisioned(day);
        let event = match dice.below(1000) {
            0..3 => return None,
            // Two zeros would be no correction.
            3..6 if provisioned > 0 => ReadingArrival::Corrected,
            6..20 => ReadingArrival::Delayed,
            _ if self.is_late(day) => ReadingArrival::Late,
            _ => ReadingArrival::Ordinary,
        };
        let used = self.reports_used.then(|| self.used(provisioned, day, &mut dice));
        Some(DayReading { event, provisioned, used })
    }

    fn used(&self, provisioned: u64, day: Day, dice: &mut Dice) -> u64 {
        let average = provisioned * self.load;
        let share = match self.product.course {
            Course::Steady | Course::Unreported => dice.between(985, 1000),
            Course::Spiky if dice.permille(130) => dice.between(1000, 1300),
            Course::Spiky => dice.between(960, 1000),
            Course::Portions if day.weekend => dice.between(8, 20),
            Course::Portions => dice.between(30, 48),
        };
        (average * u64::from(share) + 500_000) / 1_000_000
    }

    /// The last days of some months arrive only with the next month's file.
    fn is_late(&self, day: Day) -> bool {
        if day.left_in_month > 3 {
            return false;
        }
        let subject = (u64::from(self.number) << 16) | u64::from(day.month);
        let mut dice = Dice::new(self.seed, Stream::Late, subject);
        dice.permille(8) && day.left_in_month <= dice.below(4)
    }
}

fn product(dice: &mut Dice) -> &'static Product {
    let mut at = dice.below(100);
    for product in &PRODUCTS {
        if at < product.share {
            return product;
        }
        at -= product.share;
    }
    &PRODUCTS[0]
}

/// The day from which there are no readings, and the one from which they are all zero.
fn fading(dice: &mut Dice, ends: Option<u32>, starts: u32, days: u32) -> (u32, u32) {
    let change = starts + dice.below(days - starts);
    match (ends, dice.below(1000)) {
        // A meter still sends figures after the end.
        (Some(_), 0..40) => (NEVER, NEVER),
        (Some(last), _) => (last + 1, NEVER),
        (None, 0..15) => (change, NEVER),
        (None, 15..19) => (NEVER, change),
        _ => (NEVER, NEVER),
    }
}

/// How much of what is provisioned is used, in parts of 1000.
fn load(dice: &mut Dice, habit: UsageHabit) -> u32 {
    match dice.below(1000) {
        _ if habit.over_provisions => dice.between(680, 900),
        0..25 => dice.between(600, 850),
        25..55 => dice.between(1010, 1080),
        _ => dice.between(960, 1000),
    }
}

/// How a reading reaches the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingArrival {
    /// At the usual time.
    Ordinary,
    /// At the second attempt.
    Delayed,
    /// Wrong at first, then again with the right figure at the same instant.
    Corrected,
    /// With the next month's file.
    Late,
}

/// The figures of one subscription on one day.
#[derive(Clone, Copy)]
pub(super) struct DayReading {
    /// How it reaches the file.
    pub(super) event: ReadingArrival,
    /// Units in force, scaled.
    pub(super) provisioned: u64,
    /// Units used, scaled.
    pub(super) used: Option<u64>,
}

impl DayReading {
    /// The wrong figures before the correction: counted twice.
    pub(super) fn before_correction(&self) -> Self {
        Self { provisioned: self.provisioned * 2, used: self.used.map(|used| used * 2), ..*self }
    }
}
