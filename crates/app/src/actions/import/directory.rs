//! The part of the directory that an import keeps in memory: codes, numbers and links.

mod dates;
mod links;
mod look_up;
mod numbered;

use super::code_index::CodeIndex;
use crate::formats::expected::Expected;
use crate::formats::problem::Problem;
use countersign_domain::actor::CompanyKind;
use countersign_domain::link::Links;
use countersign_domain::zone::Zone;
use countersign_store::products::{self, Product};
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::subscriptions::Thin;
use countersign_store::{
    Result, StoreError, Tx, companies, customers, installation, links as stored_links, regions,
    subscriptions,
};
pub use dates::DateOfReading;
use numbered::Numbered;
use std::collections::{BTreeSet, HashMap};

/// The fields of a region that an import needs.
#[derive(Debug)]
pub struct ThinRegion {
    /// The time zone of its local days.
    pub zone: Zone,
}

/// The fields of a company that an import needs.
#[derive(Clone, Copy, Debug)]
pub struct ThinCompany {
    /// Its kind.
    pub kind: CompanyKind,
    /// The number of a distributor's region or a partner's distributor.
    pub above: i64,
    /// The last cycle whose making has passed for a partner.
    pub made_through: i64,
    /// Readings of a partner before this UTC day are kept as in force.
    pub in_force_day: i64,
}

/// The fields of a subscription that an import needs.
#[derive(Clone, Copy, Debug)]
pub struct ThinSubscription {
    /// The number of its customer.
    pub customer: u32,
    /// The number of its product.
    pub product: u32,
    /// The home partner, under which its readings are stored.
    pub home: u32,
    /// Once it has moved, its readings before this UTC day are kept as in force.
    pub in_force_day: Option<i32>,
    /// Whether it is billable.
    pub billable: bool,
    /// Its last day, as a day number.
    pub ends_on: Option<i32>,
}

impl From<Thin<'_>> for ThinSubscription {
    fn from(it: Thin<'_>) -> Self {
        Self {
            customer: thin(it.customer_id),
            product: thin(it.product_id),
            home: thin(it.home_partner_id),
            in_force_day: it.in_force_day.map(thin_day),
            billable: it.billable,
            ends_on: it.ends_on.map(thin_day),
        }
    }
}

/// The directory in memory, or the part of it that was looked up. Numbers are 1, 2, 3, … in each
/// list.
#[derive(Default)]
pub struct Directory {
    /// Codes of regions by number.
    pub region_codes: CodeIndex,
    /// Regions.
    pub regions: Vec<ThinRegion>,
    /// Codes of companies by number.
    pub company_codes: CodeIndex,
    /// Companies.
    pub companies: Vec<ThinCompany>,
    /// Codes of products by number.
    pub product_codes: CodeIndex,
    /// Products.
    pub products: Vec<Product>,
    /// Codes of customers by number.
    pub customer_codes: CodeIndex,
    /// The partner of each customer.
    pub customers: Numbered<u32>,
    /// Codes of subscriptions by number, if all of them are here.
    pub subscription_codes: CodeIndex,
    /// The numbers of the subscriptions that were looked up, by code; `None` if all are here.
    looked_up: Option<HashMap<String, i64>>,
    /// Subscriptions.
    pub subscriptions: Numbered<ThinSubscription>,
    /// The dated links.
    pub links: Links,
    /// What is retired, by kind and number.
    pub retired: BTreeSet<(RetirableKind, i64)>,
    /// Earlier time zones of regions, with the region's number.
    pub former_zones: Vec<(i64, String)>,
    /// The turn of the work lock in which a dated link had changed last.
    pub moved_turn: Option<i64>,
}

/// The place of a number in its list.
#[must_use]
pub fn place(number: i64) -> usize {
    usize::try_from(number - 1).unwrap_or(usize::MAX)
}

/// A number in 32 bits. A directory never has that many rows.
#[must_use]
pub fn thin(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A day number in 32 bits.
#[must_use]
pub fn thin_day(day: i64) -> i32 {
    i32::try_from(day).unwrap_or(0)
}

impl Directory {
    /// Loads the whole directory.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let mut directory = Self::load_companies(tx).await?;
        directory.load_links(tx).await?;
        let Self { customer_codes, customers, .. } = &mut directory;
        customers::each(tx, |code, partner| {
            customer_codes.add(code);
            customers.push(thin(partner));
        })
        .await?;
        let Self { subscription_codes, subscriptions, .. } = &mut directory;
        subscriptions::each(tx, |it| {
            subscription_codes.add(it.code);
            subscriptions.push(it.into());
        })
        .await?;
        Ok(directory)
    }

    /// Loads regions, companies and products without customers and subscriptions, of which there
    /// are many more.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load_companies(tx: &mut Tx) -> Result<Self> {
        let mut directory = Self::load_units(tx).await?;
        directory.retired = retirements::all(tx).await?;
        Ok(directory)
    }

    /// The same without what is retired.
    async fn load_units(tx: &mut Tx) -> Result<Self> {
        let moved_turn = installation::load(tx).await?.and_then(|it| it.moved_turn);
        let mut directory = Self { moved_turn, ..Self::default() };
        for region in regions::all(tx).await? {
            directory.region_codes.add(&region.code);
            let zone = Zone::parse(&region.time_zone).map_err(StoreError::Corrupt)?;
            directory.regions.push(ThinRegion { zone });
        }
        let Self { company_codes, companies, .. } = &mut directory;
        companies::each_code(tx, |company| {
            company_codes.add(company.code);
            companies.push(ThinCompany {
                kind: company.kind,
                above: company.distributor_id.unwrap_or(0),
                made_through: company.made_through.unwrap_or(0),
                in_force_day: company.in_force_day.unwrap_or(i64::MIN),
            });
        })
        .await?;
        for distributor in companies::distributors(tx).await? {
            directory.companies[place(distributor.id)].above = distributor.region_id;
        }
        for product in products::all(tx).await? {
            directory.product_codes.add(&product.code);
            directory.products.push(product);
        }
        Ok(directory)
    }

    /// Refuses a reference to what is retired, unless the row already had it.
    ///
    /// # Errors
    /// The problem of the cell.
    pub(super) fn check_in_use(
        &self,
        column: &'static str,
        code: &str,
        (kind, id): (RetirableKind, i64),
        before: Option<i64>,
    ) -> std::result::Result<(), Problem> {
        let is_retired = before != Some(id) && self.retired.contains(&(kind, id));
        if is_retired { Err(Problem::cell(column, code, Expected::InUse)) } else { Ok(()) }
    }

    /// Loads the links and the former time zones.
    ///
    /// # Errors
    /// Fails if the database cannot be read.
    pub(super) async fn load_links(&mut self, tx: &mut Tx) -> Result<()> {
        self.links = stored_links::all(tx).await?;
        self.former_zones = stored_links::former_zones(tx).await?;
        Ok(())
    }

    /// The number of a subscription by its code.
    #[must_use]
    pub fn subscription(&self, code: &str) -> Option<i64> {
        match &self.looked_up {
            Some(numbers) => numbers.get(code).copied(),
            None => self.subscription_codes.get(code),
        }
    }

    /// A company by its code, if it is of this kind.
    #[must_use]
    pub fn company(&self, code: &str, kind: CompanyKind) -> Option<i64> {
        let number = self.company_codes.get(code)?;
        (self.companies[place(number)].kind == kind).then_some(number)
    }

    /// The partner that owns a subscription now.
    #[must_use]
    pub fn owner(&self, subscription: &ThinSubscription) -> i64 {
        i64::from(self.customers[place(i64::from(subscription.customer))])
    }
}
