//! How long sessions last, who they are, and who ends them.

use super::*;
use crate::identity::stage::{EVA, FJORD, IDA, NORD, NOW, OLE, Stage};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_store::sign_in_policies::{self, Policy};

const fn opening(person_id: i64) -> Opening<'static> {
    Opening {
        person_id,
        company_id: None,
        method: Method::Password,
        second_factor: SecondFactor::None,
        user_agent: "Browser",
        address: "192.0.2.1",
    }
}

async fn opened(stage: &Stage, opening: &Opening<'_>) -> Token {
    stage.store.write(async |tx| open(tx, opening, NOW, &stage.chance).await).await.unwrap()
}

async fn seen(stage: &Stage, token: &Token, now: Instant) -> Option<Visitor> {
    let mut tx = stage.store.read().await.unwrap();
    look_up(&mut tx, &token.text(), now).await.unwrap()
}

async fn require_second_factor(stage: &Stage, company_id: i64) {
    let policy = Policy { second_factor_required: true, provider: None };
    let put = async |tx: &mut Tx| sign_in_policies::put(tx, company_id, &policy).await;
    stage.store.write(put).await.unwrap();
}

#[tokio::test]
async fn who_is_of_one_company_acts_as_it_at_once() {
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(EVA)).await;
    let visitor = seen(&stage, &token, NOW).await.unwrap();
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
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(OLE)).await;
    let visitor = seen(&stage, &token, NOW).await.unwrap();
    assert_eq!((visitor.awaits, visitor.memberships), (Some(Awaits::Company), 2));
    assert_eq!((visitor.person, visitor.company_name.as_str()), (None, ""));
    let choose = async |company_id| {
        let mut tx = stage.store.begin().await.unwrap();
        let chosen = choose_company(&mut tx, visitor.session_id, company_id, &stage.chance).await;
        tx.commit().await.unwrap();
        chosen.unwrap()
    };
    assert_eq!(choose(99).await, None);
    let mut before = token;
    for company_id in [FJORD, NORD] {
        // Who knew the token of before acts as nobody.
        let token = choose(company_id).await.unwrap();
        assert_eq!(seen(&stage, &before, NOW).await, None);
        let person = seen(&stage, &token, NOW).await.unwrap().person;
        assert_eq!(person.map(|it| it.company_id), Some(company_id));
        before = token;
    }
    let leave = async |tx: &mut Tx| people::leave(tx, OLE, NORD).await;
    stage.store.write(leave).await.unwrap();
    assert_eq!(choose(NORD).await, None);
    let token = opened(&stage, &opening(IDA)).await;
    assert_eq!(seen(&stage, &token, NOW).await.unwrap().awaits, Some(Awaits::Membership));
}

#[tokio::test]
async fn a_session_of_an_identity_provider_stays_with_its_company() {
    let stage = Stage::new().await;
    let from_nord = Opening { company_id: Some(NORD), method: Method::SignOn, ..opening(OLE) };
    let token = opened(&stage, &from_nord).await;
    let visitor = seen(&stage, &token, NOW).await.unwrap();
    assert_eq!((visitor.awaits, visitor.memberships), (None, 1));
    let mut tx = stage.store.begin().await.unwrap();
    let (id, chance) = (visitor.session_id, &stage.chance);
    assert_eq!(choose_company(&mut tx, id, FJORD, chance).await.unwrap(), None);
    let token = choose_company(&mut tx, id, NORD, chance).await.unwrap().unwrap();
    people::leave(&mut tx, OLE, NORD).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = seen(&stage, &token, NOW).await.unwrap();
    assert_eq!((visitor.person, visitor.awaits), (None, Some(Awaits::Membership)));
}

#[tokio::test]
async fn a_company_that_asks_for_a_second_factor_lets_nobody_act_without() {
    let stage = Stage::new().await;
    require_second_factor(&stage, NORD).await;
    let awaited = async |method, second_factor| {
        let token = opened(&stage, &Opening { method, second_factor, ..opening(EVA) }).await;
        seen(&stage, &token, NOW).await.unwrap().awaits
    };
    let none = SecondFactor::None;
    assert_eq!(awaited(Method::Password, none).await, Some(Awaits::SecondFactor));
    assert_eq!(awaited(Method::Password, SecondFactor::Awaited).await, Some(Awaits::Code));
    assert_eq!(awaited(Method::SignOn, none).await, None);
    assert_eq!(awaited(Method::Demo, none).await, None);
    // Who took their second factor away has to set up another one.
    assert_eq!(awaited(Method::Password, SecondFactor::Passed).await, Some(Awaits::SecondFactor));
    stage.confirm_factor(EVA).await;
    assert_eq!(awaited(Method::Password, SecondFactor::Passed).await, None);
    assert_eq!(awaited(Method::Password, none).await, Some(Awaits::Code));
}

#[tokio::test]
async fn it_ends_eight_hours_after_its_last_use() {
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(EVA)).await;
    assert!(seen(&stage, &token, NOW.plus_micros(IDLE - 1)).await.is_some());
    assert!(seen(&stage, &token, NOW.plus_micros(IDLE)).await.is_none());
    let id = seen(&stage, &token, NOW).await.unwrap().session_id;
    let later = NOW.plus_micros(IDLE - 1);
    stage.store.write(async |tx| touch(tx, id, later).await).await.unwrap();
    assert!(seen(&stage, &token, later.plus_micros(IDLE - 1)).await.is_some());
    assert!(seen(&stage, &token, later.plus_micros(IDLE)).await.is_none());
}

#[tokio::test]
async fn it_ends_seven_days_after_it_began_however_busy() {
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(EVA)).await;
    let id = seen(&stage, &token, NOW).await.unwrap().session_id;
    let end = NOW.plus_micros(7 * 24 * 3600 * 1_000_000);
    stage.store.write(async |tx| touch(tx, id, end.plus_micros(-1)).await).await.unwrap();
    assert!(seen(&stage, &token, end.plus_micros(-1)).await.is_some());
    assert!(seen(&stage, &token, end).await.is_none());
    let removed = stage.store.write(async |tx| remove_ended(tx, end.plus_micros(1)).await).await;
    assert_eq!(removed.unwrap(), 1);
}

#[tokio::test]
async fn a_use_is_noted_every_five_minutes() {
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(EVA)).await;
    let visitor = seen(&stage, &token, NOW).await.unwrap();
    assert!(!visitor.is_to_be_touched(NOW.plus_micros(5 * MINUTE - 1)));
    assert!(visitor.is_to_be_touched(NOW.plus_micros(5 * MINUTE)));
}

#[tokio::test]
async fn the_code_is_awaited_for_ten_minutes_and_changes_the_token() {
    let stage = Stage::new().await;
    let awaiting = Opening { second_factor: SecondFactor::Awaited, ..opening(EVA) };
    let token = opened(&stage, &awaiting).await;
    let visitor = seen(&stage, &token, NOW.plus_micros(10 * MINUTE - 1)).await.unwrap();
    assert_eq!((visitor.person.is_some(), visitor.awaits), (false, Some(Awaits::Code)));
    assert!(seen(&stage, &token, NOW.plus_micros(10 * MINUTE)).await.is_none());
    let mut tx = stage.store.begin().await.unwrap();
    assert_eq!(list(&mut tx, EVA, NOW).await.unwrap(), []);
    let passed = pass(&mut tx, &visitor, NOW, &stage.chance).await.unwrap();
    tx.commit().await.unwrap();
    assert!(seen(&stage, &token, NOW).await.is_none());
    let after = seen(&stage, &passed, NOW.plus_micros(IDLE - 1)).await.unwrap();
    assert_eq!((after.session_id, after.awaits), (visitor.session_id, None));
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let stage = Stage::new().await;
    let first = opened(&stage, &opening(EVA)).await;
    let second = opened(&stage, &Opening { user_agent: "Other\r\n", ..opening(EVA) }).await;
    let others = opened(&stage, &opening(OLE)).await;
    let id = |visitor: Option<Visitor>| visitor.unwrap().session_id;
    let first_id = id(seen(&stage, &first, NOW).await);
    let second_id = id(seen(&stage, &second, NOW).await);
    let mut tx = stage.store.begin().await.unwrap();
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
    assert!(seen(&stage, &first, NOW).await.is_none());
    assert!(seen(&stage, &second, NOW).await.is_none());
    assert!(seen(&stage, &others, NOW).await.is_some());
}

#[tokio::test]
async fn nothing_but_a_token_opens_anything() {
    let stage = Stage::new().await;
    let token = opened(&stage, &opening(EVA)).await;
    let mut tx = stage.store.read().await.unwrap();
    let hash: String = token.hash().iter().map(|byte| format!("{byte:02x}")).collect();
    for text in ["", "x", &hash, &Token::new(&stage.chance).text()] {
        assert_eq!(look_up(&mut tx, text, NOW).await.unwrap(), None, "{text}");
    }
}
