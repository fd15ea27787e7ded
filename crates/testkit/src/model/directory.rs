//! Companies, customers, products, subscriptions and people.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::links::Dated;
use super::settings::{Rules, Settings, resolve};

#[derive(Debug, Clone)]
pub(crate) struct Region {
    pub(crate) zone: TimeZone,
    pub(crate) zone_name: String,
    pub(crate) usage_reports: Dated<bool>,
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone)]
pub(crate) struct Distributor {
    pub(crate) name: String,
    pub(crate) region: Dated<String>,
    pub(crate) isp: Dated<bool>,
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) name: String,
    pub(crate) distributor: Dated<String>,
    pub(crate) msp: Dated<bool>,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) company_id: Uuid,
    pub(crate) settings: Settings,
}

/// How readings become one figure per subscription and cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    Peak,
    Average,
    P85,
    Last,
    Sum,
}

#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) vendor: String,
    pub(crate) decimals: u32,
    pub(crate) reports_usage: bool,
    pub(crate) basis: Basis,
    /// Whether its basis and use have never changed.
    pub(crate) steady: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Customer {
    pub(crate) partner: Dated<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) customer: Dated<String>,
    pub(crate) product: Dated<String>,
    pub(crate) billable: bool,
    pub(crate) ends_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Administrator,
    CustomerAccountManager,
    PartnerAccountManager,
    LicenseManager,
    SupportManager,
    SupportEngineer,
    BillingManager,
}

impl Role {
    pub(crate) fn parse(text: &str) -> Option<Role> {
        Some(match text.to_ascii_lowercase().as_str() {
            "administrator" => Role::Administrator,
            "customer account manager" => Role::CustomerAccountManager,
            "partner account manager" => Role::PartnerAccountManager,
            "license manager" => Role::LicenseManager,
            "support manager" => Role::SupportManager,
            "support engineer" => Role::SupportEngineer,
            "billing manager" => Role::BillingManager,
            _ => return None,
        })
    }
}

/// Maps are keyed by code, people by their e-mail address in small letters, each with a role per
/// company.
#[derive(Debug, Clone, Default)]
pub(crate) struct Directory {
    pub(crate) vendors: BTreeMap<String, String>,
    pub(crate) regions: BTreeMap<String, Region>,
    pub(crate) distributors: BTreeMap<String, Distributor>,
    pub(crate) partners: BTreeMap<String, Partner>,
    pub(crate) customers: BTreeMap<String, Customer>,
    pub(crate) products: BTreeMap<String, Product>,
    /// Subscriptions as they were first given.
    pub(crate) first_subscriptions: BTreeMap<String, Subscription>,
    /// Products as they were first given.
    pub(crate) first_products: BTreeMap<String, Product>,
    pub(crate) subscriptions: BTreeMap<String, Subscription>,
    pub(crate) people: BTreeMap<String, BTreeMap<String, Role>>,
}

/// What a subscription counts for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner<'a> {
    pub(crate) customer: &'a str,
    pub(crate) product: &'a str,
    pub(crate) vendor: &'a str,
    pub(crate) partner: &'a str,
}

/// The companies above a partner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartnerPlace<'a> {
    pub(crate) distributor: &'a str,
    pub(crate) region: &'a str,
    pub(crate) msp: bool,
    pub(crate) isp: bool,
    pub(crate) usage_reports: bool,
}

impl PartnerPlace<'_> {
    /// "Usage reports exist only where the region has them switched on, and only for … MSP under
    /// a distributor (never reseller, never ISP or anyone under one)."
    pub(crate) fn has_usage_reports(&self) -> bool {
        self.msp && !self.isp && self.usage_reports
    }
}

impl Directory {
    /// The owner of a subscription at an instant, from its links.
    pub(crate) fn owner_of(&self, subscription: &str, at: Timestamp) -> Owner<'_> {
        let own = &self.subscriptions[subscription];
        let (customer, product) = (own.customer.at(at), own.product.at(at));
        let partner = self.customers[customer].partner.at(at);
        Owner { customer, product, vendor: &self.products[product].vendor, partner }
    }

    /// The companies above a partner at an instant, from its links.
    pub(crate) fn place_of(&self, partner: &str, at: Timestamp) -> PartnerPlace<'_> {
        let own = &self.partners[partner];
        let distributor = own.distributor.at(at);
        let above = &self.distributors[distributor];
        let region = above.region.at(at);
        PartnerPlace {
            distributor,
            region,
            msp: *own.msp.at(at),
            isp: *above.isp.at(at),
            usage_reports: *self.regions[region].usage_reports.at(at),
        }
    }

    /// The region that a subscription belonged to at an instant.
    pub(crate) fn region_of(&self, subscription: &str, at: Timestamp) -> &str {
        self.place_of(self.owner_of(subscription, at).partner, at).region
    }

    /// The zone of that region.
    pub(crate) fn zone_of(&self, subscription: &str, at: Timestamp) -> &TimeZone {
        &self.regions[self.region_of(subscription, at)].zone
    }

    /// The current settings of a partner, along the links of an instant.
    pub(crate) fn rules_of(&self, partner: &str, at: Timestamp) -> Rules {
        let place = self.place_of(partner, at);
        let own = &self.partners[partner].settings;
        let distributor = &self.distributors[place.distributor].settings;
        resolve([own, distributor, &self.regions[place.region].settings])
    }

    /// The one vendor of an installation that has only one.
    pub(crate) fn only_vendor(&self) -> Option<&str> {
        let mut codes = self.vendors.keys();
        codes.next().filter(|_| self.vendors.len() == 1).map(String::as_str)
    }
}
