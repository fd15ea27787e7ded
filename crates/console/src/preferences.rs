//! The cookies for the language and the theme of the pages.

use crate::context::Context;
use axum::response::Response;
use countersign_store::preferences::Preferences;
use countersign_web::cookies::CookieName;
use countersign_web::problem::Problem;
use countersign_web::set_cookie::{CookieLife, set_cookie};

/// One year, in seconds.
const YEAR: i64 = 31_536_000;

pub(crate) const LANGUAGE: CookieName = CookieName::new("language", "__Host-language");
pub(crate) const THEME: CookieName = CookieName::new("theme", "__Host-theme");

/// Stores a person's choices in the browser.
pub(crate) fn remember(
    context: &Context,
    response: &mut Response,
    chosen: &Preferences,
) -> Result<(), Problem> {
    for (name, value) in [(LANGUAGE, &chosen.language), (THEME, &chosen.theme)] {
        let Some(value) = value else { continue };
        set_cookie(context, response, name, value, CookieLife::Seconds(YEAR))?;
    }
    Ok(())
}
