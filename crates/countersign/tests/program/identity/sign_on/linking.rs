//! Linking an account: by an invitation, in one's account; and unlinking.

use super::*;
use crate::identity::fixture::{BEN, EVA, IDA, number};
use axum::http::StatusCode;
use countersign_app::identity::link::LinkPurpose;
use countersign_domain::actor::Role;
use countersign_store::people::{self, Membership, MembershipConsent};

/// Invited, and not asked yet.
const ASKED: MembershipConsent<'_> =
    MembershipConsent::Asked { name: "Ida Kiel", company_since: None };

/// Adds Ida, who has no password, to the distributor, invites her, and returns the link's address.
async fn invite(fixture: &IdentityFixture) -> String {
    let (person_id, company_id, role) = (number(IDA), NORD, Role::BillingManager);
    let join = async |tx: &mut Tx| {
        people::join(tx, &Membership { person_id, company_id, role }, ASKED).await
    };
    fixture.store.write(join).await.unwrap();
    fixture.link_at(LinkPurpose::Invitation, IDA, now()).await
}

#[tokio::test]
async fn an_invitation_links_the_account_once_and_lets_in_without_a_password() {
    let (fixture, provider) = fixture().await;
    let address = invite(&fixture).await;
    let mut browser = browser(&fixture);
    let host = provider.issuer.trim_start_matches("http://");
    browser.get(&address).await.shows(&["Welcome", &format!("Continue with {host}")]);
    let page = browser.post(&format!("{address}/sign-on"), &[]).await;
    let out = way_out(&page);
    // Nothing is used up before the person returns.
    self::browser(&fixture).get(&address).await.shows(&["Welcome"]);
    assert_eq!(come_back(&mut browser, &out, "ida-1").await.leads_to(), "/");
    browser.get("/").await.shows(&["Ida Kiel", "Nordlicht"]);
    browser
        .get("/account")
        .await
        .shows(&["You have no password", "This is your only way to sign in"]);
    let mut late = self::browser(&fixture);
    assert_eq!(late.get(&address).await.status, StatusCode::NOT_FOUND);
    let page = late.post(&format!("{address}/sign-on"), &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(sign_on(&mut late, "NORD", "ida-1").await.leads_to(), "/");
}

#[tokio::test]
async fn an_invitation_that_was_used_meanwhile_links_nobody() {
    let (fixture, _) = fixture().await;
    let address = invite(&fixture).await;
    let mut browser = browser(&fixture);
    browser.get(&address).await;
    let out = way_out(&browser.post(&format!("{address}/sign-on"), &[]).await);
    let password = [("password", "zwölf Äpfel, drei Birnen")];
    assert_eq!(self::browser(&fixture).post(&address, &password).await.leads_to(), "/");
    let page = come_back(&mut browser, &out, "ida-1").await;
    page.refuses(&["The invitation is no longer valid"]);
    sign_on(&mut browser, "NORD", "ida-1").await.refuses(&["not linked to an account here"]);
}

#[tokio::test]
async fn without_a_provider_an_invitation_speaks_of_none_and_a_reset_never_does() {
    let (fixture, provider) = fixture().await;
    let reset = fixture.link_at(LinkPurpose::Reset, BEN, now()).await;
    let invitation = invite(&fixture).await;
    let mut browser = browser(&fixture);
    for (address, has_provider) in [(&reset, true), (&invitation, false)] {
        give(&fixture, NORD, Some(&provider).filter(|_| has_provider)).await;
        let page = browser.get(address).await;
        page.shows(&[]);
        assert!(!page.body.contains("Continue with"), "{}", page.body);
        let page = browser.post(&format!("{address}/sign-on"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_account_is_linked_and_unlinked_by_who_knows_the_password() {
    let (fixture, _) = fixture().await;
    let mut eva = signed_in(&fixture, EVA).await;
    eva.get("/account").await.shows(&["You can link your account at 127.0.0.1:"]);
    for path in ["/account/provider/link", "/account/provider/unlink"] {
        eva.post(path, &[("current", "wrong")]).await.refuses(&["Your password is wrong"]);
    }
    link(&fixture, EVA, "eva-1").await;
    eva.get("/account").await.shows(&["Known there as", "eva-1", "Remove the link"]);
    let mut other = browser(&fixture);
    assert_eq!(sign_on(&mut other, "NORD", "eva-1").await.leads_to(), "/");
    let page = eva.post_and_follow("/account/provider/unlink", &[("current", PASSWORD)]).await;
    page.shows(&["The link has been removed", "You can link your account"]);
    assert_eq!(other.get("/").await.leads_to(), "/sign-in?next=%2F");
    sign_on(&mut other, "NORD", "eva-1").await.refuses(&["not linked to an account here"]);
}

#[tokio::test]
async fn an_administrator_sees_who_is_linked_and_removes_the_link_of_others() {
    let (fixture, _) = fixture().await;
    let mut eva = signed_in(&fixture, EVA).await;
    let ben = format!("/people/{}", number(BEN));
    let page = eva.get(&ben).await;
    page.shows(&["Single sign-on"]);
    assert!(!page.body.contains("/unlink"), "there is nothing to remove");
    link(&fixture, BEN, "ben-1").await;
    link(&fixture, EVA, "eva-1").await;
    eva.get(&ben).await.shows(&["127.0.0.1:", "ben-1", "Remove the link"]);
    let own = eva.get(&format!("/people/{}", number(EVA))).await;
    assert!(own.body.contains("eva-1") && !own.body.contains("/unlink"), "that is in the account");
    let mut other = browser(&fixture);
    assert_eq!(sign_on(&mut other, "NORD", "ben-1").await.leads_to(), "/");
    eva.get(&ben).await;
    let page = eva.post_and_follow(&format!("{ben}/unlink"), &[]).await;
    page.shows(&["The link to the identity provider has been removed"]);
    assert!(!page.body.contains("ben-1"), "{}", page.body);
    assert_eq!(other.get("/").await.leads_to(), "/sign-in?next=%2F");
    sign_on(&mut other, "NORD", "ben-1").await.refuses(&["not linked to an account here"]);
    assert_eq!(sign_on(&mut other, "NORD", "eva-1").await.leads_to(), "/");
}

#[tokio::test]
async fn whoever_unlinks_what_they_came_in_by_is_out() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut browser = browser(&fixture);
    assert_eq!(sign_on(&mut browser, "NORD", "eva-1").await.leads_to(), "/");
    browser.get("/account").await;
    let page = browser.post("/account/provider/unlink", &[("current", PASSWORD)]).await;
    assert_eq!(page.leads_to(), "/sign-in");
    assert_eq!(browser.get("/").await.leads_to(), "/sign-in?next=%2F");
}

#[tokio::test]
async fn another_account_takes_the_place_of_the_one_before() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut before = browser(&fixture);
    assert_eq!(sign_on(&mut before, "NORD", "eva-1").await.leads_to(), "/");
    link(&fixture, EVA, "eva-2").await;
    assert_eq!(before.get("/").await.leads_to(), "/sign-in?next=%2F");
    let mut browser = browser(&fixture);
    sign_on(&mut browser, "NORD", "eva-1").await.refuses(&["not linked to an account here"]);
    assert_eq!(sign_on(&mut browser, "NORD", "eva-2").await.leads_to(), "/");
}

#[tokio::test]
async fn one_account_is_one_person_of_a_company() {
    let (fixture, _) = fixture().await;
    link(&fixture, EVA, "eva-1").await;
    let mut ben = signed_in(&fixture, BEN).await;
    ben.get("/account").await;
    let out = way_out(&ben.post("/account/provider/link", &[("current", PASSWORD)]).await);
    let page = come_back(&mut ben, &out, "eva-1").await;
    page.refuses(&["linked to another person of this company"]);
    let mut browser = browser(&fixture);
    assert_eq!(sign_on(&mut browser, "NORD", "eva-1").await.leads_to(), "/");
    browser.get("/").await.shows(&["Eva Lind"]);
    // An invitation that can link nobody still opens.
    let address = invite(&fixture).await;
    let mut ida = self::browser(&fixture);
    ida.get(&address).await;
    let out = way_out(&ida.post(&format!("{address}/sign-on"), &[]).await);
    come_back(&mut ida, &out, "eva-1").await.refuses(&["linked to another person"]);
    ida.get(&address).await.shows(&["Welcome"]);
}

#[tokio::test]
async fn what_one_began_in_ones_account_ends_in_no_other() {
    let (fixture, _) = fixture().await;
    let mut eva = signed_in(&fixture, EVA).await;
    eva.get("/account").await;
    let out = way_out(&eva.post("/account/provider/link", &[("current", PASSWORD)]).await);
    eva.get("/account").await;
    eva.post("/sign-out", &[]).await;
    eva.post("/sign-in", &[("email", BEN), ("password", PASSWORD)]).await;
    let page = come_back(&mut eva, &out, "eva-1").await;
    page.refuses(&["is no longer signed in"]);
    sign_on(&mut eva, "NORD", "eva-1").await.refuses(&["not linked to an account here"]);
}
