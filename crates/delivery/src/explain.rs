//! What a message explains, worked out of the record when it is written: rules, figures and the
//! entries of a history say the same for good.

use countersign_app::notifications::announce::coming;
use countersign_app::notifications::facts::ReportFacts;
use countersign_domain::explanation::{ExplainedRule, Explanation, explain, foresee};
use countersign_domain::history::Entry;
use countersign_domain::message::MessageKind;
use countersign_domain::report::Report;
use countersign_language::explanation::{Tense, Why, tell};
use countersign_language::text::Locale;
use countersign_store::reports::{self, Key};
use countersign_store::{Result, StoreError, Tx, history};

/// Whether a message explains something.
fn explains(kind: MessageKind, facts: &ReportFacts) -> bool {
    kind == MessageKind::Reminder || !facts.explains.is_empty()
}

/// The explanations for a message about a report; a reminder also gets the changes of its deadline.
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
    if !explains(kind, facts) {
        return Ok(Vec::new());
    }
    let found = reports::find(tx, &[key]).await?.into_iter().next().flatten();
    let Some(report) = found.map(|stored| stored.report) else { return Ok(Vec::new()) };
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

/// The explanations of the system's decisions in these versions.
pub(super) fn of_done(
    locale: Locale,
    report: &Report,
    history: &[Entry],
    versions: &[i64],
) -> Vec<Why> {
    let explanations =
        explain(report, history).into_iter().filter(|it| versions.contains(&it.version));
    explanations.map(|it| tell(locale, report, &it, Tense::Done)).collect()
}
