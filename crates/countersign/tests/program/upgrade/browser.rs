//! A browser that keeps its cookies and the token of the last form.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use tower::ServiceExt;

/// A person's browser.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    form_token: String,
}

/// A response.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Page {
    /// Fails if the response is no page.
    pub(crate) fn shown(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self
    }

    /// Fails if the response is no redirect.
    pub(crate) fn leads_on(self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.location
    }

    /// The addresses of the page's links that begin with `start`, without duplicates.
    pub(crate) fn links(&self, start: &str) -> Vec<String> {
        let links = self.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let ours = links.filter(|link| link.starts_with(start));
        let mut links: Vec<String> = ours.map(|link| link.replace("&#38;", "&")).collect();
        links.sort();
        links.dedup();
        links
    }

    /// The value of a field.
    pub(crate) fn field(&self, name: &str) -> String {
        let at = self.body.find(&format!("name=\"{name}\""));
        let at = at.unwrap_or_else(|| panic!("no field {name} in {}", self.body));
        let tag = &self.body[self.body[..at].rfind('<').unwrap()..];
        let tag = tag.split('>').next().unwrap();
        tag.split("value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap()).to_owned()
    }
}

impl Browser {
    /// A browser without cookies, or with that of a session.
    pub(crate) fn new(router: Router, session: Option<String>) -> Self {
        let cookies = session.map(|token| ("session".to_owned(), token)).into_iter().collect();
        Self { router, cookies, form_token: String::new() }
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("form_token", self.form_token.as_str())];
        all.extend(fields);
        let body = serde_html_form::to_string(all).unwrap();
        self.send(Method::POST, path, body).await
    }

    /// Opens the form of a page and sends it with some fields changed.
    pub(crate) async fn change(&mut self, path: &str, typed: &[(&str, &str)]) -> Page {
        let form = self.get(path).await.shown();
        let names = form.body.split("name=\"was-").skip(1);
        let names = names.filter_map(|rest| rest.split('"').next());
        let mut fields = Vec::new();
        for name in names {
            let was = form.field(&format!("was-{name}"));
            let over = typed.iter().find(|(typed, _)| *typed == name);
            let now = over.map_or_else(|| was.clone(), |(_, value)| (*value).to_owned());
            fields.extend([(format!("was-{name}"), was), (name.to_owned(), now)]);
        }
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, &fields).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::USER_AGENT, "Small browser")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        if let Some((_, rest)) = body.split_once("name=\"form_token\" value=\"") {
            rest.split('"').next().unwrap_or_default().clone_into(&mut self.form_token);
        }
        let location = parts.headers.get(header::LOCATION).and_then(|it| it.to_str().ok());
        Page { status: parts.status, location: location.unwrap_or_default().to_owned(), body }
    }
}
