//! Reports and their lines.

mod counts;
mod criteria;
mod cursor;
mod derived_columns;
mod faults;
mod fill_summaries;
mod identify;
mod keys;
mod list;
mod load;
mod month_before;
mod page;
mod progress;
mod row_sources;
pub(crate) mod stored;
mod summary;
mod token;
mod totals;
mod trend;
mod walk;

use crate::corrections;
use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::report::How;
use countersign_domain::status::ReviewKind;
use countersign_domain::surprise::ListSummary;

pub use crate::report_key::{Key, Span};
pub use counts::{ListCounts, counts, cycles_present};
pub use criteria::Criteria;
pub use cursor::Cursor;
pub use derived_columns::{Beside, each_beside, each_uncommented, rules_text};
pub use faults::{clear_fault, faults, faults_of, note_fault};
pub(crate) use fill_summaries::{fill_criteria, fill_lists, refold_search};
pub use identify::{Identified, identify};
pub use keys::keys_after;
pub use list::{Filter, ListRow, Scope, Sort, SortKey};
pub use load::{find, rules_of, within};
pub use page::{
    ListPage, Neighbour, Neighbours, PagePosition, before, keys, neighbours, page, page_with,
    position,
};
pub use progress::{DayCount, progress};
pub use stored::{Changed, StoredReport};
pub use summary::{compared_with, last_month};
pub use totals::{ProductTotal, totals, totals_before, totals_of};
pub use trend::trend;

statements! {
    SAVE = "UPDATE reports SET deadline = $5, status = $6, review_kind = $7, version = $8, \
        submission = $9, submitted_at = $10, approval = $11, decided_at = $12, reasons = $13, \
        comment = $14, flagged = $15, contested = $16, head = $17, review_by = $18, \
        standing_order = $19 WHERE cycle = $1 \
        AND partner_id = $2 AND vendor_id = $3 AND version = $4";
    SAVE_LINE = "UPDATE report_lines SET edited = $5, comment = $6, comment_counts = $7, \
        penalty = $8, moved = $9 WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 \
        AND product_id = $4";
    DELETE_LINES = "DELETE FROM report_lines WHERE cycle = $1 AND partner_id = $2 \
        AND vendor_id = $3";
    NEXT_DEADLINE = "SELECT MIN(deadline) FROM reports \
        WHERE status IN ('preparing', 'rejected')";
    DUE = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE status IN ('preparing', 'rejected') AND deadline <= $1 \
        ORDER BY deadline, distributor_code, partner_code, cycle, vendor_code LIMIT $2";
    ALL_DUE = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE status IN ('preparing', 'rejected') AND deadline <= $1 \
        ORDER BY cycle, partner_id, vendor_id";
    OPEN_TO_READINGS = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE cycle >= $1 AND partner_id = $2 AND status = 'preparing' ORDER BY cycle, vendor_id";
    CLOSED_TO_READINGS = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE cycle >= $1 AND partner_id = $2 AND status <> 'preparing' ORDER BY cycle, vendor_id";
    OF_PARTNER = "SELECT cycle, partner_id, vendor_id FROM reports \
        WHERE cycle = $1 AND partner_id = $2 ORDER BY vendor_id";
    COUNT = "SELECT COUNT(*) FROM reports";
    OWED = "SELECT MIN(deadline), COUNT(*) FROM reports \
        WHERE status IN ('preparing', 'rejected') AND deadline <= $1";
    DEADLINES = "SELECT deadline, COUNT(*) FROM reports \
        WHERE status IN ('preparing', 'rejected') AND deadline > $1 \
        GROUP BY deadline ORDER BY deadline LIMIT $2";
}

pub(crate) use counts::STATEMENTS as COUNT_STATEMENTS;
pub(crate) use derived_columns::STATEMENTS as BESIDE_STATEMENTS;
pub(crate) use faults::STATEMENTS as FAULT_STATEMENTS;
pub(crate) use fill_summaries::STATEMENTS as FILL_STATEMENTS;
pub(crate) use identify::STATEMENTS as IDENTIFY_STATEMENTS;
pub(crate) use keys::STATEMENTS as KEY_STATEMENTS;
pub(crate) use load::STATEMENTS as LOAD_STATEMENTS;
pub(crate) use page::STATEMENTS as PAGE_STATEMENTS;
pub(crate) use progress::STATEMENTS as PROGRESS_STATEMENTS;
pub(crate) use row_sources::STATEMENTS as SOURCE_STATEMENTS;
pub(crate) use summary::STATEMENTS as SUMMARY_STATEMENTS;
pub(crate) use totals::STATEMENTS as TOTAL_STATEMENTS;
pub(crate) use trend::STATEMENTS as TREND_STATEMENTS;
pub(crate) use walk::statements as walk_statements;

/// Adds reports with their lines.
///
/// # Errors
/// [`StoreError::Conflict`] when one exists already.
pub async fn insert(tx: &mut Tx, reports: &[&StoredReport]) -> Result<()> {
    let summaries = summary::of_new(tx, reports).await?;
    let texts: Vec<ReportTexts> = reports.iter().map(|stored| ReportTexts::of(stored)).collect();
    let rows: Vec<_> = reports
        .iter()
        .zip(&texts)
        .zip(&summaries)
        .map(|((stored, texts), summary)| row(stored, texts, summary))
        .collect();
    tx.insert(&schema::REPORTS, &rows).await?;
    let lines = reports
        .iter()
        .flat_map(|stored| stored.report.lines.iter().map(|line| line_row(stored.key(), line)));
    tx.insert(&schema::REPORT_LINES, &lines.collect::<Vec<_>>()).await?;
    summary::renew_next(tx, reports).await
}

/// The texts that are computed for a report's row.
struct ReportTexts {
    search: String,
    rules: String,
    city_order: String,
    name_order: String,
}

impl ReportTexts {
    fn of(stored: &StoredReport) -> Self {
        let names = &stored.names;
        Self {
            search: list::search_text(&names.partner_name, &names.partner, &names.company_id),
            rules: rules_text(&stored.report.rules),
            city_order: list::city_order(stored.names.city.as_deref()),
            name_order: list::name_order(&names.partner_name),
        }
    }
}

fn row<'a>(
    stored: &'a StoredReport,
    texts: &'a ReportTexts,
    summary: &'a ListSummary,
) -> Vec<Value<'a>> {
    let StoredReport { names, report, head, made_turn } = stored;
    let [cycle, partner, vendor] = stored.key().values();
    let own = [
        cycle,
        partner,
        vendor,
        names.report_id.into(),
        report.parties.distributor_id.into(),
        (&names.distributor).into(),
        (&names.distributor_name).into(),
        (&names.vendor).into(),
        (&names.partner).into(),
        (&names.partner_name).into(),
        (&names.company_id).into(),
        names.city.as_deref().into(),
        names.state.as_deref().into(),
        (&texts.search).into(),
        report.zone.name().into(),
        (&texts.rules).into(),
        report.made_at.into(),
        report.deadline.into(),
        report.status.token().into(),
        report.review.map(ReviewKind::label).into(),
        report.version.into(),
        report.submission.map(How::token).into(),
        report.submitted_at.into(),
        report.approval.map(How::token).into(),
        report.decided_at.into(),
        report.reasons.as_deref().into(),
        report.comment.as_deref().into(),
        report.flagged.into(),
        report.contested.into(),
        head.as_slice().into(),
        report.review_by.into(),
    ];
    let orders = [list::standing_order(report).into(), (&texts.city_order).into()];
    let criteria = summary::criteria(summary);
    let last = [(&texts.name_order).into(), (*made_turn).into()];
    own.into_iter()
        .chain(summary::values(summary))
        .chain(orders)
        .chain(criteria)
        .chain(last)
        .collect()
}

fn line_row(key: Key, line: &Line) -> [Value<'_>; 21] {
    let [cycle, partner, vendor] = key.values();
    let (product, figures) = (&line.product, &line.figures);
    let comment = line.comment.as_ref();
    [
        cycle,
        partner,
        vendor,
        product.id.into(),
        (&product.code).into(),
        (&product.name).into(),
        (&product.unit).into(),
        i64::from(product.decimals).into(),
        product.basis.token().into(),
        product.reports_usage.into(),
        figures.provisioned.into(),
        figures.used.into(),
        figures.default_chargeable.into(),
        figures.carried_forward.into(),
        figures.subscriptions.into(),
        figures.without_used.into(),
        line.edited.into(),
        comment.map(|comment| comment.text.as_str()).into(),
        comment.is_some_and(|comment| comment.counts).into(),
        line.penalty.into(),
        line.moved.into(),
    ]
}

/// Stores the changes of moved reports. Each is a compare-and-set on its version.
///
/// # Errors
/// [`StoreError::Busy`] when another writer changed one of them first: load them again.
pub async fn save(tx: &mut Tx, changed: &[Changed<'_>]) -> Result<()> {
    let rows: Vec<_> = changed.iter().map(saved_row).collect();
    let saved = tx.execute_many(SAVE, &rows).await?;
    if saved != changed.len() as u64 {
        return Err(StoreError::Busy("another person changed a report".to_owned()));
    }
    let lines = changed.iter().flat_map(|changed| {
        let (before, key) = (&changed.before.lines, changed.after.key());
        let lines = changed.after.report.lines.iter().zip(before);
        lines.filter(|(after, before)| after != before).map(move |(line, _)| saved_line(key, line))
    });
    tx.execute_many(SAVE_LINE, &lines.collect::<Vec<_>>()).await?;
    corrections::save(tx, changed).await?;
    summary::renew_changed(tx, changed).await
}

fn saved_row<'a>(changed: &Changed<'a>) -> [Value<'a>; 19] {
    let [cycle, partner, vendor] = changed.after.key().values();
    let report = &changed.after.report;
    [
        cycle,
        partner,
        vendor,
        changed.before.version.into(),
        report.deadline.into(),
        report.status.token().into(),
        report.review.map(ReviewKind::label).into(),
        report.version.into(),
        report.submission.map(How::token).into(),
        report.submitted_at.into(),
        report.approval.map(How::token).into(),
        report.decided_at.into(),
        report.reasons.as_deref().into(),
        report.comment.as_deref().into(),
        report.flagged.into(),
        report.contested.into(),
        changed.after.head.as_slice().into(),
        report.review_by.into(),
        list::standing_order(report).into(),
    ]
}

fn saved_line(key: Key, line: &Line) -> [Value<'_>; 9] {
    let [cycle, partner, vendor] = key.values();
    let comment = line.comment.as_ref();
    [
        cycle,
        partner,
        vendor,
        line.product.id.into(),
        line.edited.into(),
        comment.map(|comment| comment.text.as_str()).into(),
        comment.is_some_and(|comment| comment.counts).into(),
        line.penalty.into(),
        line.moved.into(),
    ]
}

/// Replaces the lines of a report that readings refreshed.
///
/// # Errors
/// Fails when the database does.
pub async fn replace_lines(tx: &mut Tx, stored: &StoredReport) -> Result<()> {
    let key = stored.key();
    tx.execute(DELETE_LINES, &key.values()).await?;
    let lines = stored.report.lines.iter().map(|line| line_row(key, line));
    tx.insert(&schema::REPORT_LINES, &lines.collect::<Vec<_>>()).await?;
    summary::renew(tx, &[stored]).await?;
    summary::renew_next(tx, &[stored]).await
}

/// The earliest deadline of a report that is with its partner.
///
/// # Errors
/// Fails when the database does.
pub async fn next_deadline(tx: &mut Tx) -> Result<Option<Instant>> {
    Ok(tx.first(NEXT_DEADLINE, &[], |row| row.get(0)).await?.flatten())
}

/// Up to `limit` reports that are with their partners and whose deadline is `at` or before, by
/// deadline, distributor and partner.
///
/// # Errors
/// Fails when the database does.
pub async fn due(tx: &mut Tx, at: Instant, limit: i64) -> Result<Vec<Key>> {
    tx.all(DUE, &[at.into(), limit.into()], Key::from_row).await
}

/// Every report that is with its partner and whose deadline is `at` or before, by key.
///
/// # Errors
/// Fails when the database does.
pub async fn all_due(tx: &mut Tx, at: Instant) -> Result<Vec<Key>> {
    tx.all(ALL_DUE, &[at.into()], Key::from_row).await
}

/// The earliest deadline that passed at or before `at` without a submission.
///
/// # Errors
/// Fails when the database does.
pub async fn owed_since(tx: &mut Tx, at: Instant) -> Result<Option<Instant>> {
    Ok(owed(tx, at).await?.map(|(since, _)| since))
}

/// The same, with the number of these reports.
///
/// # Errors
/// Fails when the database does.
pub async fn owed(tx: &mut Tx, at: Instant) -> Result<Option<(Instant, i64)>> {
    let pair = |row: Row<'_>| Ok((row.get::<Option<Instant>>(0)?, row.get::<i64>(1)?));
    let found = tx.first(OWED, &[at.into()], pair).await?;
    Ok(found.and_then(|(since, count)| Some((since?, count))))
}

/// The next deadlines after `at` of reports that are with their partners, each with their number.
///
/// # Errors
/// Fails when the database does.
pub async fn deadlines(tx: &mut Tx, at: Instant, limit: i64) -> Result<Vec<(Instant, i64)>> {
    let pair = |row: Row<'_>| Ok((row.get(0)?, row.get(1)?));
    tx.all(DEADLINES, &[at.into(), limit.into()], pair).await
}

/// The reports of a partner, from a cycle on, that readings still refresh.
///
/// # Errors
/// Fails when the database does.
pub async fn open_to_readings(tx: &mut Tx, partner_id: i64, from: Cycle) -> Result<Vec<Key>> {
    tx.all(OPEN_TO_READINGS, &[from.into(), partner_id.into()], Key::from_row).await
}

/// The reports of a partner, from a cycle on, whose figures are frozen.
///
/// # Errors
/// Fails when the database does.
pub async fn closed_to_readings(tx: &mut Tx, partner_id: i64, from: Cycle) -> Result<Vec<Key>> {
    tx.all(CLOSED_TO_READINGS, &[from.into(), partner_id.into()], Key::from_row).await
}

/// The reports of a partner and cycle, one per vendor.
///
/// # Errors
/// Fails when the database does.
pub async fn of_partner(tx: &mut Tx, partner_id: i64, cycle: Cycle) -> Result<Vec<Key>> {
    tx.all(OF_PARTNER, &[cycle.into(), partner_id.into()], Key::from_row).await
}

/// The number of reports.
///
/// # Errors
/// Fails when the database does.
pub async fn count(tx: &mut Tx) -> Result<u64> {
    let count = tx.first(COUNT, &[], |row| row.get::<i64>(0)).await?;
    Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
}
