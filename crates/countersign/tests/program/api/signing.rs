//! A service account signs its decisions with its registered Ed25519 key.

use super::client::Client;
use super::fixture::{Programs, SCOPES, on_both, request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::manage_signing_keys::{self, NewKey, Signer};
use countersign_app::actions::{audit, change_signing_rules, verify_record};
use countersign_app::progress::WorkProgress;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::signature::SigningRule;
use countersign_domain::status::Verb;
use ring::signature::{Ed25519KeyPair, KeyPair};

const COMMENT: &str = r#"{"lines":[{"product":"EP","comment":"Kiel branch closed on 9 Oct"}]}"#;

/// The headers of a signed decision.
struct Signed {
    tag: String,
    statement: String,
    signature: String,
}

impl Signed {
    fn of(key: &Ed25519KeyPair, fingerprint: &str, tag: &str, statement: &str) -> Self {
        let signature = STANDARD.encode(key.sign(statement.as_bytes()));
        Self {
            tag: tag.to_owned(),
            statement: STANDARD.encode(statement),
            signature: format!("{fingerprint} {signature}"),
        }
    }

    fn headers(&self) -> [(&str, &str); 3] {
        [
            ("if-match", &self.tag),
            ("countersign-statement", &self.statement),
            ("countersign-signature", &self.signature),
        ]
    }
}

/// Registers the key of the account, requires signatures of submissions, and returns a client and
/// the fingerprint of the key.
async fn required(programs: &Programs, key: &Ed25519KeyPair) -> (Client, String) {
    let email = "p1@x.example";
    let (person, account) =
        (programs.person(email).await, programs.account(email, Role::BillingManager).await);
    let at = programs.fixture.app.state.clock.machine_time();
    let text = STANDARD.encode(key.public_key().as_ref());
    let register = async |tx: &mut _| {
        let entry = audit::of_machine_as(Event::SigningKeyAdded, at, &person);
        let rules = [(Verb::Submit, SigningRule::Required)];
        change_signing_rules::run(tx, person.company_id, &rules, &entry).await?;
        let (signer, new) = (Signer::Account(&account), NewKey { name: "ERP", text: &text });
        manage_signing_keys::add(tx, &person, signer, new, entry, &SystemRandom).await
    };
    let registered = programs.store().write(register).await.unwrap().unwrap();
    let token = programs.token_as(email, &request(&SCOPES), Some(&account)).await;
    (Client::new(&programs.api, &token), registered.fingerprint)
}

#[tokio::test]
async fn a_service_account_signs_its_submission_and_nothing_else_counts() {
    for programs in on_both().await {
        let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let (client, fingerprint) = required(&programs, &key).await;
        let report = client.report().await;
        let tag = client.tag(&report).await;
        let edited = client.patch(&report, COMMENT, &[("if-match", &tag)]).await.expect(200);
        let tag = edited.header("etag").to_owned();
        let (submit, statement) =
            (format!("{report}/submit"), format!("{report}/statement?verb=submit"));
        client.get(&format!("{report}/statement?verb=edit")).await.expect(400);
        let unsigned = client.post(&submit, "", &[("if-match", &tag)]).await;
        unsigned.expect_problem(409, "signature_needed");
        let stated = client.get(&statement).await.expect(200).text;
        let good = Signed::of(&key, &fingerprint, &tag, &stated);
        let half = &good.headers()[..2];
        client.post(&submit, "", half).await.expect(400);
        // What is not signed takes no signature.
        client.patch(&report, COMMENT, &good.headers()).await.expect(400);
        let withdraw = format!("{report}/corrections/withdraw");
        client.post(&withdraw, "", &good.headers()).await.expect(400);
        let other = Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap();
        let changed = stated.replace("report.submit", "report.approve");
        for wrong in [
            Signed::of(&other, &fingerprint, &tag, &stated),
            Signed::of(&key, "SHA256:x", &tag, &stated),
            Signed::of(&key, &fingerprint, &tag, &changed),
        ] {
            let refused = client.post(&submit, "", &wrong.headers()).await;
            refused.expect_problem(422, "signature_refused");
        }
        let person = programs.client("p1@x.example").await;
        let refused = person.post(&submit, "", &good.headers()).await;
        refused.expect_problem(422, "signature_refused");
        let done = client.post(&submit, "", &good.headers()).await.expect(200);
        assert_eq!(done.body["result"], "done");
        client.get(&statement).await.expect_problem(409, "wrong_status");
        let found =
            verify_record::run(programs.store(), &mut WorkProgress::hidden()).await.unwrap();
        assert_eq!((found.count, found.signatures), (0, 1), "{:?}", found.broken);
    }
}
