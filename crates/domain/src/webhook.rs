//! Webhooks: the events that a company can subscribe to, and which kinds of companies get which.
//!
//! Source of the rules: docs/operating/webhooks.md. Does not own delivery channels
//! ([`crate::delivery_channel`]), which carry the documents of dispatches.

use crate::actor::CompanyKind;
use crate::instant::{DAY_MICROS, Instant};
use crate::status::Verb;

/// The most webhooks of a company.
pub const MOST_WEBHOOKS: usize = 20;
/// How long a message is tried, in microseconds.
const TRIED: i64 = 3 * DAY_MICROS;

/// A type of event. Its name is the `type` of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventType {
    /// A report was made, and is with its partner.
    ReportReady,
    /// A report was submitted, by a person or by the system.
    ReportSubmitted,
    /// A report was approved, by a person or by the system.
    ReportApproved,
    /// A report was rejected.
    ReportRejected,
    /// An approval was taken back.
    ReportReopened,
    /// A partner got more time.
    ReportExtended,
    /// A distributor sent reports to a vendor.
    DispatchSent,
    /// No report of a dispatch waits for its vendor any more.
    DispatchCompleted,
    /// A vendor returned a report.
    DispatchReturned,
    /// A correction was proposed.
    CorrectionProposed,
    /// The other company agreed to a correction.
    CorrectionAgreed,
    /// The other company refused a correction.
    CorrectionRefused,
    /// The company that proposed a correction took it back.
    CorrectionWithdrawn,
    /// An agreed correction went to the vendor.
    CorrectionDispatched,
    /// The vendor completed a correction: its figures apply.
    CorrectionCompleted,
    /// The vendor returned a correction.
    CorrectionReturned,
    /// A source has sent no readings for too long.
    SourceSilent,
    /// A person tested the webhook.
    Test,
}

impl EventType {
    /// The types that a webhook can choose, in the order of a report's life.
    pub const CHOICES: [Self; 17] = [
        Self::ReportReady,
        Self::ReportSubmitted,
        Self::ReportApproved,
        Self::ReportRejected,
        Self::ReportReopened,
        Self::ReportExtended,
        Self::DispatchSent,
        Self::DispatchCompleted,
        Self::DispatchReturned,
        Self::CorrectionProposed,
        Self::CorrectionAgreed,
        Self::CorrectionRefused,
        Self::CorrectionWithdrawn,
        Self::CorrectionDispatched,
        Self::CorrectionCompleted,
        Self::CorrectionReturned,
        Self::SourceSilent,
    ];

    /// The name in messages, in the database and on the command line.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::ReportReady => "report.ready",
            Self::ReportSubmitted => "report.submitted",
            Self::ReportApproved => "report.approved",
            Self::ReportRejected => "report.rejected",
            Self::ReportReopened => "report.reopened",
            Self::ReportExtended => "report.extended",
            Self::DispatchSent => "dispatch.sent",
            Self::DispatchCompleted => "dispatch.completed",
            Self::DispatchReturned => "dispatch.returned",
            Self::CorrectionProposed => "correction.proposed",
            Self::CorrectionAgreed => "correction.agreed",
            Self::CorrectionRefused => "correction.refused",
            Self::CorrectionWithdrawn => "correction.withdrawn",
            Self::CorrectionDispatched => "correction.dispatched",
            Self::CorrectionCompleted => "correction.completed",
            Self::CorrectionReturned => "correction.returned",
            Self::SourceSilent => "source.silent",
            Self::Test => "webhook.test",
        }
    }

    /// The type of a name that can be chosen.
    ///
    /// # Errors
    /// The known names, if `text` is none of them.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::CHOICES.into_iter().find(|it| it.token() == text).ok_or_else(|| {
            let known = Self::CHOICES.map(Self::token).join(", ");
            format!("{text:?} is not one of the events {known}")
        })
    }

    /// The type of the event that a step of a report's history is; `None` if it is none.
    #[must_use]
    pub const fn of_verb(verb: Verb) -> Option<Self> {
        Some(match verb {
            Verb::Make => Self::ReportReady,
            Verb::Extend => Self::ReportExtended,
            Verb::Submit => Self::ReportSubmitted,
            Verb::Approve => Self::ReportApproved,
            Verb::Reject => Self::ReportRejected,
            Verb::Reopen => Self::ReportReopened,
            Verb::Return => Self::DispatchReturned,
            Verb::ProposeCorrection => Self::CorrectionProposed,
            Verb::AgreeCorrection => Self::CorrectionAgreed,
            Verb::RefuseCorrection => Self::CorrectionRefused,
            Verb::WithdrawCorrection => Self::CorrectionWithdrawn,
            Verb::DispatchAmendment => Self::CorrectionDispatched,
            Verb::CompleteAmendment => Self::CorrectionCompleted,
            Verb::ReturnAmendment => Self::CorrectionReturned,
            // The dispatch has events of its own; the other steps are the partner's own work, or
            // take back an event that was not sent yet.
            Verb::Edit | Verb::Reset | Verb::Undo | Verb::Dispatch | Verb::Complete => return None,
        })
    }

    /// Whether a company of this kind may get it, of its own reports, dispatches and corrections. A
    /// vendor learns only of what was sent to it.
    #[must_use]
    pub const fn is_for(self, kind: CompanyKind) -> bool {
        match (kind, self) {
            (_, Self::Test) | (CompanyKind::Operator, _) => true,
            (_, Self::SourceSilent) => false,
            (CompanyKind::Distributor, _) => true,
            (CompanyKind::Partner, _) => {
                !matches!(self, Self::DispatchSent | Self::DispatchCompleted)
            }
            (CompanyKind::Vendor, _) => matches!(
                self,
                Self::DispatchSent
                    | Self::DispatchCompleted
                    | Self::DispatchReturned
                    | Self::CorrectionDispatched
                    | Self::CorrectionCompleted
                    | Self::CorrectionReturned
            ),
        }
    }
}

/// The types that a company of this kind can choose.
pub fn choices(kind: CompanyKind) -> impl Iterator<Item = EventType> {
    EventType::CHOICES.into_iter().filter(move |it| it.is_for(kind))
}

/// The instant from which a message that is due at `due_at` is not tried any more.
#[must_use]
pub const fn expires_at(due_at: Instant) -> Instant {
    due_at.plus_micros(TRIED)
}

/// The state of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// It gets messages.
    On,
    /// A person switched it off: it gets no new messages, and those that wait stay.
    Off,
    /// Its receiver answered that it is gone.
    Gone,
}

impl WebhookState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::On, Self::Off, Self::Gone];

    /// The word in the database and in answers.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Gone => "gone",
        }
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.token() == token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for event in EventType::CHOICES {
            assert_eq!(EventType::parse(event.token()), Ok(event));
        }
        assert!(EventType::parse("webhook.test").is_err(), "a test is not chosen");
        for state in WebhookState::ALL {
            assert_eq!(WebhookState::from_token(state.token()), Some(state));
        }
    }

    #[test]
    fn each_kind_of_company_gets_just_its_own_events() {
        use CompanyKind::{Distributor, Operator, Partner, Vendor};
        let count = |kind| choices(kind).count();
        assert_eq!([Operator, Distributor, Partner, Vendor].map(count), [17, 16, 14, 6]);
        for event in EventType::CHOICES {
            let is_of_dispatch = event.token().starts_with("dispatch.");
            let is_sent_on = ["dispatched", "completed", "returned"]
                .iter()
                .any(|end| event.token() == format!("correction.{end}"));
            assert_eq!(event.is_for(Vendor), is_of_dispatch || is_sent_on, "{event:?}");
            let is_of_vendor =
                matches!(event, EventType::DispatchSent | EventType::DispatchCompleted);
            let is_of_operator = event == EventType::SourceSilent;
            assert_eq!(event.is_for(Partner), !is_of_vendor && !is_of_operator, "{event:?}");
            assert_eq!(event.is_for(Distributor), !is_of_operator, "{event:?}");
        }
    }

    #[test]
    fn every_choice_but_those_of_dispatches_and_sources_comes_from_a_verb() {
        let of_verbs: Vec<_> = Verb::ALL.into_iter().filter_map(EventType::of_verb).collect();
        let others =
            [EventType::DispatchSent, EventType::DispatchCompleted, EventType::SourceSilent];
        for event in EventType::CHOICES {
            assert_ne!(of_verbs.contains(&event), others.contains(&event), "{event:?}");
        }
        assert_eq!(of_verbs.len(), 14);
    }
}
