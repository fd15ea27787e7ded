//! A small browser without scripts: keeps cookies, sends the fields of forms that it was given.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::io;
use tower::ServiceExt;

/// A person's browser.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The token of the last forms.
    form_token: String,
    /// Its network address, for a proxy header.
    pub(crate) address: Option<&'static str>,
}

/// A response.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Page {
    /// The target of the redirect.
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// Fails if it is not an ordinary page with all of these texts.
    pub(crate) fn shows(&self, texts: &[&str]) {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.says(texts);
    }

    /// Fails if it is not a refusal with all of these texts.
    pub(crate) fn refuses(&self, texts: &[&str]) {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", self.body);
        self.says(texts);
    }

    /// Fails if a text is missing.
    pub(crate) fn says(&self, texts: &[&str]) {
        for text in texts {
            assert!(self.body.contains(text), "no {text:?} in {}", self.body);
        }
    }

    /// The text between two texts, at their first occurrence.
    pub(crate) fn between(&self, before: &str, after: &str) -> &str {
        let rest = self.body.split_once(before).map(|(_, rest)| rest);
        let found = rest.and_then(|rest| rest.split_once(after)).map(|(found, _)| found);
        found.unwrap_or_else(|| panic!("nothing between {before:?} and {after:?}: {}", self.body))
    }
}

impl Browser {
    /// A browser without cookies.
    pub(crate) const fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), form_token: String::new(), address: None }
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Changes the value of a cookie.
    pub(crate) fn put_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, String::new()).await
    }

    /// Opens a page and follows a few redirects.
    pub(crate) async fn follow(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            if page.status != StatusCode::SEE_OTHER {
                break;
            }
            let next = page.leads_to().to_owned();
            page = self.get(&next).await;
        }
        page
    }

    /// Sends a form of a page of this session.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("form_token", self.form_token.clone())];
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let body = serde_html_form::to_string(all).unwrap();
        self.send(Method::POST, path, body).await
    }

    /// Begins to send a form and never finishes.
    pub(crate) fn hang(&self, path: &str) -> impl Future<Output = ()> + use<> {
        let nothing_more = futures_util::stream::pending::<io::Result<Bytes>>();
        let request = Request::post(path).header("x-forwarded-for", self.address.unwrap());
        let request = request.body(Body::from_stream(nothing_more)).unwrap();
        let sent = self.router.clone().oneshot(request);
        async { drop(sent.await) }
    }

    /// Sends a form and follows redirects.
    pub(crate) async fn post_and_follow(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        let next = page.leads_to().to_owned();
        self.follow(&next).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(address) = self.address {
            request = request.header("x-forwarded-for", address);
        }
        let request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, "Small browser")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(set.to_str().unwrap());
        }
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        if let Some((_, rest)) = body.split_once("name=\"form_token\" value=\"") {
            rest.split('"').next().unwrap_or_default().clone_into(&mut self.form_token);
        }
        Page { status: parts.status, headers: parts.headers, body }
    }

    fn keep(&mut self, set: &str) {
        let (pair, attributes) = set.split_once(';').unwrap_or((set, ""));
        let (name, value) = pair.split_once('=').unwrap();
        match attributes.contains("Max-Age=0") {
            true => self.cookies.remove(name),
            false => self.cookies.insert(name.to_owned(), value.to_owned()),
        };
    }
}
