//! The log of the console names the person, the company and the report that it worked for.

//! SQL here: a report is damaged, so that loading it fails while the check of access does not.

use super::fixture::ConsoleFixture;
use super::report::report_of;
use crate::log::Log;
use axum::http::StatusCode;

#[tokio::test]
async fn events_of_a_request_name_its_person_company_and_report() {
    let fixture = ConsoleFixture::new().await;
    let partner = fixture.sign_in("p1@x.example").await;
    let stranger = fixture.sign_in("d2@x.example").await;
    let report = report_of(&partner).await;
    let id = report.rsplit('/').next().unwrap();
    let spoil = async |tx: &mut countersign_store::Tx| {
        tx.execute("UPDATE reports SET time_zone = 'Nowhere/Land'", &[]).await
    };
    fixture.app.state.store.write(spoil).await.unwrap();
    let log = Log::listen();
    assert_eq!(partner.get(&report).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(stranger.get(&report).await.status, StatusCode::NOT_FOUND);
    let text = log.text();
    let line_with = |part: &str| text.lines().find(|line| line.contains(part)).unwrap();
    let fault = line_with("a request failed ");
    let fields = "method=\"GET\" route=\"/usage-reports/{id}\" person=";
    assert!(fault.contains(fields), "{fault}");
    assert!(fault.contains(&format!(" company=5 report={id}}}")), "{fault}");
    let refused = line_with("why=\"not-found\"");
    assert!(refused.contains(" company=4}: refused: "), "{refused}");
}
