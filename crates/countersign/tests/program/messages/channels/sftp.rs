//! By SFTP.

use super::{AGAIN, SENT, STEM, Sending, is_table};
use crate::messages::fixture::at;
use countersign_app::channels::secret::public_key;
use countersign_app::outbound::FAILED;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_testkit::proxy::Proxy;
use countersign_testkit::sftp_server::{Habit, SftpServer};
use std::fs;
use std::time::Duration;

/// A channel to a server that accepts its key.
async fn way_to(server: &SftpServer, sending: &Sending, pinned: &str) -> DeliveryChannel {
    way_by(server, sending, (&server.url("eva", "/in box"), pinned)).await
}

/// The same by an address that leads to the server.
async fn way_by(
    server: &SftpServer,
    sending: &Sending,
    (address, pinned): (&str, &str),
) -> DeliveryChannel {
    fs::create_dir_all(server.root().join("in box")).unwrap();
    let channel = sending.add(ChannelKind::Sftp, address, pinned).await;
    server.let_in(&public_key(&channel.secret.as_ref().unwrap().text).unwrap());
    channel
}

/// The files of the server, including incomplete ones.
fn names(server: &SftpServer) -> Vec<String> {
    let found = fs::read_dir(server.root().join("in box")).unwrap();
    found.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn a_whole_file_is_there_whether_the_key_or_its_fingerprint_is_pinned() {
    for by_fingerprint in [false, true] {
        let (server, sending) = (SftpServer::start(), Sending::new().await);
        let pinned = if by_fingerprint { server.fingerprint() } else { server.host_key() };
        let channel = way_to(&server, &sending, &pinned).await;
        let dispatch = sending.dispatch(&[1, 2]).await;
        sending.carry(&sending.outbound, SENT).await;
        assert_eq!(sending.stands(&dispatch).await, (DeliveryState::Sent, String::new()));
        assert_eq!(names(&server), [format!("{STEM}.csv")]);
        let path = server.root().join("in box").join(format!("{STEM}.csv"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(is_table(&text, 2), "{text}");
        assert_eq!(server.users(), ["eva"]);
        // The same content again changes nothing. Other content is not overwritten.
        sending.send_again(&dispatch, &channel).await;
        sending.carry(&sending.outbound, SENT).await;
        assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
        fs::write(&path, text.replace("Partner", "partner")).unwrap();
        sending.send_again(&dispatch, &channel).await;
        sending.carry(&sending.outbound, SENT).await;
        sending.is_given_up(&dispatch, "exists with other content").await;
        assert!(fs::read_to_string(&path).unwrap().contains("partner 1"));
    }
}

#[tokio::test]
async fn a_server_that_shows_another_key_gets_nothing_and_is_not_told_of() {
    let (server, sending) = (SftpServer::start(), Sending::new().await);
    let line = public_key("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap();
    way_to(&server, &sending, &line).await;
    let dispatch = sending.dispatch(&[1]).await;
    sending.carry(&sending.outbound, SENT).await;
    let (state, told) = sending.stands(&dispatch).await;
    assert_eq!((state, told.as_str()), (DeliveryState::Waiting, FAILED));
    assert!(server.users().is_empty() && names(&server).is_empty());
}

#[tokio::test]
async fn a_server_that_does_not_let_us_in_costs_nothing() {
    let (server, sending) = (SftpServer::start(), Sending::new().await);
    let channel = way_to(&server, &sending, &server.host_key()).await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Habit::RefusesKey]);
    sending.carry(&sending.outbound, SENT).await;
    sending.is_put_off(&dispatch, "does not accept the key of this channel for eva").await;
    let (_, told) = sending.stands(&dispatch).await;
    assert!(!told.contains(&channel.secret.unwrap().text), "{told}");
    sending.carry(&sending.outbound, AGAIN).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
}

#[tokio::test]
async fn what_is_full_or_breaks_off_is_tried_again_until_the_file_is_whole() {
    for habit in [Habit::IsFull, Habit::KeepsNames, Habit::BreaksOff, Habit::BreaksOffAfter] {
        let (server, sending) = (SftpServer::start(), Sending::new().await);
        way_to(&server, &sending, &server.host_key()).await;
        let dispatch = sending.dispatch(&[1, 2]).await;
        server.will(&[habit]);
        sending.carry(&sending.outbound, SENT).await;
        sending.is_put_off(&dispatch, STEM).await;
        let whole = names(&server).contains(&format!("{STEM}.csv"));
        assert_eq!(whole, habit == Habit::BreaksOffAfter, "{habit:?}: never a part of a file");
        sending.carry(&sending.outbound, AGAIN).await;
        assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent, "{habit:?}");
        assert_eq!(names(&server), [format!("{STEM}.csv")], "{habit:?}");
        let path = server.root().join("in box").join(format!("{STEM}.csv"));
        assert!(is_table(&fs::read_to_string(path).unwrap(), 2));
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left_and_a_late_one_waited_for() {
    let (server, sending) = (SftpServer::start(), Sending::new().await);
    way_to(&server, &sending, &server.host_key()).await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Habit::Hangs, Habit::IsLate(Duration::from_millis(700))]);
    sending.carry(&sending.hasty(Duration::from_millis(600)), SENT).await;
    sending.is_put_off(&dispatch, "").await;
    sending.carry(&sending.outbound, AGAIN).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
}

#[tokio::test]
async fn a_machine_that_is_not_there_and_one_that_speaks_otherwise_are_put_off() {
    let (server, sending) = (SftpServer::start(), Sending::new().await);
    // There is no listener at port 1. A web server does not speak SSH.
    let web = countersign_testkit::web_server::WebServer::start();
    let elsewhere = web.url().replace("http://", "sftp://eva@").replace("/in", "/");
    for address in ["sftp://eva@127.0.0.1:1/in", &elsewhere] {
        sending.add(ChannelKind::Sftp, address, &server.host_key()).await;
    }
    let dispatch = sending.dispatch(&[1]).await;
    sending.carry(&sending.hasty(Duration::from_secs(2)), SENT).await;
    for delivery in sending.deliveries(&dispatch).await {
        assert_eq!(delivery.state().0, DeliveryState::Waiting, "{delivery:?}");
        assert!(delivery.last_error.is_some());
    }
}

#[tokio::test]
async fn a_server_that_is_away_for_a_day_gets_the_dispatch_once() {
    let (server, sending) = (SftpServer::start(), Sending::new().await);
    let (proxy, through) = Proxy::to_url(&server.url("eva", "/in box"));
    way_by(&server, &sending, (&through, &server.host_key())).await;
    let dispatch = sending.dispatch(&[1, 2]).await;
    proxy.cut();
    let minutes = |count: i64| at(SENT).plus_micros(count * 60_000_000).to_string();
    for quarter in 0..4 * 24 {
        sending.carry(&sending.outbound, &minutes(15 * quarter)).await;
        sending.is_put_off(&dispatch, FAILED).await;
    }
    let attempts = sending.deliveries(&dispatch).await[0].attempts;
    assert!((5..=12).contains(&attempts), "{attempts} attempts");
    assert!(names(&server).is_empty() && server.users().is_empty());
    proxy.open();
    for quarter in 4 * 24..4 * 31 {
        sending.carry(&sending.outbound, &minutes(15 * quarter)).await;
    }
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
    assert_eq!((names(&server), server.users().len()), (vec![format!("{STEM}.csv")], 1));
}
