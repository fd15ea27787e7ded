//! What partners sell: their customers, the subscriptions of these, and the readings.
//!
//! Nothing is kept between two reads. The installation is computed again and is the same each time.

mod hero_partners;
mod ordinary;

use super::companies::{DISTRIBUTORS, Distributor, Part, Partner};
use super::products::{PRODUCTS, Product};
use super::timeline::{Day, day, dice};
use hero_partners::HeroPartner;
use ordinary::Ordinary;
use std::ops::Range;

/// Everything that partners sell.
pub(super) struct SampleInstallation {
    pub(super) holdings: Vec<Holding>,
}

/// What one partner sells.
pub(super) struct Holding {
    /// The partner's distributor.
    pub(super) distributor: &'static Distributor,
    pub(super) partner: &'static Partner,
    pub(super) customers: Vec<String>,
    pub(super) subscriptions: Vec<Subscription>,
}

pub(super) struct Subscription {
    pub(super) code: String,
    /// Index of its customer.
    pub(super) customer: usize,
    pub(super) product: &'static Product,
    pub(super) plan: &'static str,
    pub(super) billable: bool,
    /// The last day that it covers, if it ends.
    pub(super) ends_on: Option<i64>,
    /// How its usage develops.
    course: SubscriptionCourse,
}

enum SubscriptionCourse {
    Hero(Vec<hero_partners::UnitsStep>),
    Ordinary(Ordinary),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Those that arrive in time.
    InTime,
    /// Those that arrive days later.
    Late,
}

impl SampleInstallation {
    pub(super) fn new() -> Self {
        let mut holdings = Vec::new();
        for distributor in &DISTRIBUTORS {
            holdings.extend(distributor.partners.iter().map(|it| Holding::new(distributor, it)));
        }
        Self { holdings }
    }

    /// Appends the readings of `days` as rows of `usage.csv` and returns how many there were.
    pub(super) fn readings(&self, days: Range<i64>, arrival: Arrival, out: &mut Vec<u8>) -> u64 {
        let mut count = 0;
        for number in days {
            let day = Day::of(number);
            let date = day.text();
            for holding in &self.holdings {
                let stamp = format!(",{date}T{},", holding.distributor.region().read_at);
                for subscription in &holding.subscriptions {
                    if holding.arrival(subscription, day) == arrival {
                        count += u64::from(subscription.reading(day, arrival, &stamp, out));
                    }
                }
            }
        }
        count
    }
}

impl Holding {
    fn new(distributor: &'static Distributor, partner: &'static Partner) -> Self {
        let mut holding = match hero_partners::of(partner.code) {
            Some(hero) => Self::hero(distributor, partner, hero),
            None => Self::ordinary(distributor, partner),
        };
        for (number, subscription) in holding.subscriptions.iter_mut().enumerate() {
            subscription.code = format!("{}-S{:02}", partner.code, number + 1);
        }
        holding
    }

    fn hero(
        distributor: &'static Distributor,
        partner: &'static Partner,
        hero: &'static HeroPartner,
    ) -> Self {
        let subscriptions = hero.subscriptions.iter().map(|it| {
            let [code, plan] = it.product;
            let product = PRODUCTS.iter().find(|product| product.code() == code);
            Subscription {
                code: String::new(),
                customer: it.customer,
                product: product.expect("heroes have the products that there are"),
                plan,
                billable: it.billable,
                ends_on: None,
                course: SubscriptionCourse::Hero(it.steps()),
            }
        });
        let customers = hero.customers.iter().map(ToString::to_string).collect();
        Self { distributor, partner, customers, subscriptions: subscriptions.collect() }
    }

    fn ordinary(distributor: &'static Distributor, partner: &'static Partner) -> Self {
        let mut random = dice(partner.code, 0);
        let mut customers: Vec<String> = Vec::new();
        let mut subscriptions = Vec::new();
        let count = random.between(2, 5) as usize;
        while customers.len() < count {
            let name = distributor.locale.customer(&mut random);
            if !customers.contains(&name) {
                customers.push(name);
            }
        }
        for customer in 0..count {
            for product in &PRODUCTS {
                let part = partner.parts[product.vendor];
                let pillar = customer == 0 && product.is_flagship();
                if part == Part::Absent || !(random.permille(product.share) || pillar) {
                    continue;
                }
                let number = subscriptions.len() as i64 + 1;
                let course = Ordinary::new(partner, product, number, pillar);
                let mut random = dice(partner.code, -number);
                let billable = pillar || !random.permille(40);
                let plan = if billable { random.pick(product.plans) } else { "Trial" };
                let (code, ends_on) = (String::new(), course.ends_on);
                let course = SubscriptionCourse::Ordinary(course);
                let subscription =
                    Subscription { code, customer, product, plan, billable, ends_on, course };
                subscriptions.push(subscription);
            }
        }
        Self { distributor, partner, customers, subscriptions }
    }

    pub(super) fn customer_code(&self, place: usize) -> String {
        format!("{}-C{}", self.partner.code, place + 1)
    }

    /// When the reading of that day arrives.
    fn arrival(&self, subscription: &Subscription, day: Day) -> Arrival {
        let part = self.partner.parts[subscription.product.vendor];
        let late = subscription.product.is_flagship() && part.is_late() && is_end_of_october(day);
        if late { Arrival::Late } else { Arrival::InTime }
    }
}

fn is_end_of_october(day: Day) -> bool {
    (self::day("2026-10-30")..=self::day("2026-10-31")).contains(&day.number)
}

impl Subscription {
    /// Appends the row of a day and returns whether there is one.
    fn reading(&self, day: Day, arrival: Arrival, stamp: &str, out: &mut Vec<u8>) -> bool {
        match &self.course {
            SubscriptionCourse::Hero(steps) => {
                let Some(step) = steps.iter().rfind(|step| step.from <= day.number) else {
                    return false;
                };
                self.begin_row(stamp, out);
                out.extend_from_slice(step.provisioned.as_bytes());
                out.push(b',');
                out.extend_from_slice(step.used.as_bytes());
            }
            SubscriptionCourse::Ordinary(ordinary) => {
                let Some(figures) = ordinary.on(day, arrival) else { return false };
                self.begin_row(stamp, out);
                figures.append(self.product.decimals, out);
            }
        }
        out.extend_from_slice(b"\r\n");
        true
    }

    fn begin_row(&self, stamp: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(self.code.as_bytes());
        out.extend_from_slice(stamp.as_bytes());
    }
}
