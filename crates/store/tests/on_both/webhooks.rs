//! Webhooks: leased by one worker at a time, served in turn, and their messages in order.

use crate::databases::{NOW, on_both};
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::company_uuid;
use countersign_domain::instant::Instant;
use countersign_domain::leaf::LeafName;
use countersign_domain::webhook::{EventType, WebhookState};
use countersign_store::companies::{self, Company};
use countersign_store::outbox::OutboxLease;
use countersign_store::webhooks::{
    self, AfterTurn, Answer, LeasedWebhook, LogCursor, LogQuery, MessageState, NewEvent, Webhook,
    WebhookFields,
};
use countersign_store::{Store, StoreError, Tx};
use futures_util::future::join_all;
use uuid::Uuid;

const MINUTE: i64 = 60_000_000;
const NAME: &str = "\u{202e}'; DROP TABLE webhooks; --";

const fn after(minutes: i64) -> Instant {
    NOW.plus_micros(minutes * MINUTE)
}

const fn lease(number: u128, until: i64) -> OutboxLease {
    OutboxLease { id: Uuid::from_u128(number), until: after(until) }
}

fn webhook(number: u128) -> Webhook {
    Webhook {
        id: Uuid::from_u128(number),
        company_id: 1,
        said: WebhookFields {
            name: NAME.to_owned(),
            address: "https://x.example/?a='".to_owned(),
            events: vec![EventType::ReportReady, EventType::SourceSilent],
            state: WebhookState::On,
        },
        secret: None,
        failures: 0,
        retry_at: None,
        made_at: NOW,
        ended_at: None,
        version: 1,
    }
}

/// Two webhooks, each with three messages.
async fn fill(store: &Store) {
    let put = async |tx: &mut Tx| {
        let company = Company {
            id: 1,
            code: "C1".to_owned(),
            kind: CompanyKind::Partner,
            name: "Company".to_owned(),
            company_id: company_uuid("C1"),
        };
        companies::insert(tx, &[company]).await?;
        for number in [1, 2] {
            webhooks::insert(tx, &webhook(number), "whsec_x", None).await?;
        }
        let leaf = LeafName::dispatch(3, 7);
        let new = |hook: u128, event: u128| NewEvent {
            webhook_id: Uuid::from_u128(hook),
            event: Uuid::from_u128(event),
            event_type: EventType::ReportReady,
            data: "{\"a\":1}",
            leaf: Some(&leaf),
            created_at: NOW,
            due_at: NOW,
        };
        // The ids are not in the order of the events.
        let all: Vec<_> = [9, 8, 7].iter().flat_map(|it| [new(1, *it), new(2, *it)]).collect();
        webhooks::put(tx, &all).await
    };
    store.write(put).await.unwrap();
}

async fn take(store: &Store, now: Instant, lease: OutboxLease) -> Option<Uuid> {
    let take = async |tx: &mut Tx| webhooks::take(tx, now, now, lease).await;
    store.write(take).await.unwrap().map(|it| it.id)
}

async fn due(store: &Store, webhook: u128, now: Instant) -> Vec<u128> {
    let due = async |tx: &mut Tx| webhooks::due(tx, Uuid::from_u128(webhook), now, 9).await;
    let due: Result<_, StoreError> = store.reading(due).await;
    due.unwrap().iter().map(|it| it.event.as_u128()).collect()
}

#[tokio::test]
async fn a_webhook_is_served_by_one_process_at_a_time_and_each_in_its_turn() {
    on_both(async |store| {
        fill(store).await;
        assert_eq!(due(store, 1, NOW).await, [9, 8, 7], "in the order of their events");
        let many = join_all((1..=6).map(|it| take(store, NOW, lease(it, 2)))).await;
        let mut taken: Vec<_> = many.into_iter().flatten().collect();
        taken.sort();
        taken.dedup();
        assert!(taken.len() <= 2, "{taken:?}");
        while take(store, NOW, lease(7, 2)).await.is_some() {}
        assert_eq!(take(store, after(1), lease(8, 9)).await, None, "both are leased");
        // A lease that has run out is taken over, and the one before records nothing.
        let first = take(store, after(3), lease(10, 9)).await.unwrap();
        let answer = Answer { at: after(3), status: Some(204), error: None, again_at: None };
        let finish = async |holder: u128| {
            let event = Uuid::from_u128(9);
            let finish = async |tx: &mut Tx| {
                webhooks::finish(tx, first, event, Uuid::from_u128(holder), answer).await
            };
            store.write(finish).await.unwrap()
        };
        assert!(!finish(7).await && finish(10).await && !finish(10).await);
        let calm = AfterTurn { failures: 0, retry_at: None };
        let leased = LeasedWebhook { id: first, version: 1, holder: Uuid::from_u128(10) };
        let release = async |tx: &mut Tx| webhooks::release(tx, leased, after(4), calm).await;
        store.write(release).await.unwrap();
        let second = take(store, after(5), lease(11, 9)).await.unwrap();
        assert_ne!(second, first, "the one served longest ago is next");
        assert_eq!(take(store, after(5), lease(12, 9)).await, Some(first));
    })
    .await;
}

#[tokio::test]
async fn a_turn_sees_a_change_and_its_end_takes_nothing_of_it_back() {
    on_both(async |store| {
        fill(store).await;
        let (id, holder) = (Uuid::from_u128(1), Uuid::from_u128(5));
        assert_eq!(take(store, NOW, lease(5, 2)).await, Some(id));
        let leased = LeasedWebhook { id, version: 1, holder };
        let is_served = async |leased: LeasedWebhook| {
            let is_served = async |tx: &mut Tx| webhooks::is_served(tx, leased).await;
            let is_served: Result<_, StoreError> = store.reading(is_served).await;
            is_served.unwrap()
        };
        assert!(is_served(leased).await);
        let stranger = LeasedWebhook { holder: Uuid::from_u128(6), ..leased };
        assert!(!is_served(stranger).await, "another process has the lease");
        let said = WebhookFields { address: "https://y.example/".to_owned(), ..webhook(1).said };
        let change = async |tx: &mut Tx| webhooks::change(tx, id, 1, &said).await;
        assert!(store.write(change).await.unwrap());
        assert!(!is_served(leased).await, "it has another address");
        let end = async |tx: &mut Tx| webhooks::end(tx, leased, after(1)).await;
        assert!(!store.write(end).await.unwrap(), "the receiver at the old address answered");
        let failed = AfterTurn { failures: 4, retry_at: Some(after(60)) };
        let release = async |tx: &mut Tx| webhooks::release(tx, leased, after(1), failed).await;
        store.write(release).await.unwrap();
        let find = async |tx: &mut Tx| webhooks::find(tx, id).await;
        let found: Result<_, StoreError> = store.reading(find).await;
        let found = found.unwrap().unwrap();
        assert_eq!((found.said.state, found.failures, found.retry_at), (WebhookState::On, 0, None));
        // The clock is set back by a minute.
        assert_eq!(take(store, NOW, lease(7, 2)).await, Some(Uuid::from_u128(2)));
        assert_eq!(take(store, NOW, lease(8, 2)).await, Some(id), "its turn ended later than now");
    })
    .await;
}

#[tokio::test]
async fn what_can_still_be_undone_is_not_given_up_with_the_rest() {
    on_both(async |store| {
        fill(store).await;
        let (hook, event) = (Uuid::from_u128(1), Uuid::from_u128(6));
        let held_back = NewEvent {
            webhook_id: hook,
            event,
            event_type: EventType::ReportReady,
            data: "{}",
            leaf: None,
            created_at: NOW,
            due_at: after(6),
        };
        let put = async |tx: &mut Tx| webhooks::put(tx, std::slice::from_ref(&held_back)).await;
        store.write(put).await.unwrap();
        let give_up =
            async |tx: &mut Tx| webhooks::give_up_waiting(tx, hook, NOW, NOW, "gone").await;
        assert_eq!(store.write(give_up).await.unwrap(), 3);
        assert_eq!(due(store, 1, after(6)).await, [6]);
        let withdraw = async |tx: &mut Tx| webhooks::withdraw(tx, event).await;
        store.write(withdraw).await.unwrap();
        assert!(due(store, 1, after(6)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_log_shows_states_and_pages_and_replays_what_is_finished() {
    on_both(async |store| {
        fill(store).await;
        let hook = Uuid::from_u128(1);
        assert_eq!(take(store, NOW, lease(1, 2)).await, Some(hook));
        let answers = [
            Answer { at: NOW, status: Some(200), error: None, again_at: None },
            Answer { at: NOW, status: Some(500), error: Some("no"), again_at: Some(after(1)) },
            Answer { at: NOW, status: None, error: Some("never"), again_at: None },
        ];
        for (event, answer) in [9, 8, 7].into_iter().zip(answers) {
            let (event, holder) = (Uuid::from_u128(event), Uuid::from_u128(1));
            let finish =
                async |tx: &mut Tx| webhooks::finish(tx, hook, event, holder, answer).await;
            assert!(store.write(finish).await.unwrap());
        }
        let list = async |event_type: &str, state, after, limit| {
            let asked = LogQuery { event_type, state, after, limit };
            let list = async |tx: &mut Tx| webhooks::list(tx, hook, &asked).await;
            let listed: Result<_, StoreError> = store.reading(list).await;
            listed.unwrap()
        };
        let all = list("", None, LogCursor::FIRST, 9).await;
        let shown: Vec<_> = all.iter().map(|it| (it.event.as_u128(), it.state())).collect();
        let expected =
            [(9, MessageState::Sent), (8, MessageState::Waiting), (7, MessageState::Failed)];
        assert_eq!(shown, expected);
        for (event, state) in expected {
            let only = list("report.ready", Some(state), LogCursor::FIRST, 9).await;
            assert_eq!(only.iter().map(|it| it.event.as_u128()).collect::<Vec<_>>(), [event]);
        }
        assert!(list("report.gone", None, LogCursor::FIRST, 9).await.is_empty());
        let first = list("", None, LogCursor::FIRST, 1).await;
        let cursor: LogCursor = first[0].cursor().to_string().parse().unwrap();
        assert_eq!(list("", None, cursor, 9).await, all[1..]);
        for wrong in ["", "x", "1", "1.x", "-1.0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55"] {
            assert!(wrong.parse::<LogCursor>().is_err(), "{wrong}");
        }
        let replay =
            async |tx: &mut Tx| webhooks::replay_span(tx, hook, (NOW, after(1)), NOW).await;
        assert_eq!(store.write(replay).await.unwrap(), 2, "not the one that waits");
        assert_eq!(due(store, 1, NOW).await, [9, 7]);
        let withdraw = async |tx: &mut Tx| webhooks::withdraw(tx, Uuid::from_u128(9)).await;
        store.write(withdraw).await.unwrap();
        assert_eq!((due(store, 1, NOW).await, due(store, 2, NOW).await), (vec![7], vec![8, 7]));
        let expire = async |tx: &mut Tx| webhooks::expire(tx, after(3 * 24 * 60), "late").await;
        assert_eq!(store.write(expire).await.unwrap(), 4);
        let remove = async |tx: &mut Tx| webhooks::remove(tx, hook).await;
        assert!(store.write(remove).await.unwrap() && !store.write(remove).await.unwrap());
        assert!(list("", None, LogCursor::FIRST, 9).await.is_empty());
        let old = async |tx: &mut Tx| webhooks::remove_old(tx, after(1)).await;
        assert_eq!(store.write(old).await.unwrap(), 2);
    })
    .await;
}
