//! Messages to people: which kinds there are, who gets them, and which one can do without.
//!
//! Source of the rules: docs/rules.md section 6, "Notifications". Does not own their words.

use crate::access::{Area, Right, right};
use crate::actor::{CompanyKind, Role};

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A report was made, and the partner has it in hand.
    Ready,
    /// A deadline is near.
    Reminder,
    /// The system submitted a report.
    Submitted,
    /// Reports wait for the distributor's decision.
    Review,
    /// A report was agreed to.
    Approved,
    /// A report was sent back to the partner.
    Rejected,
    /// An approval was taken back.
    Reopened,
    /// The vendor sent a report back to the distributor.
    Returned,
    /// A partner was given more time.
    Extended,
    /// A distributor sent reports to the vendor.
    DispatchReceived,
    /// The distributor's own reports are on their way.
    DispatchSent,
    /// No report of a dispatch waits for the vendor any more.
    DispatchCompleted,
    /// A link to come in by for the first time.
    Invitation,
    /// A link to set another password by.
    PasswordReset,
    /// A person signed in from a browser that was not known.
    NewSignIn,
    /// A person's password, second factor, role or company changed.
    AccountChanged,
    /// The operator changed who belongs to a company, or how its people sign in.
    CompanyChanged,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The people of a company of this kind who work on its reports.
    Company(CompanyKind),
    /// One person, about their own account.
    Person,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
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
    ];

    /// The word of the database and of the catalogues.
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
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }

    /// Whom it is for.
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
            | Self::CompanyChanged => Audience::Person,
        }
    }

    /// Whether a person can choose not to get it. What was decided, and what concerns the safety of
    /// an account, everyone gets.
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

    /// Whether it tells of a dispatch, and of no report alone.
    #[must_use]
    pub const fn is_of_dispatch(self) -> bool {
        matches!(self, Self::DispatchReceived | Self::DispatchSent | Self::DispatchCompleted)
    }

    /// Whether several that are due for one person become one message.
    #[must_use]
    pub const fn is_joined(self) -> bool {
        matches!(self.audience(), Audience::Company(_))
    }

    /// Whether it carries a link that lets its holder in.
    #[must_use]
    pub const fn lets_in(self) -> bool {
        matches!(self, Self::Invitation | Self::PasswordReset)
    }
}

/// Whether a person with this role in the company gets messages about its reports: who may work on
/// them does.
#[must_use]
pub fn is_told(kind: CompanyKind, role: Role) -> bool {
    kind != CompanyKind::Operator && right(kind, role, Area::UsageReports) == Right::Full
}

/// The kinds that a person with this role in the company can choose about.
pub fn choices(company: CompanyKind, role: Role) -> impl Iterator<Item = Kind> {
    let told = is_told(company, role);
    let about = move |kind: &Kind| kind.audience() == Audience::Company(company);
    Kind::ALL.into_iter().filter(move |kind| told && about(kind) && kind.can_be_declined())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_token(kind.token()), Some(kind));
        }
        assert_eq!(Kind::from_token("digest"), None);
    }

    #[test]
    fn those_who_work_on_reports_are_told_and_nobody_else() {
        for company in CompanyKind::ALL {
            for role in Role::ALL {
                let works = matches!(role, Role::Administrator | Role::BillingManager);
                let expected = works && company != CompanyKind::Operator;
                assert_eq!(is_told(company, role), expected, "{company:?} {role:?}");
            }
        }
    }

    #[test]
    fn reminders_and_lists_can_be_declined_and_decisions_and_accounts_cannot() {
        let declined = Kind::ALL.into_iter().filter(|kind| kind.can_be_declined());
        let declined: Vec<Kind> = declined.collect();
        let dispatches = [Kind::DispatchReceived, Kind::DispatchSent];
        assert_eq!(declined[..3], [Kind::Ready, Kind::Reminder, Kind::Review]);
        assert_eq!(declined[3..], dispatches);
        let of = |company| choices(company, Role::BillingManager).collect::<Vec<_>>();
        assert_eq!(of(CompanyKind::Partner), [Kind::Ready, Kind::Reminder]);
        assert_eq!(of(CompanyKind::Distributor), [Kind::Review, Kind::DispatchSent]);
        assert_eq!(of(CompanyKind::Vendor), [Kind::DispatchReceived]);
        assert_eq!(choices(CompanyKind::Partner, Role::SupportManager).count(), 0);
    }

    #[test]
    fn what_concerns_an_account_is_never_joined() {
        for kind in Kind::ALL {
            assert_eq!(kind.is_joined(), kind.audience() != Audience::Person, "{kind:?}");
            assert!(!kind.lets_in() || !kind.is_joined(), "{kind:?}");
        }
    }
}
