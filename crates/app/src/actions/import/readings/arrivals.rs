//! The reports that new readings affect, and the readings in force that they change.

use crate::actions::import::directory::{Directory, place};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::link::closing;
use countersign_store::installation::Installation;
use countersign_store::readings::{self, InForceReading, Reading};
use countersign_store::{Result, Tx, companies, partners};
use std::collections::BTreeMap;

/// How far reports are made and readings in force are kept, by company.
pub(super) struct Arrivals {
    marks: Vec<PartnerMarks>,
}

/// The marks of a partner.
#[derive(Clone, Copy)]
struct PartnerMarks {
    /// Its reports are made up to this UTC day.
    made_to_day: i64,
    /// Its readings before this UTC day are kept as in force.
    in_force_day: i64,
}

impl Arrivals {
    pub(super) fn new(directory: &Directory, installation: &Installation) -> Self {
        let marks = (1..).zip(&directory.companies).map(|(number, company)| PartnerMarks {
            made_to_day: made_to_day(directory, installation, number, company.made_through),
            in_force_day: company.in_force_day,
        });
        Self { marks: marks.collect() }
    }

    /// The latest UTC day up to which any partner's reports are made.
    fn latest_made(&self) -> i64 {
        self.marks.iter().map(|marks| marks.made_to_day).max().unwrap_or(i64::MIN)
    }

    /// Makes room for the companies of a directory that was loaded later. Nothing is made for new
    /// ones yet.
    pub(super) fn cover(&mut self, directory: &Directory) {
        let none = PartnerMarks { made_to_day: i64::MIN, in_force_day: i64::MIN };
        let count = self.marks.len().max(directory.companies.len());
        self.marks.resize(count, none);
    }

    /// Reads the marks again.
    pub(super) async fn reload(
        &mut self,
        tx: &mut Tx,
        directory: &Directory,
        installation: &Installation,
    ) -> Result<()> {
        self.cover(directory);
        companies::each_code(tx, |company| {
            if let Some(marks) = self.marks.get_mut(place(company.id)) {
                let made_through = company.made_through.unwrap_or(0);
                *marks = PartnerMarks {
                    made_to_day: made_to_day(directory, installation, company.id, made_through),
                    in_force_day: company.in_force_day.unwrap_or(i64::MIN),
                };
            }
        })
        .await
    }

    /// Records the effect of new or different readings.
    pub(super) async fn note(
        &self,
        tx: &mut Tx,
        directory: &Directory,
        changed: &[Reading],
    ) -> Result<()> {
        let mut since: BTreeMap<i64, i64> = BTreeMap::new();
        let mut in_force = Vec::new();
        let made_to_day = self.latest_made();
        for reading in changed {
            let day = reading.observed_at.utc_day();
            let subscription = directory.subscriptions[place(reading.subscription_id)];
            let home = reading.partner_id;
            let held = self.marks[place(home)].in_force_day;
            if day < subscription.in_force_day.map_or(held, i64::from) {
                in_force.push(InForceReading {
                    key: (home, reading.subscription_id),
                    observed_at: reading.observed_at,
                    provisioned: reading.provisioned,
                });
            }
            // Most readings belong to a month without reports, so their owner need not be looked
            // up.
            if day > made_to_day {
                continue;
            }
            for partner in directory.owners(reading.subscription_id) {
                let marks = self.marks.get(place(partner));
                if marks.is_some_and(|marks| day <= marks.made_to_day) {
                    let earliest = since.entry(partner).or_insert(day);
                    *earliest = day.min(*earliest);
                }
            }
        }
        readings::hold_in_force(tx, &in_force).await?;
        partners::note_arrivals(tx, &since.into_iter().collect::<Vec<_>>()).await
    }
}

/// The UTC day up to which a company's reports are made; the earliest day if it has none.
fn made_to_day(
    directory: &Directory,
    installation: &Installation,
    company: i64,
    made_through: i64,
) -> i64 {
    let known = directory.companies.get(place(company));
    let is_partner = known.is_some_and(|known| known.kind == CompanyKind::Partner);
    if !is_partner || made_through < installation.first_cycle.number() {
        return i64::MIN;
    }
    let through = Cycle::from_number(made_through);
    let region = directory.links.region_before(directory, company, closing(through));
    directory.regions[place(region)].zone.cycle_end(through).utc_day()
}
