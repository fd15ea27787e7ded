//! Dispatches for distributor and vendor: previewed before they are sent, sent once, answered in
//! bulk, and invisible to others.

mod sending;
mod vendor;

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::field;
use countersign_app::jobs::worker;

/// An installation whose deadlines have passed: the system approved P2's report of October and P3's
/// of another distributor, and holds P1's because of its penalty.
pub(crate) async fn agreed() -> ConsoleFixture {
    let fixture = ConsoleFixture::new().await;
    fixture.clock_to("2026-11-20T00:00:00Z").await;
    fixture
}

/// An installation in which D1 has so many reports, all approved by its people.
async fn with_approved(count: usize) -> ConsoleFixture {
    let fixture = ConsoleFixture::with_partners(count).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let fields = [("action", "approve"), ("all", "1"), ("query", "cycle=2026-10")];
    confirm(&fixture, &distributor, &distributor.post("/usage-reports/decide", &fields).await)
        .await;
    fixture
}

/// Tries, confirms and runs a job that a form created, and returns its page.
pub(crate) async fn confirm(fixture: &ConsoleFixture, browser: &Browser, led: &Page) -> Page {
    let job = led.location.clone();
    assert!(job.starts_with("/jobs/"), "{} {}", led.status, led.location);
    let work = async || {
        worker::run_waiting(&fixture.app.state.store, &fixture.app.state.clock).await.unwrap()
    };
    work().await;
    browser.post(&format!("{job}/confirm"), &[]).await.leads_on();
    work().await;
    browser.get(&job).await
}

/// Sends all of October to ACME from the preview, and returns the address of the dispatch.
pub(crate) async fn send_all(distributor: &Browser, more: &[(&str, &str)]) -> String {
    let page = distributor.get("/dispatches/new?cycle=2026-10&vendor=ACME").await;
    let seen = field(&page, "seen");
    let mut fields = vec![("cycle", "2026-10"), ("vendor", "ACME"), ("seen", &seen)];
    fields.extend(more);
    let address = distributor.post("/dispatches", &fields).await.leads_on();
    assert!(address.starts_with("/dispatches/"), "{address}");
    address
}
