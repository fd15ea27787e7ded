//! A person's name, and how pages look and behave.

use super::show::{Complaint, page};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::pages::preferences::{language, theme};
use crate::preferences::remember;
use crate::response_status::refused;
use countersign_app::actions::change_account;
use countersign_app::actions::manage_people::is_name;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::preferences::Preferences;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Deserialize)]
struct NameForm {
    #[serde(default)]
    name: String,
}

pub(super) async fn rename(context: &Context) -> Answer {
    let form: NameForm = context.form()?;
    let name = form.name.trim().to_owned();
    // A name that is stored already stays, whatever characters it has.
    if !is_name(&name) && name != context.visitor()?.name {
        let text = context.locale.t("person-name-expected");
        return refused(page(context, Some(Complaint { form: "name", text })).await);
    }
    let id = context.visitor()?.person_id;
    if !context.write(async |tx| change_account::rename(tx, id, &name).await).await? {
        return Err(Problem::NotFound);
    }
    let response = redirect::to(addresses::ACCOUNT)?;
    Ok(Notice::good(context.locale.t("account-saved")).on(context, response))
}

#[derive(Deserialize)]
struct PreferencesForm {
    language: Option<String>,
    theme: Option<String>,
    shortcuts: Option<String>,
    time_zone: Option<String>,
}

pub(super) async fn prefer(context: &Context) -> Answer {
    let form: PreferencesForm = context.form()?;
    let chosen = Preferences {
        language: language(form.language.as_deref()),
        theme: theme(form.theme.as_deref()),
        shortcuts: form.shortcuts.is_some(),
        time_zone: form.time_zone.filter(|name| Zone::parse(name).is_ok()),
    };
    let id = context.visitor()?.person_id;
    context.write(async |tx| change_account::save_preferences(tx, id, &chosen).await).await?;
    let mut response = redirect::to(addresses::ACCOUNT)?;
    remember(context, &mut response, &chosen)?;
    let spoken = chosen.language.as_deref().and_then(Locale::from_code);
    let message = spoken.unwrap_or(context.locale).t("account-saved");
    Ok(Notice::good(message).on(context, response))
}
