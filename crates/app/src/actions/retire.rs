//! Retires and restores a company, a customer or a product, as the operator's Administrator.
//!
//! Retired entries keep their history and reports, but forms and files no longer accept them. The
//! action is refused for entries that still count: those with a subscription that runs, or that
//! ended or moved away in a month without a report; those with an open report, an open correction,
//! or a delivery on its way; and those with something in use below them.

mod former_links;

use crate::actions::audit;
use crate::actions::directory_kind::DirectoryKind;
use crate::actions::edit_directory::StoredRow;
use crate::clock::Clock;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::settings::yes_no;
use countersign_domain::zone::day_number;
use countersign_store::audit::AuditEntry;
use countersign_store::directory_changes::{self, ChangedField, Of};
use countersign_store::retirements::{self, EndingSubscriptions, RetirableKind};
use countersign_store::{Result, Tx, installation, partners, products};

/// The name of the change in the record of the directory.
pub const FIELD: &str = "retired";

/// A retirement, or its end.
#[derive(Clone, Copy, Debug)]
pub struct Retirement<'a> {
    /// What it is.
    pub kind: DirectoryKind,
    /// Its number.
    pub id: i64,
    /// Whether to retire it, or to restore it.
    pub retires: bool,
    /// The person who does it.
    pub person: &'a Person,
    /// The audit entry, which records the person and their device.
    pub entry: &'a AuditEntry,
}

/// The reason for a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetirementRefusal {
    /// There is no such row, or its kind is never retired.
    NotHere,
    /// The person may not write the directory.
    NotPermitted,
    /// This many partners or products below it are in use.
    InUseBelow(i64),
    /// This many subscriptions still count.
    Subscriptions(i64),
    /// This many subscriptions have moved away, and still count for it in a closed month whose
    /// reports are not made.
    FormerSubscriptions(usize),
    /// This many reports are open.
    OpenReports(i64),
    /// This many corrections are open.
    OpenCorrections(i64),
    /// This many deliveries of dispatches wait or are under way.
    Deliveries(i64),
    /// The company above it is retired.
    RetiredAbove,
}

/// The result: done, or refused before anything was written.
pub type RetirementResult = std::result::Result<(), RetirementRefusal>;

/// Retires or restores an entry. Repeating it has no effect.
///
/// # Errors
/// Fails when the database does.
pub async fn run(tx: &mut Tx, clock: &Clock, asked: &Retirement<'_>) -> Result<RetirementResult> {
    if right(asked.person.company_kind, asked.person.role, Area::Directory) != Right::Full {
        return Ok(Err(RetirementRefusal::NotPermitted));
    }
    let installation = installation::take_work_lock(tx).await?;
    let Retirement { kind, id, retires, person, .. } = *asked;
    let Some(retirable) = kind.retirable() else { return Ok(Err(RetirementRefusal::NotHere)) };
    let Some(row) = StoredRow::load(tx, kind, id).await? else {
        return Ok(Err(RetirementRefusal::NotHere));
    };
    if retirements::retired_at(tx, retirable, id).await?.is_some() == retires {
        return Ok(Ok(()));
    }
    let at = clock.now(&installation);
    let refused = match retires {
        true => still_needed(tx, retirable, id, at).await?,
        false => retired_above(tx, retirable, id).await?,
    };
    if let Some(refused) = refused {
        return Ok(Err(refused));
    }
    match retires {
        true => retirements::put(tx, retirable, id, at).await?,
        false => retirements::remove(tx, retirable, id).await?,
    }
    let (kind, code) = (kind.word(), row.cell("code"));
    let field = ChangedField {
        name: FIELD.to_owned(),
        before: Some(yes_no(!retires).to_owned()),
        after: yes_no(retires).to_owned(),
    };
    directory_changes::record(tx, Of { kind, code, at, person_id: person.id }, &[field]).await?;
    let about = Some(format!("{kind} {code}"));
    audit::record(tx, AuditEntry { about, ..asked.entry.clone() }).await?;
    Ok(Ok(()))
}

/// Why it cannot be retired yet.
async fn still_needed(
    tx: &mut Tx,
    kind: RetirableKind,
    id: i64,
    now: Instant,
) -> Result<Option<RetirementRefusal>> {
    let below = retirements::in_use_below(tx, kind, id).await?;
    if below > 0 {
        return Ok(Some(RetirementRefusal::InUseBelow(below)));
    }
    let subscriptions = retirements::subscriptions(tx, kind, id).await?;
    let counting: i64 = subscriptions.iter().filter(|it| still_count(it)).map(|it| it.count).sum();
    if counting > 0 {
        return Ok(Some(RetirementRefusal::Subscriptions(counting)));
    }
    let former = former_links::count(tx, kind, id, now).await?;
    if former > 0 {
        return Ok(Some(RetirementRefusal::FormerSubscriptions(former)));
    }
    let open = retirements::open_reports(tx, kind, id).await?;
    if open > 0 {
        return Ok(Some(RetirementRefusal::OpenReports(open)));
    }
    let corrections = retirements::open_corrections(tx, kind, id).await?;
    if corrections > 0 {
        return Ok(Some(RetirementRefusal::OpenCorrections(corrections)));
    }
    let deliveries = retirements::deliveries(tx, kind, id).await?;
    Ok((deliveries > 0).then_some(RetirementRefusal::Deliveries(deliveries)))
}

/// Whether subscriptions run, or ended in a cycle whose reports are not made yet.
fn still_count(subscriptions: &EndingSubscriptions) -> bool {
    let first_open = day_number(subscriptions.made_through.plus(1).first_date());
    subscriptions.ends_on.is_none_or(|ends_on| ends_on >= first_open)
}

/// Why it cannot be restored yet.
async fn retired_above(
    tx: &mut Tx,
    kind: RetirableKind,
    id: i64,
) -> Result<Option<RetirementRefusal>> {
    let above = match kind {
        RetirableKind::Partner => {
            let partner = partners::by_id(tx, id).await?;
            partner.map(|it| (RetirableKind::Distributor, it.distributor_id))
        }
        RetirableKind::Product => {
            let product = products::all(tx).await?.into_iter().find(|it| it.id == id);
            product.map(|it| (RetirableKind::Vendor, it.vendor_id))
        }
        RetirableKind::Vendor | RetirableKind::Distributor | RetirableKind::Customer => None,
    };
    let Some((kind, id)) = above else { return Ok(None) };
    let retired = retirements::retired_at(tx, kind, id).await?;
    Ok(retired.map(|_| RetirementRefusal::RetiredAbove))
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::cycle::Cycle;
    use countersign_domain::zone::parse_date;

    #[test]
    fn a_subscription_counts_until_the_report_of_its_last_month_is_made() {
        let counts = |ends_on: Option<&str>| {
            let ends_on = ends_on.map(|date| day_number(parse_date(date).unwrap()));
            let made_through = Cycle::parse("2026-10").unwrap();
            still_count(&EndingSubscriptions { ends_on, made_through, count: 1 })
        };
        assert!(counts(None) && counts(Some("2026-11-01")) && counts(Some("2027-01-31")));
        assert!(!counts(Some("2026-10-31")));
    }
}
