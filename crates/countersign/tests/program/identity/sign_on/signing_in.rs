//! Signing in: who gets access, as whom, and who does not.

use super::provider::{Visitor, registered};
use super::*;
use crate::identity::fixture::{BEN, EVA, OLE};
use axum::http::StatusCode;
use countersign_store::external_identities::{self, SubjectKey};

#[tokio::test]
async fn whoever_is_linked_comes_in_and_leads_on_to_where_they_were_going() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut browser = browser(&fixture);
    browser.get("/sign-in").await.shows(&["Sign in with your company’s identity provider"]);
    let fields = [("company", " NORD "), ("next", "/usage-reports")];
    let page = browser.post("/sign-in/company", &fields).await;
    let address = way_out(&page);
    for part in ["response_type=code", "scope=openid", "code_challenge_method=S256", "nonce="] {
        assert!(address.contains(part), "no {part} in {address}");
    }
    assert!(browser.cookie("sign-on").is_some());
    let page = come_back(&mut browser, &address, "eva-1").await;
    assert_eq!(page.leads_to(), "/usage-reports");
    assert_eq!(browser.cookie("sign-on"), None);
    browser.get("/").await.shows(&["Eva Lind", "Nordlicht"]);
    browser.get("/account").await.shows(&["by your company’s identity provider", "eva-1"]);
}

#[tokio::test]
async fn whoever_came_in_this_way_acts_for_that_company_only() {
    let (fixture, provider) = fixture().await;
    give(&fixture, FJORD, Some(&provider)).await;
    let mut ole = signed_in(&fixture, OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    ole.get("/account").await.shows(&["act for Fjordnett only"]);
    let page = ole.post("/account/provider/link", &[("current", PASSWORD)]).await;
    let address = way_out(&page);
    assert_eq!(come_back(&mut ole, &address, "ole-1").await.leads_to(), "/account");
    let mut browser = browser(&fixture);
    assert_eq!(sign_on(&mut browser, "FJORD", "ole-1").await.leads_to(), "/");
    let page = browser.get("/").await;
    page.shows(&["Fjordnett"]);
    assert!(!page.body.contains("Act as another company"));
    let page = browser.post("/companies/choose", &[("company", "2")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    // The other company has the same provider, and no person with this subject.
    sign_on(&mut browser, "NORD", "ole-1").await.refuses(&["not linked to an account here"]);
}

#[tokio::test]
async fn every_usual_signature_and_way_to_prove_oneself_will_do() {
    let fixture = IdentityFixture::new().await;
    for (number, wishes) in [
        [("id_token_signed_response_alg", "RS256"), ("token_endpoint_auth_method", "none")],
        [("id_token_signed_response_alg", "PS256"), ("application_type", "web")],
        [("id_token_signed_response_alg", "ES256"), ("application_type", "web")],
        [("id_token_signed_response_alg", "EdDSA"), ("application_type", "web")],
    ]
    .iter()
    .enumerate()
    {
        let provider = registered(wishes).await;
        assert_eq!(provider.client_secret.is_none(), number == 0, "{wishes:?}");
        give(&fixture, NORD, Some(&provider)).await;
        link(&fixture, EVA, &format!("eva-{number}")).await;
        let mut browser = browser(&fixture);
        let page = sign_on(&mut browser, "NORD", &format!("eva-{number}")).await;
        assert_eq!(page.leads_to(), "/", "{wishes:?}");
    }
}

#[tokio::test]
async fn the_same_address_of_mail_lets_nobody_in() {
    let (fixture, _) = fixture().await;
    // The provider claims the verified address eva@nordlicht.example for this subject.
    let mut browser = browser(&fixture);
    let page = sign_on(&mut browser, "NORD", "eva").await;
    page.refuses(&["not linked to an account here", "Ask an Administrator", "Back to sign-in"]);
    assert_eq!(browser.cookie("session"), None);
    assert_eq!(browser.get("/").await.leads_to(), "/sign-in?next=%2F");
}

#[tokio::test]
async fn whoever_was_let_go_stays_out_and_comes_back_only_by_a_new_link() {
    let (fixture, _) = fixture().await;
    link(&fixture, BEN, "ben-1").await;
    let mut ben = browser(&fixture);
    assert_eq!(sign_on(&mut ben, "NORD", "ben-1").await.leads_to(), "/");
    let mut eva = signed_in(&fixture, EVA).await;
    assert_eq!(eva.post("/people/2/remove", &[]).await.leads_to(), "/people");
    assert_eq!(ben.get("/").await.leads_to(), "/sign-in?next=%2F");
    let mut late = browser(&fixture);
    sign_on(&mut late, "NORD", "ben-1").await.refuses(&["not linked to an account here"]);
    let fields = [("email", BEN), ("name", "Ben Horn"), ("role", "Billing Manager")];
    eva.post("/people/add", &fields).await.shows(&["/link/"]);
    sign_on(&mut late, "NORD", "ben-1").await.refuses(&["not linked to an account here"]);
}

#[tokio::test]
async fn another_provider_ends_what_the_one_before_opened() {
    let (fixture, provider) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut browser = browser(&fixture);
    assert_eq!(sign_on(&mut browser, "NORD", "eva-1").await.leads_to(), "/");
    let mut eva = signed_in(&fixture, EVA).await;
    browser.get("/account").await;
    let address = leave(&mut browser, "NORD").await;
    let form =
        |issuer: &str| [("issuer", issuer.to_owned()), ("client_id", provider.client_id.clone())];
    let other = form("https://id.example");
    let other: Vec<_> = other.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(eva.post("/people/sign-in", &other).await.leads_to(), "/people/sign-in");
    assert_eq!(browser.get("/").await.leads_to(), "/sign-in?next=%2F");
    let page = come_back(&mut browser, &address, "eva-1").await;
    page.refuses(&["no longer signs in with this identity provider"]);
    eva.get("/").await.shows(&["Eva Lind"]);
    // The same subject of another issuer, which nobody linked.
    let key = SubjectKey { company_id: NORD, issuer: "https://id.example", subject: "eva-1" };
    let mut tx = fixture.store.read().await.unwrap();
    assert_eq!(external_identities::find(&mut tx, key).await.unwrap(), None);
}

#[tokio::test]
async fn the_provider_is_trusted_to_ask_for_a_second_factor() {
    let (fixture, provider) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    fixture.give_factor(EVA).await;
    let policy = Policy { second_factor_required: true, provider: Some(provider) };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, NORD, &policy).await;
    fixture.store.write(put).await.unwrap();
    let mut browser = browser(&fixture);
    assert_eq!(sign_on(&mut browser, "NORD", "eva-1").await.leads_to(), "/");
    browser.get("/").await.shows(&["Eva Lind"]);
    let mut by_password = self::browser(&fixture);
    let page = by_password.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    assert_eq!(page.leads_to(), "/sign-in/code?next=%2F");
}

#[tokio::test]
async fn who_turns_round_at_the_provider_is_told_so() {
    let (fixture, _) = fixture().await;
    let mut browser = browser(&fixture);
    let address = leave(&mut browser, "NORD").await;
    let back = Visitor::new().give_up(&address).await;
    assert!(back.contains("error=access_denied"), "{back}");
    browser.get(&back).await.refuses(&["refused the sign-in"]);
}
