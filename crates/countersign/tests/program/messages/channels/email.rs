//! By e-mail.

use super::{AGAIN, SENT, STEM, Sending, is_table};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_testkit::mail_server::{MailServer, Mood, TakenMessage};
use std::time::Duration;

const TO: &str = "in@vendor.example, copy@vendor.example";

/// The unchanged attached file.
fn attached(taken: &TakenMessage) -> String {
    let part = taken.data.split("Content-Disposition: attachment").nth(1).unwrap();
    let (head, body) = part.split_once("\r\n\r\n").unwrap();
    let body = body.split("\r\n--").next().unwrap();
    if head.contains("base64") {
        let bytes = STANDARD.decode(body.replace("\r\n", "")).unwrap();
        return String::from_utf8(bytes).unwrap();
    }
    body.replace("=\r\n", "").replace("=3D", "=").replace("\r\n", "\n")
}

#[tokio::test]
async fn the_file_is_attached_under_its_name_and_the_message_says_what_it_is() {
    let server = MailServer::start();
    let sending = Sending::new().await.mailing(&server);
    sending.add(ChannelKind::Email, TO, "").await;
    let dispatch = sending.dispatch(&[1, 2]).await;
    assert!(sending.carry(&sending.outbound, SENT).await);
    assert!(!sending.carry(&sending.outbound, SENT).await, "once is enough");
    let [taken] = server.taken().try_into().unwrap();
    assert_eq!(taken.to, ["in@vendor.example", "copy@vendor.example"]);
    assert!(taken.header("From").unwrap().contains("reports@x.example"));
    assert_eq!(taken.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert!(taken.data.contains(&format!("{STEM}.csv")), "{}", taken.data);
    assert!(is_table(&attached(&taken), 2), "{}", attached(&taken));
    // The text is in the language of the distributor's region.
    assert!(taken.header("Subject").unwrap().contains("Meldung"), "{:?}", taken.header("Subject"));
    assert!(taken.data.contains("multipart/mixed") && taken.data.contains("text/html"));
    assert_eq!(sending.stands(&dispatch).await, (DeliveryState::Sent, String::new()));
}

#[tokio::test]
async fn however_often_it_takes_it_has_one_message_id_and_one_file_name() {
    for mood in [Mood::IsBusy, Mood::BreaksOff, Mood::BreaksOffAfter] {
        let server = MailServer::start();
        let sending = Sending::new().await.mailing(&server);
        sending.add(ChannelKind::Email, TO, "").await;
        let dispatch = sending.dispatch(&[1]).await;
        server.will(&[mood]);
        sending.carry(&sending.outbound, SENT).await;
        sending.is_put_off(&dispatch, "").await;
        assert!(!sending.carry(&sending.outbound, "2026-11-22T12:00:59Z").await, "it is too early");
        sending.carry(&sending.outbound, AGAIN).await;
        assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent, "{mood:?}");
        let taken = server.taken();
        // If the connection closes at the end, nobody can know whether the message arrived. It is
        // sent twice.
        assert_eq!(taken.len(), if mood == Mood::BreaksOffAfter { 2 } else { 1 }, "{mood:?}");
        let ids: Vec<_> = taken.iter().map(|it| it.header("Message-ID").unwrap()).collect();
        assert!(ids.iter().all(|id| *id == ids[0] && id.ends_with("@x.example>")), "{ids:?}");
        assert!(taken.iter().all(|it| it.data.contains(&format!("{STEM}.csv"))));
    }
}

#[tokio::test]
async fn a_message_id_stays_also_when_it_is_sent_again_by_hand() {
    let server = MailServer::start();
    let sending = Sending::new().await.mailing(&server);
    let channel = sending.add(ChannelKind::Email, TO, "").await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Mood::RefusesRecipient]);
    sending.carry(&sending.outbound, SENT).await;
    sending.is_given_up(&dispatch, "no such person here").await;
    for _ in 0..2 {
        sending.send_again(&dispatch, &channel).await;
        sending.carry(&sending.outbound, SENT).await;
    }
    let ids: Vec<_> = server.taken().iter().map(|it| it.header("Message-ID")).collect();
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
}

#[tokio::test]
async fn a_server_that_hangs_is_left_and_a_late_one_waited_for() {
    let server = MailServer::start();
    let sending = Sending::new().await.mailing(&server);
    sending.add(ChannelKind::Email, TO, "").await;
    let dispatch = sending.dispatch(&[1]).await;
    server.will(&[Mood::Hangs]);
    sending.carry(&sending.hasty(Duration::from_millis(300)), SENT).await;
    sending.is_put_off(&dispatch, "in time").await;
    server.will(&[Mood::IsLate(Duration::from_millis(500))]);
    sending.carry(&sending.outbound, AGAIN).await;
    assert_eq!(sending.stands(&dispatch).await.0, DeliveryState::Sent);
}

#[tokio::test]
async fn without_a_mail_server_it_waits_and_says_why() {
    let sending = Sending::new().await;
    sending.add(ChannelKind::Email, TO, "").await;
    let dispatch = sending.dispatch(&[1]).await;
    sending.carry(&sending.outbound, SENT).await;
    sending.is_put_off(&dispatch, "no mail server is set up").await;
}
