//! The facts that decide an approval by the system, and the reasons that hold it back.

use crate::history::{Entry, HistoryField, in_effect};
use crate::report::Report;
use crate::settings::Setting;
use crate::status::Verb;
use serde::Serialize;

/// The facts that decide an approval by the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ApprovalFacts {
    /// Stored comments, on lines and on the report, whether they count or not.
    pub comments: usize,
    /// Whether the report is flagged.
    pub flagged: bool,
    /// The number of lines with carried-forward subscriptions.
    pub carried_forward: usize,
    /// Whether the report was ever rejected, reopened or returned.
    pub contested: bool,
}

/// A reason against an approval by the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// `auto_approve` is no.
    SwitchedOff,
    /// The report is flagged, and `hold_flagged` is yes.
    Flagged,
    /// Lines are carried forward, and `hold_incomplete` is yes.
    CarriedForward,
    /// The report was rejected, reopened or returned before.
    Contested,
    /// The partner has stored a comment.
    Comments,
}

impl Hold {
    /// The reason in words for a person.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SwitchedOff => "auto_approve is no",
            Self::Flagged => "it would be flagged and hold_flagged is yes",
            Self::CarriedForward => "lines are carried forward and hold_incomplete is yes",
            Self::Contested => "it was rejected, reopened or returned before",
            Self::Comments => "there are comments to be read",
        }
    }
}

impl ApprovalFacts {
    /// The facts of a report as it is.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let comments = report.lines.iter().filter(|line| line.comment.is_some()).count();
        Self {
            comments: comments + usize::from(report.comment.is_some()),
            flagged: report.flagged,
            carried_forward: carried_forward(report),
            contested: report.contested,
        }
    }

    /// The facts of a report when `history[place]` submitted it.
    #[must_use]
    pub fn at(report: &Report, history: &[Entry], place: usize) -> Self {
        let (before, entry) = (&history[..place], &history[place]);
        let back = |entry: &Entry| matches!(entry.verb, Verb::Reject | Verb::Reopen | Verb::Return);
        let changes = history[..=place].iter().rev().flat_map(|it| it.changes.iter().rev());
        let mut own =
            changes.filter(|it| it.product.is_none() && it.field == HistoryField::Comment);
        let on_report = own.next().is_some_and(|change| change.after.is_some());
        let on_lines = entry.lines.iter().filter(|line| line.comment.is_some()).count();
        Self {
            comments: on_lines + usize::from(on_report),
            flagged: entry.lines.iter().any(|line| line.penalty),
            carried_forward: carried_forward(report),
            contested: in_effect(before).into_iter().any(back),
        }
    }

    /// The reasons against an approval under the report's settings; none if the system approves it.
    #[must_use]
    pub fn holds(&self, report: &Report) -> Vec<Hold> {
        let rules = &report.rules;
        let incomplete = self.carried_forward > 0 && rules.is_on(Setting::HoldIncomplete);
        let all = [
            (Hold::SwitchedOff, !rules.is_on(Setting::AutoApprove)),
            (Hold::Flagged, self.flagged && rules.is_on(Setting::HoldFlagged)),
            (Hold::CarriedForward, incomplete),
            (Hold::Contested, self.contested),
            (Hold::Comments, self.comments > 0),
        ];
        all.into_iter().filter(|(_, speaks)| *speaks).map(|(hold, _)| hold).collect()
    }
}

fn carried_forward(report: &Report) -> usize {
    report.lines.iter().filter(|line| line.figures.carried_forward).count()
}
