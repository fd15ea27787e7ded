//! Submission by a person and by the system, and the approval that follows by itself.

use super::context::CommandContext;
use super::decide::agree;
use super::edit::{set_figure, set_report_comment};
use super::outcome::CommandOutcome;
use super::reason::kept;
use crate::actor::{Actor, SystemRule};
use crate::auto_approval::ApprovalFacts;
use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::Instant;
use crate::line::Line;
use crate::quantity::Quantity;
use crate::refusal::Refusal;
use crate::report::{How, Report};
use crate::status::{ReviewKind, Verb};

/// Rule 1: a manual submission is refused while a line is unexplained; it names every such line.
pub(super) fn by_hand(
    report: &mut Report,
    comment: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    if !report.status.with_partner() {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let comment = kept(comment, report.comment.as_deref())?.map(str::to_owned);
    let missing = missing_comments(report);
    if !missing.is_empty() {
        return Err(Refusal::CommentNeeded(missing));
    }
    let mut entry = context.entry(report);
    entry.changes.extend(comment.and_then(|text| set_report_comment(report, &text)));
    let entry = come_under_review(report, entry, How::Manual, ReviewKind::Manual);
    Ok(CommandOutcome::Done(with_approval(report, entry)))
}

/// The lines that need a comment before a person can submit, each with the reason.
#[must_use]
pub fn missing_comments(report: &Report) -> Vec<String> {
    let threshold = report.rules.threshold();
    let missing_comment = |line: &Line| {
        let (code, figures) = (&line.product.code, &line.figures);
        if line.is_unexplained_edit() {
            let (set, default) = (line.chargeable(), figures.default_chargeable);
            Some(format!("{code} (chargeable {set} instead of {default})"))
        } else if line.is_unexplained_violation(threshold) {
            let share = line.over_provisioned().map(|share| share.to_string()).unwrap_or_default();
            Some(format!("{code} (over-provisioned by {share} %)"))
        } else {
            None
        }
    };
    report.lines.iter().filter_map(missing_comment).collect()
}

/// Rules 2 to 4: submits a report that is still with its partner, as last saved, at its deadline.
/// `recorded_at` is when that is executed.
///
/// # Panics
/// When the report is not with its partner: the clock chose a wrong report.
pub fn submit_at_deadline(report: &mut Report, recorded_at: Instant) -> Vec<Entry> {
    assert!(report.status.with_partner(), "only a report with its partner is submitted");
    let actor = Actor::System(SystemRule::DeadlinePassed);
    let mut entry = report.entry(&actor, Verb::Submit, report.deadline);
    entry.changes = settle_figures(report);
    report.flagged = report.lines.iter().any(|line| line.penalty);
    let kind =
        if report.flagged { ReviewKind::AutomaticWithPenalties } else { ReviewKind::Automatic };
    let entry = come_under_review(report, entry, How::Automatic, kind);
    let mut entries = with_approval(report, entry);
    for entry in &mut entries {
        entry.recorded_at = recorded_at;
    }
    entries
}

/// Rules 2 and 3: the effect of the deadline on the figures as last saved.
pub(crate) fn settle_figures(report: &mut Report) -> Vec<FieldChange> {
    let mut changes = drop_unexplained_edits(report);
    changes.extend(penalise(report));
    changes
}

/// An unexplained figure that differs from both its default and provisioned goes back to the
/// default for good.
fn drop_unexplained_edits(report: &mut Report) -> Vec<FieldChange> {
    let unexplained = report.lines.iter_mut().filter(|line| line.is_unexplained_edit());
    unexplained.map(|line| set_figure(line, None)).collect()
}

/// Rule 3: a violation that is still unexplained is charged on provisioned units.
fn penalise(report: &mut Report) -> Vec<FieldChange> {
    let threshold = report.rules.threshold();
    let guilty = report.lines.iter_mut().filter(|line| line.is_unexplained_violation(threshold));
    guilty
        .map(|line| {
            let before = Some(line.chargeable().to_string());
            line.penalty = true;
            let after = Some(line.chargeable().to_string());
            let product = Some(line.product.code.clone());
            FieldChange { product, field: HistoryField::Chargeable, before, after }
        })
        .collect()
}

fn come_under_review(
    report: &mut Report,
    entry: Entry,
    submission: How,
    kind: ReviewKind,
) -> Entry {
    report.put_under_review(kind, entry.at);
    report.submission = Some(submission);
    report.submitted_at = Some(entry.at);
    report.decided_at = None;
    report.reasons = None;
    Entry { to: report.status, lines: report.records(), ..entry }
}

/// Rule 4: the submission's entry, and that of the approval which the system adds at once if
/// nothing holds it.
fn with_approval(report: &mut Report, submitted: Entry) -> Vec<Entry> {
    if !ApprovalFacts::of(report).holds(report).is_empty() {
        return vec![submitted];
    }
    let at = submitted.at;
    let actor = Actor::System(SystemRule::NoComments);
    let entry = report.entry(&actor, Verb::Approve, at);
    vec![submitted, agree(report, entry, How::Automatic)]
}

/// The effect of the deadline on one line: a penalty, or an edit that goes back to the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Code of the line's product.
    pub product: String,
    /// Chargeable units as last saved.
    pub from: Quantity,
    /// Chargeable units after the deadline.
    pub to: Quantity,
}

/// The report after its deadline if no one acts, and the lines whose chargeable units would change.
///
/// # Panics
/// When the report is not with its partner: no deadline applies to it.
#[must_use]
pub fn at_deadline(report: &Report) -> (Report, Vec<FigureChange>) {
    let mut after = report.clone();
    submit_at_deadline(&mut after, report.deadline);
    let changed = report.lines.iter().zip(&after.lines).filter_map(|(now, then)| {
        let (from, to) = (now.chargeable(), then.chargeable());
        let product = now.product.code.clone();
        (from != to).then_some(FigureChange { product, from, to })
    });
    let changed = changed.collect();
    (after, changed)
}
