//! The figures of a subscription that is not part of the story.

use super::Arrival;
use crate::demo::companies::{Part, Partner};
use crate::demo::products::{Course, Product};
use crate::demo::timeline::{Day, FIRST_CYCLE, OPEN_CYCLE, cycle, day, dice};
use crate::sample::cells::quantity;
use crate::sample::random::Dice;
use countersign_domain::cycle::Cycle;

/// A subscription's figures.
pub(super) struct Ordinary {
    topic: String,
    product: &'static Product,
    /// The last day that it covers, if it ends.
    pub(super) ends_on: Option<i64>,
    starts: i64,
    stops: i64,
    base: u64,
    growth: u64,
    shrinks: bool,
    grows_on: i8,
    load: u64,
    low_load: u64,
    low_months: Vec<Cycle>,
    reports_used: bool,
    since: Cycle,
}

/// The units of a day, scaled by the product's decimals.
pub(super) struct OrdinaryUnits {
    provisioned: u64,
    used: Option<u64>,
}

impl OrdinaryUnits {
    /// Appends both as cells.
    pub(super) fn append(&self, decimals: u8, out: &mut Vec<u8>) {
        quantity(out, self.provisioned, decimals);
        out.push(b',');
        if let Some(used) = self.used {
            quantity(out, used, decimals);
        }
    }
}

impl Ordinary {
    /// The subscription `number` of a partner. A `pillar` has nothing unusual.
    pub(super) fn new(
        partner: &Partner,
        product: &'static Product,
        number: i64,
        pillar: bool,
    ) -> Self {
        let topic = format!("{}/{number}", partner.code);
        let mut random = dice(&topic, 0);
        let life = if pillar { Lifespan::WHOLE } else { Lifespan::of(&mut random) };
        let smaller = random.pick(&[1, 2, 3]);
        let steps = 1 + random.below(product.steps / smaller);
        let usual = product.is_flagship() || !random.permille(60);
        let reports_used =
            product.course != Course::Unreported && (product.is_flagship() || !random.permille(30));
        let load = if usual { random.between(955, 995) } else { random.between(1_015, 1_050) };
        Self {
            product,
            ends_on: life.ends_on,
            starts: life.starts,
            stops: life.stops,
            base: product.step * u64::from(steps + if pillar { 8 } else { 0 }),
            growth: if random.permille(450) { u64::from(random.between(5, 30)) } else { 0 },
            shrinks: random.permille(250),
            grows_on: if random.permille(500) { 9 } else { 20 },
            load: u64::from(load),
            low_load: u64::from(random.between(640, 840)),
            low_months: low_months(partner, product),
            reports_used,
            since: cycle(FIRST_CYCLE),
            topic,
        }
    }

    /// The reading of a day, if there is one.
    pub(super) fn on(&self, day: Day, arrival: Arrival) -> Option<OrdinaryUnits> {
        if day.number < self.starts || day.number >= self.stops {
            return None;
        }
        let mut random = dice(&self.topic, day.number);
        if arrival == Arrival::InTime && random.permille(3) {
            return None;
        }
        let provisioned = self.provisioned(day);
        let used = self.reports_used.then(|| self.used(provisioned, day, &mut random));
        let used = used.map(|used| if arrival == Arrival::Late { used * 97 / 100 } else { used });
        Some(OrdinaryUnits { provisioned, used })
    }

    /// What was in force: the base, changed by a step at intervals.
    fn provisioned(&self, day: Day) -> u64 {
        let months = u64::try_from(day.cycle.months_since(self.since)).unwrap_or(0);
        let changes = months + u64::from(day.of_month >= self.grows_on);
        let change = self.base * self.growth * changes / 1_000;
        let change = change - change % self.product.step;
        if self.shrinks {
            return self.base.saturating_sub(change).max(self.product.step);
        }
        self.base + change
    }

    fn used(&self, provisioned: u64, day: Day, random: &mut Dice) -> u64 {
        let low = self.low_months.contains(&day.cycle);
        let average = provisioned * if low { self.low_load } else { self.load };
        let share = match self.product.course {
            Course::Steady | Course::Unreported => random.between(988, 1_000),
            Course::Spiky if random.permille(130) => random.between(1_000, 1_300),
            Course::Spiky => random.between(960, 1_000),
            Course::Portions if day.weekend => random.between(8, 20),
            Course::Portions => random.between(30, 48),
        };
        (average * u64::from(share) + 500_000) / 1_000_000
    }
}

/// Which days a subscription has.
struct Lifespan {
    starts: i64,
    stops: i64,
    ends_on: Option<i64>,
}

impl Lifespan {
    const WHOLE: Self = Self { starts: i64::MIN, stops: i64::MAX, ends_on: None };

    /// Most have all of them. Some begin later, end, or stop sending figures.
    fn of(random: &mut Dice) -> Self {
        let within =
            |random: &mut Dice, from: &str, days: u32| day(from) + i64::from(random.below(days));
        match random.below(1_000) {
            0..130 => Self { starts: within(random, "2025-10-01", 390), ..Self::WHOLE },
            130..170 => {
                let last = within(random, "2026-01-10", 290);
                Self { stops: last + 1, ends_on: Some(last), ..Self::WHOLE }
            }
            // A meter still sends figures after the end.
            170..180 => Self { ends_on: Some(within(random, "2026-05-01", 60)), ..Self::WHOLE },
            180..215 => Self { stops: within(random, "2026-08-25", 60), ..Self::WHOLE },
            215..230 => Self { stops: within(random, "2026-03-05", 80), ..Self::WHOLE },
            _ => Self::WHOLE,
        }
    }
}

/// The months in which a partner had far more of the story's product provisioned than was used.
fn low_months(partner: &Partner, product: &Product) -> Vec<Cycle> {
    let part = partner.parts[product.vendor];
    if !product.is_flagship() || !partner.is_msp {
        return Vec::new();
    }
    let open = cycle(OPEN_CYCLE);
    let mut random = dice(partner.code, 1_000 + product.vendor as i64);
    let mut months = Vec::new();
    for back in 2..14 {
        months.extend(random.permille(80).then(|| open.plus(-back)));
    }
    let untouched = part == Part::Untouched && random.permille(400);
    if part.is_over_provisioned() || untouched {
        months.push(open);
        // Some return what they do not need, others go on paying for it.
        months.extend(random.permille(700).then(|| open.plus(1)));
    }
    months
}
