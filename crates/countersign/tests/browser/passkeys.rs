//! Passkeys on this machine's name, with Chromium's virtual authenticator.

use crate::accessible::faults;
use crate::fixture::{Stage, keep_picture};
use countersign_app::random::SystemRandom;
use countersign_store::{passkeys, passwords, people};
use countersign_testkit::browser::{AXE_VARIABLE, Window, given};
use serde_json::json;

pub(crate) const WHO: &str = "d1billing@x.example";
pub(crate) const PASSWORD: &str = "seven quiet herons over Kiel";

/// The address of a page by the name of this machine.
pub(crate) fn at(stage: &Stage, path: &str) -> String {
    stage.at(path).replace("127.0.0.1", "localhost")
}

pub(crate) fn give_password(stage: &Stage) {
    let (app, now) = (&stage.fixture.app, stage.fixture.app.state.clock.machine_time());
    stage.runtime.block_on(async {
        let phc = app.hasher.hash(PASSWORD, &SystemRandom).await.unwrap();
        let put = async |tx: &mut _| {
            let person = people::acting(tx, WHO).await?[0].person_id;
            passwords::put(tx, person, &phc, now).await
        };
        app.state.store.write(put).await.unwrap();
    });
}

/// A window whose device verifies everyone.
pub(crate) fn window(stage: &Stage) -> (Window, String) {
    let window = stage.window();
    window.command("WebAuthn.enable", &json!({}));
    let options = json!({ "options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
        "hasUserVerification": true, "isUserVerified": true,
    } });
    let made = window.command("WebAuthn.addVirtualAuthenticator", &options);
    let device = made["authenticatorId"].as_str().unwrap().to_owned();
    (window, device)
}

pub(crate) fn verify(window: &Window, device: &str, is_verified: bool) {
    let state = json!({ "authenticatorId": device, "isUserVerified": is_verified });
    window.command("WebAuthn.setUserVerified", &state);
}

fn sign_out(window: &Window) {
    window.click(".me details.menu > summary");
    window.click("form[action='/sign-out'] button");
    window.wait_for("form[action='/sign-in']");
}

#[test]
fn a_passkey_is_made_signs_in_is_removed_and_is_then_refused() {
    let stage = Stage::new();
    give_password(&stage);
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let (window, device) = window(&stage);
    window.go(&at(&stage, "/sign-in?next=/account/passkeys"));
    window.wait_for("form[data-passkey]:not([hidden])");
    keep_picture(&window, "sign-in-passkey");
    window.fill("input[name=email]", WHO);
    window.fill("input[name=password]", PASSWORD);
    window.press("\u{e007}");
    window.fill("form[action$='/begin'] input[name=name]", "This laptop");
    window.fill("form[action$='/begin'] input[name=password]", PASSWORD);
    window.click("form[action$='/begin'] button");
    window.wait_for("form[action$='/rename']");
    assert_eq!(window.text("section.card h2"), "This laptop");
    assert_eq!(faults(&window, &axe, "passkeys"), []);
    keep_picture(&window, "passkeys");

    sign_out(&window);
    window.go(&at(&stage, "/sign-in?next=/account"));
    // A device that does not verify its person signs no one in.
    verify(&window, &device, false);
    window.click("[data-passkey-start]");
    window.wait_for("[data-passkey-error]:not([hidden])");
    verify(&window, &device, true);
    window.click("[data-passkey-start]");
    window.wait_for("#sessions");
    assert!(window.address().ends_with("/account"), "{}", window.address());
    assert!(window.text("main").contains("by passkey"));

    window.go(&at(&stage, "/account/passkeys"));
    window.click("section.card summary");
    window.fill("form[action$='/remove'] input[name=password]", PASSWORD);
    window.click("form[action$='/remove'] button");
    window.wait_until("no passkey", |window| window.count("form[action$='/rename']") == 0);
    sign_out(&window);
    window.go(&at(&stage, "/sign-in"));
    window.click("[data-passkey-start]");
    window.wait_until("refused", |window| {
        window.text("form[data-passkey]").contains("not known here")
    });
    keep_picture(&window, "sign-in-passkey-refused");
}

#[test]
fn a_device_makes_one_passkey_and_a_declined_one_can_be_asked_for_again() {
    let stage = Stage::new();
    give_password(&stage);
    let (window, device) = window(&stage);
    stage.let_in_at(&window, WHO, &at(&stage, ""));
    let begin = || {
        window.go(&at(&stage, "/account/passkeys"));
        window.fill("form[action$='/begin'] input[name=name]", "Key");
        window.fill("form[action$='/begin'] input[name=password]", PASSWORD);
        window.click("form[action$='/begin'] button");
    };
    verify(&window, &device, false);
    begin();
    window.wait_for("[data-passkey-error]:not([hidden])");
    keep_picture(&window, "passkey-not-made");
    verify(&window, &device, true);
    window.click("[data-passkey-start]");
    window.wait_for("form[action$='/rename']");
    begin();
    window.wait_until("there is one", |window| {
        window.text("form[data-passkey]").contains("already has a passkey")
    });
    let count = async |tx: &mut _| {
        let person = people::acting(tx, WHO).await?[0].person_id;
        Ok(passkeys::of_person(tx, person).await?.len())
    };
    let count = stage.runtime.block_on(stage.fixture.app.state.store.write(count)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn a_numeric_address_and_a_browser_without_script_say_why_there_are_none() {
    let stage = Stage::new();
    give_password(&stage);
    let plain = stage.window_without_script();
    stage.let_in_at(&plain, WHO, &at(&stage, ""));
    plain.go(&at(&stage, "/account/passkeys"));
    assert!(plain.text("main").contains("Passkeys need JavaScript"), "{}", plain.text("main"));
    plain.forget_cookies();
    plain.go(&at(&stage, "/sign-in"));
    assert!(!plain.text("main").contains("passkey"), "{}", plain.text("main"));
    let window = stage.window();
    stage.let_in(&window, WHO);
    window.go(&stage.at("/account/passkeys"));
    assert!(window.text("main").contains("at a numeric address"), "{}", window.text("main"));
    window.click("main a[href^='http://localhost']");
    window.wait_for("form[action='/sign-in']");
}
