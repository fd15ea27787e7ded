//! Pages of reports with everything that a report can hold.

use super::*;
use crate::Origin;
use crate::flow::Mark;
use countersign_domain::actor::{Actor, SystemRule};
use countersign_domain::history::FieldChange;
use countersign_domain::status::Verb;
use serde_json::{Value, json};

/// What people may write into a report.
const HOSTILE: &str = "\u{202e}evil\0\u{7}\u{1b}[2J 😀 שלום العربية e\u{301} \
                       \u{feff}\u{e000}\u{fffe} <script>(\\)</script> %PDF endstream endobj";

fn line(code: &str, comment: Option<&str>) -> Value {
    json!({
        "basis": "peak", "carried_forward": true, "chargeable": "780.5", "comment": comment,
        "default_chargeable": "780.5", "over_provisioned_percent": "22.0", "penalty": true,
        "product": code, "product_name": format!("Endpoint Shield {code}"),
        "provisioned": "1000", "unit": "Seats", "used": null,
    })
}

fn document(text: &str, lines: &[Value]) -> String {
    json!({
        "approval": null, "city": text, "company_id": "00000000-0000-0000-0000-000000000000",
        "cycle": "2026-09", "deadline": "2026-10-06T22:00:00Z", "decided_at": null,
        "distributor": "NORD", "distributor_name": text, "document_version": 1, "flagged": true,
        "history_head": "0".repeat(64), "lines": lines, "partner": "P-1", "partner_name": text,
        "period_end": "2026-09-30", "period_start": "2026-09-01", "reasons": text,
        "report_comment": "Größe und 製品\nzweite Zeile", "report_id":
        "00000000-0000-0000-0000-000000000007", "review_kind": "reopened", "state": "HH",
        "status": "under-review", "submission": "automatic",
        "submitted_at": "2026-10-06T22:00:00Z", "time_zone": "Europe/Berlin", "vendor": "ACME",
        "version": 1,
    })
    .to_string()
}

fn entry(reason: Option<&str>) -> Entry {
    let at = Instant::parse("2026-10-02T08:00:00Z").unwrap();
    Entry {
        version: 1,
        at,
        recorded_at: at,
        actor: Actor::System(SystemRule::CycleEnded),
        verb: Verb::Make,
        from: None,
        to: Status::Preparing,
        reason: reason.map(str::to_owned),
        changes: vec![FieldChange {
            product: Some("EP".to_owned()),
            field: HistoryField::Chargeable,
            before: Some("780".to_owned()),
            after: Some("700.5".to_owned()),
        }],
        lines: Vec::new(),
        frozen: None,
        signed: None,
    }
}

/// What a report's pages are made of.
struct Sample {
    language: Locale,
    document: String,
    history: Vec<Entry>,
}

impl Sample {
    fn new(text: &str) -> Self {
        let lines = [line("EP", Some(text)), line("GB", None)];
        let (document, history) = (document(text, &lines), vec![entry(Some(text))]);
        Self { language: Locale::English, document, history }
    }

    fn with_pages<T>(&self, use_them: impl FnOnce(&ReportPages<'_>) -> T) -> T {
        let last_month = BTreeMap::from([("EP".to_owned(), Quantity::from_units(9))]);
        use_them(&ReportPages {
            language: self.language,
            document: &self.document,
            history: &self.history,
            signed: &BTreeMap::new(),
            last_month: Some(&last_month),
            threshold: Some(1_000),
            is_rehearsal: true,
        })
    }

    fn print(&self) -> Result<Vec<u8>, PrintError> {
        let attachment = Attachment {
            name: "document.json".to_owned(),
            media_type: "application/json",
            description: "The document".to_owned(),
            origin: Origin::Source,
            content: self.document.clone().into_bytes(),
        };
        self.with_pages(|pages| print(pages, vec![attachment]))
    }

    /// The texts of the pages, joined.
    fn texts(&self) -> String {
        let document = Document::read(&self.document).unwrap();
        let flow =
            self.with_pages(|pages| Printer::of(&document, pages).unwrap().flow(&[]).unwrap());
        let text = |mark: &Mark| match mark {
            Mark::Text { text, .. } => text.clone(),
            Mark::Rule { .. } => String::new(),
        };
        let texts: Vec<String> = flow.pages.iter().flatten().map(text).collect();
        texts.join("|")
    }
}

#[test]
fn the_validator_accepts_every_language_and_what_people_write() {
    for language in Locale::ALL {
        for text in ["Ångström AB", HOSTILE, ""] {
            let sample = Sample { language, ..Sample::new(text) };
            let pdf = sample.print().unwrap_or_else(|error| panic!("{language:?}: {error}"));
            assert!(pdf.starts_with(b"%PDF-1.7"), "{language:?}");
            assert!(pdf == sample.print().unwrap(), "the same content has the same bytes");
        }
    }
}

#[test]
fn the_pages_say_what_the_document_says() {
    let english = Sample::new("Ångström AB").texts();
    for words in [
        "Usage report September 2026: Ångström AB",
        "From a rehearsal",
        "1 Sep 2026 to 30 Sep 2026 (Europe/Berlin)",
        "Under review (reopened)",
        "6 Oct 2026, 24:00 (2026-10-06T22:00:00Z)",
        "|1,000|–|22.0|780.5|780.5|9|",
        "Penalty: the provisioned units are charged.",
        "Above the threshold of 10%.",
        "Comment: Ångström AB",
        // Two lines of the same unit.
        "|Total|Seats|2,000|–|1,561|1,561|9|",
        "Made by the system on 2 Oct 2026, 10:00, because the cycle had ended.",
        "Endpoint Shield EP, Chargeable: 780 → 700.5",
        "2026-10-02T08:00:00Z",
        &hex(&content_hash(&Sample::new("Ångström AB").document)),
    ] {
        assert!(english.contains(words), "{words} is not in {english}");
    }
    let german = Sample { language: Locale::German, ..Sample::new("Ångström AB") }.texts();
    for words in ["Nutzungsbericht September 2026", "|1.000|–|22,0|780,5|", "Mehrberechnung"] {
        assert!(german.contains(words), "{words} is not in {german}");
    }
    let hostile = Sample::new(HOSTILE).texts();
    assert!(hostile.contains("U+202EevilU+0000U+0007U+001B[2J U+1F600 U+05E9"), "{hostile}");
}

#[test]
fn what_is_no_document_or_too_large_is_refused() {
    let mut sample = Sample::new("");
    sample.history = vec![entry(None); MOST + 1];
    assert_eq!(sample.print(), Err(PrintError::TooLarge { what: "entries", most: MOST }));
    for document in ["", "{}", "[]", "{\"cycle\":\"2026-09\"}"] {
        let sample = Sample { document: document.to_owned(), ..Sample::new("") };
        assert!(matches!(sample.print(), Err(PrintError::Unreadable(_))), "{document}");
    }
    let pages = Sample { history: vec![entry(Some(&"\n".repeat(500_000)))], ..Sample::new("") };
    assert_eq!(pages.print(), Err(PrintError::TooLarge { what: "pages", most: 5_000 }));
}
