//! A request for a page: the request itself, and the language and light its reader chose.

use crate::app::App;
use crate::preferences::{LANGUAGE, THEME};
use axum::http::header::ACCEPT_LANGUAGE;
use countersign_language::text::Locale;
use countersign_web::context::RequestContext as Request;
use std::ops::Deref;
use std::sync::Arc;

/// A request for a page.
pub(crate) struct Context {
    request: Request,
    /// What all pages share.
    pub(crate) app: Arc<App>,
    /// The language of the page.
    pub(crate) locale: Locale,
    /// `light` or `dark`, where the reader chose one.
    pub(crate) theme: Option<&'static str>,
    /// Whether the answer is a page with what was typed before the session ended.
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
    /// The context of a page. Its language is the one chosen in this browser, else the one that the
    /// visitor chose, else the first that the browser asks for.
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
