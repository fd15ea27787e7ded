//! Removes the faults of a partner's reports that can be made or refreshed since its last readings.

use super::make_reports::draft;
use super::ownership::Ownership;
use super::refresh_reports::work_out_again;
use countersign_domain::cycle::Cycle;
use countersign_store::partners::Partner;
use countersign_store::reports::{self, Key};
use countersign_store::{Result, Tx};

/// Removes those of this cycle and later ones.
pub(super) async fn run(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    since: Cycle,
) -> Result<()> {
    for key in reports::faults_of(tx, partner.id, since).await? {
        if !is_too_large(tx, ownership, partner, key).await? {
            reports::clear_fault(tx, key).await?;
        }
    }
    Ok(())
}

async fn is_too_large(
    tx: &mut Tx,
    ownership: &Ownership,
    partner: &Partner,
    key: Key,
) -> Result<bool> {
    if let Some(stored) = reports::find(tx, &[key]).await?.into_iter().next().flatten() {
        return Ok(work_out_again(tx, ownership, &stored).await?.is_none());
    }
    let drafts = draft(tx, ownership, partner, key.cycle).await?;
    Ok(drafts.iter().any(|draft| draft.key == key && draft.lines.is_none()))
}
