//! A notice of what just happened, shown once on the next page: "Approved the report of Ångström IT
//! AB · Undo".
//!
//! It is in a cookie that lives for a minute, so that it needs no state and a reload does not
//! repeat it. The cookie is signed with a key that is derived from the session's secret, or, if no
//! one is signed in, belongs to the process: a neighbouring host, which can set cookies for this
//! one, can show neither a text nor a form on our pages.

use crate::context::Context;
use axum::http::{StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cookie::Cookie;
use countersign_domain::instant::Instant;
use countersign_web::cookies::{self, CookieName};
use countersign_web::set_cookie::{CookieLife, set_cookie};
use ring::hmac;
use serde::{Deserialize, Serialize};

const COOKIE: CookieName = CookieName::new("notice", "__Host-notice");
/// The most bytes of text: with everything around it, a cookie that browsers keep.
const LONGEST: usize = 1_500;
/// How long it can be shown, in microseconds.
const LIFE: i64 = 60_000_000;

#[derive(Serialize, Deserialize)]
struct Signed {
    /// When it expires, in microseconds.
    until: i64,
    notice: Notice,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) bad: bool,
    #[serde(default)]
    pub(crate) undo: Option<Undo>,
}

/// The form that undoes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Undo {
    pub(crate) label: String,
    pub(crate) action: String,
}

impl Notice {
    pub(crate) fn good(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: false, undo: None }
    }

    pub(crate) fn bad(text: impl Into<String>) -> Self {
        Self { text: text.into(), bad: true, undo: None }
    }

    pub(crate) fn undone_by(self, label: String, action: String) -> Self {
        Self { undo: Some(Undo { label, action }), ..self }
    }

    /// Puts it on the page to which the response leads.
    pub(crate) fn on(self, _: &Context, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }

    /// The notice of the request; `None` if it is not signed by this session, or too old.
    pub(crate) fn of(context: &Context) -> Option<Self> {
        let key = key(context.session_token.as_deref(), &context.app.notice_key);
        opened(&context.cookie(COOKIE)?, &key, context.machine_time)
    }
}

/// Signs the notice of a response with the session that continues, or removes the one that a page
/// has shown.
pub(crate) fn carry(context: &Context, response: &mut Response, shows: bool) {
    let session = cookies::SESSION.on(&context.state.site);
    if let Some(notice) = response.extensions_mut().remove::<Notice>() {
        let new = set_to(response, session);
        let session = new.or_else(|| context.session_token.clone());
        let key = key(session.as_deref(), &context.app.notice_key);
        set(context, response, &signed(notice, &key, context.machine_time), LIFE / 1_000_000);
        return;
    }
    let shown = shows && response.status() != StatusCode::SEE_OTHER;
    if shown && context.cookie(COOKIE).is_some() {
        set(context, response, "", 0);
    }
}

/// The value that a response gives a cookie; empty if it removes it.
fn set_to(response: &Response, name: &str) -> Option<String> {
    let all = response.headers().get_all(header::SET_COOKIE).into_iter();
    let mut all = all.filter_map(|set| Cookie::parse(set.to_str().ok()?).ok());
    all.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The key for the notices of a session, or, without one, of this process.
fn key(session: Option<&str>, process: &[u8; 32]) -> hmac::Key {
    let key = match session.filter(|token| !token.is_empty()) {
        None => hmac::Key::new(hmac::HMAC_SHA256, process),
        Some(token) => hmac::Key::new(hmac::HMAC_SHA256, token.as_bytes()),
    };
    // The token itself signs nothing: the derived key is for notices only.
    hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, b"countersign/notice/1").as_ref())
}

fn signed(mut notice: Notice, key: &hmac::Key, now: Instant) -> String {
    let end = notice.text.floor_char_boundary(LONGEST);
    if end < notice.text.len() {
        notice.text.truncate(end);
        notice.text.push('…');
    }
    let until = now.plus_micros(LIFE).micros();
    let json = serde_json::to_vec(&Signed { until, notice }).unwrap_or_default();
    let signature = hmac::sign(key, &json);
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    format!("{}.{}", text(&json), text(signature.as_ref()))
}

fn opened(value: &str, key: &hmac::Key, now: Instant) -> Option<Notice> {
    let (json, signature) = value.split_once('.')?;
    let (json, signature) =
        (URL_SAFE_NO_PAD.decode(json).ok()?, URL_SAFE_NO_PAD.decode(signature).ok()?);
    hmac::verify(key, &json, &signature).ok()?;
    let Signed { until, notice } = serde_json::from_slice(&json).ok()?;
    (now.micros() <= until).then_some(notice)
}

fn set(context: &Context, response: &mut Response, value: &str, seconds: i64) {
    // The value is ASCII; otherwise the page would have no notice.
    drop(set_cookie(context, response, COOKIE, value, CookieLife::Seconds(seconds)));
}

#[cfg(test)]
mod tests {
    use crate::notice::*;

    const NOW: Instant = Instant::from_micros(1_790_848_800_000_000);

    fn undo() -> Notice {
        Notice::good("Approved").undone_by("Undo".to_owned(), "/usage-reports/x".to_owned())
    }

    #[test]
    fn a_notice_is_read_by_the_session_that_signed_it_and_for_a_minute() {
        let (mine, yours) = (key(Some("mine"), &[1; 32]), key(Some("yours"), &[1; 32]));
        let value = signed(undo(), &mine, NOW);
        assert_eq!(opened(&value, &mine, NOW).unwrap().text, "Approved");
        assert!(opened(&value, &yours, NOW).is_none());
        assert!(opened(&value, &key(None, &[1; 32]), NOW).is_none());
        assert!(opened(&value, &key(Some("mine"), &[2; 32]), NOW).is_some());
        assert!(opened(&value, &mine, NOW.plus_micros(LIFE + 1)).is_none());
        let strangers = signed(undo(), &key(None, &[1; 32]), NOW);
        assert!(opened(&strangers, &key(None, &[1; 32]), NOW).is_some());
        assert!(opened(&strangers, &key(None, &[2; 32]), NOW).is_none());
    }

    #[test]
    fn what_nobody_signed_is_no_notice() {
        let key = key(Some("mine"), &[1; 32]);
        let value = signed(undo(), &key, NOW);
        let (json, signature) = value.split_once('.').unwrap();
        let other = URL_SAFE_NO_PAD.encode(r#"{"until":9999999999999999,"notice":{"text":"x"}}"#);
        let others = [
            json.to_owned(),
            format!("{json}."),
            format!("{other}.{signature}"),
            other,
            format!("{json}.{signature}A"),
            String::new(),
        ];
        for tampered in others {
            assert!(opened(&tampered, &key, NOW).is_none(), "{tampered}");
        }
    }

    #[test]
    fn a_long_notice_fits_in_a_cookie() {
        let key = key(None, &[1; 32]);
        for text in ["ä".repeat(5_000), "注".repeat(5_000), "x".repeat(5_000)] {
            let value = signed(Notice { text, ..undo() }, &key, NOW);
            assert!(value.len() < 3_000, "{}", value.len());
            assert!(opened(&value, &key, NOW).unwrap().text.ends_with('…'));
        }
    }
}
