//! Why no token was made, in the reader's language.

use super::form::scope_words;
use countersign_app::actions::manage_tokens::{MOST_DAYS, MOST_TOKENS, TokenFault};
use countersign_language::text::Locale;

pub(crate) fn fault_words(locale: Locale, fault: &TokenFault) -> String {
    match fault {
        TokenFault::NotPermitted | TokenFault::NotAccepted => locale.t("token-error-not-permitted"),
        TokenFault::Name => locale.t("token-error-name"),
        TokenFault::NoScope => locale.t("token-error-no-scope"),
        TokenFault::Scope(scope) => {
            let scope = scope_words(locale, *scope);
            locale.say("token-error-scope").with("scope", scope).to_string()
        }
        TokenFault::Network(text) => {
            locale.say("token-error-network").with("network", text.clone()).to_string()
        }
        TokenFault::Networks => locale.t("token-error-networks"),
        TokenFault::Days => locale.say("token-error-days").with("count", MOST_DAYS).to_string(),
        TokenFault::TooMany => {
            let most = i64::try_from(MOST_TOKENS).unwrap_or(i64::MAX);
            locale.say("token-error-too-many").with("count", most).to_string()
        }
    }
}
