//! Single sign-on: with a real provider that the tests receive, and with one that lies.
//!
//! The real one uses the machine's clock, so the console does too.

mod hostile;
mod linking;
mod lying_provider;
mod provider;
mod refusals;
mod signing_in;

use crate::identity::browser::{Browser, Page};
use crate::identity::fixture::{IdentityFixture, PASSWORD};
use countersign_app::clock::Clock;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::sign_in_policies::{self, Policy, Provider};
use provider::{ORIGIN, Visitor};

const NORD: i64 = 2;
const FJORD: i64 = 3;

fn now() -> Instant {
    Clock::default().machine_time()
}

/// A browser by the machine's clock.
fn browser(fixture: &IdentityFixture) -> Browser {
    fixture.browser_by(Clock::default(), ORIGIN)
}

/// A browser in which a person has signed in by password.
async fn signed_in(fixture: &IdentityFixture, email: &str) -> Browser {
    let mut browser = browser(fixture);
    let fields = [("email", email), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in", &fields).await.leads_to(), "/");
    browser.get("/companies/choose").await;
    browser
}

async fn give(fixture: &IdentityFixture, company_id: i64, provider: Option<&Provider>) {
    let policy = Policy { second_factor_required: false, provider: provider.cloned() };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, company_id, &policy).await;
    fixture.store.write(put).await.unwrap();
}

/// An installation whose distributor has the real provider.
async fn fixture() -> (IdentityFixture, Provider) {
    let fixture = IdentityFixture::new().await;
    let provider = provider::registered(&[]).await;
    give(&fixture, NORD, Some(&provider)).await;
    (fixture, provider)
}

/// The target of a page that leaves the console.
fn way_out(page: &Page) -> String {
    page.shows(&["Continue at your identity provider"]);
    let address = page.between("button primary\" href=\"", "\"").replace("&#38;", "&");
    assert_eq!(page.headers["refresh"], format!("0; url={address}"));
    address
}

/// Begins to sign in for the company with this code and returns the address.
async fn leave(browser: &mut Browser, company: &str) -> String {
    let page = browser.post("/sign-in/company", &[("company", company)]).await;
    way_out(&page)
}

/// Signs in as `login` at the provider and returns the console's response.
async fn come_back(browser: &mut Browser, address: &str, login: &str) -> Page {
    let back = Visitor::new().sign_in(address, login).await;
    browser.get(&back).await
}

/// Signs in for a company as a person of its provider.
async fn sign_on(browser: &mut Browser, company: &str, login: &str) -> Page {
    let address = leave(browser, company).await;
    come_back(browser, &address, login).await
}

/// Links a person with a password to a person of the provider, on their account page.
async fn link(fixture: &IdentityFixture, email: &str, login: &str) {
    let mut browser = signed_in(fixture, email).await;
    browser.get("/account").await;
    let page = browser.post("/account/provider/link", &[("current", PASSWORD)]).await;
    let address = way_out(&page);
    assert_eq!(come_back(&mut browser, &address, login).await.leads_to(), "/account");
}
