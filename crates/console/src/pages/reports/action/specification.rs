//! The table of the actions: what each asks for, which command it gives, what it says, and where
//! it leads.

use super::input::Entered;
use countersign_domain::schedule::Until;
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;

/// An action on a report that asks before it is executed.
pub(super) struct Action {
    pub(super) verb: Verb,
    /// The pattern of its address.
    pub(super) route: &'static str,
    pub(super) fields: Fields,
    pub(super) texts: Texts,
    pub(super) leads_to: LeadsTo,
    /// The command with what was entered; `None` if a value is missing.
    pub(super) command: fn(Entered) -> Option<Command>,
}

/// What the form asks for.
pub(super) struct Fields {
    /// The new last day of the deadline.
    pub(super) has_last_day: bool,
    pub(super) reasons: Option<ReasonTexts>,
    /// A reason for each line, as its reader likes.
    pub(super) has_line_reasons: bool,
}

impl Fields {
    /// Whether the form has nothing to fill in.
    pub(super) const fn is_empty(&self) -> bool {
        !self.has_last_day && self.reasons.is_none() && !self.has_line_reasons
    }
}

/// The messages of the field for reasons, which have to be given.
pub(super) struct ReasonTexts {
    /// What they are for.
    pub(super) hint: &'static str,
    /// That they are missing.
    pub(super) missing: &'static str,
}

/// The messages of an action.
pub(super) struct Texts {
    pub(super) title: &'static str,
    /// What follows from it.
    pub(super) follows: &'static str,
    pub(super) button: &'static str,
    /// That it is done.
    pub(super) done: &'static str,
}

/// Where an action leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadsTo {
    /// To the report.
    Report,
    /// To the list: the reader does not see the report any more.
    List,
    /// To the next report of the list that waits for a decision.
    NextDecision,
}

const NO_FIELDS: Fields = Fields { has_last_day: false, reasons: None, has_line_reasons: false };

const REASON_FIELD: Fields = Fields {
    reasons: Some(ReasonTexts {
        hint: "report-reason-hint",
        missing: "report-error-reason-needed",
    }),
    ..NO_FIELDS
};

/// Every action, in the order of a report's life.
pub(super) static ACTIONS: [Action; 10] = [
    Action {
        verb: Verb::Reject,
        route: "/usage-reports/{id}/reject",
        fields: Fields {
            reasons: Some(ReasonTexts {
                hint: "report-reasons-hint",
                missing: "report-error-reason-needed",
            }),
            has_line_reasons: true,
            ..NO_FIELDS
        },
        texts: Texts {
            title: "report-reject",
            follows: "report-reject-follows",
            button: "report-reject-again",
            done: "report-rejected",
        },
        leads_to: LeadsTo::NextDecision,
        command: |it| {
            Some(Command::Reject { reasons: Some(it.reasons), line_reasons: it.line_reasons })
        },
    },
    Action {
        verb: Verb::Extend,
        route: "/usage-reports/{id}/extend",
        fields: Fields {
            has_last_day: true,
            reasons: Some(ReasonTexts {
                hint: "report-extend-reason-hint",
                missing: "bulk-extend-needed",
            }),
            ..NO_FIELDS
        },
        texts: Texts {
            title: "report-extend",
            follows: "report-extend-follows",
            button: "report-extend-now",
            done: "report-extended",
        },
        leads_to: LeadsTo::Report,
        command: |it| {
            let until = Until::EndOf(it.last_day?);
            Some(Command::Extend { until, reason: Some(it.reasons) })
        },
    },
    Action {
        verb: Verb::Reopen,
        route: "/usage-reports/{id}/reopen",
        fields: REASON_FIELD,
        texts: Texts {
            title: "report-reopen",
            follows: "report-reopen-follows",
            button: "report-reopen-now",
            done: "report-reopened",
        },
        leads_to: LeadsTo::Report,
        command: |it| Some(Command::Reopen { reason: Some(it.reasons) }),
    },
    Action {
        verb: Verb::Complete,
        route: "/usage-reports/{id}/complete",
        fields: NO_FIELDS,
        texts: Texts {
            title: "report-complete",
            follows: "report-complete-follows",
            button: "report-complete-now",
            done: "report-completed",
        },
        leads_to: LeadsTo::Report,
        command: |_| Some(Command::Complete),
    },
    Action {
        verb: Verb::Return,
        route: "/usage-reports/{id}/return",
        fields: REASON_FIELD,
        texts: Texts {
            title: "report-return",
            follows: "report-return-follows",
            button: "report-return-now",
            done: "report-returned",
        },
        leads_to: LeadsTo::List,
        command: |it| Some(Command::Return { reason: Some(it.reasons) }),
    },
    Action {
        verb: Verb::AgreeCorrection,
        route: "/usage-reports/{id}/correction/agree",
        fields: NO_FIELDS,
        texts: Texts {
            title: "correction-agree-title",
            follows: "correction-agree-follows",
            button: "correction-agree-now",
            done: "correction-agreed-notice",
        },
        leads_to: LeadsTo::Report,
        command: |_| Some(Command::AgreeCorrection),
    },
    Action {
        verb: Verb::RefuseCorrection,
        route: "/usage-reports/{id}/correction/refuse",
        fields: REASON_FIELD,
        texts: Texts {
            title: "correction-refuse-title",
            follows: "correction-refuse-follows",
            button: "correction-refuse-now",
            done: "correction-refused-notice",
        },
        leads_to: LeadsTo::Report,
        command: |it| Some(Command::RefuseCorrection { reason: Some(it.reasons) }),
    },
    Action {
        verb: Verb::WithdrawCorrection,
        route: "/usage-reports/{id}/correction/withdraw",
        fields: NO_FIELDS,
        texts: Texts {
            title: "correction-withdraw-title",
            follows: "correction-withdraw-follows",
            button: "correction-withdraw-now",
            done: "correction-withdrawn-notice",
        },
        leads_to: LeadsTo::Report,
        command: |_| Some(Command::WithdrawCorrection),
    },
    Action {
        verb: Verb::CompleteAmendment,
        route: "/usage-reports/{id}/correction/complete",
        fields: NO_FIELDS,
        texts: Texts {
            title: "amendment-complete-title",
            follows: "amendment-complete-follows",
            button: "report-complete-now",
            done: "amendment-completed-notice",
        },
        leads_to: LeadsTo::Report,
        command: |_| Some(Command::CompleteAmendment),
    },
    Action {
        verb: Verb::ReturnAmendment,
        route: "/usage-reports/{id}/correction/return",
        fields: REASON_FIELD,
        texts: Texts {
            title: "amendment-return-title",
            follows: "amendment-return-follows",
            button: "report-return-now",
            done: "amendment-returned-notice",
        },
        leads_to: LeadsTo::Report,
        command: |it| Some(Command::ReturnAmendment { reason: Some(it.reasons) }),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_gives_the_command_of_its_verb() {
        for action in &ACTIONS {
            let last_day = countersign_domain::zone::parse_date("2026-11-12").ok();
            let entered = Entered { last_day, ..Entered::default() };
            let command = (action.command)(entered).unwrap();
            assert_eq!(command.verb(), action.verb, "{}", action.route);
        }
    }

    #[test]
    fn a_command_without_a_value_that_it_needs_is_none() {
        for action in &ACTIONS {
            let command = (action.command)(Entered::default());
            assert_eq!(command.is_none(), action.fields.has_last_day, "{}", action.route);
        }
    }
}
