//! What an import keeps of the directory: codes, numbers, and who belongs to whom.

mod links;

use super::code_index::CodeIndex;
use countersign_domain::actor::CompanyKind;
use countersign_domain::link::Links;
use countersign_domain::zone::Zone;
use countersign_store::products::{self, Product};
use countersign_store::{
    Result, StoreError, Tx, companies, customers, links as stored_links, regions, subscriptions,
};

/// A region, thinly.
#[derive(Debug)]
pub struct ThinRegion {
    /// Its time zone.
    pub zone: Zone,
}

/// A company, thinly.
#[derive(Clone, Copy, Debug)]
pub struct ThinCompany {
    /// What it is.
    pub kind: CompanyKind,
    /// A distributor's region, a partner's distributor.
    pub above: i64,
    /// The last cycle whose making has come and gone for a partner.
    pub made_through: i64,
    /// The UTC day that a partner's readings in force are held before.
    pub in_force_day: i64,
}

/// A subscription, thinly.
#[derive(Clone, Copy, Debug)]
pub struct ThinSubscription {
    /// Its customer.
    pub customer: u32,
    /// Its product.
    pub product: u32,
    /// The partner its readings are filed under.
    pub home: u32,
    /// Once it has moved, the UTC day that its reading in force is held before.
    pub in_force_day: Option<i32>,
}

/// The directory as an import needs it. Numbers are 1, 2, 3, … in each list.
#[derive(Default)]
pub struct Directory {
    /// Codes of regions.
    pub region_codes: CodeIndex,
    /// Regions.
    pub regions: Vec<ThinRegion>,
    /// Codes of companies.
    pub company_codes: CodeIndex,
    /// Companies.
    pub companies: Vec<ThinCompany>,
    /// Codes of products.
    pub product_codes: CodeIndex,
    /// Products.
    pub products: Vec<Product>,
    /// Codes of customers.
    pub customer_codes: CodeIndex,
    /// The partner of each customer.
    pub customers: Vec<u32>,
    /// Codes of subscriptions.
    pub subscription_codes: CodeIndex,
    /// Subscriptions.
    pub subscriptions: Vec<ThinSubscription>,
    /// The dated links.
    pub links: Links,
    /// Time zones that regions had before, by region.
    pub former_zones: Vec<(i64, String)>,
}

/// Where a number stands in its list.
#[must_use]
pub fn place(number: i64) -> usize {
    usize::try_from(number - 1).unwrap_or(usize::MAX)
}

/// A number, thinly. The directory is far smaller than what it holds.
#[must_use]
pub fn thin(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A day number, thinly.
#[must_use]
pub fn thin_day(day: i64) -> i32 {
    i32::try_from(day).unwrap_or(0)
}

impl Directory {
    /// Loads it.
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
            subscriptions.push(ThinSubscription {
                customer: thin(it.customer_id),
                product: thin(it.product_id),
                home: thin(it.home_partner_id),
                in_force_day: it.in_force_day.map(thin_day),
            });
        })
        .await?;
        Ok(directory)
    }

    /// Loads regions, companies and products, and leaves out customers and subscriptions, of
    /// which there are many more.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load_companies(tx: &mut Tx) -> Result<Self> {
        let mut directory = Self::default();
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

    /// Loads the links and the former time zones.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn load_links(&mut self, tx: &mut Tx) -> Result<()> {
        self.links = stored_links::all(tx).await?;
        self.former_zones = stored_links::former_zones(tx).await?;
        Ok(())
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
