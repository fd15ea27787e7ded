//! The public keys with which a service account signs decisions.

use super::scope::CompanyQuery;
use super::service_account::open;
use crate::addresses;
use crate::context::Context;
use crate::pages::signing_keys::{self, KeyForm, KeyHolder};
use countersign_web::problem::{Answer, Problem};

/// The account of the address.
async fn holder(context: &Context, company: Option<&str>) -> Result<KeyHolder, Problem> {
    let (scope, account) = open(context, company).await?;
    Ok(KeyHolder {
        back: (scope.address(&addresses::service_account(account.id)), account.name.clone()),
        here: scope.address(&addresses::of_service_account(account.id, "signing-keys")),
        company: scope.code.clone(),
        account: Some(account),
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let holder = holder(context, asked.company.as_deref()).await?;
    signing_keys::page(context, &holder, KeyForm::default(), None).await
}

pub(super) async fn add(context: &Context) -> Answer {
    let form: KeyForm = context.form()?;
    let holder = holder(context, form.company.as_deref()).await?;
    signing_keys::add(context, &holder, form).await
}

pub(super) async fn remove(context: &Context) -> Answer {
    let form: KeyForm = context.form()?;
    let holder = holder(context, form.company.as_deref()).await?;
    signing_keys::remove(context, &holder, form).await
}
