//! One request of a person, genuine or forged, and its response.

use super::expected::SIGN_IN;
use crate::console::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{Request, header};
use countersign_language::text::Locale;
use countersign_web::routes::ListedRoute;
use http_body_util::BodyExt;
use tower::ServiceExt;

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormOrigin {
    /// From a page of ours.
    Ours,
    WithoutToken,
    /// With the token of another person.
    WithAnotherToken,
    /// From a page of another site.
    FromAnotherSite,
}

impl FormOrigin {
    pub(super) const NOT_OURS: [Self; 3] =
        [Self::WithoutToken, Self::WithAnotherToken, Self::FromAnotherSite];
}

pub(super) struct Probe<'a> {
    fixture: &'a ConsoleFixture,
    session: Option<String>,
    language: &'static str,
}

/// A response.
pub(super) struct ProbeAnswer {
    pub(super) status: u16,
    pub(super) location: String,
    pub(super) body: String,
    request_id: String,
}

impl ProbeAnswer {
    /// The status, or [`SIGN_IN`] for a redirect to the sign-in page.
    pub(super) fn told(&self) -> u16 {
        let to_sign_in = self.status == 303 && self.location.starts_with("/sign-in");
        if to_sign_in { SIGN_IN } else { self.status }
    }

    /// The page without its request number and its address.
    pub(super) fn without(&self, path: &str) -> String {
        let escaped = path.replace('\'', "&#39;");
        let page = self.body.replace(&self.request_id, "");
        page.replace(&escaped, "").replace(path, "")
    }
}

impl<'a> Probe<'a> {
    /// A client without a session.
    pub(super) fn stranger(fixture: &'a ConsoleFixture) -> Self {
        Self { fixture, session: None, language: "" }
    }

    /// A person who has just signed in.
    pub(super) async fn of(fixture: &'a ConsoleFixture, person: &str) -> Self {
        Self { fixture, session: Some(fixture.session_of(person).await), language: "" }
    }

    /// The same, with a language that was chosen in this browser.
    pub(super) fn reading(&self, locale: Locale) -> Self {
        Self { fixture: self.fixture, session: self.session.clone(), language: locale.code() }
    }

    /// Sends a request to a route, or a form with only its token.
    pub(super) async fn send(
        &self,
        route: &ListedRoute,
        path: &str,
        sent: FormOrigin,
    ) -> ProbeAnswer {
        let session = self.session.as_deref().unwrap_or_default();
        let token = match sent {
            FormOrigin::WithoutToken => String::new(),
            FormOrigin::WithAnotherToken => format!("form_token={}", form_token("somebody else")),
            FormOrigin::Ours | FormOrigin::FromAnotherSite => {
                format!("form_token={}", form_token(session))
            }
        };
        let site = if sent == FormOrigin::FromAnotherSite { "cross-site" } else { "same-origin" };
        let mut request = Request::builder().method(route.method).uri(path);
        request = request.header("sec-fetch-site", site).header(header::HOST, "127.0.0.1:8080");
        if let Some(session) = &self.session {
            request = request.header(header::COOKIE, format!("session={session}"));
        }
        if !self.language.is_empty() {
            request = request.header(header::COOKIE, format!("language={}", self.language));
        }
        let body = if route.method == "POST" { Body::from(token) } else { Body::empty() };
        let form = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, form).body(body).unwrap();
        let response = self.fixture.router().oneshot(request).await.unwrap();
        let text = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (location, request_id) = (text("location"), text("x-request-id"));
        assert_eq!(request_id.len(), 16, "an answer without a number: {path}");
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        ProbeAnswer {
            status,
            location,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            request_id,
        }
    }
}

/// The form token of this session, calculated here and not requested.
fn form_token(session: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new().chain_update(b"countersign/form/1").chain_update(session).finalize();
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
