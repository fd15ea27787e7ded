//! Adding, using and removing passkeys, without pages.

use super::register::{Registration, RegistrationFault};
use super::sign_in::{Attempt, PasskeyOutcome};
use super::*;
use crate::actions::audit;
use crate::identity::browser::SeenBrowser;
use crate::identity::fixture::{EVA, Fixture, NORD, NOW, OLE};
use crate::identity::link::{self, LinkPurpose, Order};
use crate::identity::session::{self, Awaits, Method, SecondFactor, SessionOpening, look_up};
use crate::identity::token::Token;
use crate::identity::webauthn::{Assertion, RelyingParty, WebAuthnFault};
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::accounts;
use countersign_store::passkeys;
use countersign_store::sign_in_policies::{self, Policy};
use countersign_testkit::authenticator::Authenticator;
use std::net::IpAddr;
use uuid::Uuid;

const ORIGIN: &str = "https://reports.example";
const SESSION: Uuid = Uuid::from_u128(7);
const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

fn site() -> RelyingParty {
    RelyingParty { id: "reports.example".to_owned(), origin: ORIGIN.to_owned() }
}

const fn after(seconds: i64) -> Instant {
    NOW.plus_micros(seconds * 1_000_000)
}

async fn given(fixture: &Fixture, session_id: Option<Uuid>, now: Instant) -> Token {
    let give = async |tx: &mut _| challenge::give(tx, session_id, now, &fixture.random).await;
    fixture.store.write(give).await.unwrap()
}

/// Adds the device's passkey for a person at a time.
async fn add_at(
    fixture: &Fixture,
    device: &Authenticator,
    person_id: i64,
    challenge: &Token,
    now: Instant,
) -> std::result::Result<(), RegistrationFault> {
    let made = device.make(challenge.bytes());
    let registration = Registration {
        person_id,
        method: "password",
        session_id: SESSION,
        relying_party: &site(),
        name: "Laptop",
        client_data: made.client_data.as_bytes(),
        attestation: &made.attestation,
    };
    let entry = audit::entry(Event::PasskeyAdded, now);
    let add =
        async |tx: &mut _| register::run(tx, &registration, entry.clone(), &fixture.random).await;
    fixture.store.write(add).await.unwrap()
}

async fn add(fixture: &Fixture, device: &Authenticator, person_id: i64) {
    let challenge = given(fixture, Some(SESSION), NOW).await;
    add_at(fixture, device, person_id, &challenge, NOW).await.unwrap();
}

async fn answer_at(
    fixture: &Fixture,
    device: &Authenticator,
    person_id: i64,
    challenge: &Token,
    now: Instant,
) -> PasskeyOutcome {
    let handle = async |tx: &mut _| user_handle(tx, person_id, &fixture.random).await;
    let handle = fixture.store.write(handle).await.unwrap();
    let used = device.sign(challenge.bytes());
    let attempt = Attempt {
        relying_party: &site(),
        credential_id: &device.credential_id,
        user_handle: &handle,
        assertion: Assertion {
            client_data: used.client_data.as_bytes(),
            authenticator_data: &used.authenticator_data,
            signature: &used.signature,
        },
        address: ADDRESS,
        user_agent: "Browser",
        seen: SeenBrowser { carries: None, device: "Browser", address: "192.0.2.1" },
    };
    let entry = audit::entry(Event::SignedIn, now);
    let run = async |tx: &mut _| sign_in::run(tx, &attempt, entry.clone(), &fixture.random).await;
    fixture.store.write(run).await.unwrap()
}

async fn sign_in(fixture: &Fixture, device: &Authenticator, person_id: i64) -> PasskeyOutcome {
    let challenge = given(fixture, None, NOW).await;
    answer_at(fixture, device, person_id, &challenge, NOW).await
}

fn is_opened(outcome: &PasskeyOutcome) -> bool {
    matches!(outcome, PasskeyOutcome::Opened { person_id: EVA, .. })
}

/// The company requires a second factor.
async fn require_factor(fixture: &Fixture) {
    let required = Policy { second_factor_required: true, provider: None };
    let put = async |tx: &mut _| sign_in_policies::put(tx, NORD, &required).await;
    fixture.store.write(put).await.unwrap();
}

/// What comes first after signing in with the password alone.
async fn awaited_by_password(fixture: &Fixture, person_id: i64) -> Option<Awaits> {
    let opening = SessionOpening {
        person_id,
        company_id: None,
        method: Method::Password,
        second_factor: SecondFactor::None,
        user_agent: "Browser",
        address: "192.0.2.1",
    };
    let open = async |tx: &mut _| session::open(tx, &opening, NOW, &fixture.random).await;
    let token = fixture.store.write(open).await.unwrap();
    let mut tx = fixture.store.read().await.unwrap();
    look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1.unwrap().awaits
}

#[tokio::test]
async fn a_password_alone_sets_up_no_factor_beside_a_passkey_that_a_company_requires() {
    let fixture = Fixture::new().await;
    let (eva, ole) = (Authenticator::new(b"one", ORIGIN), Authenticator::new(b"two", ORIGIN));
    add(&fixture, &eva, EVA).await;
    add(&fixture, &ole, OLE).await;
    assert_eq!(awaited_by_password(&fixture, EVA).await, None);
    assert_eq!(awaited_by_password(&fixture, OLE).await, Some(Awaits::Company));
    require_factor(&fixture).await;
    assert_eq!(awaited_by_password(&fixture, EVA).await, Some(Awaits::Passkey));
    // Only one of Ole's companies requires it, and he has not chosen one yet.
    assert_eq!(awaited_by_password(&fixture, OLE).await, Some(Awaits::Passkey));
    assert!(is_opened(&sign_in(&fixture, &eva, EVA).await));
    fixture.confirm_factor(EVA).await;
    assert_eq!(awaited_by_password(&fixture, EVA).await, Some(Awaits::Code));
    let remove = async |tx: &mut _| passkeys::remove_all(tx, OLE).await;
    fixture.store.write(remove).await.unwrap();
    assert_eq!(awaited_by_password(&fixture, OLE).await, Some(Awaits::Company));
}

#[tokio::test]
async fn a_link_for_a_new_password_removes_all_passkeys() {
    let fixture = Fixture::new().await;
    let (eva, ole) = (Authenticator::new(b"one", ORIGIN), Authenticator::new(b"two", ORIGIN));
    add(&fixture, &eva, EVA).await;
    add(&fixture, &ole, OLE).await;
    let order = Order::of_machine(LinkPurpose::Reset, EVA);
    let set = async |tx: &mut _| {
        let token = link::make(tx, &order, NOW, &fixture.random).await?.unwrap();
        let opened = link::open(tx, &token.text(), NOW).await?.unwrap();
        link::set_password(tx, &opened, "phc", NOW).await
    };
    assert_eq!(fixture.store.write(set).await.unwrap(), Some(1));
    assert_eq!(sign_in(&fixture, &eva, EVA).await, PasskeyOutcome::Refused);
    let mut tx = fixture.store.read().await.unwrap();
    assert_eq!(passkeys::of_person(&mut tx, OLE).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_session_of_an_identity_provider_adds_no_passkey() {
    let fixture = Fixture::new().await;
    let mut tx = fixture.store.read().await.unwrap();
    for (method, expected) in [
        (Method::SignOn, Err(RegistrationFault::SignedOn)),
        (Method::Password, Ok(())),
        (Method::Passkey, Ok(())),
    ] {
        let checked = register::check(&mut tx, EVA, method.token(), "Laptop").await.unwrap();
        assert_eq!(checked, expected, "{method:?}");
    }
}

#[tokio::test]
async fn a_passkey_opens_a_session_that_no_second_factor_is_missing_in() {
    let fixture = Fixture::new().await;
    fixture.confirm_factor(EVA).await;
    require_factor(&fixture).await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    let outcome = sign_in(&fixture, &device, EVA).await;
    let PasskeyOutcome::Opened { token, .. } = outcome else { panic!("{outcome:?}") };
    let mut tx = fixture.store.read().await.unwrap();
    let visitor = look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1.unwrap();
    assert_eq!((visitor.awaits, visitor.method.as_str()), (None, "passkey"));
    let kept = passkeys::of_person(&mut tx, EVA).await.unwrap();
    assert_eq!((kept[0].last_used_at, kept[0].name.as_str()), (Some(NOW), "Laptop"));
}

#[tokio::test]
async fn a_person_of_two_companies_chooses_one() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, OLE).await;
    let outcome = sign_in(&fixture, &device, OLE).await;
    let PasskeyOutcome::Opened { token, .. } = outcome else { panic!("{outcome:?}") };
    let mut tx = fixture.store.read().await.unwrap();
    let visitor = look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1.unwrap();
    assert_eq!(visitor.awaits, Some(Awaits::Company));
}

#[tokio::test]
async fn a_challenge_is_answered_once_in_time_and_where_it_was_given() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    let expired = Err(RegistrationFault::Expired);
    let late = given(&fixture, Some(SESSION), NOW).await;
    assert_eq!(add_at(&fixture, &device, EVA, &late, after(300)).await, expired);
    let other = given(&fixture, Some(Uuid::from_u128(8)), NOW).await;
    assert_eq!(add_at(&fixture, &device, EVA, &other, NOW).await, expired);
    let stranger = given(&fixture, None, NOW).await;
    assert_eq!(add_at(&fixture, &device, EVA, &stranger, NOW).await, expired);
    let own = Token::new(&fixture.random);
    assert_eq!(add_at(&fixture, &device, EVA, &own, NOW).await, expired);
    let challenge = given(&fixture, Some(SESSION), NOW).await;
    assert_eq!(add_at(&fixture, &device, EVA, &challenge, after(299)).await, Ok(()));
    assert_eq!(add_at(&fixture, &device, EVA, &challenge, after(299)).await, expired);

    let challenge = given(&fixture, None, NOW).await;
    assert!(is_opened(&answer_at(&fixture, &device, EVA, &challenge, after(299)).await));
    let again = answer_at(&fixture, &device, EVA, &challenge, after(299)).await;
    assert_eq!(again, PasskeyOutcome::Expired);
    for (session_id, seconds) in [(None, 300), (Some(SESSION), 0)] {
        let challenge = given(&fixture, session_id, NOW).await;
        let outcome = answer_at(&fixture, &device, EVA, &challenge, after(seconds)).await;
        assert_eq!(outcome, PasskeyOutcome::Expired, "{seconds}");
    }
}

#[tokio::test]
async fn what_does_not_hold_and_what_is_unknown_look_the_same() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    let unknown = Authenticator::new(b"two", ORIGIN);
    assert_eq!(sign_in(&fixture, &unknown, EVA).await, PasskeyOutcome::Refused);
    // The same id with another key, another person's handle, another page, and no verification.
    let forged = Authenticator::new(b"one", ORIGIN);
    assert_eq!(sign_in(&fixture, &forged, EVA).await, PasskeyOutcome::Refused);
    assert_eq!(sign_in(&fixture, &device, OLE).await, PasskeyOutcome::Refused);
    let mut device = device;
    device.origin = "https://evil.example".to_owned();
    assert_eq!(sign_in(&fixture, &device, EVA).await, PasskeyOutcome::Refused);
    ORIGIN.clone_into(&mut device.origin);
    device.flags = 1;
    assert_eq!(sign_in(&fixture, &device, EVA).await, PasskeyOutcome::Refused);
    device.flags = 5;
    assert!(is_opened(&sign_in(&fixture, &device, EVA).await));
}

#[tokio::test]
async fn a_count_that_does_not_grow_is_refused() {
    let fixture = Fixture::new().await;
    let mut device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    assert!(is_opened(&sign_in(&fixture, &device, EVA).await));
    for (count, is_taken) in [(4, true), (4, false), (3, false), (0, false), (5, true)] {
        device.sign_count = count;
        assert_eq!(is_opened(&sign_in(&fixture, &device, EVA).await), is_taken, "{count}");
    }
}

#[tokio::test]
async fn wrong_answers_lock_no_one_out() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    let forged = Authenticator::new(b"one", ORIGIN);
    for _ in 0..6 {
        assert_eq!(sign_in(&fixture, &forged, EVA).await, PasskeyOutcome::Refused);
    }
    assert!(is_opened(&sign_in(&fixture, &device, EVA).await));
}

#[tokio::test]
async fn challenges_without_an_answer_slow_their_address_down() {
    let fixture = Fixture::new().await;
    let begin = async |tx: &mut _| sign_in::begin(tx, ADDRESS, None, NOW, &fixture.random).await;
    for number in 0..30 {
        assert!(fixture.store.write(begin).await.unwrap().is_ok(), "{number}");
    }
    assert_eq!(fixture.store.write(begin).await.unwrap().unwrap_err().seconds, 1);
    // Strangers do not slow down a browser from which a person signed in, and it has a count too.
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    let outcome = sign_in(&fixture, &device, EVA).await;
    let PasskeyOutcome::Opened { browser, .. } = outcome else { panic!("{outcome:?}") };
    let carries = browser.unwrap().text();
    let begin =
        async |tx: &mut _| sign_in::begin(tx, ADDRESS, Some(&carries), NOW, &fixture.random).await;
    for number in 0..30 {
        assert!(fixture.store.write(begin).await.unwrap().is_ok(), "{number}");
    }
    assert!(fixture.store.write(begin).await.unwrap().is_err());
}

#[tokio::test]
async fn a_removed_passkey_signs_no_one_in_and_ends_the_other_sessions() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    let outcome = sign_in(&fixture, &device, EVA).await;
    let PasskeyOutcome::Opened { token, .. } = outcome else { panic!("{outcome:?}") };
    let removed = fixture
        .store
        .write(async |tx| {
            let id = passkeys::of_person(tx, EVA).await?[0].id;
            let entry = || audit::entry(Event::PasskeyRemoved, NOW);
            assert!(!register::remove(tx, OLE, id, Some(SESSION), entry()).await?);
            register::remove(tx, EVA, id, Some(SESSION), entry()).await
        })
        .await
        .unwrap();
    assert!(removed);
    assert_eq!(sign_in(&fixture, &device, EVA).await, PasskeyOutcome::Refused);
    let mut tx = fixture.store.read().await.unwrap();
    assert_eq!(look_up(&mut tx, Some(&token.text()), NOW).await.unwrap().1, None);
    assert_eq!(session::list(&mut tx, EVA, NOW).await.unwrap(), []);
    drop(tx);
    // A device whose passkey was removed by mistake can make it again.
    add(&fixture, &device, EVA).await;
    let challenge = given(&fixture, Some(SESSION), NOW).await;
    let again = add_at(&fixture, &device, EVA, &challenge, NOW).await;
    assert_eq!(again, Err(RegistrationFault::Taken));
}

#[tokio::test]
async fn a_closed_account_keeps_no_passkey() {
    let fixture = Fixture::new().await;
    let device = Authenticator::new(b"one", ORIGIN);
    add(&fixture, &device, EVA).await;
    fixture.store.write(async |tx| accounts::close(tx, EVA).await).await.unwrap();
    assert_eq!(sign_in(&fixture, &device, EVA).await, PasskeyOutcome::Refused);
}

#[tokio::test]
async fn a_handle_is_random_stays_and_goes_with_the_account() {
    let fixture = Fixture::new().await;
    let of = async |person_id| {
        let handle = async |tx: &mut _| user_handle(tx, person_id, &fixture.random).await;
        fixture.store.write(handle).await.unwrap()
    };
    let (eva, ole) = (of(EVA).await, of(OLE).await);
    assert_eq!((eva.len(), ole.len()), (32, 32));
    assert_ne!(eva, ole);
    assert_eq!(of(EVA).await, eva);
    fixture.store.write(async |tx| accounts::close(tx, EVA).await).await.unwrap();
    assert_ne!(of(EVA).await, eva);
    assert_eq!(of(OLE).await, ole);
}

#[tokio::test]
async fn a_person_has_twenty_passkeys_at_most() {
    let fixture = Fixture::new().await;
    for number in 0..20_u8 {
        add(&fixture, &Authenticator::new(&[number], ORIGIN), EVA).await;
    }
    let challenge = given(&fixture, Some(SESSION), NOW).await;
    let device = Authenticator::new(&[20], ORIGIN);
    let more = add_at(&fixture, &device, EVA, &challenge, NOW).await;
    assert_eq!(more, Err(RegistrationFault::TooMany));
    add(&fixture, &device, OLE).await;
}

#[tokio::test]
async fn a_device_that_does_not_verify_its_person_makes_no_passkey() {
    let fixture = Fixture::new().await;
    let mut device = Authenticator::new(b"one", ORIGIN);
    device.flags = 1;
    let challenge = given(&fixture, Some(SESSION), NOW).await;
    let made = add_at(&fixture, &device, EVA, &challenge, NOW).await;
    assert_eq!(made, Err(RegistrationFault::Refused(WebAuthnFault::NotVerified)));
}
