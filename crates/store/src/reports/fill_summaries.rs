//! Fills the list columns of reports in an older database.

use super::keys::keys_after;
use super::stored::StoredReport;
use super::{list, load, summary};
use crate::error::{Result, StoreError};
use crate::history;
use crate::report_key::Key;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::schedule::review_by;
use countersign_domain::settings::Setting;
use countersign_domain::status::{ReviewKind, Status};

statements! {
    FILL = "UPDATE reports SET review_by = $4, standing_order = $5, city_order = $6 \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    FILL_NAME = "UPDATE reports SET name_order = $4 \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
    FOUND_BY = "SELECT cycle, partner_id, vendor_id, partner_name, partner_code, company_id, \
        search_text FROM reports WHERE (cycle, partner_id, vendor_id) > ($1, $2, $3) \
        ORDER BY cycle, partner_id, vendor_id LIMIT $4";
    FOLD_SEARCH = "UPDATE reports SET search_text = $4 \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3";
}

/// Reports in memory at once.
const BATCH: i64 = 1_000;

/// Computes the list columns of every report as this program writes them.
pub(crate) async fn fill_lists(tx: &mut Tx) -> Result<()> {
    let mut after: Option<Key> = None;
    loop {
        let keys = keys_after(tx, after, BATCH).await?;
        let Some(last) = keys.last() else { return Ok(()) };
        after = Some(*last);
        let mut reports: Vec<StoredReport> =
            load::find(tx, &keys).await?.into_iter().flatten().collect();
        for stored in &mut reports {
            if let Some(at) = under_review_since(tx, stored).await? {
                let days = stored.report.rules.value(Setting::ReviewDays);
                stored.report.review_by = Some(review_by(at, days, &stored.report.zone));
            }
        }
        let cities: Vec<String> =
            reports.iter().map(|it| list::city_order(it.names.city.as_deref())).collect();
        let rows = reports.iter().zip(&cities).map(|(stored, city)| {
            let [cycle, partner, vendor] = stored.key().values();
            let report = &stored.report;
            let (by, standing) = (report.review_by, list::standing_order(report));
            [cycle, partner, vendor, by.into(), standing.into(), city.into()]
        });
        tx.execute_many(FILL, &rows.collect::<Vec<_>>()).await?;
        fill_names(tx, &reports).await?;
        summary::renew(tx, &reports.iter().collect::<Vec<_>>()).await?;
    }
}

/// Computes the columns by which lists are narrowed, of every report.
pub(crate) async fn fill_criteria(tx: &mut Tx) -> Result<()> {
    let mut after: Option<Key> = None;
    loop {
        let keys = keys_after(tx, after, BATCH).await?;
        let Some(last) = keys.last() else { return Ok(()) };
        after = Some(*last);
        let reports: Vec<StoredReport> =
            load::find(tx, &keys).await?.into_iter().flatten().collect();
        fill_names(tx, &reports).await?;
        summary::renew(tx, &reports.iter().collect::<Vec<_>>()).await?;
    }
}

async fn fill_names(tx: &mut Tx, reports: &[StoredReport]) -> Result<()> {
    let name = |stored: &StoredReport| list::name_order(&stored.names.partner_name);
    let names: Vec<String> = reports.iter().map(name).collect();
    let rows = reports.iter().zip(&names).map(|(stored, name)| {
        let [cycle, partner, vendor] = stored.key().values();
        [cycle, partner, vendor, name.into()]
    });
    tx.execute_many(FILL_NAME, &rows.collect::<Vec<_>>()).await?;
    Ok(())
}

/// Writes the search text again, if it does not have the present form.
pub(crate) async fn refold_search(tx: &mut Tx) -> Result<()> {
    let mut after = Key { cycle: Cycle::from_number(0), partner_id: 0, vendor_id: 0 };
    loop {
        let [cycle, partner, vendor] = after.values();
        let asked = [cycle, partner, vendor, BATCH.into()];
        let rows = tx
            .all(FOUND_BY, &asked, |row| {
                let text = list::search_text(row.get(3)?, row.get(4)?, row.get(5)?);
                Ok((Key::from_row(row)?, (row.get::<&str>(6)? != text).then_some(text)))
            })
            .await?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after = *last;
        let changed = rows.iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
        let changed = changed.map(|(key, text)| {
            let [cycle, partner, vendor] = key.values();
            [cycle, partner, vendor, text.into()]
        });
        tx.execute_many(FOLD_SEARCH, &changed.collect::<Vec<_>>()).await?;
    }
}

/// When a report last came under review: usually its submission, unless a person put it there
/// again, which only its history says.
async fn under_review_since(tx: &mut Tx, stored: &StoredReport) -> Result<Option<Instant>> {
    let report = &stored.report;
    if !matches!(report.review, Some(ReviewKind::Reopened | ReviewKind::Returned)) {
        return Ok(report.review.and(report.submitted_at));
    }
    let mut since = None;
    for (body, _) in history::of_report(tx, stored.key()).await? {
        let entry = Entry::from_body(&body).map_err(StoreError::Corrupt)?;
        if entry.to == Status::UnderReview && entry.from != Some(Status::UnderReview) {
            since = Some(entry.at);
        }
    }
    Ok(since)
}
