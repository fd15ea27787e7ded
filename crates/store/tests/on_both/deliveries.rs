//! Channels and deliveries: written together, leased by one worker at a time, retried, sent again.

use crate::databases::{NOW, on_both};
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::company_uuid;
use countersign_domain::cycle::Cycle;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState, FileFormat};
use countersign_domain::instant::Instant;
use countersign_store::companies::{self, Company};
use countersign_store::deliveries::{self, ClaimedDelivery, DeliveryCounts, ListedDelivery};
use countersign_store::delivery_channels::{self, ChannelFields, DeliveryChannel, Secret};
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::outbox::{AttemptOutcome, OutboxLease};
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::{Store, StoreError, Tx};
use futures_util::future::join_all;
use uuid::Uuid;

const MINUTE: i64 = 60_000_000;
const DISPATCH: Uuid = Uuid::from_u128(7);

const fn after(minutes: i64) -> Instant {
    NOW.plus_micros(minutes * MINUTE)
}

const fn lease(number: u128) -> OutboxLease {
    OutboxLease { id: Uuid::from_u128(number), until: after(15) }
}

fn channel(number: u128, vendor_id: Option<i64>, is_on: bool) -> DeliveryChannel {
    let said = ChannelFields {
        name: "\u{202e}'; DROP TABLE ways; --".to_owned(),
        vendor_id,
        address: "https://x.example/".to_owned(),
        format: FileFormat::JsonLines,
        host_key: Some("SHA256:x".to_owned()),
        is_on,
    };
    let secret = Secret { text: format!("secret {number}"), old: None };
    let at = NOW.plus_micros(i64::try_from(number).unwrap());
    let id = Uuid::from_u128(number);
    let (kind, secret) = (ChannelKind::Webhook, Some(secret));
    let is_locked = false;
    DeliveryChannel {
        id,
        distributor_id: 1,
        kind,
        said,
        secret,
        is_locked,
        created_at: at,
        version: 1,
    }
}

/// A distributor, two vendors, and these channels.
async fn fill(store: &Store, all: &[DeliveryChannel]) {
    let company = |(id, kind): (i64, CompanyKind)| Company {
        id,
        code: format!("C{id}"),
        kind,
        name: format!("Company {id}"),
        company_id: company_uuid(&format!("C{id}")),
    };
    let kinds = [(1, CompanyKind::Distributor), (2, CompanyKind::Vendor), (3, CompanyKind::Vendor)];
    let put = async |tx: &mut Tx| {
        companies::insert(tx, &kinds.map(company)).await?;
        for channel in all {
            delivery_channels::insert(tx, channel).await?;
        }
        Ok(())
    };
    store.write(put).await.unwrap();
}

async fn put(store: &Store, channels: &[Uuid]) {
    store.write(async |tx| deliveries::put(tx, DISPATCH, channels, NOW).await).await.unwrap();
}

async fn take(
    store: &Store,
    now: Instant,
    lease: OutboxLease,
    id: &str,
) -> Option<ClaimedDelivery> {
    store.write(async |tx| deliveries::take(tx, now, lease, id).await).await.unwrap()
}

async fn finish(
    store: &Store,
    hand: &ClaimedDelivery,
    holder: OutboxLease,
    outcome: AttemptOutcome<'_>,
) -> bool {
    let done = async |tx: &mut Tx| deliveries::finish(tx, hand, holder.id, outcome).await;
    store.write(done).await.unwrap()
}

async fn only(store: &Store) -> ListedDelivery {
    let mut tx = store.read().await.unwrap();
    let mut all = deliveries::of_dispatch(&mut tx, DISPATCH).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[tokio::test]
async fn a_way_comes_back_as_it_was_written_and_is_changed_by_one_at_a_time() {
    on_both(async |store| {
        let all = [channel(1, None, true), channel(2, Some(2), true), channel(3, None, false)];
        fill(store, &all).await;
        let mut tx = store.read().await.unwrap();
        assert_eq!(delivery_channels::of_distributor(&mut tx, 1).await.unwrap(), all);
        assert_eq!(delivery_channels::of_distributor(&mut tx, 2).await.unwrap(), []);
        assert_eq!(delivery_channels::find(&mut tx, Uuid::max()).await.unwrap(), None);
        tx.rollback().await.unwrap();
        let takes = |vendor| all.each_ref().map(|channel| channel.takes(vendor));
        assert_eq!((takes(2), takes(3)), ([true, true, false], [true, false, false]));
        let id = all[0].id;
        let said = ChannelFields {
            name: "new".to_owned(),
            vendor_id: Some(3),
            host_key: None,
            ..all[1].said.clone()
        };
        let change = async |tx: &mut Tx| delivery_channels::change(tx, id, 1, &said).await;
        assert!(store.write(change).await.unwrap());
        assert!(!store.write(change).await.unwrap(), "somebody else was quicker");
        let secret = Secret { text: "b".to_owned(), old: Some(("a".to_owned(), after(1))) };
        let renew = async |tx: &mut Tx| delivery_channels::renew(tx, id, 2, &secret).await;
        assert!(store.write(renew).await.unwrap());
        assert!(!store.write(renew).await.unwrap());
        let mut tx = store.read().await.unwrap();
        let found = delivery_channels::find(&mut tx, id).await.unwrap().unwrap();
        let wanted = DeliveryChannel { said, secret: Some(secret), version: 3, ..all[0].clone() };
        assert_eq!(found, wanted);
        assert!(!format!("{found:?}").contains("\"b\""), "secrets are in no log");
    })
    .await;
}

/// The dispatch of the deliveries, from the distributor to the first vendor.
fn dispatch() -> Dispatch {
    let cycle = Cycle::parse("2026-09").unwrap();
    Dispatch {
        distributor_id: 1,
        distributor: String::new(),
        number: 1,
        id: DISPATCH,
        vendor_id: 2,
        created_at: NOW,
        person_id: 3,
        purchase_order: None,
        note: None,
        report_count: 1,
        first_cycle: cycle,
        last_cycle: cycle,
        hash: [1; 32],
    }
}

#[tokio::test]
async fn a_delivery_needs_its_companies_until_it_arrives_or_is_given_up() {
    on_both(async |store| {
        let (one, off) = (channel(1, None, true), channel(2, None, false));
        fill(store, &[one.clone(), off.clone()]).await;
        store.write(async |tx| dispatches::insert(tx, &dispatch()).await).await.unwrap();
        put(store, &[one.id, off.id]).await;
        let under_way = async || {
            let mut tx = store.read().await.unwrap();
            let mut counts = Vec::new();
            for (kind, id) in [
                (RetirableKind::Distributor, 1),
                (RetirableKind::Vendor, 2),
                (RetirableKind::Vendor, 3),
            ] {
                counts.push(retirements::deliveries(&mut tx, kind, id).await.unwrap());
            }
            counts
        };
        assert_eq!(under_way().await, [1, 1, 0], "one of them is switched off");
        let hand = take(store, NOW, lease(1), "a@x").await.unwrap();
        assert_eq!(under_way().await, [1, 1, 0]);
        assert!(finish(store, &hand, lease(1), AttemptOutcome::Again(after(1), "busy")).await);
        assert_eq!(under_way().await, [1, 1, 0]);
        let hand = take(store, after(1), lease(1), "a@x").await.unwrap();
        assert!(finish(store, &hand, lease(1), AttemptOutcome::GivenUp(after(2), "no")).await);
        assert_eq!(under_way().await, [0, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn a_delivery_is_in_one_hand_and_known_by_the_same_name_each_time() {
    on_both(async |store| {
        let one = channel(1, None, true);
        fill(store, std::slice::from_ref(&one)).await;
        assert_eq!(take(store, NOW, lease(1), "a@x").await, None);
        put(store, &[one.id]).await;
        let twice = async |tx: &mut Tx| deliveries::put(tx, DISPATCH, &[one.id], NOW).await;
        assert!(matches!(store.write(twice).await, Err(StoreError::Conflict(_))));
        assert_eq!(take(store, after(-1), lease(1), "a@x").await, None, "it is too early");
        let hand = take(store, NOW, lease(1), "a@x").await.unwrap();
        let wanted = ClaimedDelivery {
            dispatch_id: DISPATCH,
            way_id: one.id,
            attempts: 0,
            message_id: "a@x".to_owned(),
        };
        assert_eq!(hand, wanted);
        assert_eq!(take(store, after(14), lease(2), "b@x").await, None, "somebody has it");
        assert!(only(store).await.in_hand);
        assert!(!finish(store, &hand, lease(2), AttemptOutcome::Sent(NOW)).await);
        assert!(finish(store, &hand, lease(1), AttemptOutcome::Again(after(1), "busy")).await);
        let waits = only(store).await;
        assert_eq!(waits.state(), (DeliveryState::Waiting, Some(after(1))));
        assert_eq!((waits.attempts, waits.last_error.as_deref()), (1, Some("busy")));
        // The worker that leased it died. Another one takes over, under the old id.
        take(store, after(1), lease(3), "c@x").await.unwrap();
        let over =
            take(store, after(15), OutboxLease { until: after(30), ..lease(4) }, "d@x").await;
        let over = over.unwrap();
        assert_eq!((over.attempts, over.message_id.as_str()), (1, "a@x"));
        assert!(!finish(store, &hand, lease(3), AttemptOutcome::Sent(NOW)).await);
        assert!(finish(store, &over, lease(4), AttemptOutcome::GivenBack(after(16))).await);
        let over = take(store, after(16), lease(4), "e@x").await.unwrap();
        assert!(finish(store, &over, lease(4), AttemptOutcome::Sent(after(17))).await);
        assert_eq!(only(store).await.state(), (DeliveryState::Sent, Some(after(17))));
        assert_eq!(only(store).await.last_error, None);
        assert_eq!(take(store, after(99), lease(5), "f@x").await, None);
        let heard = async |tx: &mut Tx| {
            deliveries::acknowledge(tx, DISPATCH, one.id, after(18)).await?;
            deliveries::acknowledge(tx, DISPATCH, one.id, after(19)).await
        };
        store.write(heard).await.unwrap();
        assert_eq!(only(store).await.state(), (DeliveryState::Acknowledged, Some(after(18))));
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_sent_again_and_what_goes_already_is_not() {
    on_both(async |store| {
        let all = [channel(1, None, true), channel(2, None, true)];
        fill(store, &all).await;
        put(store, &[all[0].id]).await;
        let send = async |channel: Uuid, now| {
            let send = async |tx: &mut Tx| deliveries::send(tx, DISPATCH, channel, now).await;
            store.write(send).await.unwrap()
        };
        let hand = take(store, NOW, lease(1), "a@x").await.unwrap();
        assert!(!send(all[0].id, after(1)).await, "it is just being sent");
        assert!(finish(store, &hand, lease(1), AttemptOutcome::GivenUp(after(1), "gone")).await);
        assert_eq!(only(store).await.state(), (DeliveryState::Failed, Some(after(1))));
        let counts = async |channel: &DeliveryChannel| {
            deliveries::counts(&mut store.read().await.unwrap(), channel.id).await.unwrap()
        };
        assert_eq!(counts(&all[0]).await, DeliveryCounts { all: 1, waiting: 0, failed: 1 });
        assert_eq!(counts(&all[1]).await, DeliveryCounts::default());
        assert!(send(all[0].id, after(2)).await);
        assert_eq!(only(store).await.state(), (DeliveryState::Waiting, Some(after(2))));
        let hand = take(store, after(2), lease(2), "b@x").await.unwrap();
        assert_eq!((hand.attempts, hand.message_id.as_str()), (0, "a@x"));
        // A channel that is newer than the dispatch.
        assert!(send(all[1].id, after(3)).await);
        let hand = take(store, after(3), lease(3), "c@x").await.unwrap();
        assert_eq!((hand.way_id, hand.message_id.as_str()), (all[1].id, "c@x"));
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_way_that_is_off_is_left_alone_and_a_change_hastens() {
    on_both(async |store| {
        let one = channel(1, None, true);
        fill(store, std::slice::from_ref(&one)).await;
        put(store, &[one.id]).await;
        let hand = take(store, NOW, lease(1), "a@x").await.unwrap();
        assert!(finish(store, &hand, lease(1), AttemptOutcome::Again(after(360), "busy")).await);
        let switch = async |is_on: bool, version| {
            let said = ChannelFields { is_on, ..one.said.clone() };
            let change = async |tx: &mut Tx| {
                delivery_channels::change(tx, one.id, version, &said).await?;
                deliveries::hasten(tx, one.id, after(1)).await
            };
            store.write(change).await.unwrap();
        };
        switch(false, 1).await;
        assert_eq!(take(store, after(999), lease(2), "b@x").await, None);
        assert!(!only(store).await.is_on);
        switch(true, 2).await;
        assert_eq!(take(store, after(0), lease(2), "b@x").await, None);
        assert!(take(store, after(1), lease(2), "b@x").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn of_many_who_send_at_once_one_gets_each_delivery() {
    on_both(async |store| {
        let all: Vec<DeliveryChannel> =
            (1..=12).map(|number| channel(number, None, true)).collect();
        fill(store, &all).await;
        put(store, &all.iter().map(|channel| channel.id).collect::<Vec<_>>()).await;
        let worker = async |number: u128| {
            let (mut taken, mut misses) = (Vec::new(), 0);
            // A slower person tries again.
            while misses < 12 {
                match take(store, NOW, lease(number), "x@x").await {
                    Some(hand) => taken.push(hand.way_id),
                    None => misses += 1,
                }
            }
            taken
        };
        let taken = join_all((1..=4).map(worker)).await.concat();
        let mut ids: Vec<_> = taken.clone();
        ids.sort();
        ids.dedup();
        assert_eq!((taken.len(), ids.len()), (12, 12));
    })
    .await;
}
