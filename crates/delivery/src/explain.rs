//! What a message explains, worked out of the record when it is written: rules, figures and the
//! entries of a history say the same for good.

use countersign_app::notifications::announce::coming;
use countersign_app::notifications::facts::ReportFacts;
use countersign_domain::explanation::{ExplainedRule, Explanation, Finding, explain, foresee};
use countersign_domain::history::Entry;
use countersign_domain::message::MessageKind;
use countersign_domain::report::Report;
use countersign_language::explanation::{Tense, Why, tell};
use countersign_language::text::Locale;
use countersign_store::reports::{self, Key};
use countersign_store::{Result, StoreError, Tx, history};

/// Whether a message needs the report: for the changes of its deadline, or to explain them.
fn needs_report(kind: MessageKind, facts: &ReportFacts) -> bool {
    match kind {
        MessageKind::Ready | MessageKind::Reminder => true,
        MessageKind::Submitted => !facts.changes.is_empty() && !facts.explains.is_empty(),
        _ => false,
    }
}

/// The explanations for a message about a report. A message before a deadline also gets the changes
/// of that deadline.
///
/// # Errors
/// Fails when the database does.
pub(super) async fn of(
    tx: &mut Tx,
    locale: Locale,
    kind: MessageKind,
    key: Key,
    facts: &mut ReportFacts,
) -> Result<Vec<Why>> {
    if !needs_report(kind, facts) {
        return Ok(Vec::new());
    }
    let found = reports::find(tx, &[key]).await?.into_iter().next().flatten();
    let Some(report) = found.map(|stored| stored.report) else { return Ok(Vec::new()) };
    if kind == MessageKind::Ready {
        if report.status.with_partner() {
            facts.changes = coming(&report);
        }
        return Ok(Vec::new());
    }
    let bodies = history::of_report(tx, key).await?;
    let entries = bodies.iter().map(|(body, _)| Entry::from_body(body));
    let history: Vec<Entry> =
        entries.collect::<std::result::Result<_, _>>().map_err(StoreError::Corrupt)?;
    Ok(match kind {
        MessageKind::Reminder => of_coming(locale, &report, &history, facts),
        _ => of_done(locale, &report, &history, &facts.explains),
    })
}

/// The changes of the coming deadline, with the explanation; none if it changes nothing.
pub(super) fn of_coming(
    locale: Locale,
    report: &Report,
    history: &[Entry],
    facts: &mut ReportFacts,
) -> Vec<Why> {
    facts.changes = coming(report);
    if facts.changes.is_empty() {
        return Vec::new();
    }
    let is_submission = |it: &Explanation| it.rule == ExplainedRule::AutomaticSubmission;
    let explanations = foresee(report, history).into_iter().filter(is_submission);
    explanations.map(|it| tell(locale, report, &it, Tense::Coming)).collect()
}

/// The explanations of the system's submissions in these versions: the lines that had a cost. The
/// report's page explains the others, and the approval.
pub(super) fn of_done(
    locale: Locale,
    report: &Report,
    history: &[Entry],
    versions: &[i64],
) -> Vec<Why> {
    let is_told = |it: &Explanation| {
        it.rule == ExplainedRule::AutomaticSubmission && versions.contains(&it.version)
    };
    let costly = |mut it: Explanation| {
        it.lines.retain(|line| line.back_to_default || line.finding == Finding::Penalty);
        it
    };
    let explanations = explain(report, history).into_iter().filter(is_told).map(costly);
    explanations.map(|it| tell(locale, report, &it, Tense::Done)).collect()
}
