//! The page with the tokens of an owner, and the one that shows a new token.

use super::form::{ScopeChoice, TokenForm};
use super::list::TokenRow;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::identity::api_token::ApiToken;
use countersign_web::problem::Answer;

/// A service account as its page shows it.
pub(crate) struct AccountFacts {
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) maker: String,
    /// Where the account is ended.
    pub(crate) end: String,
    /// The page with its signing keys.
    pub(crate) signing_keys: String,
}

/// What the page is about.
pub(crate) struct TokensPage {
    pub(crate) title: String,
    /// The page above it, with its name.
    pub(crate) back: (String, String),
    /// Where tokens are made and revoked.
    pub(crate) make: String,
    pub(crate) revoke: String,
    pub(crate) company_id: i64,
    pub(crate) account: Option<AccountFacts>,
    pub(crate) rows: Vec<TokenRow>,
    /// Whether making a token asks for the password.
    pub(crate) asks_password: bool,
    pub(crate) form: TokenForm,
    pub(crate) error: Option<String>,
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct Tokens {
    layout: Layout,
    page: TokensPage,
    scopes: Vec<ScopeChoice>,
    durations: Vec<(i64, String, bool)>,
}

impl TokensPage {
    pub(crate) fn show(self, context: &Context) -> Answer {
        let (locale, person) = (context.locale, context.person()?);
        html(&Tokens {
            layout: context.layout(self.title.clone()),
            scopes: self.form.scopes(locale, person, self.company_id),
            durations: self.form.durations(locale),
            page: self,
        })
    }
}

#[derive(Template)]
#[template(path = "token_secret.html")]
struct TokenSecret<'a> {
    layout: Layout,
    back: (String, String),
    secret: &'a str,
    client_id: Option<String>,
}

/// The page that shows a token, once.
pub(crate) fn secret(
    context: &Context,
    token: &ApiToken,
    back: (String, String),
    client_id: Option<String>,
) -> Answer {
    let layout = context.layout(context.locale.t("token-made-title"));
    html(&TokenSecret { layout, back, secret: token.text(), client_id })
}
