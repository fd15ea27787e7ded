//! Signing in with a password and a code from a device; a session that is ended elsewhere.

use crate::fixture::{Stage, keep_picture};
use countersign_app::identity::{session, totp};
use countersign_app::random::SystemRandom;
use countersign_store::{passwords, people, second_factors};

const WHO: &str = "d1billing@x.example";
const PASSWORD: &str = "seven quiet herons over Kiel";

/// Gives the person a password and a device, and returns the device's current code.
fn enrol(stage: &Stage) -> String {
    let (app, now) = (&stage.fixture.app, stage.fixture.app.state.clock.machine_time());
    stage.runtime.block_on(async {
        let phc = app.hasher.hash(PASSWORD, &SystemRandom).await.unwrap();
        let enrol = async |tx: &mut _| {
            let person = people::acting(tx, WHO).await?[0].person_id;
            passwords::put(tx, person, &phc, now).await?;
            totp::begin(tx, person, WHO, &SystemRandom).await?;
            let secret = second_factors::find(tx, person).await?.unwrap().secret.unwrap();
            // A code works once: the previous one is used here, the current one at sign-in.
            let before = totp::code_at(&secret, now.plus_micros(-30_000_000));
            assert!(totp::confirm(tx, person, &before, now, &SystemRandom).await?.is_some());
            Ok(totp::code_at(&secret, now))
        };
        app.state.store.write(enrol).await.unwrap()
    })
}

#[test]
fn signing_in_takes_the_password_and_the_code_and_leads_where_one_was_going() {
    let stage = Stage::new();
    let code = enrol(&stage);
    let window = stage.window();
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.wait_for("form[action='/sign-in']");
    keep_picture(&window, "sign-in");
    window.fill("input[name=email]", WHO);
    window.fill("input[name=password]", "not the one");
    window.press("\u{e007}");
    window.wait_for("[role=alert]");
    window.fill("input[name=password]", PASSWORD);
    window.press("\u{e007}");
    window.wait_for("form[action='/sign-in/code']");
    window.fill("input[name=code]", "000000");
    window.press("\u{e007}");
    window.wait_for("[role=alert]");
    keep_picture(&window, "sign-in-code");
    window.fill("input[name=code]", &code);
    window.press("\u{e007}");
    window.wait_for("table[data-rows]");
    assert!(window.address().ends_with("/usage-reports?cycle=2026-10"), "{}", window.address());
    // Signs out through the menu.
    window.click(".me details.menu > summary");
    window.click("form[action='/sign-out'] button");
    window.wait_for("form[action='/sign-in']");
    window.back();
    window.go(&stage.at("/usage-reports"));
    window.wait_for("form[action='/sign-in']");
}

#[test]
fn a_session_that_is_ended_elsewhere_is_over_here() {
    let stage = Stage::new();
    let window = stage.window();
    stage.let_in(&window, WHO);
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.wait_for("table[data-rows]");
    let end = async |tx: &mut _| {
        let person = people::acting(tx, WHO).await?[0].person_id;
        session::end_all(tx, person, None).await
    };
    assert_eq!(stage.runtime.block_on(stage.fixture.app.state.store.write(end)).unwrap(), 1);
    window.click("tr[data-row] a[data-open]");
    window.wait_for("form[action='/sign-in']");
    assert!(window.address().contains("next="), "{}", window.address());
}
