//! Outbound restrictions: no channel reaches a network that the operator has not opened, and nobody
//! learns anything about an unreachable target.

use super::{SENT, Sending};
use countersign_app::outbound::{Door, FAILED};
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_testkit::sftp_server::SftpServer;
use countersign_testkit::web_server::{Manner, WebServer};
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::time::Duration;

/// A port without a listener.
fn closed() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn a_way_that_leads_into_the_machine_is_not_gone_whatever_was_saved() {
    let (web, sftp, sending) = (WebServer::start(), SftpServer::start(), Sending::new().await);
    // They were saved while the network was open, or their names resolve differently now.
    sending.add(ChannelKind::Webhook, &web.url(), "").await;
    sending.add(ChannelKind::Webhook, &web.url().replace("127.0.0.1", "localhost"), "").await;
    for host in ["127.0.0.1", "localhost", "2130706433"] {
        let address = sftp.url("eva", "/in").replace("127.0.0.1", host);
        sending.add(ChannelKind::Sftp, &address, &sftp.host_key()).await;
    }
    let dispatch = sending.dispatch(&[1]).await;
    let mut shut = sending.outbound.clone();
    shut.destinations.door = Door::default();
    sending.carry(&shut, SENT).await;
    for delivery in sending.deliveries(&dispatch).await {
        assert_eq!(delivery.state().0, DeliveryState::Waiting);
        assert_eq!(delivery.last_error.as_deref(), Some(FAILED));
    }
    assert_eq!(web.tries(), 0);
    assert!(sftp.users().is_empty());
}

#[tokio::test]
async fn closed_open_and_hanging_ports_and_unknown_names_are_told_by_one_text() {
    let (web, sftp, sending) = (WebServer::start(), SftpServer::start(), Sending::new().await);
    let (silent, closed) = (TcpListener::bind("127.0.0.1:0").unwrap(), closed());
    let silent = silent.local_addr().unwrap().port();
    let (answers, leads) = (WebServer::start(), WebServer::start());
    let breaks_off = WebServer::start();
    // Longer than a label may be: it cannot be resolved, and no resolver is asked.
    let unknown = format!("{}.example", "x".repeat(64));
    let other_key = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
    for address in [
        answers.url(),
        leads.url(),
        breaks_off.url(),
        format!("http://127.0.0.1:{closed}/"),
        format!("http://127.0.0.1:{silent}/"),
        format!("https://127.0.0.1:{silent}/"),
        sftp.url("eva", "/in").replace("sftp://eva@", "http://"),
        format!("https://{unknown}/"),
    ] {
        sending.add(ChannelKind::Webhook, &address, "").await;
    }
    for address in [
        sftp.url("eva", "/in"),
        format!("sftp://eva@127.0.0.1:{closed}/"),
        format!("sftp://eva@127.0.0.1:{silent}/"),
        web.url().replace("http://", "sftp://eva@"),
        format!("sftp://eva@{unknown}/"),
    ] {
        sending.add(ChannelKind::Sftp, &address, other_key).await;
    }
    answers.will(&[Manner::Answers(404, String::new())]);
    leads.will(&[Manner::LeadsTo("/elsewhere".to_owned())]);
    breaks_off.will(&[Manner::BreaksOff]);
    let dispatch = sending.dispatch(&[1]).await;
    for _ in 0..2 {
        sending.carry(&sending.hasty(Duration::from_secs(3)), SENT).await;
    }
    let deliveries = sending.deliveries(&dispatch).await;
    let told: BTreeSet<_> =
        deliveries.iter().map(|it| (it.state().0.token(), &it.last_error)).collect();
    assert_eq!(deliveries.len(), 13);
    assert_eq!(told, BTreeSet::from([("waiting", &Some(FAILED.to_owned()))]), "{told:?}");
}
