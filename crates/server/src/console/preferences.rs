//! Language and light of the pages: for this browser, and, of whoever is signed in, for the next.

use super::access::Access;
use super::context::Context;
use super::problem::{Answer, Problem};
use super::redirect;
use super::routes::Route;
use super::text::Locale;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_store::preferences::{self, Preferences};
use serde::Deserialize;

/// A year in seconds.
const YEAR: u32 = 31_536_000;

/// The cookies of language and theme. Where pages travel encrypted, browsers keep them to that and
/// to this host.
pub(super) const fn cookies(secure: bool) -> [&'static str; 2] {
    if secure { ["__Host-language", "__Host-theme"] } else { ["language", "theme"] }
}

/// The form in the head of every page.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/preferences", Access::Everyone, save)]
}

#[derive(Deserialize)]
struct Form {
    language: Option<String>,
    theme: Option<String>,
    next: Option<String>,
}

/// The code of a language that there is a catalogue for.
pub(super) fn language(code: Option<&str>) -> Option<String> {
    code.and_then(Locale::from_code).map(|locale| locale.code().to_owned())
}

/// A theme that there is.
pub(super) fn theme(name: Option<&str>) -> Option<String> {
    let known = ["light", "dark", "auto"].into_iter().find(|theme| name == Some(theme));
    known.map(str::to_owned)
}

async fn save(context: &Context) -> Answer {
    let form: Form = context.form()?;
    let mut response = redirect::to(redirect::safe(form.next.as_deref().unwrap_or("/")))?;
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
        context.write(async |tx| preferences::put(tx, id, &chosen).await).await?;
    }
    Ok(response)
}

/// Lets the browser show pages as somebody chose.
pub(super) fn remember(
    context: &Context,
    response: &mut Response,
    chosen: &Preferences,
) -> Result<(), Problem> {
    let secure = context.app.site.is_secure();
    let kept = if secure { "; Secure" } else { "" };
    let [language, theme] = cookies(secure);
    for (name, value) in [(language, &chosen.language), (theme, &chosen.theme)] {
        let Some(value) = value else { continue };
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={YEAR}{kept}");
        let value = HeaderValue::from_str(&text).map_err(|e| Problem::Fault(e.to_string()))?;
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(())
}
