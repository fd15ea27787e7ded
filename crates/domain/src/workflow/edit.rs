//! The partner's edits: figures and comments.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use super::reason::{kept, trimmed};
use crate::history::{FieldChange, HistoryField, LineRecord};
use crate::line::{Comment, Line};
use crate::quantity::{MAX_READING, Quantity, QuantityError};
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;

/// Saves a line's chargeable units, its comment, or both; a missing value stays.
pub(super) fn line(
    report: &mut Report,
    product: &str,
    chargeable: Option<&str>,
    comment: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let chargeable = trimmed(chargeable);
    let line = line_of(report, product)?;
    let comment = kept(comment, line.comment.as_ref().map(|comment| comment.text.as_str()))?;
    let chargeable = chargeable.map(|text| quantity(text, line)).transpose()?;
    if chargeable.is_none() && comment.is_none() {
        return Err(Refusal::NothingGiven);
    }
    let new_figure = chargeable.filter(|figure| *figure != line.chargeable());
    let new_comment = comment.filter(|text| !has_comment(line, text));
    if new_figure.is_none() && new_comment.is_none() {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let mut entry = context.entry(report);
    let line = report.line_mut(product).ok_or(Refusal::NothingGiven)?;
    if let Some(figure) = new_figure {
        entry.changes.push(set_figure(line, Some(figure)));
    }
    if let Some(text) = new_comment {
        entry.changes.push(set_comment(line, Some(text)));
    }
    // Readings may move the default later, so the entry records the figures behind the edit.
    entry.lines.extend(new_figure.map(|_| LineRecord::of(line)));
    Ok(CommandOutcome::Done(vec![entry]))
}

/// Saves the report's comment.
pub(super) fn comment(
    report: &mut Report,
    comment: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let text = kept(comment, report.comment.as_deref())?.ok_or(Refusal::NothingGiven)?;
    if report.comment.as_deref() == Some(text) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let mut entry = context.entry(report);
    entry.changes.extend(set_report_comment(report, text));
    Ok(CommandOutcome::Done(vec![entry]))
}

/// Removes the comment of a line, or that of the report.
pub(super) fn uncomment(
    report: &mut Report,
    product: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let is_there = match product {
        Some(product) => line_of(report, product)?.comment.is_some(),
        None => report.comment.is_some(),
    };
    if !is_there {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let mut entry = context.entry(report);
    if let Some(product) = product {
        let line = report.line_mut(product).ok_or(Refusal::NothingGiven)?;
        entry.changes.push(set_comment(line, None));
    } else {
        let before = report.comment.take();
        entry.changes.push(FieldChange {
            product: None,
            field: HistoryField::Comment,
            before,
            after: None,
        });
    }
    Ok(CommandOutcome::Done(vec![entry]))
}

/// Resets a line to its default figure without a comment.
pub(super) fn reset(
    report: &mut Report,
    product: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let product = product.ok_or(Refusal::ProductNeeded(Verb::Reset))?;
    let line = line_of(report, product)?;
    if line.edited.is_none() && line.comment.is_none() && !line.penalty {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let mut entry = context.entry(report);
    let line = report.line_mut(product).ok_or(Refusal::NothingGiven)?;
    if line.edited.is_some() {
        entry.changes.push(set_figure(line, None));
    }
    if line.comment.is_some() {
        entry.changes.push(set_comment(line, None));
    }
    Ok(CommandOutcome::Done(vec![entry]))
}

/// Sets the report's comment and returns the change; `None` if it is the same.
pub(super) fn set_report_comment(report: &mut Report, text: &str) -> Option<FieldChange> {
    if report.comment.as_deref() == Some(text) {
        return None;
    }
    let before = report.comment.replace(text.to_owned());
    let after = report.comment.clone();
    Some(FieldChange { product: None, field: HistoryField::Comment, before, after })
}

/// Sets or drops the edit of a line and returns the change of its chargeable units. A value equal
/// to the default is no edit.
pub(super) fn set_figure(line: &mut Line, figure: Option<Quantity>) -> FieldChange {
    let before = Some(line.chargeable().to_string());
    line.edited = figure.filter(|figure| *figure != line.figures.default_chargeable);
    line.moved = false;
    let after = Some(line.chargeable().to_string());
    FieldChange {
        product: Some(line.product.code.clone()),
        field: HistoryField::Chargeable,
        before,
        after,
    }
}

fn set_comment(line: &mut Line, text: Option<&str>) -> FieldChange {
    let before = line.comment.take().map(|comment| comment.text);
    line.comment = text.map(|text| Comment { text: text.to_owned(), counts: true });
    let confirmed = text.is_some() && before.as_deref() == text;
    let field = if confirmed { HistoryField::CommentConfirmed } else { HistoryField::Comment };
    let after = text.map(str::to_owned);
    FieldChange { product: Some(line.product.code.clone()), field, before, after }
}

/// Whether the line has this comment and it counts; after a rejection a comment has to be saved
/// again to count.
/// again to count.
fn has_comment(line: &Line, text: &str) -> bool {
    line.comment.as_ref().is_some_and(|comment| comment.counts && comment.text == text)
}

fn line_of<'a>(report: &'a Report, product: &str) -> Result<&'a Line, Refusal> {
    let found = report.lines.iter().find(|line| line.product.code == product);
    found.ok_or_else(|| Refusal::NoSuchLine(product.to_owned()))
}

/// A figure has the limits of a reading (docs/formats.md, "All files").
fn quantity(text: &str, line: &Line) -> Result<Quantity, Refusal> {
    let figure = Quantity::parse(text, line.product.decimals).and_then(|figure| {
        if figure > MAX_READING { Err(QuantityError::TooLarge) } else { Ok(figure) }
    });
    figure.map_err(|error| Refusal::BadQuantity { found: text.to_owned(), error })
}
