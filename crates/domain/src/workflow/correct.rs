//! Corrections of a completed report: proposing, answering, sending, and the vendor's decision.

use super::context::CommandContext;
use super::outcome::CommandOutcome;
use super::reason::{kept, needed, trimmed};
use crate::actor::{Actor, Person};
use crate::correction::{
    CorrectedLine, Correction, CorrectionState, FIRST_AMENDMENT, ProductLabel, current_lines, step,
    unfinished,
};
use crate::history::{FieldChange, HistoryField};
use crate::quantity::{MAX_READING, Quantity, QuantityError};
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;
use std::collections::BTreeMap;

/// A line of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedLine {
    /// Chargeable units, as written.
    pub chargeable: String,
    /// The reason; required.
    pub reason: Option<String>,
}

/// A proposed correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The lines, by product code.
    pub lines: BTreeMap<String, ProposedLine>,
    /// The reason for the whole correction; required.
    pub reason: Option<String>,
    /// Products without a line for which readings arrived late.
    pub late_products: Vec<ProductLabel>,
}

/// Proposes a correction.
pub(super) fn propose(
    report: &mut Report,
    proposal: &Proposal,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let person = person(context);
    let reason = trimmed(proposal.reason.as_deref());
    if let Some(open) = unfinished(report) {
        let is_same = open.state == CorrectionState::Proposed
            && open.company_id == person.company_id
            && Some(open.reason.as_str()) == reason
            && lines(report, proposal).as_ref() == Ok(&open.lines);
        return if is_same {
            Ok(CommandOutcome::AlreadyDone)
        } else {
            refuse_second(report, context)
        };
    }
    context.check(report)?;
    let reason = needed(reason, context.verb)?;
    let lines = lines(report, proposal)?;
    let (company_id, person_id) = (person.company_id, person.id);
    let mut entry = context.entry(report);
    let correction = Correction {
        number: i64::try_from(report.corrections.len()).unwrap_or(i64::MAX - 1) + 1,
        state: CorrectionState::Proposed,
        amendment: None,
        company_id,
        person_id,
        proposed_at: entry.at,
        proposed_version: entry.version,
        changed_at: entry.at,
        version: entry.version,
        reason: reason.to_owned(),
        lines,
    };
    entry.reason = Some(reason.to_owned());
    entry.changes = correction.figures();
    let reasons = correction.lines.iter().map(|line| {
        let (product, after) = (Some(line.product.code.clone()), Some(line.reason.clone()));
        FieldChange { product, field: HistoryField::Reasons, before: None, after }
    });
    entry.changes.extend(reasons);
    report.corrections.push(correction);
    Ok(CommandOutcome::Done(vec![entry]))
}

/// A stale version is reported before the unfinished correction.
fn refuse_second(report: &Report, context: &CommandContext) -> Result<CommandOutcome, Refusal> {
    context.check(report)?;
    Err(Refusal::CorrectionUnfinished)
}

/// The lines of a proposal, checked against the current figures.
fn lines(report: &Report, proposal: &Proposal) -> Result<Vec<CorrectedLine>, Refusal> {
    if proposal.lines.is_empty() {
        return Err(Refusal::NothingCorrected);
    }
    let current_lines = current_lines(report);
    let line = |(code, proposed): (&String, &ProposedLine)| {
        let current = current_lines.iter().find(|it| it.product.code == *code);
        let late = || proposal.late_products.iter().find(|it| it.code == *code);
        let product = current.map(|it| &it.product).or_else(late);
        let product = product.ok_or_else(|| Refusal::NoSuchLine(code.clone()))?;
        let after = quantity(&proposed.chargeable, product)?;
        let before = current.map(|it| it.chargeable);
        if before.unwrap_or_default() == after {
            return Err(Refusal::SameFigure(code.clone()));
        }
        let reason = kept(proposed.reason.as_deref(), None)?;
        let reason = reason.ok_or_else(|| Refusal::LineReasonNeeded(code.clone()))?;
        Ok(CorrectedLine { product: product.clone(), before, after, reason: reason.to_owned() })
    };
    proposal.lines.iter().map(line).collect()
}

fn quantity(text: &str, product: &ProductLabel) -> Result<Quantity, Refusal> {
    let parsed = Quantity::parse(text.trim(), product.decimals);
    let parsed = parsed.and_then(|units| match units > MAX_READING {
        true => Err(QuantityError::TooLarge),
        false => Ok(units),
    });
    parsed.map_err(|error| Refusal::BadQuantity { found: text.to_owned(), error })
}

/// Moves the last correction on; an agreed one becomes the next amendment.
pub(super) fn move_on(
    report: &mut Report,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    step_on(report, None, context)
}

/// Moves the last correction on with a required reason.
pub(super) fn move_on_because(
    report: &mut Report,
    reason: Option<&str>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    step_on(report, Some(reason), context)
}

fn step_on(
    report: &mut Report,
    reason: Option<Option<&str>>,
    context: &CommandContext,
) -> Result<CommandOutcome, Refusal> {
    let verb = context.verb;
    let last = report.corrections.last();
    if last.is_some_and(|last| is_done(verb, last)) {
        return Ok(CommandOutcome::AlreadyDone);
    }
    context.check(report)?;
    let (last, to) = next_step(report, verb, person(context))?;
    let reason = match reason {
        None => None,
        Some(text) => Some(needed(text, verb)?.to_owned()),
    };
    let number = match verb {
        Verb::AgreeCorrection => Some(next_amendment(report)),
        _ => last.amendment,
    };
    let figures = last.figures();
    let mut entry = context.entry(report);
    entry.reason = reason;
    entry.changes = figures;
    if let Some(number) = number {
        let before = (verb != Verb::AgreeCorrection).then(|| number.to_string());
        let after = Some(number.to_string());
        entry.changes.push(FieldChange {
            product: None,
            field: HistoryField::Amendment,
            before,
            after,
        });
    }
    if let Some(last) = report.corrections.last_mut() {
        last.state = to;
        last.amendment = number;
        last.changed_at = entry.at;
        last.version = entry.version;
    }
    Ok(CommandOutcome::Done(vec![entry]))
}

/// Whether the correction has passed through this step.
const fn is_done(verb: Verb, last: &Correction) -> bool {
    match verb {
        Verb::AgreeCorrection => {
            matches!(last.state, CorrectionState::Agreed) || last.state.was_sent()
        }
        Verb::DispatchAmendment => last.state.was_sent(),
        Verb::RefuseCorrection => matches!(last.state, CorrectionState::Refused),
        Verb::WithdrawCorrection => matches!(last.state, CorrectionState::Withdrawn),
        Verb::CompleteAmendment => matches!(last.state, CorrectionState::Completed),
        Verb::ReturnAmendment => matches!(last.state, CorrectionState::Returned),
        _ => false,
    }
}

/// The last correction of a report, and the state to which a verb leads it.
fn next_step<'a>(
    report: &'a Report,
    verb: Verb,
    person: &Person,
) -> Result<(&'a Correction, CorrectionState), Refusal> {
    let none = || Refusal::NoCorrection(verb);
    let (from, to) = step(verb).ok_or_else(none)?;
    let last = report.corrections.last().filter(|last| last.state == from).ok_or_else(none)?;
    check_whose(last, verb, person)?;
    Ok((last, to))
}

/// Whether a person may move the last correction of a report by a verb.
///
/// # Errors
/// Why not: no correction is in that state, or another company or person has to do it.
pub fn may_step(report: &Report, verb: Verb, person: &Person) -> Result<(), Refusal> {
    next_step(report, verb, person).map(|_| ())
}

/// Rule 7: neither the person who proposed, in any company, nor their company decides.
fn check_whose(correction: &Correction, verb: Verb, person: &Person) -> Result<(), Refusal> {
    let is_own = person.company_id == correction.company_id;
    match verb {
        Verb::AgreeCorrection | Verb::RefuseCorrection if is_own => {
            Err(Refusal::OtherCompany(verb))
        }
        Verb::AgreeCorrection | Verb::RefuseCorrection if person.id == correction.person_id => {
            Err(Refusal::OwnWork(verb))
        }
        Verb::WithdrawCorrection if !is_own => Err(Refusal::OtherCompany(verb)),
        _ => Ok(()),
    }
}

fn next_amendment(report: &Report) -> i64 {
    let last = report.corrections.iter().filter_map(|it| it.amendment).max();
    last.map_or(FIRST_AMENDMENT, |last| last + 1)
}

fn person(context: &CommandContext) -> &Person {
    match &context.actor {
        Actor::Person(person) => person,
        Actor::System(_) => unreachable!("the system has no permit to correct a report"),
    }
}
