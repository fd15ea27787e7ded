//! The data of a report, its downloads, and the running month.

use super::{report_of, submitted};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::progress::WorkProgress;
use std::fmt::Write as _;

#[tokio::test]
async fn a_line_opens_to_customers_subscriptions_and_days() {
    let fixture = ConsoleFixture::new().await;
    let browser = fixture.sign_in("d1@x.example").await;
    let report = report_of(&browser).await;
    let query = "?cycle=2026-10&sort=surprise";
    let page = browser.get(&format!("{report}/lines/EP{query}")).await;
    let back = format!("{report}/lines/EP/S1?cycle=2026-10&#38;sort=surprise");
    let page = page.expect(&[
        "Kiel Werft",
        "Lund &#34;Bygg&#34;",
        "Not billable",
        "31 Oct 2026",
        "class=\"days\"",
        "day-mark",
        &back,
    ]);
    assert_eq!(page.body.matches("class=\"day-used\"").count(), 31);
    let one = browser.get(&format!("{report}/lines/EP/S1")).await;
    one.expect(&["S1", "the day that gives the figure", "780"]);
    for nothing in ["lines/GB", "lines/%3Cb%3E", "lines/EP/S3", "lines/EP/S99"] {
        let answer = browser.get(&format!("{report}/{nothing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn the_export_of_a_report_is_the_export_of_the_list() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let one = partner.get(&format!("{report}/export.csv")).await;
    let rows: Vec<&str> = one.body.lines().collect();
    assert_eq!((one.status, rows.len()), (StatusCode::OK, 2));
    assert!(
        rows[1].contains("Endpoint Shield,Seats,1000,780,22.0,780,780,no,no,Kiel branch closed")
    );
    let all = partner.get("/usage-reports/export?cycle=2026-10&format=csv").await;
    assert_eq!(one.body, all.body);
    let json = partner.get(&format!("{report}/export.jsonl")).await.body;
    let line: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!(line["chargeable"], "780");
    assert_eq!(line["status"], "Under review");
    let excel = partner.get(&format!("{report}/export.csv?dialect=excel-semicolon")).await;
    assert!(excel.body.starts_with('\u{feff}') && excel.has("22,0"));
    let wrong = partner.get(&format!("{report}/export.csv?dialect=x")).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let pdf = partner.get(&format!("{report}/export.pdf")).await;
    assert!(pdf.status == StatusCode::OK && pdf.body.starts_with("%PDF-1.7"));
    assert!(pdf.disposition.ends_with(".pdf\""), "{}", pdf.disposition);
}

#[tokio::test]
async fn the_history_tells_who_did_what_and_its_last_hash() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let page = partner.get(&format!("{report}/history")).await;
    let page = page.expect(&[
        "Made by the system",
        "Edited by",
        "Submitted by",
        "Administrator",
        "on a page",
        "Kiel branch closed on 9 Oct",
    ]);
    let hashes = page.body.matches("class=\"mono quiet small\"").count();
    assert_eq!(hashes, 3);
}

#[tokio::test]
async fn the_settings_that_bind_a_report_say_where_they_come_from() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    page.expect(&[
        "7 <span class=\"quiet\">(from the distributor)",
        "(set for the partner)",
        "10%",
    ]);
}

#[tokio::test]
async fn the_running_month_is_a_partners_own() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let page = partner.get("/usage-reports/so-far/2026-11").await;
    page.expect(&["November 2026 so far", "Endpoint Shield", "Carried forward"]);
    let made = partner.get("/usage-reports/so-far/2026-10").await;
    assert_eq!(made.leads_on(), report_of(&partner).await);
    for nothing in ["2026-12", "2025-01", "x"] {
        let answer = partner.get(&format!("/usage-reports/so-far/{nothing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let reseller = fixture.sign_in("p4@x.example").await;
    reseller
        .get("/usage-reports/so-far/2026-11")
        .await
        .expect(&["Resellers have no usage reports"]);
}

#[tokio::test]
async fn the_lines_of_the_running_month_open() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let month = "/usage-reports/so-far/2026-11";
    let line = format!("{month}/lines/EP");
    partner.get(month).await.expect(&[&format!("href=\"{line}\"")]);
    let page = partner.get(&line).await;
    let page = page.expect(&["November 2026 so far", "Kiel Werft", &format!("{line}/S1")]);
    assert!(!page.has("30 Nov 2026"), "days to come have no figures");
    partner.get(&format!("{line}/S1")).await.expect(&["S1", &format!("href=\"{line}\"")]);
    for nothing in ["lines/GB", "lines/EP/S3", "lines/x"] {
        let answer = partner.get(&format!("{month}/{nothing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let later = partner.get("/usage-reports/so-far/2026-12/lines/EP").await;
    assert_eq!(later.status, StatusCode::NOT_FOUND);
    let made = partner.get("/usage-reports/so-far/2026-10/lines/EP").await;
    assert_eq!(made.leads_on(), "/usage-reports/so-far/2026-10");
}

#[tokio::test]
async fn a_violation_that_is_coming_says_since_when() {
    let fixture = ConsoleFixture::new().await;
    let mut usage = "subscription,observed_at,provisioned,used\n".to_owned();
    for day in 1..=9 {
        let provisioned = if day < 6 { 850 } else { 1000 };
        writeln!(usage, "S1,2026-11-{day:02},{provisioned},800").unwrap();
    }
    let file = fixture.folder.path().join("usage-2026-11.csv");
    std::fs::write(&file, usage).unwrap();
    let options = ImportOptions {
        paths: vec![file],
        dry_run: false,
        rejected: None,
        problems: None,
        person_id: None,
    };
    let (store, clock) = (&fixture.app.state.store, &fixture.app.state.clock);
    let done = import::run(store, clock, &options, &mut WorkProgress::hidden()).await.unwrap();
    assert!(done.problems.is_empty(), "{:?}", done.problems.causes());
    fixture.clock_to("2026-11-09T18:00:00Z").await;
    let partner = fixture.sign_in("p1@x.example").await;
    let page = partner.get("/usage-reports/so-far/2026-11").await;
    page.expect(&[
        "Expected violations",
        "20.0% over-provisioned (1,000 provisioned, 800 used)",
        "as on every day since 6 Nov 2026",
        "9 Nov 2026",
    ]);
}
