//! Language and theme of the pages: in this browser, and, for people who are signed in, in their
//! account.

use crate::addresses;
use crate::context::Context;
use crate::preferences::remember;
use crate::route::Route;
use countersign_app::actions::change_account;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::preferences::{self, Preferences};
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
        let id = visitor.person_id;
        let save = async |tx: &mut Tx| {
            let stored = preferences::find(tx, id).await?;
            let chosen = Preferences {
                language: chosen.language.clone().or(stored.language),
                theme: chosen.theme.clone().or(stored.theme),
                ..stored
            };
            change_account::save_preferences(tx, id, &chosen).await
        };
        context.write(save).await?;
    }
    Ok(response)
}
