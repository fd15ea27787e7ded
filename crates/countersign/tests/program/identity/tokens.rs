//! Tokens made in the browser: one's own, and those of a service account.

use crate::identity::browser::Browser;
use crate::identity::fixture::{EVA, IdentityFixture, PASSWORD};

/// A token is a sign-in that lasts for months, so an open session is not enough to make one.
async fn expect_password_needed(browser: &mut Browser, page: &str, make: &str) {
    let fields = |password| {
        [("name", "ERP"), ("scope", "reports.read"), ("days", "90"), ("current", password)]
    };
    browser.get(page).await.shows(&["name=\"current\""]);
    for wrong in ["", "neun Enten"] {
        browser.post(make, &fields(wrong)).await.refuses(&["Your password is wrong."]);
    }
    browser.post(make, &fields(PASSWORD)).await.shows(&["<code class=\"secret mono\">cs_"]);
}

#[tokio::test]
async fn a_token_of_ones_own_needs_the_password() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    expect_password_needed(&mut eva, "/account/tokens", "/account/tokens").await;
}

#[tokio::test]
async fn a_token_of_a_service_account_needs_the_password() {
    let fixture = IdentityFixture::new().await;
    let mut eva = fixture.signed_in(EVA).await;
    let fields = [("name", "ERP"), ("role", "Administrator")];
    let added = eva.post("/people/service-accounts", &fields).await;
    let account = added.leads_to();
    expect_password_needed(&mut eva, account, &format!("{account}/tokens")).await;
}
