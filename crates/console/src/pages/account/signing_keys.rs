//! The public keys with which a person signs decisions.

use crate::addresses;
use crate::context::Context;
use crate::pages::signing_keys::{self, KeyForm, KeyHolder};
use countersign_web::problem::Answer;

fn own(context: &Context) -> KeyHolder {
    KeyHolder {
        account: None,
        back: (addresses::ACCOUNT.to_owned(), context.locale.t("nav-account")),
        here: addresses::OWN_SIGNING_KEYS.to_owned(),
        company: None,
    }
}

pub(super) async fn show(context: &Context) -> Answer {
    signing_keys::page(context, &own(context), KeyForm::default(), None).await
}

pub(super) async fn add(context: &Context) -> Answer {
    signing_keys::add(context, &own(context), context.form()?).await
}

pub(super) async fn remove(context: &Context) -> Answer {
    signing_keys::remove(context, &own(context), context.form()?).await
}
