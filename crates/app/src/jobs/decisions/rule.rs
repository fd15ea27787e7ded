//! Sorts the reports of a query by a rule: those that it approves, and those that it leaves.

use super::ReportToDecide;
use crate::actions::month_before;
use countersign_domain::actor::Person;
use countersign_domain::approval_rule::{ApprovalRule, LeftBecause, agreed_lines};
use countersign_store::reports::{self, Key, StoredReport};
use countersign_store::{Result, Tx};
use std::collections::BTreeMap;

/// Reports that are read at once.
const READ: usize = 500;

/// What a rule makes of reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortedByRule {
    /// The reports that it approves, each with the version that was looked at.
    pub approved: Vec<ReportToDecide>,
    /// How many it leaves to a person, by the reason.
    pub left: BTreeMap<LeftBecause, i64>,
}

/// Asks the rule about each report, beside what the person may know of the month before.
///
/// # Errors
/// Fails when the database does.
pub async fn sort(
    tx: &mut Tx,
    person: &Person,
    rule: ApprovalRule,
    wanted: &[ReportToDecide],
) -> Result<SortedByRule> {
    let mut sorted = SortedByRule::default();
    for chunk in wanted.chunks(READ) {
        let keys: Vec<Key> = chunk.iter().map(|it| it.key).collect();
        let found: Vec<StoredReport> =
            reports::find(tx, &keys).await?.into_iter().flatten().collect();
        let last_months = month_before::known_to(tx, person, &keys).await?;
        for stored in &found {
            let last_month = last_months.get(&stored.key()).map(agreed_lines).unwrap_or_default();
            match rule.leaves(&stored.report, &last_month) {
                Some(because) => *sorted.left.entry(because).or_default() += 1,
                None => sorted.approved.push(ReportToDecide {
                    report_id: stored.names.report_id,
                    key: stored.key(),
                    version: Some(stored.report.version),
                }),
            }
        }
    }
    Ok(sorted)
}
