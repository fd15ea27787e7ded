//! Every kind of message in every language, compared byte for byte with the files that are checked
//! in.

use countersign_delivery::compose::{Reader, of_account, of_dispatches, of_reports};
use countersign_delivery::mailer::mime_message;
use countersign_delivery::message::EmailMessage;
use countersign_delivery::sample_messages;
use countersign_delivery::settings::{MailSettings, SmtpServer};
use countersign_domain::message::{Audience, MessageKind};
use countersign_language::explanation::FindingText;
use countersign_language::text::Locale;
use std::path::Path;
use std::sync::Arc;

use crate::messages::fixture::{ORIGIN, at};

fn reader(locale: Locale, kind: MessageKind) -> Reader {
    sample_messages::reader(locale, kind, &Arc::default(), ORIGIN).unwrap()
}

fn message(locale: Locale, kind: MessageKind) -> EmailMessage {
    sample_messages::message(&reader(locale, kind), kind, 1).unwrap()
}

/// Compares a text with the file that is checked in, or writes it.
fn compare(name: &str, text: &str) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/messages/letters").join(name);
    if std::env::var_os("COUNTERSIGN_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, recorded, "{name} is another one; COUNTERSIGN_BLESS=1 writes it anew");
}

#[test]
fn every_kind_is_the_recorded_one_in_every_language() {
    for locale in Locale::ALL {
        for kind in MessageKind::ALL {
            let message = message(locale, kind);
            let name = format!("{}.{}", kind.token(), locale.code());
            let sender = message.sender.as_deref().unwrap_or("-");
            let (subject, text) = (&message.subject, message.text().unwrap());
            compare(
                &format!("{name}.txt"),
                &format!("From: {sender}\nSubject: {subject}\n\n{text}"),
            );
            compare(&format!("{name}.html"), &message.html().unwrap());
        }
    }
}

#[test]
fn several_reports_are_one_letter_that_lists_some_and_counts_the_rest() {
    for locale in Locale::ALL {
        let message = sample_messages::message(
            &reader(locale, MessageKind::Review),
            MessageKind::Review,
            400,
        )
        .unwrap();
        assert!(message.subject.contains("400"), "{}", message.subject);
        assert_eq!(message.items.len(), 50);
        assert!(message.more.unwrap().contains("350"));
        assert_eq!(message.action.unwrap().1, format!("{ORIGIN}/usage-reports"));
    }
}

#[test]
fn a_subject_tells_the_penalty_of_three_products_and_counts_the_others() {
    let kind = MessageKind::Reminder;
    let mut about = sample_messages::about(Locale::English, kind).unwrap();
    let mut change = about.facts.changes[0].clone();
    about.facts.changes.clear();
    for number in 1..=5 {
        change.product = format!("Product {number}");
        about.facts.changes.push(change.clone());
    }
    let subject =
        |reports: &[_]| of_reports(&reader(Locale::English, kind), kind, reports).unwrap().subject;
    assert_eq!(
        subject(&[about.clone()]),
        "Due Fri, 6 Nov: penalty of Product 1 +220 Seats, Product 2 +220 Seats, \
        Product 3 +220 Seats, 2 more products – October 2026, Acme Security (Ångström IT AB)"
    );
    // Two reports of the same products are added up.
    assert!(subject(&[about.clone(), about]).contains("Product 1 +440 Seats"));
}

#[test]
fn hostile_text_is_escaped_and_gets_into_no_header() {
    const HOSTILE: &str = "x\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>\u{2028}\"&";
    let settings =
        MailSettings::new(SmtpServer::parse("smtp://localhost").unwrap(), "r@x.example").unwrap();
    for kind in MessageKind::ALL {
        let mut reader = reader(Locale::English, kind);
        reader.name = HOSTILE.to_owned();
        reader.company = Some(HOSTILE.to_owned());
        let mut about = sample_messages::about(Locale::English, kind).unwrap();
        about.vendor = HOSTILE.to_owned();
        for why in &mut about.whys {
            why.found.push(FindingText { text: HOSTILE.to_owned(), is_bad: true });
        }
        let facts = &mut about.facts;
        facts.partner = HOSTILE.to_owned();
        facts.distributor = HOSTILE.to_owned();
        facts.reason = Some(HOSTILE.to_owned());
        facts.line_reasons = vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
        for change in &mut facts.changes {
            change.product = HOSTILE.to_owned();
            change.unit = HOSTILE.to_owned();
        }
        let mut account = sample_messages::account(kind);
        account.device = Some(HOSTILE.to_owned());
        let mut dispatch = sample_messages::dispatch(kind);
        for text in [&mut dispatch.distributor, &mut dispatch.vendor] {
            *text = HOSTILE.to_owned();
        }
        (dispatch.purchase_order, dispatch.note) = (Some(HOSTILE.into()), Some(HOSTILE.into()));
        let message = match kind.audience() {
            Audience::Person => of_account(&reader, kind, &account, Some("A")).unwrap(),
            Audience::Company(_) if kind.is_of_dispatch() => {
                of_dispatches(&reader, kind, &[dispatch]).unwrap()
            }
            Audience::Company(_) => of_reports(&reader, kind, &[about]).unwrap(),
        };
        assert!(!message.html().unwrap().contains("<script"), "{kind:?}");
        let text = message.text().unwrap();
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{kind:?}: {text}");
        let now = at("2026-11-22T12:00:00Z");
        let message =
            mime_message(&settings, &message, "eva@x.example", "1@x.example", now).unwrap();
        let message = String::from_utf8(message.formatted()).unwrap();
        let head = message.split("\r\n\r\n").next().unwrap();
        for line in head.split("\r\n") {
            let begins = line.split(':').next().unwrap().to_ascii_lowercase();
            assert!(begins != "bcc" && !line.contains(['\n', '\r']), "{kind:?}: {head}");
        }
        assert!(message.contains("To: ") && head.contains("Subject: "), "{kind:?}: {head}");
    }
}

#[test]
fn a_message_goes_to_addresses_only() {
    let settings =
        MailSettings::new(SmtpServer::parse("smtp://localhost").unwrap(), "r@x.example").unwrap();
    let message = message(Locale::English, MessageKind::Ready);
    let now = at("2026-11-22T12:00:00Z");
    for wrong in ["", "eva", "eva@x.example, ole@x.example", "eva@x.example\r\nBcc: a@b.c"] {
        assert!(mime_message(&settings, &message, wrong, "1@x.example", now).is_err(), "{wrong:?}");
    }
}
