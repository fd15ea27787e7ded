//! Loads one report in full: lines with their subscriptions, the effect of its deadline, late
//! differences, and its history.

mod view;

use super::directory_snapshot::DirectorySnapshot;
use super::preview_report;
use crate::failure::{Failure, Result};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::erasure::in_words;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_store::partners::{self, Partner};
use countersign_store::reports::{self, StoredReport};
use countersign_store::{
    Store, StoreError, Tx, companies, figures, history, late_differences, people,
};
use std::collections::HashMap;

pub use view::{
    AtDeadline, HistoryView, LateDifferenceView, LineJson, ReportJson, SubscriptionJson,
};

/// Shows the reports of a partner and cycle, one per vendor, or that of one vendor. If the reports
/// of the cycle are not made yet, they are shown so far.
///
/// # Errors
/// Fails if there is no such partner, or no report to show.
pub async fn run(
    store: &Store,
    cycle: Cycle,
    partner: &str,
    vendor: Option<&str>,
    now: Instant,
) -> Result<Vec<ReportJson>> {
    store.reading(async |tx| views(tx, cycle, partner, vendor, now).await).await
}

async fn views(
    tx: &mut Tx,
    cycle: Cycle,
    partner: &str,
    vendor: Option<&str>,
    now: Instant,
) -> Result<Vec<ReportJson>> {
    let partner = partner_by_code(tx, partner).await?;
    if let Some(code) = vendor {
        let company = companies::of_code(tx, code).await?;
        if company.is_none_or(|company| company.kind != CompanyKind::Vendor) {
            return Err(Failure::Usage(format!("no vendor {code}")));
        }
    }
    let keys = reports::of_partner(tx, partner.id, cycle).await?;
    let mut views = Vec::new();
    for stored in reports::find(tx, &keys).await?.into_iter().flatten() {
        views.push(stored_view(tx, &stored).await?);
    }
    if cycle > partner.made_through && has_begun(tx, &partner, cycle, now).await? {
        let there: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
        for (stored, rows) in preview_report::so_far(tx, &partner, cycle).await? {
            if !there.contains(&stored.key().vendor_id) {
                views.push(ReportJson::of(&stored, &rows, true));
            }
        }
    }
    views.retain(|view| vendor.is_none_or(|code| view.vendor == code));
    if views.is_empty() {
        return Err(Failure::Usage(format!("{} has no report of {cycle}", partner.code)));
    }
    Ok(views)
}

async fn has_begun(tx: &mut Tx, partner: &Partner, cycle: Cycle, now: Instant) -> Result<bool> {
    let snapshot = DirectorySnapshot::load(tx).await?;
    let (_, zone) = snapshot.region_at(partner, cycle)?;
    Ok(zone.cycle_start(cycle) <= now)
}

async fn partner_by_code(tx: &mut Tx, code: &str) -> Result<Partner> {
    let mut found = None;
    companies::each_code(tx, |company| {
        if company.code == code {
            found = Some(company.id);
        }
    })
    .await?;
    let partner = match found {
        Some(id) => partners::by_id(tx, id).await?,
        None => None,
    };
    partner.ok_or_else(|| Failure::Usage(format!("there is no partner with the code {code}")))
}

async fn stored_view(
    tx: &mut Tx,
    stored: &StoredReport,
) -> std::result::Result<ReportJson, StoreError> {
    let rows = figures::of_report(tx, stored.key()).await?;
    let mut view = ReportJson::of(stored, &rows, false);
    if !stored.report.is_open_to_readings() {
        let late = late_differences::of_report(tx, stored.key()).await?;
        let of = |late| LateDifferenceView::of(&stored.report, late);
        view.late_differences = late.iter().map(of).collect();
    }
    view.history = history_view(tx, stored).await?;
    Ok(view)
}

async fn history_view(
    tx: &mut Tx,
    stored: &StoredReport,
) -> std::result::Result<Vec<HistoryView>, StoreError> {
    let mut names: HashMap<i64, String> = HashMap::new();
    let mut entries = Vec::new();
    for (body, _) in history::of_report(tx, stored.key()).await? {
        let entry = Entry::from_body(&body).map_err(StoreError::Corrupt)?;
        if let Some(id) = entry.actor.person_id()
            && !names.contains_key(&id)
        {
            let name = people::name(tx, id).await?;
            let name = name.map(|name| in_words(&name).into_owned());
            names.insert(id, name.unwrap_or_else(|| format!("person {id}")));
        }
        entries.push(HistoryView::of(&entry, &names));
    }
    Ok(entries)
}
