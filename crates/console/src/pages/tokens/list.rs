//! The tokens of a person or a service account.

use super::form::scope_words;
use crate::context::Context;
use crate::reader_zone::zone_of;
use countersign_domain::api_scope::Scope;
use countersign_language::datetime::Moment;
use countersign_store::api_tokens::ListedToken;
use countersign_web::problem::Problem;
use uuid::Uuid;

/// A token of a list.
pub(crate) struct TokenRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) company: String,
    pub(crate) scopes: Vec<String>,
    /// The networks from which it is accepted; none for all.
    pub(crate) networks: String,
    pub(crate) expires: Moment,
    pub(crate) has_expired: bool,
    pub(crate) used: Option<(Moment, String)>,
}

impl TokenRow {
    /// The rows of a list.
    ///
    /// # Errors
    /// [`Problem::Fault`] when the reader's time zone is none.
    pub(crate) fn all(context: &Context, tokens: Vec<ListedToken>) -> Result<Vec<Self>, Problem> {
        let (locale, zone) = (context.locale, zone_of(context)?);
        let moment = |at| locale.moment(at, &zone);
        let row = |token: ListedToken| {
            let scopes = token.scopes.split_whitespace().filter_map(Scope::from_token);
            Self {
                id: token.id,
                scopes: scopes.map(|scope| scope_words(locale, scope)).collect(),
                name: token.name,
                company: token.company_name,
                networks: token.networks.replace(' ', ", "),
                expires: moment(token.expires_at),
                has_expired: token.expires_at <= context.machine_time,
                used: token.used_at.map(|at| (moment(at), token.used_from.unwrap_or_default())),
            }
        };
        Ok(tokens.into_iter().map(row).collect())
    }
}
