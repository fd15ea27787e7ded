//! A person's own API tokens, for the company that they act for.

use super::confirm_password;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::tokens::{TokenForm, TokenRow, TokensPage, fault_words, secret};
use crate::response_status::refused;
use countersign_app::actions::manage_tokens::{self, TokenOwner};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::{api_tokens, passwords};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

pub(super) async fn show(context: &Context) -> Answer {
    page(context, TokenForm::default(), None).await
}

async fn page(context: &Context, form: TokenForm, error: Option<String>) -> Answer {
    let (person, locale) = (context.person()?, context.locale);
    let (tokens, password) = context
        .read(async |tx| {
            let tokens = api_tokens::of_person(tx, person.id).await?;
            Ok((tokens, passwords::find(tx, person.id).await?))
        })
        .await?;
    let page = TokensPage {
        title: locale.t("token-title"),
        back: back(context),
        make: addresses::OWN_TOKENS.to_owned(),
        revoke: addresses::REVOKE_OWN_TOKEN.to_owned(),
        company_id: person.company_id,
        account: None,
        rows: TokenRow::all(context, tokens)?,
        asks_password: password.is_some(),
        form: TokenForm { current: String::new(), ..form },
        error,
    };
    page.show(context)
}

fn back(context: &Context) -> (String, String) {
    (addresses::ACCOUNT.to_owned(), context.locale.t("nav-account"))
}

pub(super) async fn make(context: &Context) -> Answer {
    let form: TokenForm = context.form()?;
    let person = context.person()?;
    if let Some(error) = confirm_password::error(context, &form.current).await? {
        return refused(page(context, form, Some(error)).await);
    }
    let request = form.request();
    let made = context
        .write(async |tx| {
            let (owner, entry) = (TokenOwner::Person, context.audit(Event::TokenMade));
            manage_tokens::make(tx, person, owner, &request, entry, &SystemRandom).await
        })
        .await?;
    match made {
        Ok(token) => {
            let back = (addresses::OWN_TOKENS.to_owned(), context.locale.t("token-title"));
            secret(context, &token, back, None)
        }
        Err(fault) => {
            let error = fault_words(context.locale, &fault);
            refused(page(context, form, Some(error)).await)
        }
    }
}

#[derive(Deserialize)]
struct RevokeForm {
    #[serde(default)]
    token: String,
}

pub(super) async fn revoke(context: &Context) -> Answer {
    let form: RevokeForm = context.form()?;
    let id: Uuid = form.token.parse().map_err(|_| Problem::NotFound)?;
    let person_id = context.person()?.id;
    let revoked = context
        .write(async |tx| {
            let entry = context.audit(Event::TokenRevoked);
            manage_tokens::revoke_own(tx, person_id, id, entry).await
        })
        .await?;
    if !revoked {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(addresses::OWN_TOKENS)?;
    Ok(Notice::good(context.locale.t("token-revoked")).on(context, response))
}
