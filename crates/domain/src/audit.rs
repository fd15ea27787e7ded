//! The events of the audit record.
//!
//! Each has a stable name, which the table, `countersign audit` and the log share.

/// An event of the audit record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Event {
    /// A person signed in.
    SignedIn,
    /// A sign-in was refused: address or password were wrong, or the identity provider's response
    /// was not accepted.
    SignInRefused,
    /// A sign-in, a code or a request had to wait after too many wrong tries.
    Throttled,
    /// The password was right, and the code of the second factor is still missing.
    PasswordPassed,
    /// The code of a second factor was right.
    CodePassed,
    /// The code of a second factor was wrong.
    CodeRefused,
    /// The password that confirms a change was wrong.
    ProofRefused,
    /// A person signed out.
    SignedOut,
    /// Sessions were ended: by their owner, an Administrator, or a change of the credentials behind
    /// them.
    SessionsEnded,
    /// A session acts for another company.
    CompanyChosen,
    /// A one-time link was made.
    LinkMade,
    /// A one-time link was used.
    LinkUsed,
    /// A person asked for a link to set a password.
    ResetRequested,
    /// A person was invited to a company.
    PersonInvited,
    /// A person accepted an invitation.
    InvitationAccepted,
    /// A person declined an invitation.
    InvitationDeclined,
    /// A company agreed to a person whom the operator invited.
    PersonAdmitted,
    /// A person was removed from a company.
    PersonRemoved,
    /// A person got another role.
    RoleChanged,
    /// A password was set.
    PasswordChanged,
    /// A second factor was turned on.
    FactorTurnedOn,
    /// A second factor was removed.
    FactorRemoved,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// An account was linked to an identity provider.
    IdentityLinked,
    /// The link of an account to an identity provider was removed.
    IdentityUnlinked,
    /// The settings for signing in of a company's people were changed.
    SignInSettingsChanged,
    /// Settings of a region, distributor or partner were changed.
    SettingsChanged,
    /// A delivery channel was added, changed or tested.
    ChannelChanged,
    /// The directory was changed by a form.
    DirectoryChanged,
    /// Files were imported.
    Imported,
    /// More than one report was downloaded, or exported by a command.
    Exported,
    /// A command executed the decisions of a file.
    DecisionsApplied,
    /// A person confirmed decisions on many reports in the console.
    DecisionsConfirmed,
    /// A person undid their decisions on one or many reports.
    DecisionsUndone,
    /// A command sent a dispatch.
    Dispatched,
    /// A person ran the clock, or chose the deadlines after a gap.
    ClockRun,
    /// The key of sealed secrets was made or rotated.
    KeyChanged,
    /// A backup was made.
    BackedUp,
    /// A backup that was due could not be made.
    BackupFailed,
    /// The database was replaced by a backup.
    Restored,
    /// Names and addresses of a person were erased from this record.
    Erased,
    /// A person was erased.
    PersonErased,
    /// A token of a person or service account was made.
    TokenMade,
    /// A token was revoked.
    TokenRevoked,
    /// A request of the API had no accepted token.
    TokenRefused,
    /// A service account was added to a company.
    ServiceAccountMade,
    /// A service account was ended.
    ServiceAccountEnded,
    /// A program that sends readings was added to the sources.
    SourceAdded,
    /// The name, mode or silence of a source was changed.
    SourceChanged,
    /// A source has sent no readings for too long.
    SourceSilent,
    /// A webhook was added, changed, tested or removed, got a new secret, or sent messages again.
    WebhookChanged,
    /// A webhook ended because its receiver answered that it is gone.
    WebhookEnded,
    /// A mapping of events was added, changed or removed.
    EventMappingChanged,
    /// A key with which a person or a service account signs was registered.
    SigningKeyAdded,
    /// Such a key was removed.
    SigningKeyRemoved,
    /// A company's rule for signatures was changed.
    SigningRuleChanged,
    /// A witness of the transparency log was registered.
    WitnessAdded,
    /// Such a witness was removed.
    WitnessRemoved,
}

impl Event {
    /// All events.
    pub const ALL: [Self; 60] = [
        Self::SignedIn,
        Self::SignInRefused,
        Self::Throttled,
        Self::PasswordPassed,
        Self::CodePassed,
        Self::CodeRefused,
        Self::ProofRefused,
        Self::SignedOut,
        Self::SessionsEnded,
        Self::CompanyChosen,
        Self::LinkMade,
        Self::LinkUsed,
        Self::ResetRequested,
        Self::PersonInvited,
        Self::InvitationAccepted,
        Self::InvitationDeclined,
        Self::PersonAdmitted,
        Self::PersonRemoved,
        Self::RoleChanged,
        Self::PasswordChanged,
        Self::FactorTurnedOn,
        Self::FactorRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::RecoveryCodesMade,
        Self::IdentityLinked,
        Self::IdentityUnlinked,
        Self::SignInSettingsChanged,
        Self::SettingsChanged,
        Self::ChannelChanged,
        Self::DirectoryChanged,
        Self::Imported,
        Self::Exported,
        Self::DecisionsApplied,
        Self::DecisionsConfirmed,
        Self::DecisionsUndone,
        Self::Dispatched,
        Self::ClockRun,
        Self::KeyChanged,
        Self::BackedUp,
        Self::BackupFailed,
        Self::Restored,
        Self::Erased,
        Self::PersonErased,
        Self::TokenMade,
        Self::TokenRevoked,
        Self::TokenRefused,
        Self::ServiceAccountMade,
        Self::ServiceAccountEnded,
        Self::SourceAdded,
        Self::SourceChanged,
        Self::SourceSilent,
        Self::WebhookChanged,
        Self::WebhookEnded,
        Self::EventMappingChanged,
        Self::SigningKeyAdded,
        Self::SigningKeyRemoved,
        Self::SigningRuleChanged,
        Self::WitnessAdded,
        Self::WitnessRemoved,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignInRefused => "sign-in-refused",
            Self::Throttled => "throttled",
            Self::PasswordPassed => "password-passed",
            Self::CodePassed => "code-passed",
            Self::CodeRefused => "code-refused",
            Self::ProofRefused => "proof-refused",
            Self::SignedOut => "signed-out",
            Self::SessionsEnded => "sessions-ended",
            Self::CompanyChosen => "company-chosen",
            Self::LinkMade => "link-made",
            Self::LinkUsed => "link-used",
            Self::ResetRequested => "reset-requested",
            Self::PersonInvited => "person-invited",
            Self::InvitationAccepted => "invitation-accepted",
            Self::InvitationDeclined => "invitation-declined",
            Self::PersonAdmitted => "person-admitted",
            Self::PersonRemoved => "person-removed",
            Self::RoleChanged => "role-changed",
            Self::PasswordChanged => "password-changed",
            Self::FactorTurnedOn => "factor-turned-on",
            Self::FactorRemoved => "factor-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::RecoveryCodesMade => "recovery-codes-made",
            Self::IdentityLinked => "identity-linked",
            Self::IdentityUnlinked => "identity-unlinked",
            Self::SignInSettingsChanged => "sign-in-settings-changed",
            Self::SettingsChanged => "settings-changed",
            Self::ChannelChanged => "channel-changed",
            Self::DirectoryChanged => "directory-changed",
            Self::Imported => "imported",
            Self::Exported => "exported",
            Self::DecisionsApplied => "decisions-applied",
            Self::DecisionsConfirmed => "decisions-confirmed",
            Self::DecisionsUndone => "decisions-undone",
            Self::Dispatched => "dispatched",
            Self::ClockRun => "clock-run",
            Self::KeyChanged => "key-changed",
            Self::BackedUp => "backed-up",
            Self::BackupFailed => "backup-failed",
            Self::Restored => "restored",
            Self::Erased => "erased",
            Self::PersonErased => "person-erased",
            Self::TokenMade => "token-made",
            Self::TokenRevoked => "token-revoked",
            Self::TokenRefused => "token-refused",
            Self::ServiceAccountMade => "service-account-made",
            Self::ServiceAccountEnded => "service-account-ended",
            Self::SourceAdded => "source-added",
            Self::SourceChanged => "source-changed",
            Self::SourceSilent => "source-silent",
            Self::WebhookChanged => "webhook-changed",
            Self::WebhookEnded => "webhook-ended",
            Self::EventMappingChanged => "event-mapping-changed",
            Self::SigningKeyAdded => "signing-key-added",
            Self::SigningKeyRemoved => "signing-key-removed",
            Self::SigningRuleChanged => "signing-rule-changed",
            Self::WitnessAdded => "witness-added",
            Self::WitnessRemoved => "witness-removed",
        }
    }

    /// The event of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }

    /// Whether strangers can cause it at will, so that events of one address are counted by the
    /// minute.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        matches!(
            self,
            Self::SignInRefused
                | Self::Throttled
                | Self::PasswordPassed
                | Self::CodeRefused
                | Self::ProofRefused
                | Self::ResetRequested
                | Self::TokenRefused
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Event;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_has_a_name_of_its_own() {
        let names: BTreeSet<_> = Event::ALL.iter().map(|event| event.name()).collect();
        assert_eq!(names.len(), Event::ALL.len());
        for event in Event::ALL {
            assert_eq!(Event::from_name(event.name()), Some(event));
        }
        assert_eq!(Event::from_name("x"), None);
    }
}
