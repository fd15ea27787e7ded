//! Which reports new readings touch, and which readings in force they change.

use crate::actions::import::directory::{Directory, place};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::link::closing;
use countersign_store::installation::Installation;
use countersign_store::readings::{self, Last, Reading};
use countersign_store::{Result, Tx, companies, links, partners};
use std::collections::BTreeMap;

/// Up to which UTC day each company's reports are made.
pub(super) struct Arrivals {
    made_to_day: Vec<i64>,
}

impl Arrivals {
    pub(super) fn new(directory: &Directory, installation: &Installation) -> Self {
        let first = installation.first_cycle.number();
        let day = |(number, company): (i64, &crate::actions::import::directory::ThinCompany)| {
            if company.kind != CompanyKind::Partner || company.made_through < first {
                return i64::MIN;
            }
            let through = Cycle::from_number(company.made_through);
            let region = directory.links.region_before(directory, number, closing(through));
            let region = &directory.regions[place(region)];
            region.zone.cycle_end(through).utc_day()
        };
        Self { made_to_day: (1..).zip(&directory.companies).map(day).collect() }
    }

    /// Reads again how far reports are made, and whose everything is where something moved.
    pub(super) async fn reload(
        &mut self,
        tx: &mut Tx,
        directory: &mut Directory,
        installation: &Installation,
    ) -> Result<()> {
        if links::count(tx).await? > 0 {
            *directory = Directory::load(tx).await?;
        }
        let known = &mut directory.companies;
        companies::each_code(tx, |company| {
            if let Some(known) = known.get_mut(place(company.id)) {
                known.made_through = company.made_through.unwrap_or(0);
                known.in_force_day = company.in_force_day.unwrap_or(i64::MIN);
            }
        })
        .await?;
        *self = Self::new(directory, installation);
        Ok(())
    }

    /// Notes what readings that were new or different touch.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        directory: &Directory,
        changed: &[Reading],
    ) -> Result<()> {
        let mut since: BTreeMap<i64, i64> = BTreeMap::new();
        let mut in_force = Vec::new();
        for reading in changed {
            let day = reading.observed_at.utc_day();
            let subscription = directory.subscriptions[place(reading.subscription_id)];
            let home = reading.partner_id;
            let held = directory.companies[place(home)].in_force_day;
            if day < subscription.in_force_day.map_or(held, i64::from) {
                in_force.push(Last {
                    key: (home, reading.subscription_id),
                    observed_at: reading.observed_at,
                    provisioned: reading.provisioned,
                });
            }
            for partner in directory.owners(reading.subscription_id) {
                let made_to = self.made_to_day.get(place(partner)).copied();
                if made_to.is_some_and(|made_to| day <= made_to) {
                    let earliest = since.entry(partner).or_insert(day);
                    *earliest = day.min(*earliest);
                }
            }
        }
        readings::hold_in_force(tx, &in_force).await?;
        partners::note_arrivals(tx, &since.into_iter().collect::<Vec<_>>()).await
    }
}
