//! Who and what exists: companies, customers, products, subscriptions and people.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::settings::{Rules, Settings, resolve};

#[derive(Debug, Clone)]
pub(crate) struct Region {
    pub(crate) zone: TimeZone,
    pub(crate) zone_name: String,
    pub(crate) usage_reports: bool,
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone)]
pub(crate) struct Distributor {
    pub(crate) name: String,
    pub(crate) region: String,
    pub(crate) isp: bool,
    pub(crate) settings: Settings,
}

#[derive(Debug, Clone)]
pub(crate) struct Partner {
    pub(crate) name: String,
    pub(crate) distributor: String,
    pub(crate) msp: bool,
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
}

#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) customer: String,
    pub(crate) product: String,
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

/// All of it. Maps are keyed by code; people by their e-mail address in small letters, each with
/// a role per company.
#[derive(Debug, Clone, Default)]
pub(crate) struct Directory {
    pub(crate) vendors: BTreeMap<String, String>,
    pub(crate) regions: BTreeMap<String, Region>,
    pub(crate) distributors: BTreeMap<String, Distributor>,
    pub(crate) partners: BTreeMap<String, Partner>,
    pub(crate) customers: BTreeMap<String, String>,
    pub(crate) products: BTreeMap<String, Product>,
    pub(crate) subscriptions: BTreeMap<String, Subscription>,
    pub(crate) people: BTreeMap<String, BTreeMap<String, Role>>,
}

impl Directory {
    /// The region a partner works in.
    pub(crate) fn region_of(&self, partner: &str) -> &Region {
        &self.regions[&self.distributors[&self.partners[partner].distributor].region]
    }

    /// The partner a subscription's customer buys from.
    pub(crate) fn partner_of(&self, subscription: &str) -> &str {
        &self.customers[&self.subscriptions[subscription].customer]
    }

    /// The vendor of a subscription's product.
    pub(crate) fn vendor_of(&self, subscription: &str) -> &str {
        &self.products[&self.subscriptions[subscription].product].vendor
    }

    /// The settings that bind a partner now.
    pub(crate) fn rules_of(&self, partner: &str) -> Rules {
        let own = &self.partners[partner];
        let distributor = &self.distributors[&own.distributor];
        let region = &self.regions[&distributor.region];
        resolve([&own.settings, &distributor.settings, &region.settings])
    }

    /// "Usage reports exist only where the region has them switched on, and only for … MSP under
    /// a distributor (never reseller, never ISP or anyone under one)."
    pub(crate) fn has_usage_reports(&self, partner: &str) -> bool {
        let own = &self.partners[partner];
        own.msp && !self.distributors[&own.distributor].isp && self.region_of(partner).usage_reports
    }

    /// The one vendor of an installation that has only one.
    pub(crate) fn only_vendor(&self) -> Option<&str> {
        let mut codes = self.vendors.keys();
        codes.next().filter(|_| self.vendors.len() == 1).map(String::as_str)
    }
}
