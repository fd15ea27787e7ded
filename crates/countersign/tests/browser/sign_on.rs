//! Signing in with the company's identity provider, through its own pages and back.

use crate::accessible::faults;
use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};
use crate::provider::registered_at;
use countersign_app::clock::Clock;
use countersign_app::identity::link::{self, LinkPurpose, Maker, Order};
use countersign_app::identity::sign_on::Network;
use countersign_app::outbound::{Door, networks};
use countersign_app::random::SystemRandom;
use countersign_store::sign_in_policies::{self, Policy};
use countersign_store::{companies, people};
use countersign_testkit::browser::{AXE_VARIABLE, Window, given};
use std::sync::Arc;

const WHO: &str = "d1billing@x.example";

/// An installation that follows the machine's clock, as the provider does. Its distributor has the
/// provider. Also returns an invitation.
fn staged() -> (Stage, String) {
    let stage = Stage::of(|| async {
        let mut world = ConsoleFixture::new().await;
        let app = Arc::get_mut(&mut world.app).unwrap();
        Arc::get_mut(&mut app.state).unwrap().clock = Clock::default();
        // The provider is on this machine.
        let door = Door::opening([networks::parse("127.0.0.0/8").unwrap()]);
        app.network = Network::new(false, door);
        world
    });
    let provider = stage.runtime.block_on(registered_at(&stage.at(""), &[]));
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    let now = stage.fixture.app.state.clock.machine_time();
    let prepare = async |tx: &mut _| {
        let company = companies::of_code(tx, "D1").await?.unwrap().id;
        sign_in_policies::put(tx, company, &policy).await?;
        let person = people::acting(tx, WHO).await?[0].person_id;
        let of_company = Order {
            maker: Maker::Company,
            company_id: Some(company),
            ..Order::of_machine(LinkPurpose::Invitation, person)
        };
        Ok(link::make(tx, &of_company, now, &SystemRandom).await?.unwrap())
    };
    let token = stage.runtime.block_on(stage.fixture.app.state.store.write(prepare)).unwrap();
    let address = stage.at(&link::path(&token));
    (stage, address)
}

/// Signs in on the provider's pages as `login`.
fn sign_in_there(window: &Window, login: &str) {
    window.wait_for("input[name=login]");
    window.fill("input[name=login]", login);
    window.fill("input[name=password]", "x");
    window.click("button[type=submit]");
    window.wait_for("input[name=prompt][value=consent]");
    window.click("button[type=submit]");
}

#[test]
fn an_invitation_is_taken_and_the_next_time_the_provider_lets_in() {
    let (stage, invitation) = staged();
    let window = stage.window();
    window.go(&invitation);
    keep_picture(&window, "invitation-with-provider");
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let found = |name: &str| assert_eq!(faults(&window, &axe, name), [], "{name}");
    found("invitation-with-provider");
    // The page in between continues by itself.
    window.click("form[action$='/sign-on'] button");
    sign_in_there(&window, "jo");
    window.wait_for("details.menu .who");
    assert!(window.text("body").contains("Nordlicht & Söhne"));
    window.click(".me details.menu > summary");
    window.click("form[action='/sign-out'] button");
    window.wait_for("form[action='/sign-in/company']");
    keep_picture(&window, "sign-in-with-provider");

    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.fill("input[name=company]", "no such");
    window.press("\u{e007}");
    window.wait_for("[role=alert]");
    window.fill("input[name=company]", "D1");
    window.press("\u{e007}");
    // The provider remembers the person.
    window.wait_for("table[data-rows]");
    assert!(window.address().ends_with("/usage-reports?cycle=2026-10"), "{}", window.address());
    window.go(&stage.at("/account"));
    window.wait_for("form[action='/account/sessions/end-all']");
    assert!(window.text("body").contains("by your company’s identity provider"));
    keep_picture(&window, "account-with-provider");
    found("account-with-provider");
}

#[test]
fn without_script_and_as_nobody_here_one_is_told_what_to_do() {
    let (stage, _) = staged();
    let window = stage.window_without_script();
    window.go(&stage.at("/sign-in?company=D1"));
    window.click("form[action='/sign-in/company'] button");
    sign_in_there(&window, "stranger");
    window.wait_for("[role=alert]");
    assert!(
        window.text("main").contains("not linked to an account here"),
        "{}",
        window.text("main")
    );
    keep_picture(&window, "sign-on-refused");
}
