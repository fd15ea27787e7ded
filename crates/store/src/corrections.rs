//! Corrections of completed reports. They are loaded and saved with their report; their lines never
//! change.

mod list;

use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::products::decimals;
use crate::report_key::{Key, Span, in_span};
use crate::reports::stored::{Changed, StoredReport};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::correction::{CorrectedLine, Correction, CorrectionState, ProductLabel};
use countersign_domain::status::Status;
use std::collections::HashMap;

pub use list::{
    CorrectionCursor, CorrectionFilter, CorrectionScope, ListedCorrection, page, waiting,
    with_vendor,
};

pub(crate) use list::STATEMENTS as LIST_STATEMENTS;

macro_rules! correction_columns {
    () => {
        "SELECT c.cycle, c.partner_id, c.vendor_id, c.number, c.state, c.amendment, \
         c.company_id, c.person_id, c.proposed_at, c.proposed_version, c.changed_at, c.version, \
         c.reason FROM corrections c "
    };
}

macro_rules! line_columns {
    () => {
        "SELECT c.cycle, c.partner_id, c.vendor_id, c.number, c.product_id, c.product_code, \
         c.product_name, c.unit, c.decimals, c.chargeable_before, c.chargeable_after, c.reason \
         FROM correction_lines c "
    };
}

statements! {
    OF_REPORT = concat!(correction_columns!(),
        "WHERE c.cycle = $1 AND c.partner_id = $2 AND c.vendor_id = $3 ORDER BY c.number");
    LINES = concat!(line_columns!(), "WHERE c.cycle = $1 AND c.partner_id = $2 \
        AND c.vendor_id = $3 ORDER BY c.number, c.product_id");
    WITHIN = concat!("SELECT cycle, partner_id, vendor_id, number, distributor_id \
        FROM corrections WHERE ", in_span!(), "ORDER BY cycle, partner_id, vendor_id, number");
    LINES_WITHIN = concat!("SELECT cycle, partner_id, vendor_id, number FROM correction_lines \
        WHERE ", in_span!(), "ORDER BY cycle, partner_id, vendor_id, number");
    MOVE = "UPDATE corrections SET state = $5, amendment = $6, changed_at = $7, version = $8 \
        WHERE cycle = $1 AND partner_id = $2 AND vendor_id = $3 AND number = $4";
}

// Batched, as in `reports::load`.
macro_rules! at_once {
    () => {
        "JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, \
         vendor_id) ON c.cycle = k.cycle AND c.partner_id = k.partner_id \
         AND c.vendor_id = k.vendor_id ORDER BY c.number"
    };
}
const AT_ONCE: &str = concat!(correction_columns!(), at_once!());
const LINES_AT_ONCE: &str = concat!(line_columns!(), at_once!());

/// Loads the corrections of completed reports; no other report has any.
pub(crate) async fn load(tx: &mut Tx, reports: &mut [Option<StoredReport>]) -> Result<()> {
    let is_completed = |it: &&mut StoredReport| it.report.status == Status::Completed;
    let completed = reports.iter_mut().flatten().filter(is_completed);
    let mut completed: HashMap<Key, &mut StoredReport> =
        completed.map(|stored| (stored.key(), stored)).collect();
    if completed.is_empty() {
        return Ok(());
    }
    let keys: Vec<Key> = completed.keys().copied().collect();
    let mut found: HashMap<Key, Vec<Correction>> = HashMap::new();
    let take = |row: Row<'_>| {
        found.entry(Key::from_row(row)?).or_default().push(correction(row)?);
        Ok(())
    };
    read(tx, [OF_REPORT, AT_ONCE], &keys, take).await?;
    // Most reports have no corrections, and so no lines to read.
    let corrected: Vec<Key> = found.keys().copied().collect();
    let take_line = |row: Row<'_>| {
        let (key, number): (_, i64) = (Key::from_row(row)?, row.get(3)?);
        let own = found.get_mut(&key).and_then(|own| own.iter_mut().find(|it| it.number == number));
        let missing = || StoreError::Corrupt("a line without its correction".to_owned());
        own.ok_or_else(missing)?.lines.push(line(row)?);
        Ok(())
    };
    read(tx, [LINES, LINES_AT_ONCE], &corrected, take_line).await?;
    for (key, mut corrections) in found {
        for correction in &mut corrections {
            correction.lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
        }
        if let Some(stored) = completed.get_mut(&key) {
            stored.report.corrections = corrections;
        }
    }
    Ok(())
}

/// Reads for each report, or for all at once if that is faster.
async fn read(
    tx: &mut Tx,
    [each, at_once]: [&str; 2],
    keys: &[Key],
    mut take: impl FnMut(Row<'_>) -> Result<()>,
) -> Result<()> {
    if tx.engine() == Engine::Sqlite || keys.len() < 2 {
        let rows: Vec<_> = keys.iter().map(Key::values).collect();
        return tx.each_of(each, &rows, |_, row| take(row)).await;
    }
    let cycles: Vec<i64> = keys.iter().map(|key| key.cycle.number()).collect();
    let partners: Vec<i64> = keys.iter().map(|key| key.partner_id).collect();
    let vendors: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
    tx.each(at_once, &[Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)], take)
        .await
}

fn correction(row: Row<'_>) -> Result<Correction> {
    Ok(Correction {
        number: row.get(3)?,
        state: state(row.get(4)?)?,
        amendment: row.get(5)?,
        company_id: row.get(6)?,
        person_id: row.get(7)?,
        proposed_at: row.get(8)?,
        proposed_version: row.get(9)?,
        changed_at: row.get(10)?,
        version: row.get(11)?,
        reason: row.get(12)?,
        lines: Vec::new(),
    })
}

/// Passes the corrections of a span of reports, each with its number and the distributor of its
/// row, and then their lines, each with the number of its correction.
///
/// # Errors
/// Fails when the database does.
pub async fn each_within(
    tx: &mut Tx,
    span: Span,
    mut take: impl FnMut(Key, i64, i64),
    mut take_line: impl FnMut(Key, i64),
) -> Result<()> {
    tx.each(WITHIN, &span.values(), |row| {
        take(Key::from_row(row)?, row.get(3)?, row.get(4)?);
        Ok(())
    })
    .await?;
    tx.each(LINES_WITHIN, &span.values(), |row| {
        take_line(Key::from_row(row)?, row.get(3)?);
        Ok(())
    })
    .await
}

/// A stored state.
fn state(token: &str) -> Result<CorrectionState> {
    let unknown = || StoreError::Corrupt(format!("unknown state of a correction: {token:?}"));
    CorrectionState::from_token(token).ok_or_else(unknown)
}

fn line(row: Row<'_>) -> Result<CorrectedLine> {
    Ok(CorrectedLine {
        product: ProductLabel {
            id: row.get(4)?,
            code: row.get(5)?,
            name: row.get(6)?,
            unit: row.get(7)?,
            decimals: decimals(row.get(8)?)?,
        },
        before: row.get(9)?,
        after: row.get(10)?,
        reason: row.get(11)?,
    })
}

/// Saves the corrections that a move changed: new ones, and the new states of others.
pub(crate) async fn save(tx: &mut Tx, changed: &[Changed<'_>]) -> Result<()> {
    let (mut new, mut lines, mut moved) = (Vec::new(), Vec::new(), Vec::new());
    for Changed { before, after } in changed {
        for (at, correction) in after.report.corrections.iter().enumerate() {
            match before.corrections.get(at) {
                None => {
                    new.push(row(after, correction));
                    let own = correction.lines.iter();
                    lines.extend(own.map(|line| line_row(after.key(), correction.number, line)));
                }
                Some(old) if old != correction => moved.push(moved_row(after.key(), correction)),
                Some(_) => {}
            }
        }
    }
    tx.insert(&schema::CORRECTIONS, &new).await?;
    tx.insert(&schema::CORRECTION_LINES, &lines).await?;
    tx.execute_many(MOVE, &moved).await?;
    Ok(())
}

fn row<'a>(stored: &'a StoredReport, correction: &'a Correction) -> [Value<'a>; 14] {
    let [cycle, partner, vendor] = stored.key().values();
    [
        cycle,
        partner,
        vendor,
        correction.number.into(),
        stored.report.parties.distributor_id.into(),
        correction.state.token().into(),
        correction.amendment.into(),
        correction.company_id.into(),
        correction.person_id.into(),
        correction.proposed_at.into(),
        correction.proposed_version.into(),
        correction.changed_at.into(),
        correction.version.into(),
        (&correction.reason).into(),
    ]
}

fn moved_row(key: Key, correction: &Correction) -> [Value<'_>; 8] {
    let [cycle, partner, vendor] = key.values();
    [
        cycle,
        partner,
        vendor,
        correction.number.into(),
        correction.state.token().into(),
        correction.amendment.into(),
        correction.changed_at.into(),
        correction.version.into(),
    ]
}

fn line_row(key: Key, number: i64, line: &CorrectedLine) -> [Value<'_>; 12] {
    let [cycle, partner, vendor] = key.values();
    [
        cycle,
        partner,
        vendor,
        number.into(),
        line.product.id.into(),
        (&line.product.code).into(),
        (&line.product.name).into(),
        (&line.product.unit).into(),
        i64::from(line.product.decimals).into(),
        line.before.into(),
        line.after.into(),
        (&line.reason).into(),
    ]
}
