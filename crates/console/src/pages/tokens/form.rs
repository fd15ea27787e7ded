//! The form that makes a token.

use countersign_app::actions::manage_tokens::{TokenRequest, USUAL_DAYS};
use countersign_domain::actor::Person;
use countersign_domain::api_scope::{Scope, may_give_scope};
use countersign_language::text::Locale;
use serde::Deserialize;

/// The days that the form offers.
const DAYS: [i64; 4] = [30, USUAL_DAYS, 180, 366];

/// The fields as a person filled them in.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct TokenForm {
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) scope: Vec<String>,
    #[serde(default)]
    pub(crate) networks: String,
    #[serde(default)]
    pub(crate) days: String,
    /// The password that confirms it, for people who have one.
    #[serde(default)]
    pub(crate) current: String,
    pub(crate) company: Option<String>,
}

/// A scope that can be chosen.
pub(crate) struct ScopeChoice {
    pub(crate) token: &'static str,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

impl TokenForm {
    /// The token that is wanted. Scopes that no form offers are left out.
    pub(crate) fn request(&self) -> TokenRequest {
        TokenRequest {
            name: self.name.clone(),
            scopes: self.scope.iter().filter_map(|it| Scope::from_token(it)).collect(),
            networks: self.networks.clone(),
            days: self.days.parse().unwrap_or(USUAL_DAYS),
        }
    }

    /// The scopes that a person may give for a company.
    pub(super) fn scopes(
        &self,
        locale: Locale,
        person: &Person,
        company_id: i64,
    ) -> Vec<ScopeChoice> {
        let offered = Scope::ALL.into_iter();
        let offered = offered.filter(|scope| may_give_scope(person, company_id, *scope));
        let choice = |scope: Scope| ScopeChoice {
            token: scope.token(),
            label: scope_words(locale, scope),
            is_chosen: self.scope.iter().any(|it| it == scope.token()),
        };
        offered.map(choice).collect()
    }

    /// How long a token can last: days, label, and whether it is chosen.
    pub(super) fn durations(&self, locale: Locale) -> Vec<(i64, String, bool)> {
        let chosen = self.days.parse().unwrap_or(USUAL_DAYS);
        let label = |days| locale.say("token-days").with("count", days).to_string();
        DAYS.map(|days| (days, label(days), days == chosen)).into_iter().collect()
    }
}

/// What a scope is for.
pub(super) fn scope_words(locale: Locale, scope: Scope) -> String {
    locale.t(match scope {
        Scope::ReportsRead => "token-scope-reports-read",
        Scope::ReportsEdit => "token-scope-reports-edit",
        Scope::ReportsDecide => "token-scope-reports-decide",
        Scope::DirectoryRead => "token-scope-directory-read",
        Scope::DirectoryWrite => "token-scope-directory-write",
        Scope::SettingsWrite => "token-scope-settings-write",
        Scope::PeopleRead => "token-scope-people-read",
        Scope::ReadingsWrite => "token-scope-readings-write",
        Scope::WebhooksWrite => "token-scope-webhooks-write",
        Scope::LogWitness => "token-scope-log-witness",
    })
}
