//! A person's browser in front of a running `serve`.

use crate::databases::fixture::{Serving, session};
use countersign_app::clock::Clock;
use countersign_store::{DatabaseUrl, Store};
use countersign_web::csrf;
use reqwest::header::{self, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use std::time::Duration;

/// Longer than a session's last use may be unrecorded.
const SOME_TIME_AGO: i64 = -10 * 60_000_000;

/// An answer that arrived.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

/// The browser of the operator's Administrator.
pub(crate) struct Browser {
    client: Client,
    origin: String,
    token: String,
}

impl Browser {
    /// Opens a session in the database at `url`, whose last use was some time ago.
    pub(crate) async fn new(url: &str) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        // A connection whose upload was refused takes no other request.
        let client = Client::builder().no_proxy().redirect(Policy::none());
        let client = client.pool_max_idle_per_host(0);
        let client = client.timeout(Duration::from_secs(30)).build().unwrap();
        let store = Store::open(&DatabaseUrl::parse(url).unwrap()).await.unwrap();
        let at = Clock::default().machine_time().plus_micros(SOME_TIME_AGO);
        let token = session(&store, url, at).await;
        Self { client, origin: String::new(), token }
    }

    /// From now on it asks this one.
    pub(crate) fn turn_to(&mut self, serving: &Serving) {
        serving.origin.clone_into(&mut self.origin);
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_at(&self.origin, path).await
    }

    pub(crate) async fn get_at(&self, origin: &str, path: &str) -> Answer {
        let request = self.client.get(format!("{origin}{path}"));
        self.ask(request).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str) -> Answer {
        let request = self.client.post(format!("{}{path}", self.origin));
        let request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(format!("{}={}", csrf::FIELD, csrf::token(&self.token)));
        self.ask(request).await
    }

    /// Uploads a file to be imported.
    pub(crate) async fn upload(&self, name: &str, content: &str) -> Answer {
        let (field, token) = (csrf::FIELD, csrf::token(&self.token));
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{token}\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\
             \r\n--cut--\r\n"
        );
        let request = self.client.post(format!("{}/imports", self.origin));
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut");
        self.ask(request.body(body)).await
    }

    async fn ask(&self, request: RequestBuilder) -> Answer {
        let request = request.header(header::COOKIE, format!("session={}", self.token));
        let answer = request.header("sec-fetch-site", "same-origin").send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.unwrap() }
    }
}
