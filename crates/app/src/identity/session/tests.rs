//! How long sessions last, whose they are, and who ends them.

use super::*;
use crate::identity::fixture::{EVA, FJORD, Fixture, IDA, NORD, NOW, OLE};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_store::sign_in_policies::{self, Policy};

const fn opening(person_id: i64) -> SessionOpening<'static> {
    SessionOpening {
        person_id,
        company_id: None,
        method: Method::Password,
        second_factor: SecondFactor::None,
        user_agent: "Browser",
        address: "192.0.2.1",
    }
}

async fn opened(fixture: &Fixture, opening: &SessionOpening<'_>) -> Token {
    fixture.store.write(async |tx| open(tx, opening, NOW, &fixture.random).await).await.unwrap()
}

async fn seen(fixture: &Fixture, token: &Token, now: Instant) -> Option<Visitor> {
    let mut tx = fixture.store.read().await.unwrap();
    look_up(&mut tx, Some(&token.text()), now).await.unwrap().1
}

async fn require_second_factor(fixture: &Fixture, company_id: i64) {
    let policy = Policy { second_factor_required: true, provider: None };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, company_id, &policy).await;
    fixture.store.write(put).await.unwrap();
}

#[tokio::test]
async fn who_is_of_one_company_acts_as_it_at_once() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(EVA)).await;
    let visitor = seen(&fixture, &token, NOW).await.unwrap();
    let person = visitor.person.unwrap();
    assert_eq!((person.id, person.company_id, person.role), (EVA, NORD, Role::Administrator));
    assert_eq!(person.company_kind, CompanyKind::Distributor);
    assert_eq!(person.channel, Channel::Console);
    assert_eq!(
        (visitor.company_code.as_str(), visitor.company_name.as_str()),
        ("NORD", "Nordlicht")
    );
    assert_eq!((visitor.memberships, visitor.awaits), (1, None));
    assert_eq!((visitor.language, visitor.theme, visitor.shortcuts), (None, None, true));
}

#[tokio::test]
async fn who_is_of_several_chooses_and_switches_and_who_is_of_none_waits() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(OLE)).await;
    let visitor = seen(&fixture, &token, NOW).await.unwrap();
    assert_eq!((visitor.awaits, visitor.memberships), (Some(Awaits::Company), 2));
    assert_eq!((visitor.person, visitor.company_name.as_str()), (None, ""));
    let choose = async |company_id| {
        let mut tx = fixture.store.begin().await.unwrap();
        let chosen = choose_company(&mut tx, visitor.session_id, company_id, &fixture.random).await;
        tx.commit().await.unwrap();
        chosen.unwrap()
    };
    assert_eq!(choose(99).await, None);
    let mut before = token;
    for company_id in [FJORD, NORD] {
        // The token before it signs no one in.
        let token = choose(company_id).await.unwrap();
        assert_eq!(seen(&fixture, &before, NOW).await, None);
        let person = seen(&fixture, &token, NOW).await.unwrap().person;
        assert_eq!(person.map(|it| it.company_id), Some(company_id));
        before = token;
    }
    let leave = async |tx: &mut Tx| people::leave(tx, OLE, NORD).await;
    fixture.store.write(leave).await.unwrap();
    assert_eq!(choose(NORD).await, None);
    let token = opened(&fixture, &opening(IDA)).await;
    assert_eq!(seen(&fixture, &token, NOW).await.unwrap().awaits, Some(Awaits::Membership));
}

#[tokio::test]
async fn a_session_of_an_identity_provider_stays_with_its_company() {
    let fixture = Fixture::new().await;
    let from_nord =
        SessionOpening { company_id: Some(NORD), method: Method::SignOn, ..opening(OLE) };
    let token = opened(&fixture, &from_nord).await;
    let visitor = seen(&fixture, &token, NOW).await.unwrap();
    assert_eq!((visitor.awaits, visitor.memberships), (None, 1));
    let mut tx = fixture.store.begin().await.unwrap();
    let (id, random) = (visitor.session_id, &fixture.random);
    assert_eq!(choose_company(&mut tx, id, FJORD, random).await.unwrap(), None);
    let token = choose_company(&mut tx, id, NORD, random).await.unwrap().unwrap();
    people::leave(&mut tx, OLE, NORD).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = seen(&fixture, &token, NOW).await.unwrap();
    assert_eq!((visitor.person, visitor.awaits), (None, Some(Awaits::Membership)));
}

#[tokio::test]
async fn a_company_that_asks_for_a_second_factor_lets_nobody_act_without() {
    let fixture = Fixture::new().await;
    require_second_factor(&fixture, NORD).await;
    let awaited = async |method, second_factor| {
        let token =
            opened(&fixture, &SessionOpening { method, second_factor, ..opening(EVA) }).await;
        seen(&fixture, &token, NOW).await.unwrap().awaits
    };
    let none = SecondFactor::None;
    assert_eq!(awaited(Method::Password, none).await, Some(Awaits::SecondFactor));
    assert_eq!(awaited(Method::Password, SecondFactor::Awaited).await, Some(Awaits::Code));
    assert_eq!(awaited(Method::SignOn, none).await, None);
    assert_eq!(awaited(Method::Demo, none).await, None);
    // A person who removed their second factor has to set up another one.
    assert_eq!(awaited(Method::Password, SecondFactor::Passed).await, Some(Awaits::SecondFactor));
    fixture.confirm_factor(EVA).await;
    assert_eq!(awaited(Method::Password, SecondFactor::Passed).await, None);
    assert_eq!(awaited(Method::Password, none).await, Some(Awaits::Code));
}

#[tokio::test]
async fn it_ends_eight_hours_after_its_last_use() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(EVA)).await;
    assert!(seen(&fixture, &token, NOW.plus_micros(IDLE - 1)).await.is_some());
    assert!(seen(&fixture, &token, NOW.plus_micros(IDLE)).await.is_none());
    let id = seen(&fixture, &token, NOW).await.unwrap().session_id;
    let later = NOW.plus_micros(IDLE - 1);
    fixture.store.write(async |tx| touch(tx, id, later).await).await.unwrap();
    assert!(seen(&fixture, &token, later.plus_micros(IDLE - 1)).await.is_some());
    assert!(seen(&fixture, &token, later.plus_micros(IDLE)).await.is_none());
}

#[tokio::test]
async fn it_ends_seven_days_after_it_began_however_busy() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(EVA)).await;
    let id = seen(&fixture, &token, NOW).await.unwrap().session_id;
    let end = NOW.plus_micros(7 * 24 * 3600 * 1_000_000);
    fixture.store.write(async |tx| touch(tx, id, end.plus_micros(-1)).await).await.unwrap();
    assert!(seen(&fixture, &token, end.plus_micros(-1)).await.is_some());
    assert!(seen(&fixture, &token, end).await.is_none());
    let removed = fixture.store.write(async |tx| remove_ended(tx, end.plus_micros(1)).await).await;
    assert_eq!(removed.unwrap(), 1);
}

#[tokio::test]
async fn a_use_is_noted_every_five_minutes() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(EVA)).await;
    let visitor = seen(&fixture, &token, NOW).await.unwrap();
    assert!(!visitor.is_to_be_touched(NOW.plus_micros(5 * MINUTE - 1)));
    assert!(visitor.is_to_be_touched(NOW.plus_micros(5 * MINUTE)));
}

#[tokio::test]
async fn the_code_is_awaited_for_ten_minutes_and_changes_the_token() {
    let fixture = Fixture::new().await;
    let awaiting = SessionOpening { second_factor: SecondFactor::Awaited, ..opening(EVA) };
    let token = opened(&fixture, &awaiting).await;
    let visitor = seen(&fixture, &token, NOW.plus_micros(10 * MINUTE - 1)).await.unwrap();
    assert_eq!((visitor.person.is_some(), visitor.awaits), (false, Some(Awaits::Code)));
    assert!(seen(&fixture, &token, NOW.plus_micros(10 * MINUTE)).await.is_none());
    let mut tx = fixture.store.begin().await.unwrap();
    assert_eq!(list(&mut tx, EVA, NOW).await.unwrap(), []);
    let passed = pass(&mut tx, &visitor, NOW, &fixture.random).await.unwrap();
    tx.commit().await.unwrap();
    assert!(seen(&fixture, &token, NOW).await.is_none());
    let after = seen(&fixture, &passed, NOW.plus_micros(IDLE - 1)).await.unwrap();
    assert_eq!((after.session_id, after.awaits), (visitor.session_id, None));
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let fixture = Fixture::new().await;
    let first = opened(&fixture, &opening(EVA)).await;
    let second =
        opened(&fixture, &SessionOpening { user_agent: "Other\r\n", ..opening(EVA) }).await;
    let others = opened(&fixture, &opening(OLE)).await;
    let id = |visitor: Option<Visitor>| visitor.unwrap().session_id;
    let first_id = id(seen(&fixture, &first, NOW).await);
    let second_id = id(seen(&fixture, &second, NOW).await);
    let mut tx = fixture.store.begin().await.unwrap();
    touch(&mut tx, second_id, NOW.plus_micros(1)).await.unwrap();
    let listed = list(&mut tx, EVA, NOW).await.unwrap();
    assert_eq!(listed.iter().map(|it| it.id).collect::<Vec<_>>(), [second_id, first_id]);
    assert_eq!((listed[0].user_agent.as_str(), listed[0].address.as_str()), ("Other", "192.0.2.1"));
    assert_eq!(listed[0].company_name.as_deref(), Some("Nordlicht"));
    assert!(!end(&mut tx, OLE, first_id).await.unwrap());
    assert!(end(&mut tx, EVA, first_id).await.unwrap());
    assert_eq!(end_all(&mut tx, EVA, Some(second_id)).await.unwrap(), 0);
    assert_eq!(end_all(&mut tx, EVA, None).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert!(seen(&fixture, &first, NOW).await.is_none());
    assert!(seen(&fixture, &second, NOW).await.is_none());
    assert!(seen(&fixture, &others, NOW).await.is_some());
}

#[tokio::test]
async fn nothing_but_a_token_opens_anything() {
    let fixture = Fixture::new().await;
    let token = opened(&fixture, &opening(EVA)).await;
    let mut tx = fixture.store.read().await.unwrap();
    let hash: String = token.hash().iter().map(|byte| format!("{byte:02x}")).collect();
    for text in ["", "x", &hash, &Token::new(&fixture.random).text()] {
        assert_eq!(look_up(&mut tx, Some(text), NOW).await.unwrap().1, None, "{text}");
    }
}

#[tokio::test]
async fn a_clock_that_is_an_hour_ahead_and_goes_back_ends_no_session_and_keeps_none_for_longer() {
    let fixture = Fixture::new().await;
    let ahead = NOW.plus_micros(HOUR);
    let token = opened(&fixture, &opening(EVA)).await;
    let visitor = seen(&fixture, &token, ahead).await.unwrap();
    assert!(visitor.is_to_be_touched(ahead));
    let touch = async |tx: &mut Tx| touch(tx, visitor.session_id, ahead).await;
    fixture.store.write(touch).await.unwrap();
    let back = NOW.plus_micros(MINUTE);
    let visitor = seen(&fixture, &token, back).await.unwrap();
    assert!(!visitor.is_to_be_touched(back), "no use is recorded until the time is reached");
    assert!(seen(&fixture, &token, ahead.plus_micros(IDLE - 1)).await.is_some());
    assert_eq!(seen(&fixture, &token, ahead.plus_micros(IDLE)).await, None);
}
