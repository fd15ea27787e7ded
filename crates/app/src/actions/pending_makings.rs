//! Finds when reports are made next, per group of partners whose reports are made together.
//!
//! Partners are counted by their present distributor and settings. Those that changed their
//! distributor after the cycle closed are handled one by one, because they count for the former
//! one.

use super::directory_snapshot::DirectorySnapshot;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkKind, closing};
use countersign_domain::settings::Setting;
use countersign_store::partners::{self, DuePartners};
use countersign_store::{Result, Tx};

/// The next making of a group's reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextMaking {
    /// The instant.
    pub at: Instant,
    /// The cycle of the reports.
    pub cycle: Cycle,
    /// How many partners it concerns.
    pub partners: i64,
}

/// The next making of every group of partners.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<NextMaking>> {
    let snapshot = DirectorySnapshot::load(tx).await?;
    let mut groups = partners::groups(tx).await?;
    let mut makings = moved(tx, &snapshot, &mut groups).await?;
    for group in groups.iter().filter(|group| group.partners > 0) {
        let (at, cycle) = snapshot.next_making(group)?;
        makings.push(NextMaking { at, cycle, partners: group.partners });
    }
    Ok(makings)
}

/// The earliest making, with all partners whose reports are made then.
#[must_use]
pub fn earliest(makings: &[NextMaking]) -> Option<NextMaking> {
    let first = makings.iter().map(|making| (making.at, making.cycle)).min()?;
    let together = makings.iter().filter(|making| (making.at, making.cycle) == first);
    let partners = together.map(|making| making.partners).sum();
    Some(NextMaking { at: first.0, cycle: first.1, partners })
}

/// Takes partners that changed their distributor after their next cycle closed out of their groups,
/// and finds when their reports are made.
async fn moved(
    tx: &mut Tx,
    snapshot: &DirectorySnapshot,
    groups: &mut [DuePartners],
) -> Result<Vec<NextMaking>> {
    let Some(earliest) = groups.iter().map(|group| group.made_through).min() else {
        return Ok(Vec::new());
    };
    let kind = LinkKind::PartnerDistributor;
    let mut makings = Vec::new();
    for id in snapshot.links().changed_since(kind, closing(earliest.plus(1))) {
        let Some(partner) = partners::by_id(tx, id).await? else { continue };
        let of = |group: &&mut DuePartners| {
            group.distributor_id == partner.distributor_id
                && group.settle_days == partner.settings.get(Setting::SettleDays)
                && group.made_through == partner.made_through
        };
        if let Some(group) = groups.iter_mut().find(of) {
            group.partners -= 1;
        }
        let cycle = partner.made_through.plus(1);
        makings.push(NextMaking { at: snapshot.making(&partner, cycle)?, cycle, partners: 1 });
    }
    Ok(makings)
}
