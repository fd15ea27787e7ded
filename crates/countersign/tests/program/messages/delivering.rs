//! From the outbox to a mail server: once, again if necessary, and given up if it fails.
//!
//! SQL here: only the sender reads the secret of a link.

use crate::messages::fixture::{MACHINE, MessageFixture, ORIGIN, at, post, settings};
use countersign_app::clock::Clock;
use countersign_app::identity::token::Token;
use countersign_app::notifications::account;
use countersign_app::random::SeededRandom;
use countersign_delivery::backoff::{ATTEMPTS, again_at};
use countersign_delivery::mailer::Mailer;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_delivery::send_batch::{BatchOutcome, MessageSender};
use countersign_delivery::settings::{Login, MailEncryption, MailSettings, SmtpServer};
use countersign_delivery::worker;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_store::outbox::{self, MessageQuery, MessageState, OutboxCounts};
use countersign_store::{Tx, one_time_links};
use countersign_testkit::mail_server::{MailServer, Mood, TakenMessage};
use countersign_testkit::proxy::Proxy;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

async fn counts(fixture: &MessageFixture) -> OutboxCounts {
    outbox::counts(&mut fixture.store.read().await.unwrap()).await.unwrap()
}

async fn last_error(fixture: &MessageFixture) -> String {
    let mut tx = fixture.store.read().await.unwrap();
    for state in [MessageState::Failed, MessageState::Waiting] {
        let listed = outbox::list(&mut tx, &MessageQuery::first(state, 9)).await.unwrap();
        if let Some(error) = listed.into_iter().find_map(|it| it.last_error) {
            return error;
        }
    }
    panic!("nothing failed")
}

fn ids(taken: &[TakenMessage]) -> Vec<String> {
    taken.iter().map(|it| it.header("Message-ID").unwrap()).collect()
}

/// Sends everything that is due at a time.
async fn send(fixture: &MessageFixture, post: &Mailer, machine: Instant) -> BatchOutcome {
    let delivery = MessageSender::new(&fixture.store, Clock::fixed(machine), Some(post), ORIGIN);
    loop {
        let went = delivery.send_batch().await.unwrap();
        if went != BatchOutcome::On {
            return went;
        }
    }
}

#[tokio::test]
async fn a_message_is_sent_once_with_all_that_belongs_to_it() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = post(&server);
    assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Idle);
    assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Idle);
    let taken = server.taken();
    let mut to: Vec<_> = taken.iter().map(|it| it.to.join(" ")).collect();
    to.sort();
    assert_eq!(to, ["p1a@x.example", "p1b@x.example"]);
    let first = &taken[0];
    assert_eq!(first.from, "reports@x.example");
    assert_eq!(first.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    let one_click = first.header("List-Unsubscribe-Post");
    assert_eq!(one_click.as_deref(), Some("List-Unsubscribe=One-Click"));
    let unsubscribe = first.header("List-Unsubscribe").unwrap();
    assert!(unsubscribe.starts_with("<https://reports.example/unsubscribe/"), "{unsubscribe}");
    assert!(unsubscribe.ends_with('>') && !unsubscribe.contains(' '), "{unsubscribe}");
    assert_ne!(first.header("Message-ID"), taken[1].header("Message-ID"));
    for part in ["multipart/alternative", "text/plain", "text/html"] {
        assert!(first.data.contains(part), "{}", first.data);
    }
    let counts = counts(&fixture).await;
    assert_eq!((counts.waiting, counts.sent, counts.failed), (0, 2, 0));
}

#[tokio::test]
async fn what_a_server_put_off_goes_again_after_a_while_under_the_same_id() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = post(&server);
    server.will(&[Mood::IsBusy, Mood::IsBusy]);
    send(&fixture, &post, at(MACHINE)).await;
    assert_eq!((server.tries(), server.taken().len()), (2, 0));
    assert!(last_error(&fixture).await.contains("later"));
    send(&fixture, &post, at("2026-11-22T12:00:59Z")).await;
    assert_eq!(server.tries(), 2, "it is too early");
    send(&fixture, &post, at("2026-11-22T12:01:00Z")).await;
    assert_eq!((server.tries(), server.taken().len()), (4, 2));
}

#[tokio::test]
async fn a_server_that_breaks_off_half_way_gets_the_message_again() {
    for mood in [Mood::BreaksOff, Mood::BreaksOffAfter] {
        let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
        let post = post(&server);
        server.will(&[mood]);
        assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Away, "{mood:?}");
        // The others of the round were released untried.
        assert_eq!(server.tries(), 1);
        let counted = counts(&fixture).await;
        assert_eq!((counted.waiting, counted.failed), (2, 0));
        send(&fixture, &post, at("2026-11-22T12:01:00Z")).await;
        let taken = ids(&server.taken());
        match mood {
            // Nobody can know that it arrived. It is sent twice, with the same id.
            Mood::BreaksOffAfter => {
                assert_eq!(taken.len(), 3);
                assert!(taken[1..].contains(&taken[0]), "{taken:?}");
            }
            _ => assert_eq!(taken.len(), 2),
        }
        let counted = counts(&fixture).await;
        assert_eq!((counted.waiting, counted.sent), (0, 2));
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left_after_a_while_and_a_slow_one_is_waited_for() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let impatient = MailSettings { patience: Duration::from_millis(300), ..settings(&server) };
    let impatient = Mailer::new(impatient).unwrap();
    server.will(&[Mood::Hangs]);
    assert_eq!(send(&fixture, &impatient, at(MACHINE)).await, BatchOutcome::Away);
    assert!(server.taken().is_empty());
    assert!(last_error(&fixture).await.contains("in time"));
    let patient = post(&server);
    server.will(&[Mood::IsLate(Duration::from_millis(500))]);
    send(&fixture, &patient, at("2026-11-22T12:05:00Z")).await;
    assert_eq!(server.taken().len(), 2);
}

#[tokio::test]
async fn a_recipient_whom_the_server_refuses_is_given_up_at_once_and_sent_again_on_demand() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = post(&server);
    server.will(&[Mood::RefusesRecipient]);
    send(&fixture, &post, at(MACHINE)).await;
    let counted = counts(&fixture).await;
    assert_eq!((counted.sent, counted.failed), (1, 1));
    assert!(last_error(&fixture).await.contains("no such person here"));
    // The rehearsal's report is due on 7 November, which is how long its message is useful.
    let now = at("2026-11-03T00:00:00Z");
    let again = async |tx: &mut Tx| outbox::resend_all(tx, now).await;
    assert_eq!(fixture.store.write(again).await.unwrap(), 1);
    send(&fixture, &post, at(MACHINE)).await;
    assert_eq!((server.taken().len(), counts(&fixture).await.failed), (2, 0));
}

#[tokio::test]
async fn a_server_that_does_not_let_us_in_costs_no_message() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let login = Login { user: "reports".to_owned(), password: "hush".to_owned() };
    let post = Mailer::new(MailSettings { login: Some(login), ..settings(&server) }).unwrap();
    server.always(Mood::RefusesLogin);
    assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Away);
    let counted = counts(&fixture).await;
    assert_eq!((counted.waiting, counted.failed), (2, 0));
    assert!(!last_error(&fixture).await.contains("hush"));
    server.will(&[]);
    send(&fixture, &post, at("2026-11-22T12:01:00Z")).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0].login.as_deref(), Some("AHJlcG9ydHMAaHVzaA=="));
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_gets_nothing() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let mut settings = settings(&server);
    settings.server.encryption = MailEncryption::StartTls;
    let post = Mailer::new(settings).unwrap();
    assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Away);
    assert_eq!((server.tries(), counts(&fixture).await.waiting), (0, 2));
}

#[tokio::test]
async fn after_the_last_attempt_a_message_is_given_up() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = post(&server);
    server.always(Mood::IsBusy);
    let (mut now, mut attempts) = (at(MACHINE), 0);
    loop {
        send(&fixture, &post, now).await;
        attempts += 1;
        assert_eq!(server.tries(), usize::try_from(attempts * 2).unwrap());
        match again_at(now, attempts - 1) {
            Some(next) => now = next,
            None => break,
        }
    }
    assert_eq!(attempts, ATTEMPTS);
    assert!(now.micros() - at(MACHINE).micros() > 3 * 86_400_000_000);
    let counted = counts(&fixture).await;
    assert_eq!((counted.waiting, counted.failed), (0, 2));
    send(&fixture, &post, at("2027-06-01T00:00:00Z")).await;
    assert_eq!(server.tries(), usize::try_from(ATTEMPTS * 2).unwrap());
}

#[tokio::test]
async fn a_mail_server_that_is_away_for_a_day_gets_every_message_once() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let (proxy, through) = Proxy::to_url(&server.url());
    let there = SmtpServer::parse(&through).unwrap();
    let post = Mailer::new(MailSettings { server: there, ..settings(&server) }).unwrap();
    proxy.cut();
    // The sender looks more often, but nothing is due in between.
    let minutes = |count: i64| at(MACHINE).plus_micros(count * 60_000_000);
    for quarter in 0..4 * 24 {
        send(&fixture, &post, minutes(15 * quarter)).await;
        assert_eq!(counts(&fixture).await.waiting, 2, "nothing is lost");
    }
    let mut tx = fixture.store.read().await.unwrap();
    let waiting = MessageQuery::first(MessageState::Waiting, 9);
    let listed = outbox::list(&mut tx, &waiting).await.unwrap();
    tx.rollback().await.unwrap();
    for it in &listed {
        assert!((5..=12).contains(&it.attempts), "{} attempts", it.attempts);
        assert!(it.last_error.is_some() && it.moment <= minutes(30 * 60), "{it:?}");
    }
    proxy.open();
    for quarter in 4 * 24..4 * 31 {
        send(&fixture, &post, minutes(15 * quarter)).await;
    }
    let counted = counts(&fixture).await;
    assert_eq!((counted.waiting, counted.sent, counted.failed), (0, 2, 0));
    assert_eq!((server.tries(), server.taken().len()), (2, 2));
}

#[tokio::test]
async fn a_distributor_gets_one_message_about_four_hundred_reports() {
    let (fixture, server) = (MessageFixture::with_partners(400).await, MailServer::start());
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    let post = post(&server);
    send(&fixture, &post, at(MACHINE)).await;
    let taken = server.taken();
    let of_distributor: Vec<_> = taken.iter().filter(|it| it.to == ["d1@x.example"]).collect();
    assert_eq!(of_distributor.len(), 1);
    let subject = of_distributor[0].header("Subject").unwrap();
    assert!(subject.contains("400 Nutzungsberichte"), "{subject}");
    assert!(of_distributor[0].data.len() < 200_000, "{}", of_distributor[0].data.len());
    assert_eq!(counts(&fixture).await.waiting, 0);
}

#[tokio::test]
async fn a_reminder_that_was_put_off_is_not_sent_once_the_report_was_submitted() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = post(&server);
    send(&fixture, &post, at(MACHINE)).await;
    fixture.clock_to("2026-11-06T09:00:00+01:00").await;
    server.will(&[Mood::IsBusy, Mood::IsBusy]);
    send(&fixture, &post, at(MACHINE)).await;
    assert_eq!(counts(&fixture).await.waiting, 4);
    fixture.clock_to("2026-11-07T00:00:00+01:00").await;
    send(&fixture, &post, at("2026-11-22T13:00:00Z")).await;
    let mut tx = fixture.store.read().await.unwrap();
    let sent = outbox::list(&mut tx, &MessageQuery::first(MessageState::Sent, 99)).await.unwrap();
    assert!(sent.iter().all(|it| it.kind != MessageKind::Reminder), "{sent:?}");
}

#[tokio::test]
async fn the_thread_beside_the_pages_sends_and_ends_when_it_is_told_to() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let (stop, stopped) = watch::channel(false);
    let clock = Clock::fixed(at(MACHINE));
    let outbound = OutboundConfig {
        mail: Some(settings(&server)),
        ..OutboundConfig::nowhere(ORIGIN.to_owned())
    };
    let store = fixture.store.clone();
    let thread = worker::spawn(store, clock, outbound, Arc::default(), stopped).unwrap();
    for _ in 0..200 {
        if counts(&fixture).await.sent == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.send_replace(true);
    thread.join().expect("the thread ends in peace");
    assert_eq!((server.taken().len(), counts(&fixture).await.sent), (2, 2));
}

#[tokio::test]
async fn nothing_leaves_a_rehearsal_unless_somebody_says_so() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let post = Mailer::new(MailSettings { in_rehearsal: false, ..settings(&server) }).unwrap();
    assert_eq!(send(&fixture, &post, at(MACHINE)).await, BatchOutcome::Idle);
    assert_eq!((server.tries(), counts(&fixture).await.waiting), (0, 2));
}

#[tokio::test]
async fn a_link_is_sent_once_and_then_forgotten() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    fixture.clear().await;
    let person = fixture.person("p1s@x.example").await;
    let (random, now) = (SeededRandom::new(1), at(MACHINE));
    let token = Token::new(&random);
    let (company, kind) = (Some(person.company_id), one_time_links::LinkPurpose::Invitation);
    let put = async |tx: &mut Tx| {
        account::send_link(tx, person.id, company, kind, &token, now, &random).await
    };
    fixture.store.write(put).await.unwrap();
    let post = post(&server);
    send(&fixture, &post, now).await;
    let taken = server.taken();
    assert_eq!(taken[0].to, ["p1s@x.example"]);
    let unwrapped = taken[0].data.replace("=\r\n", "");
    assert!(unwrapped.contains(&format!("/link/{}", token.text())), "{unwrapped}");
    assert_eq!(taken[0].header("List-Unsubscribe"), None);
    let kept = "SELECT COUNT(*) FROM outbox WHERE secret IS NOT NULL OR data LIKE '%/link/%'";
    let mut tx = fixture.store.read().await.unwrap();
    let kept = tx.all(kept, &[], |row| row.get::<i64>(0)).await.unwrap();
    assert_eq!(kept, [0]);
}

#[tokio::test]
async fn who_left_the_company_is_told_nothing_more() {
    let (fixture, server) = (MessageFixture::with_partners(1).await, MailServer::start());
    let person = fixture.person("p1b@x.example").await;
    let leave = async |tx: &mut Tx| {
        countersign_store::people::leave(tx, person.id, person.company_id).await
    };
    fixture.store.write(leave).await.unwrap();
    send(&fixture, &post(&server), at(MACHINE)).await;
    let taken = server.taken();
    assert_eq!((taken.len(), taken[0].to.join(" ").as_str()), (1, "p1a@x.example"));
    assert_eq!(counts(&fixture).await.waiting, 0);
}
