//! The entries of a report's history in words: what was done, by whom or by which rule, and the
//! fields that changed. Pages and files use the same.

use crate::text::{Locale, Message};
use countersign_domain::actor::SystemRule;
use countersign_domain::history::HistoryField;
use countersign_domain::status::Verb;

impl Locale {
    /// What a person did; `who` and `when` have to be filled.
    #[must_use]
    pub fn done(self, verb: Verb) -> Message {
        self.say(match verb {
            Verb::Make => "report-done-make",
            Verb::Edit => "report-done-edit",
            Verb::Reset => "report-done-reset",
            Verb::Extend => "report-done-extend",
            Verb::Submit => "report-done-submit",
            Verb::Approve => "report-done-approve",
            Verb::Reject => "report-done-reject",
            Verb::Reopen => "report-done-reopen",
            Verb::Undo => "report-done-undo",
            Verb::Dispatch => "report-done-dispatch",
            Verb::Complete => "report-done-complete",
            Verb::Return => "report-done-return",
            Verb::ProposeCorrection => "report-done-propose-correction",
            Verb::AgreeCorrection => "report-done-agree-correction",
            Verb::RefuseCorrection => "report-done-refuse-correction",
            Verb::WithdrawCorrection => "report-done-withdraw-correction",
            Verb::DispatchAmendment => "report-done-dispatch-amendment",
            Verb::CompleteAmendment => "report-done-complete-amendment",
            Verb::ReturnAmendment => "report-done-return-amendment",
        })
    }

    /// What the system did by a rule; `when` has to be filled.
    #[must_use]
    pub fn done_by_rule(self, rule: SystemRule) -> Message {
        self.say(match rule {
            SystemRule::CycleEnded => "report-system-cycle-ended",
            SystemRule::ReadingsArrived => "report-system-readings-arrived",
            SystemRule::DeadlinePassed => "report-system-deadline-passed",
            SystemRule::NoComments => "report-system-no-comments",
            SystemRule::DeadlinesMissed => "report-system-deadlines-missed",
        })
    }

    #[must_use]
    pub fn history_field(self, field: HistoryField) -> String {
        self.t(match field {
            HistoryField::Chargeable => "report-field-chargeable",
            HistoryField::Comment => "report-field-comment",
            HistoryField::CommentConfirmed => "report-field-comment-confirmed",
            HistoryField::Reasons => "report-field-reasons",
            HistoryField::Deadline => "report-field-deadline",
            HistoryField::Amendment => "report-field-amendment",
        })
    }
}
