//! Decisions that are signed with passkeys, without pages.

use super::fixture::{decide, now, on_both, person, recorded, report, set_rule, state};
use super::touching::{ORIGIN, add, touched};
use crate::verifying::fixture::verify;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::audit;
use countersign_app::actions::manage_signing_keys::{self, NewKey, Signer, SigningKeyFault};
use countersign_app::identity::passkeys::register;
use countersign_app::random::SystemRandom;
use countersign_app::signatures::public_key::PublicKey;
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::{SignatureFault, SignatureKind, SigningRule};
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::reports::Key;
use countersign_store::signing_keys::{self, KeyOwner};
use countersign_store::{Store, StoreError, Tx};
use countersign_testkit::authenticator::Authenticator;

const SUBMIT: Command = Command::Submit { comment: None };

/// A partner's person who has to sign the submission of a report, and their device.
struct Signing {
    p1: Person,
    mine: Key,
    device: Authenticator,
}

impl Signing {
    async fn new(store: &Store) -> Self {
        let (p1, mine) = (person(store, "p1").await, report(store, "2026-11", "P1").await);
        let device = Authenticator::new(b"one", ORIGIN);
        add(store, &p1, &device).await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required).await;
        Self { p1, mine, device }
    }

    /// The statement on a report, signed by the device.
    async fn sign(&self, store: &Store, of: Key) -> Result<SignedStatement, SignatureFault> {
        let statement = state(store, &self.p1, of, Verb::Submit).await;
        let text = statement.text();
        let touched = touched(store, &self.p1, &self.device, (&text, &text)).await?;
        Ok(touched.on(statement, None))
    }

    async fn submit(
        &self,
        store: &Store,
        signed: &SignedStatement,
    ) -> Result<CommandOutcome, Refusal> {
        decide(store, &self.p1, self.mine, &SUBMIT, Some(signed), now(store).await).await
    }
}

fn refused(fault: SignatureFault) -> Result<CommandOutcome, Refusal> {
    Err(Refusal::SignatureRefused(fault))
}

#[test]
fn a_touch_signs_a_decision_once() {
    on_both(&async |store: &Store| {
        let mut signing = Signing::new(store).await;
        signing.device.sign_count = 1;
        let signed = signing.sign(store, signing.mine).await.unwrap();
        assert_eq!(signed.envelope.kind, SignatureKind::Passkey);
        assert_eq!(signed.envelope.signature.split('.').count(), 3);
        let answer = signing.submit(store, &signed).await;
        assert!(matches!(answer, Ok(CommandOutcome::Done(_))), "{answer:?}");
        // The same answer again is of a counter that did not grow, and changes nothing.
        assert_eq!(signing.sign(store, signing.mine).await, Err(SignatureFault::Wrong));
        let again = signing.submit(store, &signed).await;
        assert!(!matches!(again, Ok(CommandOutcome::Done(_))), "{again:?}");
        let (_, signatures) = recorded(store, signing.mine).await;
        assert_eq!(signatures.len(), 1);
        let found = verify(store).await;
        assert_eq!((found.signatures, found.broken), (1, Vec::new()));
    });
}

/// The audit record names a key by its fingerprint, so one key is registered once.
#[test]
fn the_key_of_a_passkey_is_no_ssh_key_of_the_same_person() {
    on_both(&async |store: &Store| {
        let Signing { p1, .. } = Signing::new(store).await;
        let owner = KeyOwner::Person(p1.id);
        let in_use = async |tx: &mut Tx| signing_keys::in_use(tx, owner).await;
        let keys = store.reading::<_, StoreError>(in_use).await.unwrap();
        assert_eq!(keys.iter().map(|it| it.kind).collect::<Vec<_>>(), [SignatureKind::Passkey]);
        let line = PublicKey::from_bytes(&keys[0].public_key).unwrap().line();
        let entry = audit::of_machine_as(Event::SigningKeyAdded, now(store).await, &p1);
        let add = async |tx: &mut Tx| {
            let (entry, new) = (entry.clone(), NewKey { name: "", text: &line });
            manage_signing_keys::add(tx, &p1, Signer::Person, new, entry, &SystemRandom).await
        };
        let added = store.write(add).await.unwrap();
        assert_eq!(added.unwrap_err(), SigningKeyFault::Registered);
    });
}

#[test]
fn an_answer_to_something_else_signs_nothing() {
    use SignatureFault::{NotVerified, OtherSite, UnknownKey, Wrong};
    on_both(&async |store: &Store| {
        let Signing { p1, mine, .. } = Signing::new(store).await;
        let text = state(store, &p1, mine, Verb::Submit).await.text();
        type Change = fn(&mut Authenticator);
        let changes: [(&[u8], Change, SignatureFault); 6] = [
            (b"touched", |it| it.flags = 0x01, NotVerified),
            (b"verified", |it| it.flags = 0x04, NotVerified),
            (b"port", |it| it.origin.push_str(":8443"), OtherSite),
            (b"origin", |it| it.origin = "https://evil.example".to_owned(), OtherSite),
            (b"site", |it| it.site = "evil.example".to_owned(), OtherSite),
            (b"unknown", |it| it.credential_id.push(0), UnknownKey),
        ];
        for (id, change, fault) in changes {
            let mut device = Authenticator::new(id, ORIGIN);
            add(store, &p1, &device).await;
            change(&mut device);
            let answer = touched(store, &p1, &device, (&text, &text)).await;
            assert_eq!(answer, Err(fault), "{}", String::from_utf8_lossy(id));
        }
        let device = Authenticator::new(b"challenge", ORIGIN);
        add(store, &p1, &device).await;
        let other = text.replace("submit", "approve");
        assert_eq!(touched(store, &p1, &device, (&other, &text)).await, Err(Wrong));
        let p2 = person(store, "p2").await;
        assert_eq!(touched(store, &p2, &device, (&text, &text)).await, Err(UnknownKey));
    });
}

/// What a page refuses is refused without one too, and by `verify`.
#[test]
fn a_stored_answer_is_verified_in_every_part() {
    use SignatureFault::{NotVerified, OtherSite, Unreadable, Wrong};
    on_both(&async |store: &Store| {
        let signing = Signing::new(store).await;
        let good = signing.sign(store, signing.mine).await.unwrap();
        let parts: Vec<&str> = good.envelope.signature.split('.').collect();
        let decoded = |place: usize| STANDARD.decode(parts[place]).unwrap();
        let with = |place: usize, bytes: &[u8]| {
            let mut changed: Vec<String> = parts.iter().map(|&it| it.to_owned()).collect();
            changed[place] = STANDARD.encode(bytes);
            changed.join(".")
        };
        let client = String::from_utf8(decoded(1)).unwrap();
        let says = |from: &str, to: &str| with(1, client.replace(from, to).as_bytes());
        let flags = |flags: u8| {
            let mut data = decoded(0);
            data[32] = flags;
            with(0, &data)
        };
        for (what, signature, fault) in [
            ("another ceremony", says("webauthn.get", "webauthn.create"), Wrong),
            ("another challenge", says("\"challenge\":\"", "\"challenge\":\"AAAA"), Wrong),
            ("another host", says("reports.example", "evil.example"), OtherSite),
            ("no origin", says("https://reports.example", "nowhere"), OtherSite),
            ("another port", says("reports.example", "reports.example:1"), Wrong),
            ("no one there", flags(0x04), NotVerified),
            ("no one verified", flags(0x01), NotVerified),
            ("another flag", flags(0x0d), Wrong),
            ("another signature", with(2, &[7; 64]), Wrong),
            ("a part too many", format!("{}.AA==", good.envelope.signature), Unreadable),
            ("a part too few", parts[..2].join("."), Unreadable),
            ("no base64", good.envelope.signature.replace('.', "_."), Unreadable),
        ] {
            let mut signed = good.clone();
            signed.envelope.signature = signature;
            assert_eq!(signing.submit(store, &signed).await, refused(fault), "{what}");
        }
        assert!(signing.submit(store, &good).await.is_ok());
    });
}

#[test]
fn a_signature_is_of_one_report_and_of_the_last_five_minutes() {
    on_both(&async |store: &Store| {
        let signing = Signing::new(store).await;
        let other = report(store, "2026-10", "P1").await;
        let stolen = signing.sign(store, other).await.unwrap();
        assert_eq!(signing.submit(store, &stolen).await, refused(SignatureFault::OtherReport));
        let good = signing.sign(store, signing.mine).await.unwrap();
        let late = good.statement.at.plus_micros(300_000_001);
        let Signing { p1, mine, .. } = &signing;
        let answer = decide(store, p1, *mine, &SUBMIT, Some(&good), late).await;
        assert_eq!(answer, refused(SignatureFault::TooOld));
    });
}

#[test]
fn a_removed_passkey_signs_nothing_more_and_what_it_signed_stays() {
    on_both(&async |store: &Store| {
        let signing = Signing::new(store).await;
        let Signing { p1, mine, .. } = &signing;
        let late = Authenticator::new(b"late", ORIGIN);
        let removed = add(store, p1, &late).await;
        let statement = state(store, p1, *mine, Verb::Submit).await;
        let text = statement.text();
        let signed = touched(store, p1, &late, (&text, &text)).await.unwrap();
        let remove = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::PasskeyRemoved, now(store).await, p1);
            register::remove(tx, p1.id, removed.id, None, entry).await
        };
        let good = signing.sign(store, *mine).await.unwrap();
        assert!(signing.submit(store, &good).await.is_ok());
        assert!(store.write(remove).await.unwrap());
        let signed = signed.on(statement, None);
        let keys = async |tx: &mut Tx| signing_keys::of_owner(tx, KeyOwner::Person(p1.id)).await;
        let keys = store.reading::<_, StoreError>(keys).await.unwrap();
        assert_eq!(keys.len(), 2);
        for key in keys {
            let is_removed = key.fingerprint == signed.envelope.key;
            assert_eq!(key.removed_at.is_some(), is_removed, "{}", key.fingerprint);
        }
        let answer = touched(store, p1, &late, (&text, &text)).await;
        assert_eq!(answer, Err(SignatureFault::UnknownKey));
        assert_eq!(verify(store).await.broken, Vec::<String>::new());
    });
}
