//! A small browser: keeps the session, reads the form token, and follows no redirect by itself.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A person's browser.
pub(crate) struct Browser {
    router: Router,
    session: String,
    token: String,
}

/// A response.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) notice: bool,
    /// The header that says how a file is saved.
    pub(crate) disposition: String,
    pub(crate) body: String,
}

impl Page {
    /// Whether the page contains this text.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Fails if the page is incomplete or lacks one of these texts.
    pub(crate) fn expect(self, texts: &[&str]) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        for text in texts {
            assert!(self.has(text), "no {text:?} in {}", self.body);
        }
        self
    }

    /// Fails if the response is no redirect, and returns its target.
    pub(crate) fn leads_on(self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.location
    }
}

impl Browser {
    /// A browser with the cookie of a session.
    pub(crate) async fn open(router: Router, session: &str) -> Self {
        let mut browser = Self { router, session: session.to_owned(), token: String::new() };
        let page = browser.get("/").await;
        let field = "name=\"form_token\" value=\"";
        let token = page.body.split(field).nth(1).and_then(|rest| rest.split('"').next());
        token.unwrap_or_default().clone_into(&mut browser.token);
        browser
    }

    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with the token of the session.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("form_token", self.token.as_str())];
        all.extend(fields);
        let body = serde_html_form::to_string(all).unwrap();
        let form = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(form.unwrap()).await
    }

    /// Sends any request with the cookie of the session.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        let cookie = format!("session={}", self.session).parse().unwrap();
        request.headers_mut().insert(header::COOKIE, cookie);
        let site = request.headers_mut().entry("sec-fetch-site");
        site.or_insert(HeaderValue::from_static("same-origin"));
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let location = text(header::LOCATION).unwrap_or_default().to_owned();
        let disposition = text(header::CONTENT_DISPOSITION).unwrap_or_default().to_owned();
        let notice = text(header::SET_COOKIE).is_some_and(|set| set.starts_with("notice="));
        let bytes = response.into_body().collect().await.map(http_body_util::Collected::to_bytes);
        let body = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        Page { status, location, notice, disposition, body }
    }
}
