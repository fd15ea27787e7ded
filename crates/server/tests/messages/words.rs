//! Every kind of message in every language, compared as bytes with what is checked in.

use countersign_domain::cycle::Cycle;
use countersign_domain::message::{Audience, Kind};
use countersign_domain::quantity::Quantity;
use countersign_domain::zone::Zone;
use countersign_server::console::text::Locale;
use countersign_server::delivery::compose::{About, Reader, of_account, of_reports};
use countersign_server::delivery::letter::Letter;
use countersign_server::delivery::post::message;
use countersign_server::delivery::settings::{Server, Settings};
use countersign_server::messages::facts::{AccountFacts, Change, ReportFacts};
use std::path::Path;

use crate::world::{ORIGIN, at};

const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn reader(locale: Locale, kind: Kind) -> Reader {
    let unsubscribe = format!("{ORIGIN}/unsubscribe/0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55");
    Reader {
        locale,
        name: "Åsa Lind".to_owned(),
        company: Some("Ångström IT AB".to_owned()),
        zone: Zone::parse("Europe/Berlin").unwrap(),
        origin: ORIGIN.to_owned(),
        unsubscribe: kind.can_be_declined().then_some(unsubscribe),
    }
}

fn facts(kind: Kind) -> ReportFacts {
    let figure = |product: &str, unit: &str, from, to, penalty| Change {
        product: product.to_owned(),
        unit: unit.to_owned(),
        from: Quantity::parse(from, 6).unwrap(),
        to: Quantity::parse(to, 6).unwrap(),
        penalty,
    };
    let sent_back = matches!(kind, Kind::Rejected | Kind::Returned);
    ReportFacts {
        id: "5d0bb8a3-2f0e-5b2c-8a42-1c6f0f4c1a01".to_owned(),
        partner: "Ångström IT AB".to_owned(),
        distributor: "Nordlicht & Söhne".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        deadline: at("2026-11-07T00:00:00+01:00"),
        review_by: Some(at("2026-11-12T00:00:00+01:00")),
        approved: false,
        reason: sent_back.then(|| "Please check.\nThe pilot ended in June.".to_owned()),
        line_reasons: match kind {
            Kind::Rejected => vec![("Endpoint Shield".to_owned(), "Too many seats.".to_owned())],
            _ => Vec::new(),
        },
        changes: match kind {
            Kind::Reminder | Kind::Submitted => vec![
                figure("Endpoint Shield", "Seats", "780", "1000", true),
                figure("Cloud Space", "GB", "39.5", "1240.25", true),
            ],
            _ => Vec::new(),
        },
    }
}

fn about(kind: Kind) -> About {
    About {
        cycle: Cycle::parse("2026-10").unwrap(),
        vendor: "Acme Security".to_owned(),
        facts: facts(kind),
    }
}

fn account(kind: Kind) -> AccountFacts {
    AccountFacts {
        at: at("2026-11-22T12:00:00Z"),
        until: kind.lets_in().then(|| at("2026-11-29T12:00:00Z")),
        device: (!kind.lets_in()).then(|| "Firefox, Linux".to_owned()),
        address: (!kind.lets_in()).then(|| "192.0.2.1".to_owned()),
    }
}

fn letter(locale: Locale, kind: Kind) -> Letter {
    let reader = reader(locale, kind);
    match kind.audience() {
        Audience::Person => of_account(&reader, kind, &account(kind), Some(TOKEN)).unwrap(),
        Audience::Company(_) => of_reports(&reader, kind, &[about(kind)]).unwrap(),
    }
}

/// Compares a text with the one that is checked in, or writes it anew.
fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages/letters").join(name);
    if std::env::var_os("COUNTERSIGN_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, recorded, "{name} is another one; COUNTERSIGN_BLESS=1 writes it anew");
}

#[test]
fn every_kind_is_the_recorded_one_in_every_language() {
    for locale in Locale::ALL {
        for kind in Kind::ALL {
            let letter = letter(locale, kind);
            let name = format!("{}.{}", kind.token(), locale.code());
            let sender = letter.sender.as_deref().unwrap_or("-");
            let (subject, text) = (&letter.subject, letter.text().unwrap());
            compare(
                &format!("{name}.txt"),
                &format!("From: {sender}\nSubject: {subject}\n\n{text}"),
            );
            compare(&format!("{name}.html"), &letter.html().unwrap());
        }
    }
}

#[test]
fn several_reports_are_one_letter_that_lists_some_and_counts_the_rest() {
    for locale in Locale::ALL {
        let reports: Vec<About> = (0..400).map(|_| about(Kind::Review)).collect();
        let letter = of_reports(&reader(locale, Kind::Review), Kind::Review, &reports).unwrap();
        assert!(letter.subject.contains("400"), "{}", letter.subject);
        assert_eq!(letter.items.len(), 50);
        assert!(letter.more.unwrap().contains("350"));
        assert_eq!(letter.action.unwrap().1, format!("{ORIGIN}/usage-reports"));
    }
}

#[test]
fn hostile_text_is_escaped_and_gets_into_no_header() {
    const HOSTILE: &str = "x\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>\u{2028}\"&";
    let settings =
        Settings::new(Server::parse("smtp://localhost").unwrap(), "r@x.example").unwrap();
    for kind in Kind::ALL {
        let mut reader = reader(Locale::English, kind);
        reader.name = HOSTILE.to_owned();
        reader.company = Some(HOSTILE.to_owned());
        let mut about = about(kind);
        about.vendor = HOSTILE.to_owned();
        let facts = &mut about.facts;
        facts.partner = HOSTILE.to_owned();
        facts.distributor = HOSTILE.to_owned();
        facts.reason = Some(HOSTILE.to_owned());
        facts.line_reasons = vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
        for change in &mut facts.changes {
            change.product = HOSTILE.to_owned();
            change.unit = HOSTILE.to_owned();
        }
        let mut account = account(kind);
        account.device = Some(HOSTILE.to_owned());
        let letter = match kind.audience() {
            Audience::Person => of_account(&reader, kind, &account, Some(TOKEN)).unwrap(),
            Audience::Company(_) => of_reports(&reader, kind, &[about]).unwrap(),
        };
        assert!(!letter.html().unwrap().contains("<script"), "{kind:?}");
        let now = at("2026-11-22T12:00:00Z");
        let message = message(&settings, &letter, "eva@x.example", "1@x.example", now).unwrap();
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
        Settings::new(Server::parse("smtp://localhost").unwrap(), "r@x.example").unwrap();
    let letter = letter(Locale::English, Kind::Ready);
    let now = at("2026-11-22T12:00:00Z");
    for wrong in ["", "eva", "eva@x.example, ole@x.example", "eva@x.example\r\nBcc: a@b.c"] {
        assert!(message(&settings, &letter, wrong, "1@x.example", now).is_err(), "{wrong:?}");
    }
}
