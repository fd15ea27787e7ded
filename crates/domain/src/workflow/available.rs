//! What a person may do with a report now, and why not: one answer for buttons, forms, sentences,
//! the API and the command line.

use super::context::status_after;
use super::correct::may_step;
use super::submit::missing_comments;
use crate::access::may;
use crate::actor::Person;
use crate::correction::unfinished;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::report::Report;
use crate::status::Verb;

/// Every verb of a report for one person: available, or refused with the reason. A command can
/// still be refused for its input, such as a missing reason or a bad figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Available(Vec<(Verb, Result<(), Refusal>)>);

impl Available {
    /// Whether a verb is available.
    #[must_use]
    pub fn has(&self, verb: Verb) -> bool {
        self.refusal(verb).is_none()
    }

    /// Why a verb is not available; `None` if it is.
    #[must_use]
    pub fn refusal(&self, verb: Verb) -> Option<&Refusal> {
        let answer = self.0.iter().find(|(asked, _)| *asked == verb);
        answer.and_then(|(_, answer)| answer.as_ref().err())
    }

    /// The verbs that are available, in the order of [`Verb::ALL`].
    pub fn verbs(&self) -> impl Iterator<Item = Verb> + '_ {
        self.0.iter().filter(|(_, answer)| answer.is_ok()).map(|(verb, _)| *verb)
    }
}

/// The verbs that a person may use on a report at `now`. `worked_on` says whether they have edited
/// or submitted it, in any company. Whether a decision can be undone depends on the history, and
/// [`super::may_undo`] answers it: here it cannot.
#[must_use]
pub fn available(report: &Report, person: &Person, worked_on: bool, now: Instant) -> Available {
    let answer = |verb| (verb, check(report, person, worked_on, verb, now));
    Available(Verb::ALL.into_iter().map(answer).collect())
}

fn check(
    report: &Report,
    person: &Person,
    worked_on: bool,
    verb: Verb,
    now: Instant,
) -> Result<(), Refusal> {
    may(person, verb, &report.parties, report.status, worked_on)?;
    if verb == Verb::Undo {
        return Err(Refusal::NothingToUndo);
    }
    if verb == Verb::ProposeCorrection && unfinished(report).is_some() {
        return Err(Refusal::CorrectionUnfinished);
    }
    status_after(report, verb, now)?;
    match verb {
        Verb::Submit => match missing_comments(report) {
            missing if missing.is_empty() => Ok(()),
            missing => Err(Refusal::CommentNeeded(missing)),
        },
        _ if verb.is_of_correction() && verb != Verb::ProposeCorrection => {
            may_step(report, verb, person)
        }
        _ => Ok(()),
    }
}
