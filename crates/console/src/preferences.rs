//! The cookies that keep the language and the light of the pages in a browser.

use crate::context::Context;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_store::preferences::Preferences;
use countersign_web::problem::Problem;

/// A year in seconds.
const YEAR: u32 = 31_536_000;

/// The cookies of language and theme. Where pages travel encrypted, browsers keep them to that and
/// to this host.
pub(crate) const fn cookies(secure: bool) -> [&'static str; 2] {
    if secure { ["__Host-language", "__Host-theme"] } else { ["language", "theme"] }
}

/// Lets the browser show pages as somebody chose.
pub(crate) fn remember(
    context: &Context,
    response: &mut Response,
    chosen: &Preferences,
) -> Result<(), Problem> {
    let secure = context.state.site.is_secure();
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
