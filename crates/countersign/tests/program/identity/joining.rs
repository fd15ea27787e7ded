//! Attacks on joining a company: nobody joins one without their own consent and the company's, and
//! nobody can find out whether an address is known elsewhere.

use crate::identity::browser::{Browser, Page};
use crate::identity::fixture::{BEN, EVA, IdentityFixture, NOW, OLE, OPA, number};
use axum::http::StatusCode;
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::clock::Clock;
use countersign_app::identity::link::{LinkPurpose, Order, make, path};
use countersign_app::progress::WorkProgress;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::{company_uuid, fold_email};
use countersign_store::companies::{self, Company};
use countersign_store::external_identities::SubjectKey;
use countersign_store::people::{self, Membership, MembershipConsent, MembershipState};
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_store::{Tx, external_identities, known_browsers, passwords, second_factors};

const NEW_PASSWORD: &str = "neun Enten baden im Regen";
const OTHER_PASSWORD: &str = "sieben Schafe im Schnee";
const NEWHIRE: &str = "newhire@fjordnett.example";
const NORD: i64 = 2;
const FJORD: i64 = 3;

fn fields<'a>(email: &'a str, name: &'a str) -> [(&'static str, &'a str); 3] {
    [("email", email), ("name", name), ("role", "Billing Manager")]
}

/// The address of a link that a page shows, without the site.
fn link(page: &Page) -> String {
    let address = page.between("<code class=\"secret mono\">", "</code>");
    address.strip_prefix("http://localhost").unwrap().to_owned()
}

/// A page without these texts and without secrets, for comparison with another one.
fn neutral(page: &Page, texts: &[&str]) -> String {
    let body = texts.iter().fold(page.body.clone(), |body, text| body.replace(text, "…"));
    let words = body.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    words.map(|word| if word.len() > 32 { "…" } else { word }).collect()
}

async fn id(fixture: &IdentityFixture, email: &str) -> i64 {
    let mut tx = fixture.store.read().await.unwrap();
    people::of_email(&mut tx, &fold_email(email)).await.unwrap().unwrap().id
}

async fn membership(
    fixture: &IdentityFixture,
    email: &str,
    company_id: i64,
) -> Option<MembershipState> {
    let id = id(fixture, email).await;
    let mut tx = fixture.store.read().await.unwrap();
    people::membership(&mut tx, id, company_id).await.unwrap()
}

/// A signed-in person who manages only Fjordnett.
async fn fjord(fixture: &IdentityFixture) -> Browser {
    let mut ole = fixture.signed_in(OLE).await;
    ole.post("/companies/choose", &[("company", "3")]).await;
    ole.get("/").await.shows(&["Fjordnett"]);
    ole
}

/// The Administrator of Nordlicht adds an address of the other company, and sets its password
/// through the link that was shown.
async fn squat(fixture: &IdentityFixture, eva: &mut Browser) -> Browser {
    let page = eva.post("/people/add", &fields(NEWHIRE, "New Hire")).await;
    let mut stranger = fixture.browser();
    stranger.get(&link(&page)).await;
    stranger.post(&link(&page), &[("password", NEW_PASSWORD)]).await;
    stranger.get("/").await.shows(&["New Hire", "Nordlicht"]);
    stranger
}

#[tokio::test]
async fn who_set_the_password_first_is_not_the_person_whom_another_company_invites_later() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let mut stranger = squat(&fixture, &mut eva).await;
    let newhire = id(&fixture, NEWHIRE).await;
    eva.post(&format!("/people/{newhire}/remove"), &[]).await;
    let mut ole = fjord(&fixture).await;
    let page = ole.post("/people/add", &fields(NEWHIRE, "Nora Hire")).await;
    // Neither the old session nor the old password works.
    assert_eq!(stranger.get("/").await.leads_to(), "/sign-in?next=%2F");
    let password = [("email", NEWHIRE), ("password", NEW_PASSWORD)];
    fixture.browser().post("/sign-in", &password).await.refuses(&[]);
    let mut nora = fixture.browser();
    nora.get(&link(&page)).await.shows(&["Welcome", "Nora Hire", "Fjordnett", "Ole Berg made"]);
    nora.post(&link(&page), &[("password", OTHER_PASSWORD)]).await;
    nora.get("/").await.shows(&["Nora Hire", "Fjordnett"]);
}

#[tokio::test]
async fn who_set_the_password_first_cannot_accept_what_another_company_offers() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let mut stranger = squat(&fixture, &mut eva).await;
    let mut ole = fjord(&fixture).await;
    let page = ole.post("/people/add", &fields(NEWHIRE, "Nora Hire")).await;
    let address = link(&page);
    // It gives no access yet, and is not offered to anyone whose address is unproven.
    let page = stranger.get("/companies/choose").await;
    page.shows(&["Invitations", "Fjordnett", "open the link that the company sent you"]);
    for path in ["/companies/accept", "/companies/choose"] {
        let page = stranger.post(path, &[("company", "3")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!membership(&fixture, NEWHIRE, FJORD).await.unwrap().is_open());
    // The company's link sets no password of an account that is in use, whoever has it.
    let mut holder = fixture.browser();
    holder.get(&address).await.shows(&["Sign in with this account"]);
    holder.post(&address, &[("password", OTHER_PASSWORD)]).await.shows(&["Sign in with this"]);
    let password = [("email", NEWHIRE), ("password", OTHER_PASSWORD)];
    fixture.browser().post("/sign-in", &password).await.refuses(&[]);
    holder.post(&format!("{address}/accept"), &[]).await.shows(&["Sign in with this account"]);
    assert!(!membership(&fixture, NEWHIRE, FJORD).await.unwrap().is_open());
    // When only the offer is left, there is no way to sign in with it either.
    eva.post(&format!("/people/{}/remove", id(&fixture, NEWHIRE).await), &[]).await;
    assert_eq!(stranger.get("/").await.leads_to(), "/sign-in?next=%2F");
    holder.get(&address).await.shows(&["Welcome", "Nora Hire", "Fjordnett"]);
}

#[tokio::test]
async fn leaving_the_last_company_leaves_nothing_to_come_in_with() {
    let fixture = IdentityFixture::new().await;
    let (mut eva, ben) = (fixture.signed_in(EVA).await, fixture.signed_in(BEN).await);
    fixture.give_factor(BEN).await;
    let key = SubjectKey { company_id: NORD, issuer: "https://id.example", subject: "ben" };
    let link = async |tx: &mut Tx| external_identities::link(tx, number(BEN), key, NOW).await;
    fixture.store.write(link).await.unwrap();
    eva.post(&format!("/people/{}/remove", number(BEN)), &[]).await;
    let mut tx = fixture.store.read().await.unwrap();
    let ben_id = number(BEN);
    assert!(passwords::find(&mut tx, ben_id).await.unwrap().is_none());
    assert!(second_factors::find(&mut tx, ben_id).await.unwrap().is_none());
    assert_eq!(second_factors::codes_left(&mut tx, ben_id).await.unwrap(), 0);
    assert!(!known_browsers::has_any(&mut tx, ben_id).await.unwrap());
    assert_eq!(external_identities::owner(&mut tx, key).await.unwrap(), None);
    drop(ben);
}

#[tokio::test]
async fn whoever_has_an_account_agrees_in_a_session_of_their_own() {
    let fixture = IdentityFixture::new().await;
    // Ben's account is Ben's: he set the password through a link that only his mailbox had.
    fixture.store.write(async |tx| people::prove(tx, number(BEN), Some(NOW)).await).await.unwrap();
    let mut ole = fjord(&fixture).await;
    let address = link(&ole.post("/people/add", &fields(BEN, "Benny")).await);
    let mut ben = fixture.signed_in(BEN).await;
    ben.get("/").await.shows(&["Nordlicht"]);
    assert_eq!(ben.post("/companies/choose", &[("company", "3")]).await.status, 404);
    let page = ben.get("/companies/choose").await;
    page.shows(&["Invitations", "Fjordnett", "Accept", "Decline"]);
    // Another person's session, by another person's link.
    let mut eva = fixture.signed_in(EVA).await;
    let page = eva.post(&format!("{address}/accept"), &[]).await;
    page.shows(&["You are signed in as", EVA]);
    assert_eq!(eva.post("/companies/accept", &[("company", "3")]).await.status, 404);
    ben.post_and_follow("/companies/accept", &[("company", "3")])
        .await
        .shows(&["Invitation accepted"]);
    ben.post("/companies/choose", &[("company", "3")]).await;
    ben.get("/").await.shows(&["Ben Horn", "Fjordnett"]);
}

#[tokio::test]
async fn the_link_of_a_company_is_accepted_or_declined_by_its_person() {
    let fixture = IdentityFixture::new().await;
    let mut ole = fjord(&fixture).await;
    let address = link(&ole.post("/people/add", &fields(BEN, "Benny")).await);
    let mut ben = fixture.signed_in(BEN).await;
    ben.get(&address).await.shows(&["Invitation", "Benny", "Fjordnett", "Billing Manager"]);
    ben.post_and_follow(&format!("{address}/accept"), &[]).await.shows(&["Invitation accepted"]);
    assert!(membership(&fixture, BEN, FJORD).await.unwrap().is_open());
    assert_eq!(ben.get(&address).await.status, StatusCode::NOT_FOUND);
    // His own name remains, and he declines the next one.
    ole.get("/people").await.shows(&["Ben Horn"]);
    ole.post(&format!("/people/{}/remove", number(BEN)), &[]).await;
    let address = link(&ole.post("/people/add", &fields(BEN, "Benny")).await);
    ben.post(&format!("{address}/decline"), &[]).await;
    assert_eq!(membership(&fixture, BEN, FJORD).await, None);
    ben.get("/").await.shows(&["Ben Horn", "Nordlicht"]);
}

#[tokio::test]
async fn a_company_cannot_agree_for_somebody_by_its_own_identity_provider() {
    let fixture = IdentityFixture::new().await;
    let provider = Provider {
        issuer: "http://127.0.0.1:9".to_owned(),
        client_id: "countersign".to_owned(),
        client_secret: None,
        is_locked: false,
        other_audiences: Vec::new(),
    };
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    fixture.store.write(async |tx| sign_in_policies::put(tx, FJORD, &policy).await).await.unwrap();
    let mut ole = fjord(&fixture).await;
    let address = link(&ole.post("/people/add", &fields(BEN, "Benny")).await);
    let page = ole.get(&address).await;
    assert!(!page.body.contains("/sign-on"), "the provider is offered to whoever has the link");
    let page = ole.post(&format!("{address}/sign-on"), &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!membership(&fixture, BEN, FJORD).await.unwrap().is_open());
}

#[tokio::test]
async fn a_link_that_was_seen_by_others_proves_nothing_of_the_account() {
    let fixture = IdentityFixture::new().await;
    fixture.store.write(async |tx| people::prove(tx, number(BEN), Some(NOW)).await).await.unwrap();
    let mut ole = fjord(&fixture).await;
    ole.post("/people/add", &fields(BEN, "Benny")).await;
    // His Administrator takes over his account through a link that she sees.
    let mut eva = fixture.signed_in(EVA).await;
    let address = link(&eva.post(&format!("/people/{}/link", number(BEN)), &[]).await);
    let mut taken = fixture.browser();
    taken.post(&address, &[("password", NEW_PASSWORD)]).await;
    taken.get("/").await.shows(&["Ben Horn", "Nordlicht"]);
    assert_eq!(taken.post("/companies/accept", &[("company", "3")]).await.status, 404);
}

#[tokio::test]
async fn asking_does_not_tell_whether_an_address_is_known_elsewhere() {
    let fixture = IdentityFixture::new().await;
    fixture.give_factor(OPA).await;
    let mut eva = fixture.signed_in(EVA).await;
    let mut seen = Vec::new();
    for (email, blank) in [(OPA, "x@operator.example"), ("new@operator.example", "x@x.example")] {
        let refused = eva.post("/people/add", &fields(blank, " ")).await;
        let added = eva.post("/people/add", &fields(email, "Nina Neu")).await;
        let person = id(&fixture, email).await;
        let path = format!("/people/{person}");
        let shown = eva.get(&path).await;
        let again = eva.post(&format!("{path}/link"), &[]).await;
        let factor = eva.post_and_follow(&format!("{path}/second-factor"), &[]).await;
        for path in ["/people", "/audit"] {
            let list = eva.get(path).await;
            list.shows(&["Nina Neu"]);
            assert!(!list.body.contains("Opa Rand"), "{path} names who is known elsewhere");
        }
        let texts = [email, &path];
        let pages = [&added, &shown, &again, &factor].map(|page| neutral(page, &texts));
        seen.push((refused.status, pages));
    }
    let [known, new] = [&seen[0], &seen[1]];
    assert_eq!(known, new);
    // The factor of a person who is known elsewhere still exists.
    let mut tx = fixture.store.read().await.unwrap();
    assert!(second_factors::find(&mut tx, number(OPA)).await.unwrap().is_some());
}

#[tokio::test]
async fn the_operator_joins_a_company_with_its_consent_alone() {
    let fixture = IdentityFixture::new().await;
    fixture.store.write(async |tx| people::prove(tx, number(OPA), Some(NOW)).await).await.unwrap();
    let mut opa = fixture.signed_in(OPA).await;
    let mine = [fields(OPA, "Opa Rand").as_slice(), &[("company", "NORD")]].concat();
    opa.post("/people/add", &mine).await;
    opa.post("/companies/accept", &[("company", "2")]).await;
    let choose = [("company", "2")];
    assert_eq!(opa.post("/companies/choose", &choose).await.status, StatusCode::NOT_FOUND);
    opa.get("/companies/choose").await.shows(&["The operator added you to", "Nordlicht"]);
    // Not by admitting themselves either, nor with another role for it.
    let admit = format!("/people/{}/admit", number(OPA));
    opa.post(&admit, &[("company", "NORD")]).await;
    let role = [("role", "Administrator"), ("company", "NORD")];
    opa.post(&format!("/people/{}/role", number(OPA)), &role).await;
    assert!(!membership(&fixture, OPA, NORD).await.unwrap().is_open());
    let mut eva = fixture.signed_in(EVA).await;
    eva.get("/people").await.shows(&["Added by the operator, waiting for your consent"]);
    eva.post_and_follow(&admit, &[]).await.shows(&["The company agrees"]);
    assert_eq!(opa.post("/companies/choose", &choose).await.leads_to(), "/");
    opa.get("/").await.shows(&["Opa Rand", "Nordlicht"]);
}

#[tokio::test]
async fn the_operator_opens_a_company_that_nobody_runs_yet() {
    let fixture = IdentityFixture::new().await;
    let company = Company {
        id: 4,
        code: "VIK".to_owned(),
        kind: CompanyKind::Vendor,
        name: "Viktor".to_owned(),
        company_id: company_uuid("VIK"),
    };
    fixture
        .store
        .write(async |tx| companies::insert(tx, std::slice::from_ref(&company)).await)
        .await
        .unwrap();
    let mut opa = fixture.signed_in(OPA).await;
    let first = [("email", "vic@x.example"), ("name", "Vic"), ("role", "Administrator")];
    let first = [first.as_slice(), &[("company", "VIK")]].concat();
    let address = link(&opa.post("/people/add", &first).await);
    let mut vic = fixture.browser();
    vic.post(&address, &[("password", NEW_PASSWORD)]).await;
    vic.get("/").await.shows(&["Vic", "Viktor"]);
    // From here on the company decides, and a link for its people is shown only to them.
    let second = [fields("ann@x.example", "Ann").as_slice(), &[("company", "VIK")]].concat();
    opa.post_and_follow("/people/add", &second).await.shows(&["This link was not made"]);
    assert!(membership(&fixture, "ann@x.example", 4).await.unwrap().awaits_company_since.is_some());
    let vic_id = id(&fixture, "vic@x.example").await;
    let reset = opa.post_and_follow(&format!("/people/{vic_id}/link"), &[("company", "VIK")]).await;
    reset.shows(&["This link was not made"]);
}

#[tokio::test]
async fn a_link_from_the_machine_joins_what_it_names_and_takes_the_account_back() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let mut stranger = squat(&fixture, &mut eva).await;
    let newhire = id(&fixture, NEWHIRE).await;
    let asked = MembershipConsent::Asked { name: "Nora Hire", company_since: None };
    let of = Membership { person_id: newhire, company_id: 1, role: Role::SupportManager };
    fixture.store.write(async |tx| people::join(tx, &of, asked).await).await.unwrap();
    assert_eq!(stranger.post("/companies/accept", &[("company", "1")]).await.status, 404);
    let order = Order::of_machine(LinkPurpose::Invitation, newhire);
    let made = async |tx: &mut Tx| make(tx, &order, NOW, &fixture.random).await;
    let address = path(&fixture.store.write(made).await.unwrap().unwrap());
    let mut nora = fixture.browser();
    nora.get(&address).await.shows(&["Operator", "Support Manager"]);
    nora.post(&address, &[("password", OTHER_PASSWORD)]).await;
    assert_eq!(stranger.get("/").await.leads_to(), "/sign-in?next=%2F");
    assert!(membership(&fixture, NEWHIRE, 1).await.unwrap().is_open());
}

/// Uploads a `users.csv` as the operator's Administrator on the page of imports, and returns the
/// problems.
async fn upload(fixture: &IdentityFixture, rows: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.csv");
    std::fs::write(&path, format!("email,name,company,role\n{rows}")).unwrap();
    let (paths, person_id) = (vec![path], Some(number(OPA)));
    let options =
        ImportOptions { paths, dry_run: false, rejected: None, person_id, problems: None };
    let clock = Clock::fixed(NOW);
    let done =
        import::run(&fixture.store, &clock, &options, &mut WorkProgress::hidden()).await.unwrap();
    done.problems.causes().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn the_operator_takes_no_company_over_by_a_file() {
    let fixture = IdentityFixture::new().await;
    let problems = upload(&fixture, "max@x.example,Max,NORD,Administrator\n").await;
    assert_eq!(problems, <[&str; 0]>::default());
    let max = membership(&fixture, "max@x.example", NORD).await.unwrap();
    assert_eq!(max.awaits_company_since, Some(NOW));
    // An Administrator who has not joined cannot be the last one of a company. Nor can it lose its
    // only Administrator within one file.
    let takeover = "eva@nordlicht.example,Eva Lind,NORD,Support Engineer\n\
        moritz@x.example,Moritz,NORD,Administrator\n";
    let problems = upload(&fixture, takeover).await;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("another Administrator in the company first"), "{problems:?}");
    assert_eq!(membership(&fixture, EVA, NORD).await.unwrap().role, Role::Administrator);
    let mut tx = fixture.store.read().await.unwrap();
    let moritz = people::of_email(&mut tx, &fold_email("moritz@x.example")).await.unwrap();
    assert_eq!(moritz, None);
}
