//! Replays corrections from a report's history alone, to compare them with the stored ones.

use super::{Correction, CorrectionState, FIRST_AMENDMENT};
use crate::actor::Actor;
use crate::history::{Entry, FieldChange, HistoryField};
use crate::instant::Instant;
use crate::quantity::{MAX_DECIMALS, Quantity};
use crate::status::Verb;

/// A line's product, the figures before and after, and the reason.
type ToldLine = (String, Option<Quantity>, Quantity, String);

/// A correction as the history gives it: everything except the products' names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayedCorrection {
    state: CorrectionState,
    amendment: Option<i64>,
    company_id: i64,
    person_id: i64,
    proposed_at: Instant,
    proposed_version: i64,
    changed_at: Instant,
    version: i64,
    reason: String,
    lines: Vec<ToldLine>,
}

impl From<&Correction> for ReplayedCorrection {
    fn from(correction: &Correction) -> Self {
        let lines = correction
            .lines
            .iter()
            .map(|line| (line.product.code.clone(), line.before, line.after, line.reason.clone()));
        Self {
            state: correction.state,
            amendment: correction.amendment,
            company_id: correction.company_id,
            person_id: correction.person_id,
            proposed_at: correction.proposed_at,
            proposed_version: correction.proposed_version,
            changed_at: correction.changed_at,
            version: correction.version,
            reason: correction.reason.clone(),
            lines: lines.collect(),
        }
    }
}

/// The corrections in the entries of a report, in order.
///
/// # Errors
/// The contradiction between entries.
pub fn replay(entries: &[Entry]) -> Result<Vec<ReplayedCorrection>, String> {
    let mut replayed: Vec<ReplayedCorrection> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.verb.is_of_correction()) {
        let wrong = |what: &str| format!("entry {}: {what}", entry.version);
        if entry.verb == Verb::ProposeCorrection {
            if replayed.last().is_some_and(|last| last.state.is_unfinished()) {
                return Err(wrong("a correction was proposed while another was unfinished"));
            }
            replayed.push(proposed(entry).ok_or_else(|| wrong("a proposal that cannot be read"))?);
            continue;
        }
        let number = replayed.iter().filter_map(|it| it.amendment).max();
        let number = number.map_or(FIRST_AMENDMENT, |last| last + 1);
        let last = replayed.last_mut().ok_or_else(|| wrong("there was no correction"))?;
        let (from, to) = step(entry.verb).ok_or_else(|| wrong("no step of a correction"))?;
        if last.state != from {
            return Err(wrong("the correction did not stand there"));
        }
        if figures(entry) != last_figures(last) {
            return Err(wrong("other figures than those that were proposed"));
        }
        if entry.verb == Verb::AgreeCorrection {
            last.amendment = Some(number);
        }
        if amendment(entry) != last.amendment {
            return Err(wrong("another number of the amendment"));
        }
        (last.state, last.changed_at, last.version) = (to, entry.at, entry.version);
    }
    Ok(replayed)
}

/// The states between which a verb moves an existing correction.
pub(crate) const fn step(verb: Verb) -> Option<(CorrectionState, CorrectionState)> {
    match verb {
        Verb::AgreeCorrection => Some((CorrectionState::Proposed, CorrectionState::Agreed)),
        Verb::RefuseCorrection => Some((CorrectionState::Proposed, CorrectionState::Refused)),
        Verb::WithdrawCorrection => Some((CorrectionState::Proposed, CorrectionState::Withdrawn)),
        Verb::DispatchAmendment => Some((CorrectionState::Agreed, CorrectionState::Dispatched)),
        Verb::CompleteAmendment => Some((CorrectionState::Dispatched, CorrectionState::Completed)),
        Verb::ReturnAmendment => Some((CorrectionState::Dispatched, CorrectionState::Returned)),
        _ => None,
    }
}

fn proposed(entry: &Entry) -> Option<ReplayedCorrection> {
    let Actor::Person(person) = &entry.actor else { return None };
    let reason_of = |code: &str| {
        let reasons = entry.changes.iter().filter(|change| change.field == HistoryField::Reasons);
        let mut own = reasons.filter(|change| change.product.as_deref() == Some(code));
        own.next().and_then(|change| change.after.clone())
    };
    let line = |(code, before, after): (String, Option<Quantity>, Quantity)| {
        reason_of(&code).map(|reason| (code, before, after, reason))
    };
    Some(ReplayedCorrection {
        state: CorrectionState::Proposed,
        amendment: None,
        company_id: person.company_id,
        person_id: person.id,
        proposed_at: entry.at,
        proposed_version: entry.version,
        changed_at: entry.at,
        version: entry.version,
        reason: entry.reason.clone()?,
        lines: figures(entry)?.into_iter().map(line).collect::<Option<_>>()?,
    })
}

type CorrectedFigure = (String, Option<Quantity>, Quantity);

/// The figures of an entry; `None` if one of them is none.
fn figures(entry: &Entry) -> Option<Vec<CorrectedFigure>> {
    let units = |text: &str| Quantity::parse(text, MAX_DECIMALS).ok();
    let figure = |change: &FieldChange| {
        let before = match change.before.as_deref() {
            Some(text) => Some(units(text)?),
            None => None,
        };
        Some((change.product.clone()?, before, units(change.after.as_deref()?)?))
    };
    let changes = entry.changes.iter().filter(|change| change.field == HistoryField::Chargeable);
    changes.map(figure).collect()
}

fn last_figures(replayed: &ReplayedCorrection) -> Option<Vec<CorrectedFigure>> {
    let figure = |(code, before, after, _): &ToldLine| (code.clone(), *before, *after);
    Some(replayed.lines.iter().map(figure).collect())
}

fn amendment(entry: &Entry) -> Option<i64> {
    let number = entry.changes.iter().find(|change| change.field == HistoryField::Amendment)?;
    number.after.as_deref()?.parse().ok()
}
