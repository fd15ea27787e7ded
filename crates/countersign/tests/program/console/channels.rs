//! Delivery channels: the operator sets them up, a distributor sees them on its dispatches, and
//! nobody else does.

use crate::console::browser::{Browser, Page};
use crate::console::dispatches::{agreed, send_all};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::field;
use axum::http::StatusCode;
use countersign_app::channels::Destinations;
use countersign_app::outbound::{Door, networks};
use countersign_delivery::channels::send_batch::DispatchSender;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_testkit::sftp_server::SftpServer;
use countersign_testkit::web_server::{Manner, WebServer};

/// The path of D1's channels.
const D1: &str = "/distributors/3/channels";

/// An installation that may send dispatches out.
async fn open() -> ConsoleFixture {
    let fixture = agreed().await;
    let folder = fixture.folder.path().canonicalize().unwrap();
    let door = Door::opening([networks::parse("127.0.0.0/8").unwrap()]);
    let outbound = fixture.app.outbound.clone();
    let outbound = OutboundConfig {
        destinations: Destinations { folder: Some(folder), door, ..Destinations::default() },
        in_rehearsal: true,
        ..outbound
    };
    fixture.sending(outbound)
}

async fn add(op: &Browser, kind: &str, address: &str, more: &[(&str, &str)]) -> Page {
    let mut fields = vec![("kind", kind), ("address", address), ("on", "1")];
    let said = |field: &str| more.iter().any(|(name, _)| *name == field);
    let usual = [("name", "To Acme"), ("format", "csv")];
    fields.extend(usual.into_iter().filter(|(name, _)| !said(name)));
    fields.extend(more);
    op.post(&format!("{D1}/add"), &fields).await
}

async fn only(op: &Browser) -> String {
    let page = op.get(D1).await;
    let mut found = page.body.split("href=\"/ways/").skip(1);
    let id = found.next().unwrap_or_else(|| panic!("{}", page.body)).split('"').next().unwrap();
    assert!(found.next().is_none());
    format!("/ways/{id}")
}

async fn carry(fixture: &ConsoleFixture) {
    let app = &fixture.app;
    DispatchSender::new(&app.state.store, app.state.clock, &app.outbound, None)
        .send_batch()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_webhook_is_added_its_secret_shown_once_and_another_made() {
    let (fixture, web) = (open().await, WebServer::start());
    let op = fixture.sign_in("op@x.example").await;
    op.get("/distributors/3").await.expect(&[D1]);
    op.get(D1).await.expect(&["No delivery set up", "/distributors/3/channels/add?kind=sftp"]);
    op.get(&format!("{D1}/add?kind=webhook")).await.expect(&["Standard Webhooks"]);
    let made = add(&op, "webhook", &web.url(), &[("vendor", "ACME")]).await;
    let made = made.expect(&["whsec_", "It is shown only this once"]);
    let secret = &made.body[made.body.find("whsec_").unwrap()..][..50];
    let channel = only(&op).await;
    let page = op.get(&channel).await.expect(&["To Acme", "Make a new secret", "Send a test"]);
    let own = fixture.sign_in("d1billing@x.example").await;
    let list = own.get("/dispatches/ways").await.expect(&["To Acme", "Acme Security", &web.url()]);
    assert!(!list.has(&channel), "who may not change it is not led to it");
    for seen in [&page, &list, &op.get(D1).await] {
        assert!(!seen.has("whsec_"));
    }
    // A second channel is accepted only once.
    let version = field(&page, "version");
    let renew = [("version", version.as_str())];
    let renewed = op.post(&format!("{channel}/secret"), &renew).await.expect(&["whsec_"]);
    assert!(!renewed.has(secret));
    let again = op.post(&format!("{channel}/secret"), &renew).await;
    assert!(again.notice && again.leads_on() == channel, "somebody else was quicker");
    op.get(&channel).await.expect(&["The previous secret signs until"]);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_beside_its_field() {
    let fixture = open().await;
    let op = fixture.sign_in("op@x.example").await;
    let hostile = "\"><script>alert(1)</script>";
    let outside = tempfile::tempdir().unwrap();
    let outside = outside.path().display().to_string();
    let folder = fixture.folder.path().canonicalize().unwrap().display().to_string();
    let key = [("host_key", "SHA256:x")];
    for (kind, address, more, told) in [
        ("email", hostile, &[] as &[_], "1 to 20 e-mail addresses"),
        ("folder", "relative", &[], "the full path of an existing directory"),
        ("folder", &outside, &[], "Choose a directory inside"),
        ("folder", &format!("{folder}/../.."), &[], "Choose a directory inside"),
        ("sftp", "sftp://eva:hush@x.example/", &key, "without a password"),
        ("sftp", "sftp://eva@x.example/", &key, "or a fingerprint such as"),
        ("sftp", "sftp://eva@[::1]/", &key, "a network to which requests are not allowed"),
        ("webhook", "https://169.254.169.254/", &[], "a network to which requests are not allowed"),
        ("webhook", "http://x.example/", &[], "begins with https://"),
        ("webhook", "https://x.example/", &[("name", "")], "1 to 100 visible characters"),
        ("webhook", "https://x.example/", &[("name", "a\nb")], "1 to 100 visible characters"),
        ("webhook", "https://x.example/", &[("name", "a\u{202e}b")], "1 to 100 visible characters"),
        ("webhook", "https://x.example/", &[("name", "\u{200b}")], "1 to 100 visible characters"),
        ("sftp", "sftp://eva@x.example/\u{202e}ni", &key, "invisible characters"),
        ("webhook", "https://x.example/", &[("vendor", "D1")], "Choose an option"),
        ("email", "a@x.example", &[("format", "exe")], "Choose an option"),
    ] {
        let page = add(&op, kind, address, more).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}: {}", page.body);
        assert!(page.has(told) && page.has("aria-invalid"), "{address}: {}", page.body);
        assert!(!page.has("<script>alert"), "{}", page.body);
    }
    assert_eq!(add(&op, "fax", "1", &[]).await.status, StatusCode::BAD_REQUEST);
    op.get(D1).await.expect(&["No delivery set up"]);
    let mut rootless = fixture.app.outbound.clone();
    rootless.destinations.folder = None;
    let fixture = fixture.sending(rootless);
    let op = fixture.sign_in("op@x.example").await;
    let page = add(&op, "folder", &folder, &[]).await;
    assert!(page.has("can allow it with --dispatch-folder"), "{}", page.body);
}

#[tokio::test]
async fn a_key_is_made_for_sftp_and_only_its_public_half_is_seen() {
    let (fixture, server) = (open().await, SftpServer::start());
    let op = fixture.sign_in("op@x.example").await;
    let key = [("host_key", server.host_key())];
    let key = key.each_ref().map(|(name, value)| (*name, value.as_str()));
    let channel = add(&op, "sftp", &server.url("eva", "/"), &key).await.leads_on();
    let page = op.get(&channel).await.expect(&["authorized_keys", "ssh-ed25519 AAAA"]);
    assert!(!page.has("PRIVATE"));
    let line = page.body.split("<code class=\"secret mono\">").nth(1).unwrap();
    let line = line.split('<').next().unwrap().to_owned();
    server.let_in(&line);
    let sent = op.post(&format!("{channel}/test"), &[]).await;
    assert_eq!(sent.leads_on(), channel);
    let files = std::fs::read_dir(server.root()).unwrap();
    let files: Vec<_> = files.map(|it| it.unwrap().file_name()).collect();
    assert_eq!(files, ["countersign-test.txt"]);
    let version = field(&page, "version");
    op.post(&format!("{channel}/secret"), &[("version", &version)]).await.leads_on();
    assert!(!op.get(&channel).await.has(&line), "there is another key now");
}

#[tokio::test]
async fn a_test_says_what_came_of_it_and_stays_where_nothing_leaves() {
    let (fixture, web) = (open().await, WebServer::start());
    let op = fixture.sign_in("op@x.example").await;
    add(&op, "webhook", &web.url(), &[]).await.expect(&["whsec_"]);
    let channel = only(&op).await;
    for manner in [Manner::Answers(204, String::new()), Manner::Answers(500, String::new())] {
        web.will(&[manner]);
        let told = op.post(&format!("{channel}/test"), &[]).await;
        assert!(told.notice && told.leads_on() == channel);
    }
    let heard = web.heard();
    assert_eq!(heard.len(), 2);
    let event = String::from_utf8(heard[0].body.clone()).unwrap();
    assert!(event.contains("\"type\":\"way.test\""), "{event}");
    assert_ne!(heard[0].header("webhook-id"), heard[1].header("webhook-id"));
    let stays = OutboundConfig { in_rehearsal: false, ..fixture.app.outbound.clone() };
    let fixture = fixture.sending(stays);
    let op = fixture.sign_in("op@x.example").await;
    op.get(&channel).await.expect(&["nothing is sent, unless"]);
    op.get(D1).await.expect(&["nothing is sent, unless"]);
    op.post(&format!("{channel}/test"), &[]).await.leads_on();
    assert_eq!(web.tries(), 2);
    assert_eq!(op.get("/audit").await.body.matches("Test sent").count(), 2);
}

#[tokio::test]
async fn a_way_is_changed_by_one_at_a_time_and_switched_off() {
    let (fixture, web) = (open().await, WebServer::start());
    let op = fixture.sign_in("op@x.example").await;
    add(&op, "webhook", &web.url(), &[]).await.expect(&["whsec_"]);
    let channel = only(&op).await;
    let version = field(&op.get(&channel).await, "version");
    let url = web.url();
    let off = [("name", "Off now"), ("address", url.as_str()), ("version", &version)];
    op.post(&channel, &off).await.leads_on();
    op.get(D1).await.expect(&["Off now", ">Off</span>"]);
    let late = [("name", "Mine"), ("address", url.as_str()), ("version", &version)];
    let page = op.post(&channel, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.has("Someone else changed the same") && page.has("value=\"Mine\""));
    let distributor = fixture.sign_in("d1@x.example").await;
    let preview = distributor.get("/dispatches/new").await;
    assert!(!preview.has("Off now"), "it would not go by a way that is off");
    let address = send_all(&distributor, &[]).await;
    assert!(!distributor.get(&address).await.has("Off now"));
    carry(&fixture).await;
    assert_eq!(web.tries(), 0);
}

#[tokio::test]
async fn the_page_of_a_dispatch_tells_where_each_way_stands_and_sends_again() {
    let (fixture, web) = (open().await, WebServer::start());
    let op = fixture.sign_in("op@x.example").await;
    add(&op, "webhook", &web.url(), &[("name", "Hook <i>")]).await.expect(&["whsec_"]);
    let distributor = fixture.sign_in("d1@x.example").await;
    let preview = distributor.get("/dispatches/new").await;
    preview.expect(&["It is also sent through", "Hook &#60;i&#62;", "(Webhook)"]);
    let address = send_all(&distributor, &[]).await;
    distributor.get(&address).await.expect(&["Delivery", "Waiting"]);
    web.will(&[Manner::Answers(410, String::new())]);
    carry(&fixture).await;
    let page = distributor.get(&address).await.expect(&[
        "Failed",
        "The recipient could not be reached",
        "Send again",
    ]);
    let channel = field(&page, "way");
    op.get(D1).await.expect(&["1 failed"]);
    let failed = format!("<a href=\"{address}\"><bdi>Dispatch D1-1 could not be delivered");
    for acting in [&distributor, &op] {
        acting.get("/").await.expect(&[&failed]);
    }
    let deliver = format!("{address}/deliver");
    // A reader sees it and cannot send.
    let reader = fixture.sign_in("support.engineer.d1@staff.example").await;
    let seen = reader.get(&address).await.expect(&["Failed"]);
    assert!(!seen.has("Send again"));
    let refused = reader.post(&deliver, &[("way", &channel)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let helpdesk = fixture.sign_in("helpdesk@x.example").await;
    let refused = helpdesk.post(&deliver, &[("way", &channel)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // The vendor sees none of it.
    let vendor = fixture.sign_in("v@x.example").await;
    let seen = vendor.get(&address).await;
    assert!(!seen.has("Hook") && !seen.has("Failed"), "{}", seen.body);
    for stranger in ["v@x.example", "d2@x.example", "p1@x.example"] {
        let stranger = fixture.sign_in(stranger).await;
        let refused = stranger.post(&deliver, &[("way", &channel)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    for other in ["x", "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55"] {
        let refused = distributor.post(&deliver, &[("way", other)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    for sender in [&distributor, &op] {
        assert_eq!(sender.post(&deliver, &[("way", &channel)]).await.leads_on(), address);
        carry(&fixture).await;
        sender.get(&address).await.expect(&["Sent", "Send again"]);
        assert!(!sender.get("/").await.has("could not be delivered"));
    }
    let ids: Vec<_> = web.heard().iter().map(|it| it.header("webhook-id").to_owned()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // Everyone who may decide on one of its reports sees it.
    let page = vendor.get(&address).await;
    let seen = field(&page, "report");
    let fields = [("action", "complete"), ("report", seen.as_str())];
    let led = vendor.post(&format!("{address}/decide"), &fields).await;
    crate::console::dispatches::confirm(&fixture, &vendor, &led).await;
    distributor.get(&address).await.expect(&["Acknowledged"]);
}

#[tokio::test]
async fn a_dispatch_goes_by_a_way_that_is_newer_when_somebody_says_so() {
    let (fixture, web) = (open().await, WebServer::start());
    let distributor = fixture.sign_in("d1@x.example").await;
    let address = send_all(&distributor, &[]).await;
    let op = fixture.sign_in("op@x.example").await;
    add(&op, "webhook", &web.url(), &[]).await.expect(&["whsec_"]);
    carry(&fixture).await;
    assert_eq!(web.tries(), 0, "nothing goes by itself");
    let page = distributor.get(&address).await.expect(&["Not sent through this channel"]);
    let channel = field(&page, "way");
    distributor.post(&format!("{address}/deliver"), &[("way", &channel)]).await.leads_on();
    carry(&fixture).await;
    assert_eq!(web.heard().len(), 1);
    // Another distributor's dispatch does not use it.
    let other = fixture.sign_in("d2@x.example").await;
    let preview = other.get("/dispatches/new?cycle=2026-10").await;
    assert!(!preview.has("To Acme"));
}

#[tokio::test]
async fn the_file_of_a_dispatch_has_the_same_name_by_every_way() {
    let fixture = open().await;
    let op = fixture.sign_in("op@x.example").await;
    let folder = fixture.folder.path().canonicalize().unwrap().join("data");
    let path = folder.display().to_string();
    for format in ["csv", "jsonl"] {
        add(&op, "folder", &path, &[("format", format)]).await.leads_on();
    }
    let distributor = fixture.sign_in("d1@x.example").await;
    let address = send_all(&distributor, &[]).await;
    carry(&fixture).await;
    for ending in ["csv", "jsonl"] {
        let written = folder.join(format!("dispatch-D1-ACME-000001.{ending}"));
        let written = std::fs::read_to_string(written).unwrap();
        let page = distributor.get(&format!("{address}/export.{ending}")).await;
        assert_eq!(page.body, written);
        assert!(page.disposition.contains(&format!("dispatch-D1-ACME-000001.{ending}")));
    }
}
