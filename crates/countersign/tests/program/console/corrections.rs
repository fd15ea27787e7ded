//! Corrections for distributor, partner and vendor: proposed in a form, answered by the other side,
//! sent as a difference; and late differences.

mod answering;
mod late;
mod proposing;

use crate::console::browser::{Browser, Page};
use crate::console::dispatches::send_all;
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, submitted};

/// P1's report of October, completed by the vendor: EP, 780 of 1000 charged.
async fn completed(fixture: &ConsoleFixture) -> String {
    let (_, report) = submitted(fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let version = field(&distributor.get(&report).await, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    send_all(&distributor, &[]).await;
    let vendor = fixture.sign_in("v@x.example").await;
    let version = field(&vendor.get(&format!("{report}/complete")).await, "version");
    vendor.post(&format!("{report}/complete"), &[("version", &version)]).await.leads_on();
    report
}

/// The number of the product of the form's first line.
fn line_of(form: &Page) -> String {
    let rest = form.body.split("name=\"chargeable-").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Sends the form with a new figure for its first line and returns the response.
async fn propose(browser: &Browser, report: &str, figure: &str, why: [&str; 2]) -> Page {
    let path = format!("{report}/correction");
    let form = browser.get(&path).await.expect(&["Propose a correction"]);
    let (line, version) = (line_of(&form), field(&form, "version"));
    send(browser, report, &line, &version, figure, why).await
}

/// Sends a form as if it had been opened with this version.
async fn send(
    browser: &Browser,
    report: &str,
    line: &str,
    version: &str,
    figure: &str,
    [of_line, whole]: [&str; 2],
) -> Page {
    let (chargeable, reason) = (format!("chargeable-{line}"), format!("reason-{line}"));
    let fields = [
        ("version", version),
        ("language", "en"),
        (chargeable.as_str(), figure),
        (reason.as_str(), of_line),
        ("reason", whole),
    ];
    browser.post(&format!("{report}/correction"), &fields).await
}

/// Sends an action for the existing correction and returns the response.
async fn deed(browser: &Browser, report: &str, path: &str, reasons: &str) -> Page {
    let path = format!("{report}/correction/{path}");
    let version = field(&browser.get(&path).await.expect(&[]), "version");
    browser.post(&path, &[("version", &version), ("reasons", reasons)]).await
}
