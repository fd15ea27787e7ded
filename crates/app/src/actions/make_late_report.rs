//! Makes a report whose readings arrived after the deadline that it would have had. A person
//! requests it, and its deadline counts from that day.

use super::list_uncounted::{self, UncountedQuery};
use super::ownership::Ownership;
use super::refresh_reports::{MissingReport, missing_of_cycle, write_missing};
use countersign_domain::access::may_make_late;
use countersign_domain::actor::{Actor, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::report::Made;
use countersign_domain::uncounted::Reason;
use countersign_store::reports::Key;
use countersign_store::{Result, Tx, installation, partners};
use std::collections::BTreeSet;

/// The keys of the new reports, or the refusal.
pub type LateReportResult = std::result::Result<Vec<Key>, Refusal>;

/// Makes the missing reports of a partner and cycle, or only that of one vendor, and returns their
/// keys.
///
/// # Errors
/// Fails when the database does. If it is refused, nothing was written.
pub async fn run(
    tx: &mut Tx,
    person: &Person,
    cycle: Cycle,
    partner_id: i64,
    vendor_id: Option<i64>,
    now: Instant,
) -> Result<LateReportResult> {
    installation::take_work_lock(tx).await?;
    let Some(partner) = partners::by_id(tx, partner_id).await? else {
        return Ok(Err(Refusal::NoSuchReport));
    };
    let ownership = Ownership::load(tx).await?;
    let distributor_id = ownership.snapshot.distributor_at(&partner, cycle);
    if let Err(refusal) = may_make_late(person, distributor_id) {
        return Ok(Err(refusal));
    }
    let mut late: BTreeSet<i64> = BTreeSet::new();
    let asked = UncountedQuery::all(cycle, now);
    list_uncounted::of_partners(
        tx,
        &ownership,
        asked,
        std::slice::from_ref(&partner),
        &mut |found| {
            if found.reason == Reason::CameTooLate {
                late.insert(found.key.vendor_id);
            }
        },
    )
    .await?;
    late.retain(|vendor| vendor_id.is_none_or(|wanted| wanted == *vendor));
    let mut made = Vec::new();
    for draft in missing_of_cycle(tx, &ownership, &partner, cycle).await? {
        if !late.contains(&draft.key.vendor_id) {
            continue;
        }
        let actor = Actor::Person(person.clone());
        let made_now = Made { at: now, recorded_at: now, due_from: now, actor };
        let missing = MissingReport { draft, made: made_now };
        made.extend(write_missing(tx, &ownership, &partner, missing, now).await?);
    }
    Ok(if made.is_empty() { Err(Refusal::NotTooLate) } else { Ok(made) })
}
