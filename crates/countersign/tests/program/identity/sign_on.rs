//! Single sign-on: with a real provider that the tests are given, and with one that lies.
//!
//! The real one knows the time, so the console follows the machine's clock here.

mod coming_in;
mod hostile;
mod liar;
mod linking;
mod provider;
mod refusals;

use crate::identity::browser::{Browser, Page};
use crate::identity::world::{PASSWORD, World};
use countersign_app::clock::Clock;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::sign_in_policies::{self, Policy, Provider};
use provider::{ORIGIN, Visitor};

/// The distributor's number.
const NORD: i64 = 2;
/// The partner's.
const FJORD: i64 = 3;

fn now() -> Instant {
    Clock::default().machine_time()
}

/// A browser by the machine's clock.
fn browser(world: &World) -> Browser {
    world.browser_by(Clock::default(), ORIGIN)
}

/// A browser in which a person has signed in by password.
async fn signed_in(world: &World, email: &str) -> Browser {
    let mut browser = browser(world);
    let fields = [("email", email), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/");
    browser.get("/companies/choose").await;
    browser
}

async fn give(world: &World, company_id: i64, provider: Option<&Provider>) {
    let policy = Policy { second_factor_required: false, provider: provider.cloned() };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, company_id, &policy).await;
    world.store.write(put).await.unwrap();
}

/// The world whose distributor has the real provider.
async fn world() -> (World, Provider) {
    let world = World::new().await;
    let provider = provider::registered(&[]).await;
    give(&world, NORD, Some(&provider)).await;
    (world, provider)
}

/// Where the page that one leaves by leads.
fn way_out(page: &Page) -> String {
    page.shows(&["To your identity provider"]);
    let address = page.between("button primary\" href=\"", "\"").replace("&#38;", "&");
    assert_eq!(page.headers["refresh"], format!("0; url={address}"));
    address
}

/// Begins to sign in for the company of this code; where that leads.
async fn leave(browser: &mut Browser, company: &str) -> String {
    let page = browser.post("/sign-in/company", &[("company", company)]).await;
    way_out(&page)
}

/// Signs in as `login` at the provider, from there on; the page that the console answers with.
async fn come_back(browser: &mut Browser, address: &str, login: &str) -> Page {
    let back = Visitor::new().sign_in(address, login).await;
    browser.get(&back).await
}

/// Signs in for a company as a person of its provider.
async fn sign_on(browser: &mut Browser, company: &str, login: &str) -> Page {
    let address = leave(browser, company).await;
    come_back(browser, &address, login).await
}

/// Links a person who has a password to a person of the provider, in their account.
async fn link(world: &World, email: &str, login: &str) {
    let mut browser = signed_in(world, email).await;
    browser.get("/account").await;
    let page = browser.post("/account/provider/link", &[("current", PASSWORD)]).await;
    let address = way_out(&page);
    assert_eq!(come_back(&mut browser, &address, login).await.leads_to(), "/account");
}
