//! The kinds of messages to people: their audiences, and which ones can be declined.
//!
//! Source of the rules: docs/rules.md section 6, "Notification rules". Does not own the texts.

use crate::access::{Area, Right, right};
use crate::actor::{CompanyKind, Role};

/// The kind of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// A report was made, and is with the partner.
    Ready,
    /// A deadline is near.
    Reminder,
    /// The system submitted a report.
    Submitted,
    /// Reports wait for the distributor's decision.
    Review,
    /// A report was approved.
    Approved,
    /// A report was rejected.
    Rejected,
    /// An approval was taken back.
    Reopened,
    /// The vendor returned a report to the distributor.
    Returned,
    /// A partner got more time.
    Extended,
    /// A distributor sent reports to the vendor.
    DispatchReceived,
    /// A dispatch of the distributor is on its way.
    DispatchSent,
    /// No report of a dispatch waits for the vendor any more.
    DispatchCompleted,
    /// A link to join a company.
    Invitation,
    /// A link to set a new password.
    PasswordReset,
    /// A person signed in from an unknown browser.
    NewSignIn,
    /// A person's password, second factor, role or company changed.
    AccountChanged,
    /// The operator changed who belongs to a company, or how its people sign in.
    CompanyChanged,
    /// A backup that was due could not be made.
    BackupFailed,
    /// A source has sent no readings for too long.
    SourceSilent,
    /// A webhook of the company ended because its receiver is gone.
    WebhookEnded,
}

/// The audience of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The people of a company of this kind who work on its reports.
    Company(CompanyKind),
    /// One person, about their own account or what they administer.
    Person,
}

impl MessageKind {
    /// All kinds.
    pub const ALL: [Self; 20] = [
        Self::Ready,
        Self::Reminder,
        Self::Submitted,
        Self::Review,
        Self::Approved,
        Self::Rejected,
        Self::Reopened,
        Self::Returned,
        Self::Extended,
        Self::DispatchReceived,
        Self::DispatchSent,
        Self::DispatchCompleted,
        Self::Invitation,
        Self::PasswordReset,
        Self::NewSignIn,
        Self::AccountChanged,
        Self::CompanyChanged,
        Self::BackupFailed,
        Self::SourceSilent,
        Self::WebhookEnded,
    ];

    /// The token in the database and the catalogues.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Reminder => "reminder",
            Self::Submitted => "submitted",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Reopened => "reopened",
            Self::Returned => "returned",
            Self::Extended => "extended",
            Self::DispatchReceived => "dispatch-received",
            Self::DispatchSent => "dispatch-sent",
            Self::DispatchCompleted => "dispatch-completed",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password-reset",
            Self::NewSignIn => "new-sign-in",
            Self::AccountChanged => "account-changed",
            Self::CompanyChanged => "company-changed",
            Self::BackupFailed => "backup-failed",
            Self::SourceSilent => "source-silent",
            Self::WebhookEnded => "webhook-ended",
        }
    }

    /// The kind of a stored token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }

    /// The audience of the kind.
    #[must_use]
    pub const fn audience(self) -> Audience {
        match self {
            Self::Ready
            | Self::Reminder
            | Self::Submitted
            | Self::Approved
            | Self::Rejected
            | Self::Reopened
            | Self::Extended => Audience::Company(CompanyKind::Partner),
            Self::Review | Self::Returned | Self::DispatchSent | Self::DispatchCompleted => {
                Audience::Company(CompanyKind::Distributor)
            }
            Self::DispatchReceived => Audience::Company(CompanyKind::Vendor),
            Self::Invitation
            | Self::PasswordReset
            | Self::NewSignIn
            | Self::AccountChanged
            | Self::CompanyChanged
            | Self::BackupFailed
            | Self::SourceSilent
            | Self::WebhookEnded => Audience::Person,
        }
    }

    /// Whether a person can decline it. Messages about decisions and about the safety of an account
    /// go to everyone.
    #[must_use]
    pub const fn can_be_declined(self) -> bool {
        matches!(
            self,
            Self::Ready
                | Self::Reminder
                | Self::Review
                | Self::DispatchReceived
                | Self::DispatchSent
        )
    }

    /// Whether it is about a dispatch and not about a single report.
    #[must_use]
    pub const fn is_of_dispatch(self) -> bool {
        matches!(self, Self::DispatchReceived | Self::DispatchSent | Self::DispatchCompleted)
    }

    /// Whether it tells of a decision or a dispatch, and so carries the proof that it is recorded.
    #[must_use]
    pub const fn carries_proof(self) -> bool {
        let is_of_report = self.is_of_decision()
            || matches!(self, Self::Submitted | Self::Review | Self::Returned);
        is_of_report || self.is_of_dispatch()
    }

    /// Whether it tells a partner of a decision that the person who made it can undo.
    #[must_use]
    pub const fn is_of_decision(self) -> bool {
        matches!(self, Self::Approved | Self::Rejected | Self::Reopened | Self::Extended)
    }

    /// Whether several due messages of this kind for one person become one.
    #[must_use]
    pub const fn is_joined(self) -> bool {
        matches!(self.audience(), Audience::Company(_))
    }

    /// Whether it carries a one-time link.
    #[must_use]
    pub const fn lets_in(self) -> bool {
        matches!(self, Self::Invitation | Self::PasswordReset)
    }
}

/// Whether a person with this role in the company gets messages about its reports: everyone who may
/// work on them does.
#[must_use]
pub fn is_notified(kind: CompanyKind, role: Role) -> bool {
    kind != CompanyKind::Operator && right(kind, role, Area::UsageReports) == Right::Full
}

/// The kinds that a person with this role in the company can decline.
pub fn choices(company: CompanyKind, role: Role) -> impl Iterator<Item = MessageKind> {
    let receives = is_notified(company, role);
    let about = move |kind: &MessageKind| kind.audience() == Audience::Company(company);
    MessageKind::ALL
        .into_iter()
        .filter(move |kind| receives && about(kind) && kind.can_be_declined())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for kind in MessageKind::ALL {
            assert_eq!(MessageKind::from_token(kind.token()), Some(kind));
        }
        assert_eq!(MessageKind::from_token("digest"), None);
    }

    #[test]
    fn those_who_work_on_reports_are_told_and_nobody_else() {
        for company in CompanyKind::ALL {
            for role in Role::ALL {
                let works = matches!(role, Role::Administrator | Role::BillingManager);
                let expected = works && company != CompanyKind::Operator;
                assert_eq!(is_notified(company, role), expected, "{company:?} {role:?}");
            }
        }
    }

    #[test]
    fn reminders_and_lists_can_be_declined_and_decisions_and_accounts_cannot() {
        let declined = MessageKind::ALL.into_iter().filter(|kind| kind.can_be_declined());
        let declined: Vec<MessageKind> = declined.collect();
        let dispatches = [MessageKind::DispatchReceived, MessageKind::DispatchSent];
        assert_eq!(declined[..3], [MessageKind::Ready, MessageKind::Reminder, MessageKind::Review]);
        assert_eq!(declined[3..], dispatches);
        let of = |company| choices(company, Role::BillingManager).collect::<Vec<_>>();
        assert_eq!(of(CompanyKind::Partner), [MessageKind::Ready, MessageKind::Reminder]);
        assert_eq!(of(CompanyKind::Distributor), [MessageKind::Review, MessageKind::DispatchSent]);
        assert_eq!(of(CompanyKind::Vendor), [MessageKind::DispatchReceived]);
        assert_eq!(choices(CompanyKind::Partner, Role::SupportManager).count(), 0);
    }

    #[test]
    fn what_concerns_an_account_is_never_joined() {
        for kind in MessageKind::ALL {
            assert_eq!(kind.is_joined(), kind.audience() != Audience::Person, "{kind:?}");
            assert!(!kind.lets_in() || !kind.is_joined(), "{kind:?}");
        }
    }
}
