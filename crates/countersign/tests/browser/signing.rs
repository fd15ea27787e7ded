//! Decisions that a touch of Chromium's virtual authenticator signs.

use crate::accessible::faults;
use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};
use crate::passkeys::{PASSWORD, WHO, at, give_password, verify, window};
use countersign_app::actions::{audit, change_signing_rules};
use countersign_domain::audit::Event;
use countersign_domain::cycle::Cycle;
use countersign_domain::signature::{Envelope, SigningRule};
use countersign_domain::status::Verb;
use countersign_store::reports::{self, Filter};
use countersign_store::{people, signatures};
use countersign_testkit::browser::{AXE_VARIABLE, Look, Window, given};

const WAITING: &str = "/usage-reports?cycle=2026-10&status=under-review";

fn stage() -> Stage {
    let stage = Stage::of(|| ConsoleFixture::with_partners(5));
    give_password(&stage);
    stage
}

fn set_rule(stage: &Stage, verb: Verb, rule: SigningRule) {
    let at = stage.fixture.app.state.clock.machine_time();
    let set = async |tx: &mut _| {
        let company = people::acting(tx, WHO).await?[0].company_id;
        let entry = audit::of_machine(Event::SigningRuleChanged, at);
        change_signing_rules::run(tx, company, &[(verb, rule)], &entry).await
    };
    stage.runtime.block_on(stage.fixture.app.state.store.write(set)).unwrap();
}

/// The envelopes of all signatures of October.
fn envelopes(stage: &Stage) -> Vec<Envelope> {
    let found = async |tx: &mut _| {
        let october = Filter::of_cycle(Cycle::parse("2026-10").unwrap());
        let mut found = Vec::new();
        for key in reports::keys(tx, &october).await? {
            let signed = signatures::of_report(tx, key).await?;
            found.extend(signed.iter().filter_map(|it| Envelope::parse(&it.envelope)));
        }
        Ok(found)
    };
    stage.runtime.block_on(stage.fixture.app.state.store.write(found)).unwrap()
}

fn add_passkey(stage: &Stage, window: &Window) {
    window.go(&at(stage, "/account/passkeys"));
    window.fill("form[action$='/begin'] input[name=name]", "This laptop");
    window.fill("form[action$='/begin'] input[name=password]", PASSWORD);
    window.click("form[action$='/begin'] button");
    window.wait_for("form[action$='/rename']");
}

fn wait_for_text(window: &Window, text: &str) {
    window.wait_until(text, |window| {
        window.run("return document.readyState") == "complete" && window.text("body").contains(text)
    });
}

#[test]
fn a_touch_signs_one_approval_and_another_one_three() {
    let stage = stage();
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let (window, device) = window(&stage);
    window.look(Look { width: 1280, height: 800, dark: false });
    stage.let_in_at(&window, WHO, &at(&stage, ""));
    add_passkey(&stage, &window);

    set_rule(&stage, Verb::Approve, SigningRule::Offered);
    window.go(&at(&stage, WAITING));
    window.wait_for(".bulk-bar");
    window.press("j");
    window.click("tr[data-current] a[data-open]");
    window.wait_for("button[data-sign]:not([hidden])");
    assert_eq!(window.count("form[action*='/approve'] button.primary"), 1, "nobody has to sign");
    assert_eq!(faults(&window, &axe, "signing"), []);
    keep_picture(&window, "signing-offered");
    // A device that does not verify its person signs nothing.
    verify(&window, &device, false);
    window.click("button[data-sign]");
    window.wait_for("[data-sign-error]:not([hidden])");
    keep_picture(&window, "signing-not-done");
    assert_eq!(envelopes(&stage), []);
    verify(&window, &device, true);
    window.click("button[data-sign]");
    wait_for_text(&window, "Approved the report");
    assert_eq!(envelopes(&stage).len(), 1);

    set_rule(&stage, Verb::Approve, SigningRule::Required);
    window.go(&at(&stage, WAITING));
    window.wait_for(".bulk-bar");
    for _ in 0..3 {
        window.press("j");
        window.press("x");
    }
    window.press("a");
    wait_for_text(&window, "3 reports will be approved.");
    window.wait_for("button[data-sign]:not([hidden])");
    assert_eq!(window.count("form[action$='/confirm'] button"), 1, "no way around the signature");
    assert_eq!(faults(&window, &axe, "signing many"), []);
    keep_picture(&window, "signing-many");
    window.press("a");
    wait_for_text(&window, "3 reports were approved.");
    assert_eq!(window.count(".job-item.good"), 3);
    let found = envelopes(&stage);
    let roots: Vec<_> = found.iter().filter_map(|it| it.bulk.as_ref()).collect();
    assert_eq!((found.len(), roots.len()), (4, 3));
    assert!(roots.iter().all(|it| it.count == 3 && it.root == roots[0].root));

    // The last one is rejected: reasons, and the signature of a decision that needs it.
    set_rule(&stage, Verb::Reject, SigningRule::Required);
    window.go(&at(&stage, WAITING));
    window.wait_for(".bulk-bar");
    window.press("j");
    window.click("tr[data-current] a[data-open]");
    window.wait_for("a[href*='/reject']");
    window.press("r");
    window.wait_for("textarea[name=reasons]");
    window.fill("textarea[name=reasons]", "Which branch?");
    keep_picture(&window, "signing-reject");
    window.click("button[data-sign]");
    wait_for_text(&window, "Rejected the report");
    assert_eq!(envelopes(&stage).len(), 5);
}

#[test]
fn a_page_says_how_to_sign_where_it_cannot() {
    let stage = stage();
    set_rule(&stage, Verb::Approve, SigningRule::Required);
    let (window, _) = window(&stage);
    let open = |window: &Window, address: &str| {
        window.go(address);
        window.wait_for("tr[data-row]");
        window.click("tr[data-row] a[data-open]");
        window.wait_for("a[href*='/reject']");
        assert_eq!(window.count("form[action*='/approve'] button:not([hidden])"), 0);
        window.text("main")
    };
    stage.let_in_at(&window, WHO, &at(&stage, ""));
    let said = open(&window, &at(&stage, WAITING));
    assert!(said.contains("Add a passkey and sign here"), "{said}");
    assert!(said.contains("with an SSH key on the command line"), "{said}");
    keep_picture(&window, "signing-no-passkey");
    add_passkey(&stage, &window);
    stage.let_in(&window, WHO);
    let said = open(&window, &stage.at(WAITING));
    assert!(said.contains("at a numeric address"), "{said}");
    let plain = stage.window_without_script();
    stage.let_in_at(&plain, WHO, &at(&stage, ""));
    let said = open(&plain, &at(&stage, WAITING));
    assert!(said.contains("needs JavaScript"), "{said}");
}
