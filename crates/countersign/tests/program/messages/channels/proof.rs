//! The proof that travels with a dispatch.

use super::{AGAIN, SENT, Sending};
use countersign_app::transparency::kept;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_domain::leaf::LeafName;
use countersign_domain::workflow::Command;
use countersign_store::dispatches::Dispatch;
use countersign_testkit::mail_server::MailServer;
use countersign_testkit::web_server::WebServer;

fn signing(sending: &Sending) -> OutboundConfig {
    let log_key = LogKeyFile::beside(Some(&sending.folder.path().join("a.key")));
    OutboundConfig { log_key, ..sending.outbound.clone() }
}

/// Fails unless the bytes hold one proof, which is that of the dispatch.
fn proves(bytes: &[u8], dispatch: &Dispatch) {
    let found = kept::find(bytes);
    let [proof] = &found.proofs[..] else { panic!("{}", String::from_utf8_lossy(bytes)) };
    assert!(proof.holds());
    assert_eq!(proof.leaf.name, LeafName::dispatch(dispatch.distributor_id, dispatch.number));
    assert_eq!(proof.leaf.content, dispatch.hash);
}

#[tokio::test]
async fn an_event_proves_the_dispatch_and_is_the_same_after_the_log_has_grown() {
    let (server, sending) = (WebServer::start(), Sending::new().await);
    let outbound = signing(&sending);
    let channel = sending.add(ChannelKind::Webhook, &server.url(), "").await;
    let dispatch = sending.dispatch(&[1]).await;
    sending.carry(&outbound, SENT).await;
    let reopen = Command::Reopen { reason: Some("a second look".to_owned()) };
    assert!(sending.fixture.act("d1@x.example", 2, &reopen, SENT).await);
    sending.send_again(&dispatch, &channel).await;
    sending.carry(&outbound, AGAIN).await;
    let [first, second] = server.heard().try_into().unwrap();
    proves(&first.body, &dispatch);
    assert_eq!(first.body, second.body);
}

#[tokio::test]
async fn a_dispatch_by_mail_proves_itself() {
    let server = MailServer::start();
    let sending = Sending::new().await.mailing(&server);
    let outbound = signing(&sending);
    sending.add(ChannelKind::Email, "in@acme.example", "").await;
    let dispatch = sending.dispatch(&[1, 2]).await;
    sending.carry(&outbound, SENT).await;
    let [message] = server.taken().try_into().unwrap();
    assert!(message.data.contains("countersign-proof.txt"), "{}", message.data);
    proves(message.data.as_bytes(), &dispatch);
}
