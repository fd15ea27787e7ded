//! The reports of a query on which a decision is possible.

use super::ReportQuery;
use countersign_app::jobs::decisions::ReportToDecide;
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{self, ListRow, PagePosition};
use countersign_store::{Result, Tx};

/// Rows that are read at once.
const CHUNK: i64 = 500;

/// The latest cycle of a query that names none; `first` if there are no reports.
///
/// # Errors
/// Fails when the database does.
pub async fn latest(
    tx: &mut Tx,
    person: &Person,
    query: &ReportQuery,
    first: Cycle,
) -> Result<Cycle> {
    let scope = query.filter(person, first).scope;
    Ok(reports::cycles_present(tx, &scope).await?.first().copied().unwrap_or(first))
}

/// The reports of a query that have one of these statuses, each with its version.
///
/// # Errors
/// Fails when the database does.
pub async fn reports(
    tx: &mut Tx,
    person: &Person,
    query: &ReportQuery,
    latest: Cycle,
    statuses: &[Status],
) -> Result<Vec<ReportToDecide>> {
    let mut wanted = Vec::new();
    for status in statuses.iter().filter(|status| query.status.is_none_or(|it| it == **status)) {
        let filter = query.with_status(Some(*status)).filter(person, latest);
        let mut turn = PagePosition::First;
        loop {
            let page = reports::page(tx, &filter, query.sort, &turn, CHUNK).await?;
            wanted.extend(page.rows.iter().map(seen));
            match page.next {
                Some(next) => turn = PagePosition::After(next),
                None => break,
            }
        }
    }
    Ok(wanted)
}

fn seen(report: &ListRow) -> ReportToDecide {
    ReportToDecide { report_id: report.id, key: report.key, version: Some(report.version) }
}
