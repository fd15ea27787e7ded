//! Loads reports from the database.

use super::stored::{StoredReport, terms_turn};
use super::token::word;
use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::history::hash;
use crate::products::{basis, decimals};
use crate::report_key::{Key, Span, in_span};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::access::Parties;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::Names;
use countersign_domain::line::{Comment, Line, LineFigures, ProductTerms};
use countersign_domain::report::{How, Report};
use countersign_domain::settings::Rules;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::zone::Zone;
use std::collections::HashMap;

macro_rules! report_columns {
    () => {
        "SELECT r.cycle, r.partner_id, r.vendor_id, r.id, r.distributor_id, r.distributor_code, \
         r.distributor_name, r.vendor_code, r.partner_code, r.partner_name, r.company_id, \
         r.city, r.state, r.time_zone, r.rules, r.made_at, r.deadline, r.status, r.review_kind, \
         r.version, r.submission, r.submitted_at, r.approval, r.decided_at, r.reasons, \
         r.comment, r.flagged, r.contested, r.head, r.review_by, r.made_turn FROM reports r "
    };
}

macro_rules! line_columns {
    () => {
        "SELECT r.cycle, r.partner_id, r.vendor_id, r.product_id, r.product_code, \
         r.product_name, r.unit, r.decimals, r.basis, r.reports_usage, r.provisioned, r.used, \
         r.default_chargeable, r.carried_forward, r.subscriptions, r.without_used, r.edited, \
         r.comment, r.comment_counts, r.penalty, r.moved FROM report_lines r "
    };
}

statements! {
    REPORT = concat!(report_columns!(),
        "WHERE r.cycle = $1 AND r.partner_id = $2 AND r.vendor_id = $3");
    LINES = concat!(line_columns!(),
        "WHERE r.cycle = $1 AND r.partner_id = $2 AND r.vendor_id = $3 ORDER BY r.product_id");
    RULES_OF = "SELECT cycle, partner_id, vendor_id, rules, made_turn FROM reports \
        WHERE cycle = $1 AND partner_id BETWEEN $2 AND $3";
    REPORTS_WITHIN = concat!(report_columns!(), "WHERE ", in_span!());
    LINES_WITHIN = concat!(line_columns!(), "WHERE ", in_span!(),
        "ORDER BY r.cycle, r.partner_id, r.vendor_id, r.product_id");
}

// Batched: PostgreSQL answers one query with arrays faster than many queries; SQLite has no arrays
// and no round trips.
const REPORTS_AT_ONCE: &str = concat!(
    report_columns!(),
    "JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, vendor_id) \
     ON r.cycle = k.cycle AND r.partner_id = k.partner_id AND r.vendor_id = k.vendor_id"
);
const LINES_AT_ONCE: &str = concat!(
    line_columns!(),
    "JOIN unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS k (cycle, partner_id, vendor_id) \
     ON r.cycle = k.cycle AND r.partner_id = k.partner_id AND r.vendor_id = k.vendor_id"
);

/// Loads the reports of `keys` with their lines by product code and their corrections; missing ones
/// are left out.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::Corrupt`].
pub async fn find(tx: &mut Tx, keys: &[Key]) -> Result<Vec<Option<StoredReport>>> {
    let mut unique = keys.to_vec();
    unique.sort_unstable();
    unique.dedup();
    if unique.len() == keys.len() {
        return find_unique(tx, keys).await;
    }
    let found = find_unique(tx, &unique).await?;
    let place = |key: &Key| unique.partition_point(|other| other < key);
    Ok(keys.iter().map(|key| found[place(key)].clone()).collect())
}

async fn find_unique(tx: &mut Tx, keys: &[Key]) -> Result<Vec<Option<StoredReport>>> {
    tracing::trace!(count = keys.len(), "reports are loaded");
    let mut parsed = Parsed::default();
    let mut found: Vec<Option<StoredReport>> = Vec::new();
    found.resize_with(keys.len(), || None);
    let place: HashMap<Key, usize> =
        keys.iter().enumerate().map(|(index, key)| (*key, index)).collect();
    let mut take_report = |row: Row<'_>| {
        let stored = parsed.report(row)?;
        let at = place[&stored.key()];
        found[at] = Some(stored);
        Ok(())
    };
    let mut lines: Vec<Vec<Line>> = Vec::new();
    lines.resize_with(keys.len(), Vec::new);
    let mut take_line = |row: Row<'_>| {
        lines[place[&Key::from_row(row)?]].push(line(row)?);
        Ok(())
    };
    if tx.engine() == Engine::Postgres && keys.len() > 1 {
        let cycles: Vec<i64> = keys.iter().map(|key| key.cycle.number()).collect();
        let partners: Vec<i64> = keys.iter().map(|key| key.partner_id).collect();
        let vendors: Vec<i64> = keys.iter().map(|key| key.vendor_id).collect();
        let values = [Value::Ints(&cycles), Value::Ints(&partners), Value::Ints(&vendors)];
        tx.each(REPORTS_AT_ONCE, &values, take_report).await?;
        tx.each(LINES_AT_ONCE, &values, take_line).await?;
    } else {
        let rows: Vec<_> = keys.iter().map(Key::values).collect();
        tx.each_of(REPORT, &rows, |_, row| take_report(row)).await?;
        tx.each_of(LINES, &rows, |_, row| take_line(row)).await?;
    }
    for (stored, mut lines) in found.iter_mut().zip(lines) {
        if let Some(stored) = stored {
            lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
            stored.report.lines = lines;
        }
    }
    crate::corrections::load(tx, &mut found).await?;
    Ok(found)
}

/// The reports of `keys`, which are all reports in `span`, in order; `stray` gets the key of each
/// line that belongs to none of them.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::Corrupt`].
pub async fn within(
    tx: &mut Tx,
    span: Span,
    keys: &[Key],
    mut stray: impl FnMut(Key),
) -> Result<Vec<Option<StoredReport>>> {
    let place = |key: &Key| keys.binary_search(key).ok();
    let mut parsed = Parsed::default();
    let mut found: Vec<Option<StoredReport>> = Vec::new();
    found.resize_with(keys.len(), || None);
    tx.each(REPORTS_WITHIN, &span.values(), |row| {
        let stored = parsed.report(row)?;
        if let Some(at) = place(&stored.key()) {
            found[at] = Some(stored);
        }
        Ok(())
    })
    .await?;
    tx.each(LINES_WITHIN, &span.values(), |row| {
        let key = Key::from_row(row)?;
        match place(&key).and_then(|at| found[at].as_mut()) {
            Some(stored) => stored.report.lines.push(line(row)?),
            None => stray(key),
        }
        Ok(())
    })
    .await?;
    for stored in found.iter_mut().flatten() {
        stored.report.lines.sort_unstable_by(|a, b| a.product.code.cmp(&b.product.code));
    }
    crate::corrections::load(tx, &mut found).await?;
    Ok(found)
}

/// The reports of a cycle and a range of partners, each with its frozen rules and the turn whose
/// terms apply to it.
///
/// # Errors
/// Fails when the database does, or with [`StoreError::Corrupt`].
pub async fn rules_of(
    tx: &mut Tx,
    cycle: Cycle,
    first: i64,
    last: i64,
) -> Result<Vec<(Key, Rules, i64)>> {
    let mut parsed = Parsed::default();
    tx.all(RULES_OF, &[cycle.into(), first.into(), last.into()], |row| {
        Ok((Key::from_row(row)?, parsed.rules(row.get(3)?)?, terms_turn(row.get(4)?)))
    })
    .await
}

/// Data that many reports share is parsed once.
#[derive(Default)]
struct Parsed {
    zones: HashMap<String, Zone>,
    rules: HashMap<String, Rules>,
}

impl Parsed {
    fn zone(&mut self, name: &str) -> Result<Zone> {
        if let Some(zone) = self.zones.get(name) {
            return Ok(zone.clone());
        }
        let zone = Zone::parse(name).map_err(StoreError::Corrupt)?;
        self.zones.insert(name.to_owned(), zone.clone());
        Ok(zone)
    }

    fn rules(&mut self, text: &str) -> Result<Rules> {
        if let Some(rules) = self.rules.get(text) {
            return Ok(*rules);
        }
        let wrong = |error: serde_json::Error| StoreError::Corrupt(format!("rules: {error}"));
        let rules = serde_json::from_str(text).map_err(wrong)?;
        self.rules.insert(text.to_owned(), rules);
        Ok(rules)
    }

    fn report(&mut self, row: Row<'_>) -> Result<StoredReport> {
        let names = Names {
            report_id: row.get(3)?,
            distributor: row.get(5)?,
            distributor_name: row.get(6)?,
            vendor: row.get(7)?,
            partner: row.get(8)?,
            partner_name: row.get(9)?,
            company_id: row.get(10)?,
            city: row.get(11)?,
            state: row.get(12)?,
        };
        let parties = Parties {
            partner_id: row.get(1)?,
            distributor_id: row.get(4)?,
            vendor_id: row.get(2)?,
        };
        let report = Report {
            parties,
            cycle: row.get(0)?,
            zone: self.zone(row.get(13)?)?,
            rules: self.rules(row.get(14)?)?,
            made_at: row.get(15)?,
            deadline: row.get(16)?,
            status: Status::parse(row.get(17)?).map_err(StoreError::Corrupt)?,
            review: word(row.get(18)?, ReviewKind::from_label)?,
            review_by: row.get(29)?,
            version: row.get(19)?,
            submission: word(row.get(20)?, How::from_token)?,
            submitted_at: row.get(21)?,
            approval: word(row.get(22)?, How::from_token)?,
            decided_at: row.get(23)?,
            reasons: row.get(24)?,
            comment: row.get(25)?,
            flagged: row.get(26)?,
            contested: row.get(27)?,
            lines: Vec::new(),
            corrections: Vec::new(),
        };
        Ok(StoredReport { names, report, head: hash(row.get(28)?)?, made_turn: row.get(30)? })
    }
}

fn line(row: Row<'_>) -> Result<Line> {
    let product = ProductTerms {
        id: row.get(3)?,
        code: row.get(4)?,
        name: row.get(5)?,
        unit: row.get(6)?,
        decimals: decimals(row.get(7)?)?,
        basis: basis(row.get(8)?)?,
        reports_usage: row.get(9)?,
    };
    let figures = LineFigures {
        provisioned: row.get(10)?,
        used: row.get(11)?,
        default_chargeable: row.get(12)?,
        carried_forward: row.get(13)?,
        subscriptions: row.get(14)?,
        without_used: row.get(15)?,
    };
    let counts = row.get(18)?;
    let comment: Option<String> = row.get(17)?;
    Ok(Line {
        product,
        figures,
        edited: row.get(16)?,
        comment: comment.map(|text| Comment { text, counts }),
        penalty: row.get(19)?,
        moved: row.get(20)?,
    })
}
