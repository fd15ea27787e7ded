//! What approving costs: one look at the session, and one transaction that loads the report once.

use super::{field, submitted};
use crate::console::fixture::ConsoleFixture;
use crate::log::Log;

#[tokio::test]
async fn approving_loads_the_report_once_in_two_transactions() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let query = "?cycle=2026-10&status=under-review&sort=surprise";
    let page = distributor.get(&format!("{report}{query}")).await;
    let version = field(&page, "version");

    let log = Log::listen();
    let approve = format!("{report}/approve{query}");
    distributor.post(&approve, &[("version", &version)]).await.leads_on();
    let text = log.text();
    let count = |event: &str| text.lines().filter(|line| line.contains(event)).count();
    assert_eq!(count("read transaction begins"), 1, "the session is looked up:\n{text}");
    assert_eq!(count("write transaction begins"), 1, "the report is approved:\n{text}");
    assert_eq!(count("reports are loaded count=1"), 1, "the report is loaded:\n{text}");
    assert_eq!(count("reports are loaded"), 1, "and no other:\n{text}");
}
