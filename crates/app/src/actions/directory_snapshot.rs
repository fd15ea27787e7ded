//! The part of the directory that the clock keeps in memory: regions, distributors, vendors and
//! products, which are few, with their inherited settings, and their links at each closing instant.

use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, Links, closing};
use countersign_domain::schedule;
use countersign_domain::settings::{Rules, Setting, Settings};
use countersign_domain::uncounted::Reason;
use countersign_domain::zone::Zone;
use countersign_store::companies::{self, Company, Distributor};
use countersign_store::partners::{DuePartners, Partner};
use countersign_store::products::{self, Product};
use countersign_store::regions::{self, Region};
use countersign_store::{Result, StoreError, Tx, links};
use std::collections::HashMap;

/// Regions, distributors, vendors and products.
pub struct DirectorySnapshot {
    regions: HashMap<i64, (Region, Zone)>,
    distributors: HashMap<i64, Distributor>,
    companies: HashMap<i64, Company>,
    products: HashMap<i64, Product>,
    links: Links,
}

impl DirectorySnapshot {
    /// Loads the snapshot with the links of companies only.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let links = links::of_companies(tx).await?;
        Self::load_with(tx, links).await
    }

    /// Loads the snapshot with the given links.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load_with(tx: &mut Tx, links: Links) -> Result<Self> {
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
            links,
        })
    }

    /// The dated links.
    #[must_use]
    pub const fn links(&self) -> &Links {
        &self.links
    }

    /// The distributor that a partner counts for in a cycle.
    #[must_use]
    pub fn distributor_at(&self, partner: &Partner, cycle: Cycle) -> i64 {
        let (kind, current) = (LinkKind::PartnerDistributor, partner.distributor_id);
        self.links.value_before(kind, partner.id, current, closing(cycle))
    }

    /// The number of the region that a distributor counts for in a cycle.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the distributor is missing.
    fn region_number_at(&self, distributor_id: i64, cycle: Cycle) -> Result<i64> {
        let (kind, current) =
            (LinkKind::DistributorRegion, self.distributor(distributor_id)?.region_id);
        Ok(self.links.value_before(kind, distributor_id, current, closing(cycle)))
    }

    /// The region that a distributor counts for in a cycle, with its time zone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when one of them is missing.
    pub fn region_of_distributor_at(
        &self,
        distributor_id: i64,
        cycle: Cycle,
    ) -> Result<&(Region, Zone)> {
        self.region(self.region_number_at(distributor_id, cycle)?)
    }

    /// The region that a partner counts for in a cycle, with its time zone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when one of them is missing.
    pub fn region_at(&self, partner: &Partner, cycle: Cycle) -> Result<&(Region, Zone)> {
        self.region_of_distributor_at(self.distributor_at(partner, cycle), cycle)
    }

    /// A region by its number, with its time zone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is none.
    pub fn region(&self, id: i64) -> Result<&(Region, Zone)> {
        self.regions.get(&id).ok_or_else(|| missing("region", id))
    }

    /// Why reports of a cycle are not made for a partner; `None` if they are.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when its distributor is missing.
    pub fn exclusion_at(&self, partner: &Partner, cycle: Cycle) -> Result<Option<Reason>> {
        let at = closing(cycle);
        let distributor_id = self.distributor_at(partner, cycle);
        let distributor = self.distributor(distributor_id)?;
        let (region, _) = self.region_of_distributor_at(distributor_id, cycle)?;
        let holds =
            |kind, id, now: bool| self.links.value_before(kind, id, i64::from(now), at) == 1;
        let is_msp = holds(LinkKind::PartnerType, partner.id, partner.account_type == "msp");
        let is_distributor = distributor.account_type == "distributor";
        let bills_units = holds(LinkKind::DistributorType, distributor_id, is_distributor);
        let is_on = holds(LinkKind::RegionUsageReports, region.id, region.usage_reports);
        Ok(Reason::of_exclusion(is_msp, bills_units, is_on))
    }

    /// Whether reports of a cycle are made for a partner.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when its distributor is missing.
    pub fn takes_part_at(&self, partner: &Partner, cycle: Cycle) -> Result<bool> {
        Ok(self.exclusion_at(partner, cycle)?.is_none())
    }

    /// The present settings that apply to a partner's reports of a cycle: its own, and those of the
    /// distributor and region that it counts for.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the distributor is missing.
    pub fn rules_at(&self, partner: &Partner, cycle: Cycle) -> Result<Rules> {
        self.rules_under(self.distributor_at(partner, cycle), &partner.settings, cycle)
    }

    fn rules_under(&self, distributor_id: i64, own: &Settings, cycle: Cycle) -> Result<Rules> {
        let (region, _) = self.region_of_distributor_at(distributor_id, cycle)?;
        let distributor = self.distributor(distributor_id)?;
        Ok(Rules::resolve(&region.settings, &distributor.settings, own))
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
        self.region(self.distributor(distributor_id)?.region_id)
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

    /// All products.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.values()
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
    pub fn next_making(&self, group: &DuePartners) -> Result<(Instant, Cycle)> {
        let mut own = Settings::default();
        own.set(Setting::SettleDays, group.settle_days);
        let cycle = group.made_through.plus(1);
        Ok((self.making_under(group.distributor_id, &own, cycle)?, cycle))
    }

    /// When a partner has its reports of a cycle made.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when its distributor is missing.
    pub fn making(&self, partner: &Partner, cycle: Cycle) -> Result<Instant> {
        self.making_under(self.distributor_at(partner, cycle), &partner.settings, cycle)
    }

    /// When a partner under a distributor, with these settings of its own, has its reports of a
    /// cycle made.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the distributor is missing.
    pub fn making_under(
        &self,
        distributor_id: i64,
        own: &Settings,
        cycle: Cycle,
    ) -> Result<Instant> {
        let settle_days = self.rules_under(distributor_id, own, cycle)?.value(Setting::SettleDays);
        let (_, zone) = self.region_of_distributor_at(distributor_id, cycle)?;
        Ok(schedule::made_at(cycle, settle_days, zone))
    }
}

fn missing(what: &str, id: i64) -> StoreError {
    StoreError::Corrupt(format!("the {what} number {id} is missing"))
}
