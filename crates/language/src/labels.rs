//! The terms of the domain in the reader's language: statuses, kinds of review, roles, kinds of
//! companies, settings.

use crate::text::Locale;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::audit::Event;
use countersign_domain::erasure::erased_number;
use countersign_domain::settings::Setting;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::{delivery_channel, message};

impl Locale {
    #[must_use]
    pub fn status(self, status: Status) -> String {
        self.t(match status {
            Status::Preparing => "status-preparing",
            Status::UnderReview => "status-under-review",
            Status::Rejected => "status-rejected",
            Status::Approved => "status-approved",
            Status::Submitted => "status-submitted",
            Status::Completed => "status-completed",
        })
    }

    #[must_use]
    pub fn review_kind(self, kind: ReviewKind) -> String {
        self.t(match kind {
            ReviewKind::Manual => "review-manual",
            ReviewKind::Automatic => "review-automatic",
            ReviewKind::AutomaticWithPenalties => "review-automatic-penalties",
            ReviewKind::Reopened => "review-reopened",
            ReviewKind::Returned => "review-returned",
        })
    }

    /// A person's name: a neutral label if the person was erased.
    #[must_use]
    pub fn person(self, name: String) -> String {
        match erased_number(&name) {
            Some(number) => {
                self.say("person-erased").with("number", number.to_string()).to_string()
            }
            None => name,
        }
    }

    #[must_use]
    pub fn role(self, role: Role) -> String {
        self.t(match role {
            Role::Administrator => "role-administrator",
            Role::CustomerAccountManager => "role-customer-account-manager",
            Role::PartnerAccountManager => "role-partner-account-manager",
            Role::LicenseManager => "role-license-manager",
            Role::SupportManager => "role-support-manager",
            Role::SupportEngineer => "role-support-engineer",
            Role::BillingManager => "role-billing-manager",
        })
    }

    #[must_use]
    pub fn company_kind(self, kind: CompanyKind) -> String {
        self.t(&format!("company-{}", kind.token()))
    }

    #[must_use]
    pub fn way_kind(self, kind: delivery_channel::ChannelKind) -> String {
        self.t(&format!("way-kind-{}", kind.token()))
    }

    #[must_use]
    pub fn message_kind(self, kind: message::MessageKind) -> String {
        self.t(&format!("message-{}", kind.token()))
    }

    #[must_use]
    pub fn audit_event(self, event: Event) -> String {
        self.t(&format!("audit-{}", event.name()))
    }

    #[must_use]
    pub fn setting(self, setting: Setting) -> String {
        self.t(&format!("report-setting-{}", setting.name().replace('_', "-")))
    }

    #[must_use]
    pub fn setting_value(self, setting: Setting, value: i64) -> String {
        match setting {
            Setting::AutoApprove | Setting::HoldFlagged | Setting::HoldIncomplete => {
                self.t(if value == 0 { "report-no" } else { "report-yes" })
            }
            Setting::OverProvisioningThresholdPercent => {
                self.with_percent_sign(&self.regroup(&setting.format(value)))
            }
            Setting::ReminderDays => setting.format(value).replace(' ', ", "),
            _ => self.count(value),
        }
    }
}

/// Shortcut keys, and the message that says what each does.
const KEYS: [(&str, &str); 16] = [
    ("/", "keys-find"),
    ("j k", "keys-next-previous"),
    ("Enter", "keys-open"),
    ("x", "keys-select"),
    ("X", "keys-select-all"),
    ("a", "keys-approve"),
    ("r", "keys-reject"),
    ("b", "keys-by-rule"),
    ("u", "keys-undo"),
    ("s", "keys-submit"),
    ("e", "keys-export"),
    ("Ctrl Enter", "keys-send"),
    ("g d", "keys-dashboard"),
    ("g u", "keys-usage-reports"),
    ("?", "keys-help"),
    ("Esc", "keys-back"),
];

impl Locale {
    /// The shortcut keys, each with its description.
    #[must_use]
    pub fn keys(self) -> Vec<(&'static str, String)> {
        KEYS.iter().map(|(keys, message)| (*keys, self.t(message))).collect()
    }

    /// `auto`, `light` or `dark` as a word.
    #[must_use]
    pub fn theme(self, theme: &str) -> String {
        self.t(&format!("theme-{theme}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_erased_person_has_a_neutral_label_in_every_language() {
        let labels = Locale::ALL.map(|locale| locale.person("erased-person-17".to_owned()));
        let expected = [
            "Erased person 17",
            "Gelöschte Person 17",
            "消去されたユーザー17",
            "Personne effacée 17",
        ];
        assert_eq!(labels, expected);
        assert_eq!(Locale::ALL.map(|it| it.person("Eva".to_owned())), ["Eva"; 4]);
    }
}
