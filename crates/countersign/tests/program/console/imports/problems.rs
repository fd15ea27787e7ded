//! The problems of an import are in the reader's language on its page, and English in its file.

use super::{upload, work};
use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{Request, header};
use countersign_language::text::Locale;

const REGIONS: &[u8] = b"code,name,time_zone,currency,usage_reports,language,settle_days\n\
    R1,Region,Mars/Base,EUR,yes,en,\nR2,Region,UTC,euro,yes,en,\nR3,Region,UTC,EUR,maybe,en,\n\
    R4,Region,UTC,EUR,yes,pt-BR,\nR5,Region,UTC,EUR,yes,de,40\nR6,\x07,UTC,EUR,yes,de,\n";
const CUSTOMERS: &[u8] = b"code,name,partner\nC8,Kiel,NOBODY\nC9,,P1\nC7,x\nC6,\"a\"b,P1\n";
const PRODUCTS: &[u8] = b"code,name,unit,decimals,basis\nN,New,Seats,9,peak\nM,New,Seats,0,p95\n";
const USERS: &[u8] = b"email,name,company,role,colour\nx@x.example,Name,D1,Administrator,red\n";
const USAGE: &[u8] = b"subscription,observed_at,provisioned\nS1,2026-13-01,1\nS1,2026-11-01,-1\n\
    S1,2026-11-01,1.5\nS9,2026-11-01,1\nS1,2026-11-01,\n";

const FILES: [(&str, &[u8]); 5] = [
    ("regions.csv", REGIONS),
    ("customers.csv", CUSTOMERS),
    ("products.csv", PRODUCTS),
    ("users.csv", USERS),
    ("usage.csv", USAGE),
];

async fn read(browser: &Browser, page: &str, locale: Locale) -> Page {
    let request = Request::get(page).header(header::ACCEPT_LANGUAGE, locale.code());
    browser.send(request.body(Body::empty()).unwrap()).await
}

/// The English texts of the problems of rows: what was expected, and what was found of whole rows.
fn english(file: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in file.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if cells[1].is_empty() {
            continue;
        }
        let (found, expected) = (cells[3], cells[4..].join(","));
        texts.push(expected.trim_matches('"').to_owned());
        if cells[2].is_empty() && !found.starts_with('"') {
            texts.push(found.to_owned());
        }
    }
    texts.retain(|it| it.len() > 3);
    texts
}

#[tokio::test]
async fn a_page_says_what_is_wrong_in_its_readers_language() {
    let fixture = ConsoleFixture::new().await;
    let op = fixture.sign_in("op@x.example").await;
    let page = upload(&op, &FILES).await.leads_on();
    work(&fixture).await;
    let file = op.get(&format!("{page}/problems")).await.body;
    let english = english(&file);
    assert!(english.len() >= 16, "{file}");
    assert!(english.iter().any(|it| it == "the code of a partner"), "{file}");
    let desk = fixture.sign_in("helpdesk@x.example").await;
    for locale in Locale::ALL.into_iter().filter(|it| *it != Locale::English) {
        for reader in [&op, &desk] {
            let shown = read(reader, &page, locale).await;
            assert!(!shown.body.contains("lang=\"en\"><bdi>"), "{}", shown.body);
            for text in &english {
                assert!(!shown.has(text), "{locale:?}: {text:?} in {}", shown.body);
            }
        }
    }
    let german = read(&desk, &page, Locale::German).await;
    german.expect(&[
        "Es gibt keinen Partner mit diesem Code.",
        "Geben Sie eine dieser Sprachen an: en, de, ja, fr.",
        "Diese Zeile hat 2 Zellen, die Kopfzeile aber 3.",
        "Eine Spalte &#34;colour&#34; gibt es nicht.",
        "Geben Sie eine ganze Zahl von 0 bis 10 an.",
    ]);
}
