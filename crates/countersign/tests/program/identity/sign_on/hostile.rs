//! A provider that lies, or is not the one that it claims to be, gives nobody access.

use super::lying_provider::{CLIENT, Liar, Says};
use super::*;
use crate::identity::fixture::{EVA, number};
use crate::log::Log;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_store::external_identities::{self, SubjectKey};
use countersign_store::sign_in_policies::Provider;
use serde_json::json;
use sha2::{Digest, Sha256};

const UNTRUSTED: &str = "verify your identity provider";
const OUT_OF_REACH: &str = "t reach your company";

/// A change of its responses.
type Twist = Box<dyn FnOnce(&mut Says)>;

/// An installation whose distributor uses it as provider and knows Eva as `eva-1`.
async fn deceived() -> (IdentityFixture, Liar) {
    let (fixture, liar) = (IdentityFixture::new().await, Liar::start().await);
    let provider = liar.provider();
    give(&fixture, NORD, Some(&provider)).await;
    let key = SubjectKey { company_id: NORD, issuer: &provider.issuer, subject: "eva-1" };
    let link = async |tx: &mut Tx| external_identities::link(tx, number(EVA), key, now()).await;
    fixture.store.write(link).await.unwrap();
    (fixture, liar)
}

/// The value of a parameter in an address.
fn asked<'a>(address: &'a str, name: &str) -> &'a str {
    let (_, query) = address.split_once('?').unwrap();
    let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    found.unwrap_or_else(|| panic!("no {name} in {address}"))
}

/// Signs in with the changed responses and returns the console's response.
async fn try_with(fixture: &IdentityFixture, liar: &Liar, change: impl FnOnce(&mut Says)) -> Page {
    let mut browser = browser(fixture);
    let address = leave(&mut browser, "NORD").await;
    let honest = liar.honestly("eva-1", asked(&address, "nonce"), now().micros() / 1_000_000);
    liar.tell(|says| {
        says.claims = honest;
        change(says);
    });
    let state = asked(&address, "state");
    let page = browser.get(&format!("/sign-on/callback?code=c0de&state={state}")).await;
    let came_in = page.status == StatusCode::SEE_OTHER;
    assert_eq!(browser.cookie("session").is_some(), came_in);
    page
}

#[tokio::test]
async fn what_it_says_honestly_is_believed_and_the_code_is_proved_to_be_ours() {
    let (fixture, liar) = deceived().await;
    let mut browser = browser(&fixture);
    let address = leave(&mut browser, "NORD").await;
    let (nonce, state) = (asked(&address, "nonce"), asked(&address, "state"));
    let honest = liar.honestly("eva-1", nonce, now().micros() / 1_000_000);
    liar.tell(|says| says.claims = honest);
    let issuer = liar.provider().issuer.replace(':', "%3A").replace('/', "%2F");
    let back = format!("/sign-on/callback?code=c0de&state={state}&iss={issuer}");
    assert_eq!(browser.get(&back).await.leads_to(), "/");
    let (proof, form) = liar.heard();
    let form = format!("?{form}");
    assert_eq!(asked(&form, "code"), "c0de");
    assert_eq!(asked(&form, "redirect_uri"), "http%3A%2F%2Flocalhost%2Fsign-on%2Fcallback");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(asked(&form, "code_verifier")));
    assert_eq!(challenge, asked(&address, "code_challenge"));
    let (id, secret) = CLIENT;
    let secret = secret.replace(", ", "%2C+");
    assert_eq!(proof, format!("Basic {}", STANDARD.encode(format!("{id}:{secret}"))));
}

#[tokio::test]
async fn what_does_not_hold_lets_nobody_in() {
    let (fixture, liar) = deceived().await;
    let of = |name: &'static str, value: serde_json::Value| {
        move |says: &mut Says| says.claims[name] = value
    };
    let without = |name: &'static str| {
        move |says: &mut Says| {
            says.claims.as_object_mut().unwrap().remove(name);
        }
    };
    let past = now().micros() / 1_000_000 - 1;
    let lies: Vec<(&str, Twist)> = vec![
        ("another nonce", Box::new(of("nonce", json!("another")))),
        ("no nonce", Box::new(without("nonce"))),
        ("for somebody else", Box::new(of("aud", json!("another")))),
        ("for others too", Box::new(of("aud", json!([CLIENT.0, "another"])))),
        ("for nobody", Box::new(of("aud", json!([])))),
        ("by another issuer", Box::new(of("iss", json!("https://id.example")))),
        ("too old", Box::new(of("exp", json!(past)))),
        ("another key", Box::new(|says| says.other_key = true)),
        ("a shared secret", Box::new(|says| says.algorithm = "HS256")),
    ];
    for (lie, change) in lies {
        let page = try_with(&fixture, &liar, change).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{lie}: {}", page.body);
        assert!(page.body.contains(UNTRUSTED), "{lie}: {}", page.body);
        liar.tell(|says| (says.algorithm, says.other_key) = ("EdDSA", false));
    }
    // A response that cannot be read is no response.
    let unsigned: [fn(&mut Says); 2] =
        [|says| says.algorithm = "none", |says| says.claims["sub"] = json!(null)];
    for change in unsigned {
        let page = try_with(&fixture, &liar, change).await;
        assert!(!page.status.is_redirection(), "{}", page.body);
        liar.tell(|says| says.algorithm = "EdDSA");
    }
    let page = try_with(&fixture, &liar, |_| {}).await;
    assert_eq!(page.leads_to(), "/");
}

#[tokio::test]
async fn what_is_signed_for_others_too_counts_where_it_was_signed_for_us_or_the_company_says_so() {
    let (fixture, liar) = deceived().await;
    let both = json!([CLIENT.0, "another"]);
    for (others, party, comes_in) in [
        ("", Some(CLIENT.0), true),
        ("", Some("another"), false),
        ("", None, false),
        ("third", None, false),
        ("another third", None, true),
        ("another", Some("another"), false),
    ] {
        let other_audiences = others.split(' ').map(str::to_owned).collect();
        let provider = Provider { other_audiences, ..liar.provider() };
        give(&fixture, NORD, Some(&provider)).await;
        let page = try_with(&fixture, &liar, |says| {
            says.claims["aud"] = both.clone();
            if let Some(party) = party {
                says.claims["azp"] = json!(party);
            }
        });
        let page = page.await;
        let told = format!("{others:?} {party:?}: {}", page.body);
        assert_eq!(page.status == StatusCode::SEE_OTHER, comes_in, "{told}");
        assert!(comes_in || page.body.contains(UNTRUSTED), "{told}");
    }
}

#[tokio::test]
async fn what_it_answers_instead_is_told_calmly() {
    let (fixture, liar) = deceived().await;
    for (status, body, told) in [
        (StatusCode::BAD_REQUEST, "{\"error\":\"invalid_grant\"}", "refused the sign-in"),
        (StatusCode::UNAUTHORIZED, "{\"error\":\"invalid_client\"}", "refused the sign-in"),
        (StatusCode::OK, "{}", OUT_OF_REACH),
        (StatusCode::OK, "not json", OUT_OF_REACH),
        (StatusCode::INTERNAL_SERVER_ERROR, "", OUT_OF_REACH),
        (StatusCode::TEMPORARY_REDIRECT, "", OUT_OF_REACH),
        (StatusCode::OK, "{\"access_token\":\"x\",\"token_type\":\"Bearer\"}", UNTRUSTED),
    ] {
        let page = try_with(&fixture, &liar, |says| says.instead = Some((status, body))).await;
        assert!(page.body.contains(told), "{status} {body}: {}", page.body);
    }
    let long: &'static str = Box::leak(" ".repeat(300 << 10).into_boxed_str());
    let page = try_with(&fixture, &liar, |says| says.instead = Some((StatusCode::OK, long))).await;
    page.says(&[OUT_OF_REACH]);
}

#[tokio::test]
async fn a_description_that_is_not_its_own_or_leads_astray_is_not_followed() {
    let (fixture, liar) = deceived().await;
    for described in [
        json!({ "issuer": "https://id.example" }),
        json!({ "authorization_endpoint": "javascript:alert(1)" }),
        json!({ "authorization_endpoint": "no address" }),
        json!({ "jwks_uri": "file:///etc/passwd" }),
        // Internal machines that it wants the console to contact.
        json!({ "jwks_uri": "http://169.254.169.254/latest" }),
        json!({ "jwks_uri": "http://[::ffff:10.0.0.1]/" }),
        json!({ "issuer": null }),
    ] {
        liar.tell(|says| says.described = described.clone());
        let mut browser = browser(&fixture);
        let page = browser.post("/sign-in/company", &[("company", "NORD")]).await;
        assert_eq!(page.status, StatusCode::BAD_GATEWAY, "{described}: {}", page.body);
        page.says(&[OUT_OF_REACH]);
        assert!(!page.headers.contains_key("refresh"), "{described}");
    }
}

#[tokio::test]
async fn an_answer_in_the_name_of_another_provider_is_refused() {
    let (fixture, _) = deceived().await;
    let mut browser = browser(&fixture);
    let address = leave(&mut browser, "NORD").await;
    let state = asked(&address, "state");
    let back = format!("/sign-on/callback?code=c0de&state={state}&iss=https%3A%2F%2Fid.example");
    browser.get(&back).await.refuses(&[UNTRUSTED]);
}

#[tokio::test]
async fn what_the_log_says_holds_nothing_that_lets_in() {
    let (fixture, liar) = deceived().await;
    let log = Log::listen();
    let page = try_with(&fixture, &liar, |says| says.claims["nonce"] = json!("another")).await;
    page.says(&[UNTRUSTED]);
    let (_, form) = liar.heard();
    let page = try_with(&fixture, &liar, |says| {
        says.instead = Some((StatusCode::BAD_REQUEST, "{\"error\":\"c0de was wrong\"}"));
    })
    .await;
    page.says(&["refused the sign-in"]);
    assert_eq!(try_with(&fixture, &liar, |says| says.instead = None).await.leads_to(), "/");
    let told = log.text();
    assert!(told.contains("single sign-on failed"), "{told}");
    let form = format!("?{form}");
    for secret in ["hush", "an access token", "c0de", asked(&form, "code_verifier")] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}
