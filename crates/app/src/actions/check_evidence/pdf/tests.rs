//! PDF files of a report that was just made, honest and forged.

use super::*;
use crate::evidence::records::{HistoryLine, push_line};
use countersign_domain::access::Parties;
use countersign_domain::actor::SystemRule;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{Names, document as canonical, hex};
use countersign_domain::frozen as frozen_parts;
use countersign_domain::history::{genesis, link};
use countersign_domain::instant::Instant;
use countersign_domain::report::{Made, Report};
use countersign_domain::settings::{Rules, Settings};
use countersign_domain::zone::Zone;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The SHA-256 of the sample, laid out by [`LAYOUT`].
const SAMPLE: &str = "14f0d59767c6aa3ede9cfc6ca71316309e3394255136b3b38d0a5e84c200cce5";

fn names() -> Names {
    Names {
        report_id: Uuid::from_u128(7),
        distributor: "NORD".into(),
        distributor_name: "Nordlicht".into(),
        vendor: "ACME".into(),
        partner: "P-1".into(),
        partner_name: "Müller & Söhne 株式会社".into(),
        company_id: Uuid::nil().to_string(),
        city: None,
        state: Some("HH".into()),
    }
}

/// The files of a report without lines.
fn files(language: &str) -> PrintedFiles {
    let none = Settings::default();
    let at = Instant::parse("2026-10-02T00:00:00Z").unwrap();
    let made = Made::by_system(SystemRule::CycleEnded, at, at);
    let parties = Parties { partner_id: 3, distributor_id: 2, vendor_id: 1 };
    let (cycle, zone) = (Cycle::parse("2026-09").unwrap(), Zone::parse("Europe/Berlin").unwrap());
    let rules = Rules::resolve(&none, &none, &none);
    let rules_text = serde_json::to_string(&rules).unwrap();
    let (report, mut entry) = Report::make(parties, cycle, zone, rules, Vec::new(), &made);
    let names = names();
    let frozen = frozen_parts::text(&names, &report, &rules_text, report.deadline, []);
    entry.frozen = Some(frozen_parts::digest_of(&frozen));
    let body = entry.body();
    let head = link(&genesis(names.report_id), &body);
    let mut history = Vec::new();
    let line = HistoryLine { version: 1, hash: hex(&head), body, index: None, path: None };
    push_line(&mut history, &line).unwrap();
    let mut files = PrintedFiles::default();
    files.add(DOCUMENT, canonical(&names, &report, &head).into_bytes());
    files.add(FROZEN, frozen.into_bytes());
    files.add(HISTORY, history);
    files.add(FIGURES, Vec::new());
    files.add(OPTIONS, PrintOptions::new(language, None, false).text().into_bytes());
    files
}

fn check(bytes: &[u8]) -> Vec<String> {
    run_pdf("x.pdf", bytes, &PackTrust::default()).unwrap().findings.broken
}

/// The files with one of them changed, and a PDF of them.
fn forged(name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut files = files("en");
    let mut changed = PrintedFiles::default();
    for own in files.names().to_vec() {
        let text = files.text(&own).unwrap();
        let text = if own == name { change(text) } else { text };
        changed.add(&own, text.into_bytes());
    }
    changed.print().unwrap()
}

#[test]
fn the_files_inside_are_read_again() {
    for language in ["en", "de", "ja", "fr"] {
        let files = files(language);
        let pdf = files.clone().print().unwrap();
        assert!(reader::read(&pdf).unwrap() == files, "{language}");
        let found = run_pdf("x.pdf", &pdf, &PackTrust::default()).unwrap();
        assert_eq!(found.findings.broken, Vec::<String>::new(), "{language}");
        assert_eq!(found.findings.open, Vec::<String>::new(), "{language}");
        assert_eq!(found.findings.held.len(), 1, "{:?}", found.findings.held);
        assert_eq!(found.report.unwrap().1.len(), 1);
    }
}

#[test]
fn the_layout_has_the_bytes_of_its_version() {
    let pdf = files("ja").print().unwrap();
    let digest = hex(&Sha256::digest(&pdf).into());
    assert_eq!(digest, SAMPLE, "raise LAYOUT in printed/options.rs, and put this digest here");
}

#[test]
fn a_forged_file_is_found_though_its_pages_fit() {
    let document = forged(DOCUMENT, |text| text.replace("Müller", "Meier"));
    let found = check(&document);
    assert_eq!(found, ["document.json: it does not follow from the history: partner_name"]);
    let frozen = check(&forged(FROZEN, |text| text.replace("Müller", "Meier")));
    assert!(frozen[0].contains("it was changed since the report was made"), "{frozen:?}");
    let history = check(&forged(HISTORY, |text| text.replace("preparing", "approved")));
    assert!(history[0].contains("entry 1 was changed"), "{history:?}");
}

#[test]
fn pages_that_say_something_else_are_found() {
    let pdf = files("en").print().unwrap();
    let creator = b"Countersign)";
    let at = pdf.windows(creator.len()).position(|it| it == creator).unwrap();
    let mut other = pdf.clone();
    other[at] = b'K';
    assert_eq!(check(&other), ["the pages: they are not those that the files inside make"]);
    let appended = [&pdf[..], b"\n"].concat();
    assert_eq!(check(&appended), ["the pages: they are not those that the files inside make"]);
    let newer = forged(OPTIONS, |text| {
        let mut options: Value = serde_json::from_str(&text).unwrap();
        options["layout"] = (LAYOUT + 1).into();
        options.to_string()
    });
    let found = run_pdf("x.pdf", &newer, &PackTrust::default()).unwrap().findings;
    assert_eq!(found.broken.len(), 1, "pages that no one can compare do not hold");
    assert!(found.broken[0].contains("does not know their layout"), "{:?}", found.broken);
}

#[test]
fn what_is_no_pdf_of_a_report_is_refused() {
    let pdf = files("en").print().unwrap();
    let cuts = (0..pdf.len()).step_by(997).map(|at| pdf[..at].to_vec());
    for bytes in cuts.chain([b"%PDF-1.7\nstartxref\n0\n%%EOF".to_vec(), Vec::new()]) {
        assert!(run_pdf("x", &bytes, &PackTrust::default()).is_err(), "{} bytes", bytes.len());
    }
    let mut without = PrintedFiles::default();
    let mut all = files("en");
    for name in [DOCUMENT, FROZEN, HISTORY, OPTIONS] {
        without.add(name, all.read(name).unwrap());
    }
    let refused = run_pdf("x", &without.print().unwrap(), &PackTrust::default()).unwrap_err();
    assert!(refused.to_string().contains("figures.jsonl is not attached"), "{refused}");
}
