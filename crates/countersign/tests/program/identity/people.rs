//! A company's people: who sees them, who manages them, and what nobody can do.

use crate::identity::browser::Page;
use crate::identity::fixture::{BEN, EVA, IDA, IdentityFixture, OLE, OPA, PASSWORD, number};
use axum::http::StatusCode;
use countersign_app::identity::link::LinkPurpose;
use countersign_domain::actor::Role;
use countersign_store::Tx;
use countersign_store::people::{self, Membership, MembershipConsent};
use countersign_store::sign_in_policies::{self, Policy};

const NEW_PASSWORD: &str = "neun Enten baden im Regen";

fn path(email: &str, rest: &str) -> String {
    format!("/people/{}{rest}", number(email))
}

/// The address of a link that a page shows, without the site.
fn link(page: &Page) -> String {
    let address = page.between("<code class=\"secret mono\">", "</code>");
    address.strip_prefix("http://localhost").unwrap().to_owned()
}

async fn role(fixture: &IdentityFixture, email: &str, company_id: i64) -> Option<Role> {
    let mut tx = fixture.store.read().await.unwrap();
    let membership = people::membership(&mut tx, number(email), company_id).await.unwrap();
    membership.map(|membership| membership.role)
}

#[tokio::test]
async fn administrators_see_everybody_and_the_others_themselves() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people").await.shows(&["Eva Lind", "Ben Horn", "Ole Berg", "Add a person"]);
    let mut ben = fixture.signed_in(BEN).await;
    let page = ben.get("/people").await;
    page.shows(&["Ben Horn", "You see only yourself here"]);
    assert!(!page.body.contains("Eva Lind") && !page.body.contains("/people/add"));
    for closed in ["/people/add", "/people/sign-in", "/people/1", "/people/2/remove"] {
        assert_eq!(ben.get(closed).await.status, StatusCode::FORBIDDEN, "{closed}");
    }
    for closed in ["/people/add", "/people/sign-in", "/people/1/role", "/people/1/link"] {
        assert_eq!(ben.post(closed, &[]).await.status, StatusCode::FORBIDDEN, "{closed}");
    }
}

#[tokio::test]
async fn another_companys_people_do_not_exist() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    for closed in [path(OPA, ""), path(IDA, ""), path(OPA, "/remove"), "/people/99".to_owned()] {
        assert_eq!(eva.get(&closed).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    for closed in ["/people?company=FJORD", "/people/add?company=operator", "/people?company=X"] {
        assert_eq!(eva.get(closed).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    let role = ("role", "Administrator");
    for closed in [path(OPA, "/role"), path(OPA, "/link"), path(OPA, "/remove")] {
        assert_eq!(eva.post(&closed, &[role]).await.status, StatusCode::NOT_FOUND, "{closed}");
    }
    let fields = [role, ("company", "FJORD")];
    let page = eva.post(&path(OLE, "/role"), &fields).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

/// Anyone can be invited, and shows nothing of what they have because of it.
#[tokio::test]
async fn an_invited_person_shows_no_passkeys_and_keys() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let fields = [("email", IDA), ("name", "Ida"), ("role", "Billing Manager")];
    eva.post("/people/add", &fields).await;
    eva.get("/people").await.shows(&[IDA, "not yet accepted"]);
    assert_eq!(eva.get(&path(IDA, "/keys")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(eva.get(&path(BEN, "/keys")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_person_comes_in_by_the_link_that_is_shown_once() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people/add").await.shows(&["Add a person"]);
    let fields = |email, name, role| [("email", email), ("name", name), ("role", role)];
    for (email, name, role, why) in [
        ("x", "Nina", "Administrator", "Enter an e-mail address"),
        ("nina@x.example", " ", "Administrator", "Enter a name"),
        ("nina@x.example", "Nin\u{202e}a", "Administrator", "Enter a name"),
        ("nina\u{200b}@x.example", "Nina", "Administrator", "Enter an e-mail address"),
        ("nina@x.example", "Nina", "Emperor", "Choose a role"),
        ("BEN@nordlicht.example", "Ben", "Administrator", "already belongs to the company"),
    ] {
        eva.post("/people/add", &fields(email, name, role)).await.refuses(&[why]);
    }
    let page = eva.post("/people/add", &fields("nina@x.example", "Nina", "Billing Manager")).await;
    page.shows(&["Invitation", "Nina", "within seven days"]);
    let address = link(&page);
    eva.get("/people").await.shows(&["nina@x.example", "not yet accepted"]);
    let mut nina = fixture.browser();
    nina.get(&address).await.shows(&["Welcome", "Nina"]);
    nina.post(&address, &[("password", NEW_PASSWORD)]).await;
    nina.get("/").await.shows(&["Nina", "Nordlicht"]);
}

#[tokio::test]
async fn roles_change_and_the_last_administrator_stays() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let to = |role| [("role", role)];
    let page = eva.post_and_follow(&path(EVA, "/role"), &to("Billing Manager")).await;
    page.shows(&["last Administrator. Make another person"]);
    assert_eq!(role(&fixture, EVA, 2).await, Some(Role::Administrator));
    let page = eva.post_and_follow(&path(EVA, "/remove"), &[]).await;
    page.shows(&["last Administrator. Make another person"]);
    let page = eva.post_and_follow(&path(BEN, "/role"), &to("Administrator")).await;
    page.shows(&["The role has been changed."]);
    assert_eq!(role(&fixture, BEN, 2).await, Some(Role::Administrator));
    let page = eva.post(&path(BEN, "/role"), &to("Emperor")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    eva.post(&path(EVA, "/role"), &to("Billing Manager")).await;
    // From now on she manages nobody.
    assert_eq!(eva.get("/people/add").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_administrator_ends_sessions_that_act_as_the_company_and_no_others() {
    let fixture = IdentityFixture::new().await;
    let (mut eva, mut ben) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    let (mut ole, mut elsewhere) = (fixture.signed_in(OLE).await, fixture.signed_in(OLE).await);
    ole.post("/companies/choose", &[("company", "2")]).await;
    elsewhere.post("/companies/choose", &[("company", "3")]).await;
    eva.get(&path(BEN, "")).await.shows(&["acts for Nordlicht ends"]);
    for email in [BEN, OLE] {
        let page = eva.post_and_follow(&path(email, "/sessions"), &[]).await;
        page.shows(&["This person’s sessions have ended."]);
    }
    assert_eq!(ben.get("/").await.leads_to(), "/sign-in?next=%2F");
    assert_eq!(ole.get("/").await.leads_to(), "/sign-in?next=%2F");
    elsewhere.get("/").await.shows(&["Fjordnett"]);
    let theirs = eva.post(&path(IDA, "/sessions"), &[]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_is_removed_acts_for_the_company_no_more_at_once() {
    let fixture = IdentityFixture::new().await;
    let (mut eva, mut ben) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    ben.get("/").await.shows(&["Nordlicht"]);
    let page = eva.get(&path(BEN, "/remove")).await;
    page.shows(&["Remove Ben Horn (ben@nordlicht.example) from Nordlicht?"]);
    assert_eq!(role(&fixture, BEN, 2).await, Some(Role::BillingManager));
    eva.post_and_follow(&path(BEN, "/remove"), &[]).await.shows(&["has been removed"]);
    // It was the last company: there is nothing left to sign in for.
    assert_eq!(ben.get("/").await.leads_to(), "/sign-in?next=%2F");
    ben.post("/sign-in", &[("email", BEN), ("password", PASSWORD)]).await.refuses(&[]);
}

#[tokio::test]
async fn who_forgot_their_password_gets_a_link_from_their_administrator() {
    let fixture = IdentityFixture::new().await;
    let mut stranger = fixture.browser();
    stranger.post("/forgot-password", &[("email", BEN)]).await;
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people").await.shows(&["Requested a link to set a password"]);
    eva.get(&path(BEN, "")).await.shows(&["Link requested on"]);
    let page = eva.post(&path(BEN, "/link"), &[]).await;
    page.shows(&["Link to set a password", "within an hour"]);
    let page_after = eva.get("/people").await;
    assert!(!page_after.body.contains("Requested a link"));
    let mut ben = fixture.browser();
    ben.post(&link(&page), &[("password", NEW_PASSWORD)]).await;
    ben.get("/").await.shows(&["Ben Horn"]);
}

#[tokio::test]
async fn no_company_opens_the_account_of_who_acts_for_another() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    fixture.give_factor(OLE).await;
    eva.get(&path(OLE, "")).await.shows(&["also acts for other companies"]);
    for action in ["/link", "/second-factor"] {
        let page = eva.post_and_follow(&path(OLE, action), &[]).await;
        page.shows(&["also acts for other companies"]);
    }
    // The operator can.
    let mut opa = fixture.signed_in(OPA).await;
    opa.get("/people?company=NORD").await.shows(&["Ole Berg", "Ben Horn"]);
    let company = [("company", "NORD")];
    let page = opa.post_and_follow(&path(OLE, "/second-factor"), &company).await;
    page.shows(&["The second factor has been removed"]);
    // But no link that gives access is shown to it, because the company has an Administrator.
    opa.post_and_follow(&path(OLE, "/link"), &company).await.shows(&["This link was not made"]);
}

#[tokio::test]
async fn a_lost_device_is_helped_by_the_administrator() {
    let fixture = IdentityFixture::new().await;
    fixture.give_factor(BEN).await;
    let mut eva = fixture.signed_in(EVA).await;
    eva.get(&path(BEN, "")).await.shows(&["lost their device"]);
    eva.post_and_follow(&path(BEN, "/second-factor"), &[]).await.shows(&["has been removed"]);
    let mut ben = fixture.browser();
    let page = ben.post("/sign-in", &[("email", BEN), ("password", PASSWORD)]).await;
    assert_eq!(page.leads_to(), "/");
}

#[tokio::test]
async fn a_company_asks_everybody_for_a_second_factor() {
    let fixture = IdentityFixture::new().await;
    let (mut eva, mut ben) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    eva.get("/people/sign-in").await.shows(&["Require a second factor for everyone"]);
    let page = eva.post("/people/sign-in", &[("second_factor_required", "1")]).await;
    assert_eq!(page.leads_to(), "/people/sign-in");
    for browser in [&mut eva, &mut ben] {
        assert_eq!(browser.get("/").await.leads_to(), "/account/second-factor");
        let page = browser.get("/account/second-factor").await;
        page.shows(&["Your company requires a second factor"]);
    }
    // People who act for another company can still do so.
    let mut ole = fixture.signed_in(OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    ole.get("/").await.shows(&["Fjordnett"]);
    ole.post("/companies/choose", &[("company", "2")]).await;
    assert_eq!(ole.get("/").await.leads_to(), "/account/second-factor");
}

#[tokio::test]
async fn the_operator_gives_no_provider_to_a_company_that_runs_itself() {
    let fixture = IdentityFixture::new().await;
    let mut opa = fixture.signed_in(OPA).await;
    let hostile = [
        ("company", "NORD"),
        ("second_factor_required", "1"),
        ("issuer", "https://evil.example"),
        ("client_id", "countersign"),
    ];
    let policy = async || {
        let mut tx = fixture.store.read().await.unwrap();
        sign_in_policies::find(&mut tx, 2).await.unwrap()
    };
    // Its Administrator has signed in: the page has no form, and a forged one changes nothing.
    let page = opa.get("/people/sign-in?company=NORD").await;
    page.shows(&["This company decides for itself"]);
    assert!(!page.body.contains("name=\"issuer\""), "{}", page.body);
    let page = opa.post_and_follow("/people/sign-in", &hostile).await;
    page.shows(&["This company decides for itself"]);
    assert_eq!(policy().await, Policy::default());
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people/sign-in").await.shows(&["name=\"issuer\""]);
    let page = eva.post_and_follow("/people/sign-in", &[("second_factor_required", "1")]).await;
    page.shows(&["Saved."]);
    assert!(policy().await.second_factor_required);
    // Before, the operator sets it up.
    let ask = async |tx: &mut Tx| {
        people::leave(tx, number(EVA), 2).await?;
        let (person_id, role) = (number(EVA), Role::Administrator);
        let asked = MembershipConsent::Asked { name: "Eva", company_since: None };
        people::join(tx, &Membership { person_id, company_id: 2, role }, asked).await
    };
    fixture.store.write(ask).await.unwrap();
    opa.get("/people/sign-in?company=NORD").await.shows(&["name=\"issuer\""]);
    opa.post_and_follow("/people/sign-in", &hostile).await.shows(&["Saved.", "evil.example"]);
}

#[tokio::test]
async fn a_provider_is_kept_whole_or_not_at_all_and_its_secret_is_never_shown() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people/sign-in").await.shows(&["http://localhost/sign-on/callback"]);
    let fields =
        |issuer, id, secret| [("issuer", issuer), ("client_id", id), ("client_secret", secret)];
    for (issuer, id, why) in [
        ("https://id.example", "", "Enter both the issuer and the client ID"),
        ("", "countersign", "Enter both the issuer and the client ID"),
        ("http://id.example", "countersign", "begins with https://"),
    ] {
        eva.post("/people/sign-in", &fields(issuer, id, "")).await.refuses(&[why]);
    }
    let all = fields("https://id.example", "countersign", "hush-hush");
    let page = eva.post_and_follow("/people/sign-in", &all).await;
    page.shows(&["Saved.", "https://id.example", "A secret is stored"]);
    assert!(!page.body.contains("hush-hush"));
}

#[tokio::test]
async fn a_link_that_was_handed_out_dies_with_the_removal() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let address = link(&eva.post(&path(BEN, "/link"), &[]).await);
    eva.post(&path(BEN, "/remove"), &[]).await;
    assert_eq!(fixture.browser().get(&address).await.status, StatusCode::NOT_FOUND);
    let from_machine = fixture.link(LinkPurpose::Invitation, BEN).await;
    fixture.browser().get(&from_machine).await.shows(&["Ben Horn"]);
}
