//! Language and theme of the pages: in this browser, and, for people who are signed in, in their
//! account.

use crate::addresses;
use crate::context::Context;
use crate::preferences::remember;
use crate::route::Route;
use countersign_app::actions::change_account;
use countersign_language::text::Locale;
use countersign_store::preferences::Preferences;
use countersign_web::access::Access;
use countersign_web::problem::Answer;
use countersign_web::redirect;
use serde::Deserialize;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/preferences", Access::Everyone, save)]
}

#[derive(Deserialize)]
struct AppearanceForm {
    language: Option<String>,
    theme: Option<String>,
    next: Option<String>,
}

/// A code of a language that has a catalogue.
pub(crate) fn language(code: Option<&str>) -> Option<String> {
    code.and_then(Locale::from_code).map(|locale| locale.code().to_owned())
}

pub(crate) fn theme(name: Option<&str>) -> Option<String> {
    let known = ["light", "dark", "auto"].into_iter().find(|theme| name == Some(theme));
    known.map(str::to_owned)
}

async fn save(context: &Context) -> Answer {
    let form: AppearanceForm = context.form()?;
    let mut response =
        redirect::to(redirect::safe(form.next.as_deref().unwrap_or(addresses::HOME)))?;
    let (language, theme) = (language(form.language.as_deref()), theme(form.theme.as_deref()));
    let chosen = Preferences { language, theme, ..Preferences::default() };
    remember(context, &mut response, &chosen)?;
    if let Some(visitor) = context.visitor.as_ref().filter(|visitor| visitor.awaits.is_none()) {
        let shortcuts = visitor.shortcuts;
        let (language, theme) = (chosen.language, chosen.theme);
        let chosen = Preferences {
            language: language.or_else(|| visitor.language.clone()),
            theme: theme.or_else(|| visitor.theme.clone()),
            shortcuts,
        };
        let id = visitor.person_id;
        context.write(async |tx| change_account::save_preferences(tx, id, &chosen).await).await?;
    }
    Ok(response)
}
