//! Decisions of the distributor and of the vendor.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use super::reason::{kept, needed};
use crate::history::{Entry, FieldChange, HistoryField};
use crate::refusal::Refusal;
use crate::report::{How, Report};
use crate::schedule::deadline_after_rejection;
use crate::settings::Setting;
use crate::status::{ReviewKind, Status};

/// Approves the report.
pub(super) fn approve(
    report: &mut Report,
    note: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    if report.status.is_agreed() {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let note = kept(note, None)?;
    let mut entry = context.entry(report);
    entry.reason = note.map(str::to_owned);
    Ok(CommandOutcome::Done(vec![agree(report, entry, How::Manual)]))
}

/// Makes the report approved and completes the entry.
pub(super) fn agree(report: &mut Report, entry: Entry, approval: How) -> Entry {
    report.status = Status::Approved;
    report.approval = Some(approval);
    report.decided_at = Some(entry.at);
    report.reasons = None;
    Entry { to: report.status, ..entry }
}

/// Rule 5: rejects the report with reasons. Penalties and the flag are lifted, the figures come
/// back, and comments stay visible but no longer count.
pub(super) fn reject(
    report: &mut Report,
    reasons: Option<&str>,
    line_reasons: &[(String, String)],
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    if report.status == Status::Rejected {
        return Ok(CommandOutcome::AlreadyDone);
    }
    let reasons = needed(reasons, context.verb)?;
    context.check(report)?;
    let reasons_of_lines = reasons_of_lines(report, line_reasons)?;
    let mut entry = context.entry(report);
    entry.reason = Some(reasons.to_owned());
    entry.changes = reasons_of_lines;
    for line in &mut report.lines {
        let before = line.chargeable();
        line.penalty = false;
        let after = line.chargeable();
        if before != after {
            let product = Some(line.product.code.clone());
            let (before, after) = (Some(before.to_string()), Some(after.to_string()));
            entry.changes.push(FieldChange {
                product,
                field: HistoryField::Chargeable,
                before,
                after,
            });
        }
        if let Some(comment) = &mut line.comment {
            comment.counts = false;
        }
    }
    let days = report.rules.value(Setting::ResubmitDays);
    let deadline = deadline_after_rejection(context.now, days, report.deadline, &report.zone);
    if deadline != report.deadline {
        let before = Some(report.deadline.to_string());
        let after = Some(deadline.to_string());
        entry.changes.push(FieldChange {
            product: None,
            field: HistoryField::Deadline,
            before,
            after,
        });
    }
    report.deadline = deadline;
    report.flagged = false;
    report.contested = true;
    report.status = Status::Rejected;
    report.decided_at = Some(context.now);
    report.reasons = Some(reasons.to_owned());
    Ok(CommandOutcome::Done(vec![Entry { to: report.status, ..entry }]))
}

/// The reasons for lines of the report, as changes of the entry.
fn reasons_of_lines(
    report: &Report,
    line_reasons: &[(String, String)],
) -> Result<Vec<FieldChange>, Refusal> {
    let mut changes = Vec::new();
    for (product, reason) in line_reasons {
        if !report.lines.iter().any(|line| line.product.code == *product) {
            return Err(Refusal::NoSuchLine(product.clone()));
        }
        if let Some(reason) = kept(Some(reason), None)? {
            let (product, after) = (Some(product.clone()), Some(reason.to_owned()));
            changes.push(FieldChange {
                product,
                field: HistoryField::Reasons,
                before: None,
                after,
            });
        }
    }
    Ok(changes)
}

/// Takes an approval back before dispatch.
pub(super) fn reopen(
    report: &mut Report,
    reason: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    under_review_again(report, reason, ReviewKind::Reopened, context)
}

/// Returns a dispatched report to the distributor.
pub(super) fn give_back(
    report: &mut Report,
    reason: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    under_review_again(report, reason, ReviewKind::Returned, context)
}

/// Undoes a decision: the report is under review and waits for another one. Penalties and the flag
/// stay.
fn under_review_again(
    report: &mut Report,
    reason: Option<&str>,
    kind: ReviewKind,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    if report.status == Status::UnderReview && report.review == Some(kind) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    let reason = needed(reason, context.verb)?;
    context.check(report)?;
    let mut entry = context.entry(report);
    entry.reason = Some(reason.to_owned());
    report.put_under_review(kind, context.now);
    report.contested = true;
    report.approval = None;
    report.decided_at = None;
    report.reasons = None;
    Ok(CommandOutcome::Done(vec![Entry { to: report.status, ..entry }]))
}

/// Makes the report part of a dispatch.
pub(super) fn hand_over(
    report: &mut Report,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    move_on(report, &[Status::Submitted, Status::Completed], context)
}

/// The vendor has processed the report.
pub(super) fn complete(
    report: &mut Report,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    move_on(report, &[Status::Completed], context)
}

fn move_on(
    report: &mut Report,
    done: &[Status],
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    if done.contains(&report.status) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    let to = context.check(report)?;
    let entry = context.entry(report);
    report.status = to;
    Ok(CommandOutcome::Done(vec![Entry { to, ..entry }]))
}
