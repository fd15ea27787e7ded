//! The real provider: registering a client there, and signing in on its pages.

use countersign_store::sign_in_policies::Provider;
use countersign_testkit::companion::given;
use countersign_testkit::provider::VARIABLE;
use reqwest::{Client, Response, header, redirect};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The console's address.
pub(super) const ORIGIN: &str = "http://localhost";

/// The maximum number of pages until the return. A sign-in takes about eight.
const STEPS: usize = 16;

fn client() -> Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap()
}

/// Registers the console as a new client with these options.
pub(super) async fn registered(wishes: &[(&str, &str)]) -> Provider {
    registered_at(ORIGIN, wishes).await
}

/// The same, with another address of the console.
pub(super) async fn registered_at(origin: &str, wishes: &[(&str, &str)]) -> Provider {
    let issuer = given(VARIABLE);
    let mut asked = json!({ "redirect_uris": [format!("{origin}/sign-on/callback")] });
    for (name, value) in wishes {
        asked[*name] = json!(value);
    }
    let request = client().post(format!("{issuer}/reg"));
    let request = request.header(header::CONTENT_TYPE, "application/json").body(asked.to_string());
    let answer = request.send().await.unwrap().text().await.unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let text = |name: &str| answer[name].as_str().map(str::to_owned);
    let client_id = text("client_id").unwrap_or_else(|| panic!("{answer}"));
    let (client_secret, is_locked, other_audiences) = (text("client_secret"), false, Vec::new());
    Provider { issuer, client_id, client_secret, is_locked, other_audiences }
}

/// A person's browser at the provider.
pub(super) struct Visitor {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub(super) fn new() -> Self {
        Self { client: client(), cookies: BTreeMap::new() }
    }

    async fn ask(&mut self, address: &str, form: Option<String>) -> Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match form {
            None => self.client.get(address),
            Some(form) => {
                let kind = "application/x-www-form-urlencoded";
                self.client.post(address).header(header::CONTENT_TYPE, kind).body(form)
            }
        };
        let answer = request.header(header::COOKIE, cookies.join("; ")).send().await.unwrap();
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let (pair, _) = set.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// Signs in on the provider's pages as `login` and agrees to everything. Returns the address on
    /// the console's site that it redirects to.
    pub(super) async fn sign_in(&mut self, address: &str, login: &str) -> String {
        self.go(address, Some(login)).await
    }

    /// Goes there and cancels.
    pub(super) async fn give_up(&mut self, address: &str) -> String {
        self.go(address, None).await
    }

    async fn go(&mut self, address: &str, login: Option<&str>) -> String {
        let issuer = given(VARIABLE);
        let at = |fixture: &str| match fixture.starts_with('/') {
            true => format!("{issuer}{fixture}"),
            false => fixture.to_owned(),
        };
        let (mut address, mut form) = (address.to_owned(), None);
        for _ in 0..STEPS {
            let answer = self.ask(&address, form.take()).await;
            if let Some(fixture) = answer.headers().get(header::LOCATION) {
                let fixture = fixture.to_str().unwrap();
                if let Some(back) = fixture.strip_prefix(ORIGIN) {
                    return back.to_owned();
                }
                address = at(fixture);
                continue;
            }
            let page = answer.text().await.unwrap();
            let Some(login) = login else {
                address = at(&format!("{}/abort", address.trim_start_matches(&issuer)));
                continue;
            };
            let between = |before: &str| {
                let rest = page.split_once(before).map(|(_, rest)| rest);
                let found = rest.and_then(|rest| rest.split('"').next());
                found.unwrap_or_else(|| panic!("no {before} in {page}")).to_owned()
            };
            address = at(&between("action=\""));
            let prompt = between("name=\"prompt\" value=\"");
            form = Some(format!("prompt={prompt}&login={login}&password=x"));
        }
        panic!("the provider did not lead back, but to {address}")
    }
}
