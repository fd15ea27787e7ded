//! For every channel: written with the dispatch, tried in parallel, for three days, and only if
//! sending is allowed.

use super::{SENT, STEM, Sending};
use crate::messages::fixture::{at, settings};
use countersign_app::actions::dispatch_reports::{self, DispatchOrder, ReportToSend};
use countersign_app::clock::Clock;
use countersign_app::outbound::FAILED;
use countersign_delivery::backoff::{ATTEMPTS, again_at};
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_delivery::worker;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_store::deliveries;
use countersign_testkit::mail_server::MailServer;
use countersign_testkit::web_server::{Manner, WebServer};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

#[tokio::test]
async fn a_dispatch_goes_by_all_ways_at_once_and_none_waits_for_another() {
    let (mail, web) = (MailServer::start(), WebServer::start());
    let sending = Sending::new().await.mailing(&mail);
    let folder = sending.directory("north");
    sending.add(ChannelKind::Webhook, &web.url(), "").await;
    sending.add(ChannelKind::Email, "in@vendor.example", "").await;
    sending.add(ChannelKind::Folder, folder.to_str().unwrap(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    web.will(&[Manner::Hangs]);
    sending.carry(&sending.hasty(Duration::from_secs(2)), SENT).await;
    let states = sending.deliveries(&dispatch).await.into_iter().map(|it| (it.kind, it.state().0));
    let mut states: Vec<_> = states.collect();
    states.sort_by_key(|(kind, _)| kind.token());
    let sent = [ChannelKind::Email, ChannelKind::Folder].map(|kind| (kind, DeliveryState::Sent));
    assert_eq!(states, [sent[0], sent[1], (ChannelKind::Webhook, DeliveryState::Waiting)]);
    assert!(folder.join(format!("{STEM}.csv")).is_file() && mail.taken().len() == 1);
}

#[tokio::test]
async fn what_a_dispatch_does_not_come_to_goes_nowhere() {
    let (web, sending) = (WebServer::start(), Sending::new().await);
    let channel = sending.add(ChannelKind::Webhook, &web.url(), "").await;
    let person = sending.fixture.person("d1@x.example").await;
    let key = sending.fixture.report(1).await;
    let order = DispatchOrder {
        person: &person,
        purchase_order: None,
        note: None,
        now: at(SENT),
        signed: None,
    };
    let wanted = [ReportToSend { key, version: None }];
    let mut tx = sending.fixture.store.begin().await.unwrap();
    dispatch_reports::run(&mut tx, &order, &wanted).await.unwrap();
    tx.rollback().await.unwrap();
    assert!(!sending.carry(&sending.outbound, SENT).await);
    let mut tx = sending.fixture.store.read().await.unwrap();
    assert_eq!(deliveries::counts(&mut tx, channel.id).await.unwrap().all, 0);
    assert_eq!(web.tries(), 0);
}

#[tokio::test]
async fn after_more_than_three_days_a_delivery_is_given_up_and_can_be_sent_again() {
    let (web, sending) = (WebServer::start(), Sending::new().await);
    let channel = sending.add(ChannelKind::Webhook, &web.url(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    let busy = Manner::Answers(503, String::new());
    web.will(&vec![busy; usize::try_from(ATTEMPTS).unwrap()]);
    let (mut now, mut attempts) = (at(SENT), 0);
    loop {
        assert!(sending.carry(&sending.outbound, &now.to_string()).await, "{now}");
        attempts += 1;
        match again_at(now, attempts - 1) {
            Some(next) => now = next,
            None => break,
        }
    }
    assert_eq!(attempts, ATTEMPTS);
    assert!(now.micros() - at(SENT).micros() > 3 * 86_400_000_000);
    sending.is_given_up(&dispatch, FAILED).await;
    assert_eq!(sending.deliveries(&dispatch).await[0].attempts, ATTEMPTS);
    sending.send_again(&dispatch, &channel).await;
    sending.carry(&sending.outbound, SENT).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
    let ids: std::collections::BTreeSet<_> =
        web.heard().iter().map(|it| it.header("webhook-id").to_owned()).collect();
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn nothing_leaves_a_rehearsal_unless_somebody_says_so() {
    let (web, sending) = (WebServer::start(), Sending::new().await);
    sending.add(ChannelKind::Webhook, &web.url(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    let stays = OutboundConfig { in_rehearsal: false, ..sending.outbound.clone() };
    assert!(!sending.carry(&stays, SENT).await);
    assert_eq!((web.tries(), sending.stands(&dispatch).await.0), (0, DeliveryState::Waiting));
}

#[tokio::test]
async fn two_who_carry_at_once_send_each_dispatch_once() {
    let (web, sending) = (WebServer::start(), Sending::new().await);
    for _ in 0..12 {
        sending.add(ChannelKind::Webhook, &web.url(), "").await;
    }
    let dispatch = sending.dispatch(&[1]).await;
    let both = async || {
        let one = sending.carry(&sending.outbound, SENT);
        tokio::join!(one, sending.carry(&sending.outbound, SENT))
    };
    while both().await != (false, false) {}
    assert_eq!(web.tries(), 12);
    assert!(
        sending.deliveries(&dispatch).await.iter().all(|it| it.state().0 == DeliveryState::Sent)
    );
}

#[tokio::test]
async fn the_thread_beside_the_pages_carries_too() {
    let (web, mail, sending) = (WebServer::start(), MailServer::start(), Sending::new().await);
    sending.add(ChannelKind::Webhook, &web.url(), "").await;
    sending.dispatch(&[1]).await;
    let (stop, stopped) = watch::channel(false);
    let outbound = OutboundConfig { mail: Some(settings(&mail)), ..sending.outbound.clone() };
    let (store, clock) = (sending.fixture.store.clone(), Clock::fixed(at(SENT)));
    let thread = worker::spawn(store, clock, outbound, Arc::default(), stopped).unwrap();
    for _ in 0..200 {
        if web.heard().len() == 1 && !mail.taken().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.send_replace(true);
    thread.join().expect("the thread ends in peace");
    assert_eq!(web.heard().len(), 1);
    assert!(!mail.taken().is_empty(), "messages go beside it");
}
