//! What the page of decisions says, by the decision.

use countersign_app::jobs::decisions::{ALREADY_DONE, DONE, DecisionTally, JobDecision};
use countersign_domain::refusal::Refusal;
use countersign_domain::zone::{Zone, parse_date};
use countersign_language::text::{Locale, Message};
use countersign_store::jobs::{Job, JobState};

use super::header::Confirm;
use crate::refusal_words::refusal_words;
use crate::signing::SigningView;

/// The word by which messages tell decisions apart.
const fn verb(decision: &JobDecision) -> &'static str {
    match decision {
        JobDecision::Approve { .. } | JobDecision::ApproveByRule { .. } => "approve",
        JobDecision::Reject { .. } => "reject",
        JobDecision::Extend { .. } => "extend",
        JobDecision::Reopen { .. } => "reopen",
        JobDecision::Undo { .. } => "undo",
        JobDecision::Complete => "complete",
        JobDecision::Return { .. } => "return",
    }
}

/// The texts about one job's decisions.
pub(super) struct DecisionTexts<'a> {
    pub(super) locale: Locale,
    pub(super) decision: &'a JobDecision,
}

impl DecisionTexts<'_> {
    fn say(&self, key: &'static str, count: i64) -> Message {
        let message = self.locale.say(key).with("verb", verb(self.decision));
        message.with("count", count).with("date", last_day(self.locale, self.decision))
    }

    /// "Approve 30 reports"
    pub(super) fn title(&self, count: i64) -> String {
        let key = match self.decision {
            JobDecision::ApproveByRule { .. } => "jobs-rule-title",
            _ => "jobs-title",
        };
        self.say(key, count).to_string()
    }

    /// The reason or note that a person gave.
    pub(super) fn reason(&self) -> Option<String> {
        let reason = match self.decision {
            JobDecision::Approve { note } => note.clone(),
            JobDecision::Reject { reasons } => Some(reasons.clone()),
            JobDecision::Extend { reason, .. }
            | JobDecision::Reopen { reason }
            | JobDecision::Return { reason } => Some(reason.clone()),
            JobDecision::ApproveByRule { .. }
            | JobDecision::Undo { .. }
            | JobDecision::Complete => None,
        };
        reason.filter(|text| !text.trim().is_empty())
    }

    /// The results, expected or actual, in a sentence each.
    pub(super) fn outcome(&self, job: &Job, tally: &DecisionTally) -> Vec<String> {
        if !matches!(
            job.state,
            JobState::Previewed | JobState::Done | JobState::Cancelled | JobState::Failed
        ) {
            return Vec::new();
        }
        let keys = match job.dry_run {
            true => ["jobs-would-done", "jobs-would-already", "jobs-would-refused"],
            false => ["jobs-was-done", "jobs-was-already", "jobs-was-refused"],
        };
        let counts = [tally.done, tally.already_done, tally.refused];
        let texts = keys.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        texts.map(|(key, count)| self.say(key, count).to_string()).collect()
    }

    /// The button that confirms a preview, and what follows from it.
    pub(super) fn confirm(&self, tally: &DecisionTally) -> Option<Confirm> {
        let text = match self.decision {
            JobDecision::Approve { .. } | JobDecision::ApproveByRule { .. } => {
                "jobs-confirm-approve-text"
            }
            JobDecision::Reject { .. } => "jobs-confirm-reject-text",
            JobDecision::Extend { .. } => "jobs-confirm-extend-text",
            JobDecision::Reopen { .. } => "jobs-confirm-reopen-text",
            JobDecision::Complete => "jobs-confirm-complete-text",
            JobDecision::Return { .. } => "jobs-confirm-return-text",
            // An undo is not previewed: within five minutes nobody should have to think twice.
            JobDecision::Undo { .. } => return None,
        };
        (tally.done > 0).then(|| Confirm {
            label: self.say("jobs-confirm", tally.done).to_string(),
            text: self.say(text, tally.done).to_string(),
            // The same key as that of the decision: a hurried "a" never rejects.
            key: match verb(self.decision) {
                "approve" => Some("a"),
                "reject" => Some("r"),
                _ => None,
            },
            signing: SigningView::default(),
        })
    }

    /// The result of this many reports, to follow their number.
    pub(super) fn result(&self, is_preview: bool, result: &str, count: i64) -> String {
        let key = match (result, is_preview) {
            (DONE, true) => "jobs-item-would",
            (DONE, false) => "jobs-item-done",
            (ALREADY_DONE, _) => "jobs-item-already",
            _ => "jobs-item-refused",
        };
        self.say(key, count).to_string()
    }
}

/// The new last day of an extension; blank for other decisions.
fn last_day(locale: Locale, decision: &JobDecision) -> String {
    let JobDecision::Extend { last_day, .. } = decision else { return String::new() };
    parse_date(last_day).map_or_else(|_| last_day.clone(), |date| locale.written(date))
}

/// A refusal in words that are true for every reader of the page, not only the person who decided.
pub(super) fn refusal_of_job(locale: Locale, refusal: &Refusal, zone: &Zone) -> String {
    match refusal {
        Refusal::NoSuchReport => locale.t("jobs-refused-no-report"),
        Refusal::NotPermitted { .. } => locale.t("jobs-refused-not-permitted"),
        Refusal::OwnWork(_) => locale.t("jobs-refused-own-work"),
        Refusal::DeadlinePassed(deadline) => {
            let date = locale.deadline(*deadline, zone).words();
            locale.say("jobs-refused-deadline").with("date", date).to_string()
        }
        Refusal::Stale { .. } => locale.t("jobs-refused-stale"),
        other => refusal_words(locale, other, zone),
    }
}
