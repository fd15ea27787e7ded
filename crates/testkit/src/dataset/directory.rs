//! The directory of a case.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::rng::Rng;
use super::words::{code, name};
use crate::model::Cycle;

/// Places and times: cycles in which these zones change their clocks at difficult instants.
const ERAS: &[(i16, i8, &[&str])] = &[
    (2020, 9, &["America/Havana", "Asia/Beirut", "America/Santiago", "Asia/Tehran"]),
    (2021, 2, &["America/Asuncion", "Asia/Amman", "Asia/Tehran", "America/Scoresbysund"]),
    (2021, 9, &["America/Havana", "Asia/Beirut", "Asia/Amman", "Pacific/Chatham"]),
    (2022, 9, &["Asia/Beirut", "America/Asuncion", "America/Santiago", "America/Havana"]),
    (2023, 8, &["America/Asuncion", "Africa/Cairo", "America/Sao_Paulo", "Asia/Kolkata"]),
    (2018, 9, &["America/Sao_Paulo", "Asia/Amman", "Pacific/Apia", "America/St_Johns"]),
    (2017, 9, &["America/Sao_Paulo", "Asia/Gaza", "Pacific/Apia", "Asia/Kathmandu"]),
    (2010, 9, &["America/St_Johns", "Pacific/Apia", "Asia/Damascus", "Africa/Cairo"]),
    (2011, 11, &["Pacific/Apia", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Fakaofo"]),
    (2026, 2, &["Atlantic/Azores", "Africa/Cairo", "Asia/Beirut", "America/Havana"]),
    (2026, 8, &["America/Santiago", "Europe/Berlin", "Pacific/Chatham", "America/St_Johns"]),
    (2026, 9, &["Africa/Cairo", "Asia/Beirut", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
    (2027, 9, &["America/Havana", "Asia/Beirut", "Europe/Berlin", "Asia/Kolkata"]),
];

/// Zones that are as far apart as possible, some with parts of hours. In Havana, clocks change at
/// the edge of a month: 1 November has two midnights in these years.
const FAR_APART: &[&str] = &[
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "America/Havana",
    "Pacific/Auckland",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "UTC",
];

/// First cycles for them.
const FAR_APART_ERAS: &[(i16, i8)] = &[(2026, 9), (2026, 10), (2020, 9), (2020, 10), (2026, 2)];

const REST_OF_THE_WORLD: &[&str] =
    &["Asia/Kolkata", "Europe/Berlin", "Pacific/Chatham", "America/St_Johns", "Pacific/Apia"];

#[derive(Debug, Clone)]
pub(super) struct Region {
    pub(super) code: String,
    pub(super) zone: String,
    pub(super) usage_reports: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Distributor {
    pub(super) code: String,
    pub(super) region: usize,
    pub(super) isp: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Partner {
    pub(super) code: String,
    pub(super) distributor: usize,
    pub(super) kind: &'static str,
}

#[derive(Debug, Clone)]
pub(super) struct Product {
    pub(super) code: String,
    pub(super) unit: String,
    pub(super) vendor: usize,
    pub(super) decimals: u32,
    pub(super) basis: &'static str,
    pub(super) reports_usage: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Subscription {
    pub(super) code: String,
    pub(super) customer: usize,
    pub(super) product: usize,
    pub(super) billable: bool,
    pub(super) ends_on: Option<Date>,
    /// Whether any of its readings has used units.
    pub(super) with_used: bool,
    /// The minimum decimals of every product that it ever had.
    pub(super) decimals: u32,
}

/// A membership: an e-mail address, a company's code, a role.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) email: String,
    pub(super) company: String,
    pub(super) role: &'static str,
}

/// The product that no change affects.
pub(super) const STEADY: usize = 0;

/// Everything in a case, by index.
#[derive(Debug, Clone)]
pub(super) struct CaseDirectory {
    pub(super) first_cycle: Cycle,
    pub(super) vendors: Vec<String>,
    pub(super) regions: Vec<Region>,
    pub(super) distributors: Vec<Distributor>,
    pub(super) partners: Vec<Partner>,
    /// Code and partner.
    pub(super) customers: Vec<(String, usize)>,
    pub(super) products: Vec<Product>,
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) members: Vec<Member>,
}

const ROLES: &[&str] = &[
    "Support Manager",
    "Support Engineer",
    "Customer Account Manager",
    "Partner Account Manager",
    "License Manager",
];

/// The first two, which are the farthest apart, and some of the rest.
fn some_far_apart(rng: &mut Rng, zones: &[&'static str]) -> Vec<&'static str> {
    let mut zones = zones.to_vec();
    rng.shuffle(&mut zones[2..]);
    zones.truncate(rng.below(5) + 4);
    zones
}

/// The first two of an era, which are the difficult ones, and some of the rest.
fn some_awkward(rng: &mut Rng, zones: &[&'static str]) -> Vec<&'static str> {
    let mut zones: Vec<&str> = zones.iter().chain([rng.pick(REST_OF_THE_WORLD)]).copied().collect();
    rng.shuffle(&mut zones[2..]);
    zones.truncate(rng.below(3) + 2);
    zones
}

impl CaseDirectory {
    pub(super) fn new(rng: &mut Rng) -> CaseDirectory {
        let far_apart = rng.random(60);
        let (year, month, zones) = if far_apart {
            let (year, month) = *rng.pick(FAR_APART_ERAS);
            (year, month, FAR_APART)
        } else {
            *rng.pick(ERAS)
        };
        let mut directory = CaseDirectory {
            first_cycle: Cycle { year, month },
            vendors: Vec::new(),
            regions: Vec::new(),
            distributors: Vec::new(),
            partners: Vec::new(),
            customers: Vec::new(),
            products: Vec::new(),
            subscriptions: Vec::new(),
            members: Vec::new(),
        };
        directory.vendors = (0..rng.below(2) + 1).map(|number| code(rng, "V", number)).collect();
        let zones = if far_apart { some_far_apart(rng, zones) } else { some_awkward(rng, zones) };
        directory.add_companies(rng, &zones);
        directory.add_products(rng);
        for partner in 0..directory.partners.len() {
            for _ in 0..rng.range(1, 2) {
                directory.add_customer(rng, partner);
            }
        }
        directory.add_members(rng);
        directory
    }

    fn add_companies(&mut self, rng: &mut Rng, zones: &[&str]) {
        // With many regions, each is small.
        let most = if zones.len() > 5 { 1 } else { 2 };
        for (index, zone) in zones.iter().enumerate() {
            let usage_reports = index == 0 || rng.random(85);
            let zone = (*zone).to_owned();
            self.regions.push(Region { code: code(rng, "R", index), zone, usage_reports });
            for _ in 0..rng.range(1, most) {
                let (region, number) = (index, self.distributors.len());
                let isp = number > 0 && rng.random(15);
                let code = code(rng, "D", number);
                self.distributors.push(Distributor { code, region, isp });
                for _ in 0..rng.range(1, 2) {
                    self.add_partner(rng, number);
                }
            }
        }
    }

    /// Adds a partner without customers and returns its index.
    pub(super) fn add_partner(&mut self, rng: &mut Rng, distributor: usize) -> usize {
        let number = self.partners.len();
        let kind = if number > 0 && rng.random(15) { "reseller" } else { "msp" };
        self.partners.push(Partner { code: code(rng, "P", number), distributor, kind });
        number
    }

    fn add_products(&mut self, rng: &mut Rng) {
        let mut bases = ["peak", "average", "p85", "last", "sum"];
        rng.shuffle(&mut bases);
        for (number, basis) in bases.iter().cycle().take(rng.below(4) + 3).enumerate() {
            let decimals = u32::try_from(*rng.pick(&[0, 0, 1, 2, 3, 6])).expect("a digit");
            self.products.push(Product {
                code: code(rng, "A", number),
                unit: name(rng),
                vendor: rng.below(self.vendors.len()),
                decimals,
                basis,
                reports_usage: rng.random(85),
            });
        }
        // One product is added up and does not change.
        let steady = &mut self.products[STEADY];
        (steady.basis, steady.reports_usage) = ("sum", true);
    }

    /// A customer with its subscriptions.
    pub(super) fn add_customer(&mut self, rng: &mut Rng, partner: usize) {
        let customer = self.customers.len();
        self.customers.push((code(rng, "K", customer), partner));
        for _ in 0..rng.range(1, 4) {
            self.add_subscription(rng, customer);
        }
    }

    pub(super) fn add_subscription(&mut self, rng: &mut Rng, customer: usize) {
        let ends_on = Some(self.end(rng, -2)).filter(|_| rng.random(20));
        let product = if rng.random(30) { STEADY } else { rng.below(self.products.len()) };
        let number = self.subscriptions.len();
        self.subscriptions.push(Subscription {
            code: code(rng, "S", number),
            customer,
            product,
            billable: rng.random(88),
            ends_on,
            with_used: rng.random(80),
            decimals: self.products[product].decimals,
        });
    }

    /// A day on which a subscription may end, in a cycle at least `least` after the first.
    pub(super) fn end(&self, rng: &mut Rng, least: i64) -> Date {
        let months = i32::try_from(rng.range(least, 4)).expect("a few");
        let cycle = self.first_cycle.plus(months);
        let days = [1, rng.range(1, 28), i64::from(cycle.last_day().day())];
        let day = i8::try_from(*rng.pick(&days)).expect("a day of the month");
        jiff::civil::date(cycle.year, cycle.month, day)
    }

    fn add_members(&mut self, rng: &mut Rng) {
        let mut companies: Vec<String> = vec!["operator".to_owned()];
        companies.extend(self.vendors.iter().cloned());
        companies.extend(self.distributors.iter().map(|it| it.code.clone()));
        companies.extend(self.partners.iter().map(|it| it.code.clone()));
        for (number, company) in companies.iter().enumerate() {
            self.add_staff(rng, number, company);
        }
        // People of partners and of their distributors.
        for number in 0..2 {
            let partner = rng.below(self.partners.len());
            let distributor = self.partners[partner].distributor;
            let codes =
                [self.partners[partner].code.clone(), self.distributors[distributor].code.clone()];
            for company in codes {
                let email = format!("Both.{number}@Example.com");
                self.members.push(Member { email, company, role: "Administrator" });
            }
        }
    }

    /// Three people of a company.
    pub(super) fn add_staff(&mut self, rng: &mut Rng, number: usize, company: &str) {
        let roles = ["Administrator", "Billing Manager", *rng.pick(ROLES)];
        for (place, role) in roles.into_iter().enumerate() {
            let email = format!("u{number}.{place}@Example.org");
            self.members.push(Member { email, company: company.to_owned(), role });
        }
    }

    pub(super) fn region(&self, partner: usize) -> &Region {
        &self.regions[self.distributors[self.partners[partner].distributor].region]
    }

    /// The time zone a subscription's readings are read in.
    pub(super) fn zone(&self, subscription: usize) -> TimeZone {
        let partner = self.customers[self.subscriptions[subscription].customer].1;
        TimeZone::get(&self.region(partner).zone).expect("a zone of the bundled database")
    }
}
