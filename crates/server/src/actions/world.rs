//! The directory as the clock sees it: regions, distributors, vendors and products, which are
//! few, with their inherited settings.

use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::schedule;
use countersign_domain::settings::{Rules, Setting, Settings};
use countersign_domain::zone::Zone;
use countersign_store::companies::{self, Company, Distributor};
use countersign_store::partners::{Group, Partner};
use countersign_store::products::{self, Product};
use countersign_store::regions::{self, Region};
use countersign_store::{Result, StoreError, Tx};
use std::collections::HashMap;

/// Regions, distributors, vendors and products.
pub struct World {
    regions: HashMap<i64, (Region, Zone)>,
    distributors: HashMap<i64, Distributor>,
    companies: HashMap<i64, Company>,
    products: HashMap<i64, Product>,
}

impl World {
    /// Loads it.
    ///
    /// # Errors
    /// The engine's.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let mut with_zones = HashMap::new();
        for region in regions::all(tx).await? {
            let zone = Zone::parse(&region.time_zone).map_err(StoreError::Corrupt)?;
            with_zones.insert(region.id, (region, zone));
        }
        let distributors = companies::distributors(tx).await?;
        let products = products::all(tx).await?;
        let companies = companies::not_partners(tx).await?;
        Ok(Self {
            regions: with_zones,
            distributors: distributors.into_iter().map(|it| (it.id, it)).collect(),
            companies: companies.into_iter().map(|it| (it.id, it)).collect(),
            products: products.into_iter().map(|it| (it.id, it)).collect(),
        })
    }

    /// A distributor's own record.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn distributor(&self, id: i64) -> Result<&Distributor> {
        self.distributors.get(&id).ok_or_else(|| missing("distributor", id))
    }

    /// The region of a distributor, with its time zone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn region_of(&self, distributor_id: i64) -> Result<&(Region, Zone)> {
        let id = self.distributor(distributor_id)?.region_id;
        self.regions.get(&id).ok_or_else(|| missing("region", id))
    }

    /// Every region.
    pub fn regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.values().map(|(region, _)| region)
    }

    /// Every distributor.
    pub fn distributors(&self) -> impl Iterator<Item = &Distributor> {
        self.distributors.values()
    }

    /// A vendor or distributor as a company.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn company(&self, id: i64) -> Result<&Company> {
        self.companies.get(&id).ok_or_else(|| missing("company", id))
    }

    /// A product.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn product(&self, id: i64) -> Result<&Product> {
        self.products.get(&id).ok_or_else(|| missing("product", id))
    }

    /// The settings that bind a partner under a distributor.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the distributor is missing.
    pub fn rules(&self, distributor_id: i64, own: &Settings) -> Result<Rules> {
        let (region, _) = self.region_of(distributor_id)?;
        let distributor = self.distributor(distributor_id)?;
        Ok(Rules::resolve(&region.settings, &distributor.settings, own))
    }

    /// Whether reports are made for a partner.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when its distributor is missing.
    pub fn takes_part(&self, partner: &Partner) -> Result<bool> {
        let (region, _) = self.region_of(partner.distributor_id)?;
        let distributor = self.distributor(partner.distributor_id)?;
        Ok(countersign_domain::access::takes_part(
            region.usage_reports,
            &distributor.account_type,
            &partner.account_type,
        ))
    }

    /// When a group of partners has its next reports made, and of which cycle.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when its distributor is missing.
    pub fn next_making(&self, group: &Group) -> Result<(Instant, Cycle)> {
        let mut own = Settings::default();
        own.set(Setting::SettleDays, group.settle_days);
        self.making(group.distributor_id, &own, group.made_through.plus(1))
    }

    /// When a partner with these settings of its own has its reports of a cycle made.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the distributor is missing.
    pub fn making(
        &self,
        distributor_id: i64,
        own: &Settings,
        cycle: Cycle,
    ) -> Result<(Instant, Cycle)> {
        let settle_days = self.rules(distributor_id, own)?.value(Setting::SettleDays);
        let (_, zone) = self.region_of(distributor_id)?;
        Ok((schedule::made_at(cycle, settle_days, zone), cycle))
    }
}

fn missing(what: &str, id: i64) -> StoreError {
    StoreError::Corrupt(format!("the {what} number {id} is missing"))
}
