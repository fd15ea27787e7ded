//! The cookies that keep the language and the light of the pages in a browser.

use crate::context::Context;
use axum::response::Response;
use countersign_store::preferences::Preferences;
use countersign_web::problem::Problem;
use countersign_web::set_cookie::{Life, set_cookie};

/// A year in seconds.
const YEAR: i64 = 31_536_000;

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
    let [language, theme] = cookies(context.state.site.is_secure());
    for (name, value) in [(language, &chosen.language), (theme, &chosen.theme)] {
        let Some(value) = value else { continue };
        set_cookie(context, response, name, value, Life::Seconds(YEAR))?;
    }
    Ok(())
}
