//! The vendor's side: what was dispatched to it is completed, or returned with a reason.

use super::{field, submitted};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

/// P1's report, approved and handed to the vendor.
async fn dispatched(fixture: &ConsoleFixture) -> String {
    let (_, report) = submitted(fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let version = field(&distributor.get(&report).await, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    crate::console::dispatches::send_all(&distributor, &[]).await;
    report
}

#[tokio::test]
async fn a_dispatched_report_is_completed_once_and_for_all() {
    let fixture = ConsoleFixture::new().await;
    let report = dispatched(&fixture).await;
    let vendor = fixture.sign_in("v@x.example").await;
    let dashboard = vendor.get("/").await;
    dashboard.expect(&["October 2026: complete or return 1 report"]);
    vendor.get("/usage-reports").await.expect(&["<h1>Reports sent to you</h1>"]);
    let page = vendor.get(&report).await;
    page.expect(&["Submitted to vendor", "Acme Security", "mark it as completed", "/return"]);
    let ask = vendor.get(&format!("{report}/complete")).await;
    let ask = ask.expect(&["This cannot be undone"]);
    let version = field(&ask, "version");
    let done = vendor.post(&format!("{report}/complete"), &[("version", &version)]).await;
    assert_eq!(done.leads_on(), report);
    let twice = vendor.post(&format!("{report}/complete"), &[("version", &version)]).await;
    assert_eq!(twice.leads_on(), report, "a second press finds it done");
    let page = vendor.get(&report).await.expect(&["Completed by"]);
    vendor.get("/").await.expect(&["Nothing for now"]);
    assert!(!page.has("/return\""), "there is nothing to return any more");
    let late = vendor.get(&format!("{report}/return")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_return_needs_a_reason_and_takes_the_report_out_of_sight() {
    let fixture = ConsoleFixture::new().await;
    let report = dispatched(&fixture).await;
    let vendor = fixture.sign_in("v@x.example").await;
    let version = field(&vendor.get(&format!("{report}/return")).await, "version");
    let path = format!("{report}/return");
    let refused = vendor.post(&path, &[("version", &version), ("reasons", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = [("version", version.as_str()), ("reasons", "units of another month")];
    assert_eq!(vendor.post(&path, &given).await.leads_on(), "/usage-reports");
    assert_eq!(vendor.get(&report).await.status, StatusCode::NOT_FOUND);
    let page = fixture.sign_in("d1@x.example").await.get(&format!("{report}/history")).await;
    page.expect(&["units of another month", "Returned by"]);
    let reader = fixture.sign_in("support.engineer.acme@staff.example").await;
    assert_eq!(reader.post(&path, &given).await.status, StatusCode::FORBIDDEN);
}
