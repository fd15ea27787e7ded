//! A provider for tests that signs whatever it is told to.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_store::sign_in_policies::Provider;
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// The console's client id and secret there.
pub(super) const CLIENT: (&str, &str) = ("countersign", "hush, hush");

/// Its responses.
#[derive(Clone)]
pub(super) struct Says {
    /// The signed claims.
    pub(super) claims: Value,
    /// The name of its signature algorithm.
    pub(super) algorithm: &'static str,
    /// Whether it publishes another key.
    pub(super) other_key: bool,
    /// What it answers about a code instead.
    pub(super) instead: Option<(StatusCode, &'static str)>,
    /// Changes of its discovery document.
    pub(super) described: Value,
}

struct Inner {
    says: Mutex<Says>,
    /// What was received with the codes.
    heard: Mutex<Vec<(String, String)>>,
    issuer: String,
}

/// It runs until its test ends.
#[derive(Clone)]
pub(super) struct Liar(Arc<Inner>);

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn json_answer(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

impl Liar {
    /// Starts it on a separate port.
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let says = Says {
            claims: json!({}),
            algorithm: "EdDSA",
            other_key: false,
            instead: None,
            described: json!({}),
        };
        let inner = Inner { says: Mutex::new(says), heard: Mutex::new(Vec::new()), issuer };
        let liar = Self(Arc::new(inner));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(liar.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        liar
    }

    /// The provider as a company registers it.
    pub(super) fn provider(&self) -> Provider {
        let (id, secret) = CLIENT;
        Provider {
            issuer: self.0.issuer.clone(),
            client_id: id.to_owned(),
            client_secret: Some(secret.to_owned()),
            is_locked: false,
            other_audiences: Vec::new(),
        }
    }

    /// The claims of an honest provider for `subject`.
    pub(super) fn honestly(&self, subject: &str, nonce: &str, now: i64) -> Value {
        json!({
            "iss": self.0.issuer, "aud": CLIENT.0, "sub": subject, "nonce": nonce,
            "iat": now, "exp": now + 300,
        })
    }

    /// Changes its responses from now on.
    pub(super) fn tell(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.0.says.lock().unwrap());
    }

    /// What was received with the last code: the client's credentials and the form.
    pub(super) fn heard(&self) -> (String, String) {
        self.0.heard.lock().unwrap().last().cloned().unwrap()
    }
}

async fn description(State(liar): State<Liar>) -> Response {
    let issuer = &liar.0.issuer;
    let mut said = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/auth"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
    });
    let says = liar.0.says.lock().unwrap().clone();
    for (name, value) in says.described.as_object().unwrap() {
        said[name] = value.clone();
    }
    json_answer(&said)
}

async fn keys(State(liar): State<Liar>) -> Response {
    let other = liar.0.says.lock().unwrap().other_key;
    let public = text(pair(if other { 2 } else { 1 }).public_key());
    json_answer(&json!({ "keys": [
        { "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "k", "x": public },
    ] }))
}

async fn token(State(liar): State<Liar>, headers: HeaderMap, form: String) -> Response {
    let proof = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let proof = proof.unwrap_or_default().to_owned();
    liar.0.heard.lock().unwrap().push((proof, form));
    let says = liar.0.says.lock().unwrap().clone();
    if let Some((status, body)) = says.instead {
        let kind = [(header::CONTENT_TYPE, "application/json"), (header::LOCATION, "/token")];
        return (status, kind, body).into_response();
    }
    let head = json!({ "alg": says.algorithm, "typ": "JWT", "kid": "k" });
    let signed = format!("{}.{}", text(head.to_string()), text(says.claims.to_string()));
    let signature = match says.algorithm {
        "EdDSA" => text(pair(1).sign(signed.as_bytes())),
        "HS256" => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, CLIENT.1.as_bytes());
            text(hmac::sign(&key, signed.as_bytes()))
        }
        _ => String::new(),
    };
    json_answer(&json!({
        "access_token": "an access token", "token_type": "Bearer",
        "id_token": format!("{signed}.{signature}"),
    }))
}
