//! One service account: its facts and its tokens.

use super::scope::{CompanyQuery, ManagedCompany};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::account::confirm_password;
use crate::pages::tokens::{AccountFacts, TokenForm, TokenRow, TokensPage, fault_words, secret};
use crate::response_status::refused;
use countersign_app::actions::manage_service_accounts;
use countersign_app::actions::manage_tokens::{self, TokenOwner};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::{api_tokens, passwords};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

/// The account of the address, and the company that the reader manages.
///
/// # Errors
/// [`Problem::NotFound`] if the company has no such account.
pub(super) async fn open(
    context: &Context,
    company: Option<&str>,
) -> Result<(ManagedCompany, ServiceAccount), Problem> {
    let id: Uuid = context.parameter("account")?;
    context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, company).await?;
            let account = manage_service_accounts::find(tx, scope.company_id, id).await?;
            Ok((scope, account.ok_or(Problem::NotFound)?))
        })
        .await
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let form = TokenForm { company: asked.company, ..TokenForm::default() };
    page(context, form, None).await
}

async fn page(context: &Context, form: TokenForm, error: Option<String>) -> Answer {
    let (scope, account) = open(context, form.company.as_deref()).await?;
    let person_id = context.visitor()?.person_id;
    let (tokens, password) = context
        .read(async |tx| {
            let tokens = api_tokens::of_account(tx, account.id).await?;
            Ok((tokens, passwords::find(tx, person_id).await?))
        })
        .await?;
    let locale = context.locale;
    let page = TokensPage {
        title: account.name.clone(),
        back: back(context, &scope),
        make: addresses::of_service_account(account.id, "tokens"),
        revoke: addresses::of_service_account(account.id, "revoke"),
        company_id: scope.company_id,
        account: Some(AccountFacts {
            id: account.id.to_string(),
            role: locale.role(account.role),
            maker: locale.person(account.maker.clone()),
            end: addresses::of_service_account(account.id, "end"),
            signing_keys: scope.address(&addresses::of_service_account(account.id, "signing-keys")),
        }),
        rows: TokenRow::all(context, tokens)?,
        asks_password: password.is_some(),
        form: TokenForm { company: scope.code, current: String::new(), ..form },
        error,
    };
    page.show(context)
}

fn back(context: &Context, scope: &ManagedCompany) -> (String, String) {
    (scope.address(addresses::SERVICE_ACCOUNTS), context.locale.t("service-accounts"))
}

pub(super) async fn make_token(context: &Context) -> Answer {
    let form: TokenForm = context.form()?;
    let (scope, account) = open(context, form.company.as_deref()).await?;
    if let Some(error) = confirm_password::error(context, &form.current).await? {
        return refused(page(context, form, Some(error)).await);
    }
    let (person, request) = (context.person()?, form.request());
    let made = context
        .write(async |tx| {
            let (owner, entry) = (TokenOwner::Account(&account), context.audit(Event::TokenMade));
            manage_tokens::make(tx, person, owner, &request, entry, &SystemRandom).await
        })
        .await?;
    match made {
        Ok(token) => {
            let here = scope.address(&addresses::service_account(account.id));
            let id = account.id.to_string();
            secret(context, &token, (here, account.name), Some(id))
        }
        Err(fault) => {
            let error = fault_words(context.locale, &fault);
            refused(page(context, form, Some(error)).await)
        }
    }
}

#[derive(Deserialize)]
struct EndForm {
    #[serde(default)]
    token: String,
    company: Option<String>,
}

pub(super) async fn revoke(context: &Context) -> Answer {
    let form: EndForm = context.form()?;
    let (scope, account) = open(context, form.company.as_deref()).await?;
    let id: Uuid = form.token.parse().map_err(|_| Problem::NotFound)?;
    let revoked = context
        .write(async |tx| {
            let entry = context.audit(Event::TokenRevoked);
            manage_tokens::revoke_of_account(tx, &account, id, entry).await
        })
        .await?;
    if !revoked {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(&scope.address(&addresses::service_account(account.id)))?;
    Ok(Notice::good(context.locale.t("token-revoked")).on(context, response))
}

pub(super) async fn end(context: &Context) -> Answer {
    let form: EndForm = context.form()?;
    let (scope, account) = open(context, form.company.as_deref()).await?;
    context
        .write(async |tx| {
            let entry = context.audit(Event::ServiceAccountEnded);
            manage_service_accounts::end(tx, &account, entry).await
        })
        .await?;
    let response = redirect::to(&scope.address(addresses::SERVICE_ACCOUNTS))?;
    let text = context.locale.say("service-account-ended").with("name", account.name);
    Ok(Notice::good(text).on(context, response))
}
