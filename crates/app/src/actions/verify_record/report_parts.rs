//! Reads some reports together with all rows under their keys: each table once, in the order of the
//! keys, and never all of it at once.

use countersign_domain::correction::LateDifference;
use countersign_domain::surprise::LastMonth;
use countersign_store::dispatches::{self, DispatchedDocument, DocumentOrigin};
use countersign_store::figures::{self, FigureRow, Unlike};
use countersign_store::first_views::{self, FirstView};
use countersign_store::history::{self, StoredEntry};
use countersign_store::reports::{self, Beside, Key, Span, StoredReport};
use countersign_store::signatures::{self, StoredSignature};
use countersign_store::{Result, Tx, corrections, late_differences};
use std::collections::{BTreeSet, HashMap};

/// The most keys of missing reports that are kept.
const STRAYS: usize = 10_000;

/// The rows under one report's key.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) entries: Vec<StoredEntry>,
    pub(super) signatures: Vec<StoredSignature>,
    pub(super) figures: Vec<FigureRow>,
    /// Figures that name their subscription differently from the directory.
    pub(super) unlike: Vec<Unlike>,
    /// Products of lines whose comment counts although there is none.
    pub(super) uncommented: Vec<String>,
    pub(super) documents: Vec<(DispatchedDocument, Option<DocumentOrigin>)>,
    /// Late differences, each with the distributor of its row.
    pub(super) late: Vec<(LateDifference, i64)>,
    pub(super) opening: Option<FirstView>,
    /// Number and distributor of each correction.
    pub(super) corrections: Vec<(i64, i64)>,
    pub(super) correction_lines: usize,
    pub(super) beside: Option<Beside>,
    pub(super) rules: String,
    pub(super) last_month: Vec<LastMonth>,
}

/// The reports of a span of keys, in order, each with its rows.
pub(super) struct SideBySide {
    pub(super) reports: Vec<(StoredReport, Parts)>,
    /// Tables with rows of a report that does not exist, and its key.
    pub(super) stray: BTreeSet<(&'static str, Key)>,
}

/// Reads a span; `keys` are its reports.
///
/// # Errors
/// Fails when the database does, or with [`countersign_store::StoreError::Corrupt`] when a row
/// cannot be read.
pub(super) async fn read(tx: &mut Tx, span: Span, keys: &[Key]) -> Result<SideBySide> {
    let mut stray = BTreeSet::new();
    let found = reports::within(tx, span, keys, |key| {
        stray.insert(("report_lines", key));
    })
    .await?;
    let reports: Vec<StoredReport> = found.into_iter().flatten().collect();
    let mut all = Gathered {
        places: reports.iter().map(StoredReport::key).zip(0..).collect(),
        parts: reports.iter().map(|_| Parts::default()).collect(),
        stray,
    };
    history::each_within(tx, span, |key, it| {
        all.put("history", key, |parts| parts.entries.push(it));
    })
    .await?;
    signatures::each_within(tx, span, |key, it| {
        all.put("signatures", key, |parts| parts.signatures.push(it));
    })
    .await?;
    figures::each_within(tx, span, |key, it| {
        all.put("figures", key, |parts| parts.figures.push(it));
    })
    .await?;
    figures::each_unlike_within(tx, span, |key, it| {
        all.put("figures", key, |parts| parts.unlike.push(it));
    })
    .await?;
    reports::each_uncommented(tx, span, |key, product| {
        all.put("report_lines", key, |parts| parts.uncommented.push(product.to_owned()));
    })
    .await?;
    dispatches::each_document_within(tx, span, |it, sent| {
        all.put("dispatched_reports", it.key, |parts| parts.documents.push((it, sent)));
    })
    .await?;
    late_differences::each_within(tx, span, |key, it, distributor| {
        all.put("late_differences", key, |parts| parts.late.push((it, distributor)));
    })
    .await?;
    first_views::each_within(tx, span, |key, it| {
        all.put("report_openings", key, |parts| parts.opening = Some(it));
    })
    .await?;
    corrected(tx, span, &mut all).await?;
    reports::each_beside(tx, span, |key, it, rules| {
        all.put("reports", key, |parts| {
            parts.beside = Some(it);
            rules.clone_into(&mut parts.rules);
        });
    })
    .await?;
    let months = reports::compared_with(tx, &reports.iter().collect::<Vec<_>>()).await?;
    for (key, last_month) in months {
        all.put("report_lines", key, |parts| parts.last_month = last_month);
    }
    let reports = reports.into_iter().zip(all.parts).collect();
    Ok(SideBySide { reports, stray: all.stray })
}

async fn corrected(tx: &mut Tx, span: Span, all: &mut Gathered) -> Result<()> {
    let mut corrections: Vec<(Key, i64, i64)> = Vec::new();
    let mut lines: Vec<Key> = Vec::new();
    corrections::each_within(
        tx,
        span,
        |key, number, distributor| corrections.push((key, number, distributor)),
        |key, _| lines.push(key),
    )
    .await?;
    for (key, number, distributor) in corrections {
        all.put("corrections", key, |parts| parts.corrections.push((number, distributor)));
    }
    for key in lines {
        all.put("correction_lines", key, |parts| parts.correction_lines += 1);
    }
    Ok(())
}

/// The rows by the key of their report.
struct Gathered {
    places: HashMap<Key, usize>,
    parts: Vec<Parts>,
    stray: BTreeSet<(&'static str, Key)>,
}

impl Gathered {
    fn put(&mut self, table: &'static str, key: Key, put: impl FnOnce(&mut Parts)) {
        match self.places.get(&key) {
            Some(place) => put(&mut self.parts[*place]),
            None if self.stray.len() < STRAYS => {
                self.stray.insert((table, key));
            }
            None => {}
        }
    }
}
