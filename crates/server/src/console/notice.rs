//! What happened, told once on the next page: "Approved Ångström IT AB · Undo".
//!
//! It travels in a cookie of a minute's life, so that it needs no state and reload does not
//! repeat it.

use super::context::Context;
use super::gate::cookie_value;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

const NAME: &str = "notice";
/// The longest text that a cookie is trusted to carry.
const LONGEST: usize = 1_000;

/// What happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Notice {
    /// What is told, in the reader's language.
    pub(crate) text: String,
    /// Whether it is bad news.
    #[serde(default)]
    pub(crate) bad: bool,
    /// How it can be undone.
    #[serde(default)]
    pub(crate) undo: Option<Undo>,
}

/// A form that undoes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Undo {
    /// What the button says.
    pub(crate) label: String,
    /// Where it is sent.
    pub(crate) action: String,
}

impl Notice {
    /// Good news.
    pub(crate) fn good(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: false, undo: None }
    }

    /// Bad news.
    pub(crate) fn bad(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: true, undo: None }
    }

    /// Good news that can be undone.
    pub(crate) fn undone_by(self, label: String, action: String) -> Self {
        Self { undo: Some(Undo { label, action }), ..self }
    }

    /// Puts it on the page that the answer leads to.
    pub(crate) fn on(mut self, context: &Context, mut response: Response) -> Response {
        if let Some((end, _)) = self.text.char_indices().nth(LONGEST) {
            self.text.truncate(end);
            self.text.push('…');
        }
        let json = serde_json::to_vec(&self).unwrap_or_default();
        let value = URL_SAFE_NO_PAD.encode(json);
        set(context, &mut response, &value, 60);
        response
    }

    /// What the request brought along.
    pub(crate) fn of(context: &Context) -> Option<Self> {
        let value = cookie_value(&context.headers, NAME)?;
        let json = URL_SAFE_NO_PAD.decode(value).ok()?;
        let notice: Self = serde_json::from_slice(&json).ok()?;
        let own = |undo: &Undo| super::redirect::safe(&undo.action) == undo.action;
        notice.undo.as_ref().is_none_or(own).then_some(notice)
    }
}

/// Takes it away once a page has shown it.
pub(crate) fn clear(context: &Context, response: &mut Response) {
    let shown = response.status() != axum::http::StatusCode::SEE_OTHER;
    if shown && cookie_value(&context.headers, NAME).is_some() {
        set(context, response, "", 0);
    }
}

fn set(context: &Context, response: &mut Response, value: &str, seconds: u32) {
    let secure = if context.app.site.is_secure() { "; Secure" } else { "" };
    let text = format!("{NAME}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
