//! Which reports new readings touch, and which readings in force they change.

use crate::actions::import::directory::{Directory, place};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_store::installation::Installation;
use countersign_store::readings::{self, Last, Reading};
use countersign_store::{Result, Tx, companies, partners};
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
            let zone = directory.zone_of_partner(number);
            zone.cycle_end(Cycle::from_number(company.made_through)).utc_day()
        };
        Self { made_to_day: (1..).zip(&directory.companies).map(day).collect() }
    }

    /// Reads again how far reports are made.
    pub(super) async fn reload(
        &mut self,
        tx: &mut Tx,
        directory: &mut Directory,
        installation: &Installation,
    ) -> Result<()> {
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
            if day < directory.companies[place(reading.partner_id)].in_force_day {
                in_force.push(Last {
                    key: (reading.partner_id, reading.subscription_id),
                    observed_at: reading.observed_at,
                    provisioned: reading.provisioned,
                });
            }
            let subscription = directory.subscriptions[place(reading.subscription_id)];
            let owner = directory.owner(&subscription);
            for partner in [owner, reading.partner_id, i64::from(subscription.former)] {
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
