//! A request for a page, with its reader's language and theme.

use crate::app::App;
use crate::preferences::{LANGUAGE, THEME};
use axum::http::header::ACCEPT_LANGUAGE;
use countersign_language::text::Locale;
use countersign_web::context::RequestContext as Request;
use std::ops::Deref;
use std::sync::Arc;

pub(crate) struct Context {
    request: Request,
    pub(crate) app: Arc<App>,
    pub(crate) locale: Locale,
    /// `light` or `dark`, if the reader chose one.
    pub(crate) theme: Option<&'static str>,
    /// Whether the response shows input that was typed before the session ended.
    pub(crate) shows_again: bool,
}

impl Deref for Context {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.request
    }
}

impl std::ops::DerefMut for Context {
    fn deref_mut(&mut self) -> &mut Request {
        &mut self.request
    }
}

impl Context {
    /// The context of a page. Its language is the one chosen in this browser, otherwise the
    /// visitor's, otherwise the first that the browser asks for.
    pub(crate) fn new(app: Arc<App>, request: Request) -> Self {
        let chosen = request.cookie(LANGUAGE).as_deref().and_then(Locale::from_code);
        let own = || request.visitor.as_ref()?.language.as_deref().and_then(Locale::from_code);
        let asked = || Locale::accepted(request.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?);
        let theme = request.cookie(THEME);
        Self {
            locale: chosen.or_else(own).or_else(asked).unwrap_or_default(),
            theme: ["light", "dark"].into_iter().find(|name| theme.as_deref() == Some(name)),
            shows_again: false,
            app,
            request,
        }
    }
}
