//! The vendor's side: completed and returned in bulk, and sent again.

use super::{confirm, send_all, with_approved};
use crate::console::report::field;
use axum::http::StatusCode;
use countersign_domain::export::{content_hash, hex};

/// Names in the row of a partner.
fn row(body: &str, partner: &str) -> String {
    let rows = body.split("<tr data-row>").skip(1);
    let found = rows.into_iter().find(|row| row.contains(&format!(">{partner}<")));
    found.unwrap_or_else(|| panic!("no {partner} in {body}")).split("</tr>").next().unwrap().into()
}

fn pick(body: &str, partner: &str) -> String {
    let row = row(body, partner);
    row.split("name=\"report\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn reports_are_completed_or_returned_in_bulk_and_go_out_again() {
    let fixture = with_approved(5).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let address = send_all(&distributor, &[]).await;
    let vendor = fixture.sign_in("v@x.example").await;
    let page = vendor.get(&address).await.expect(&["5 waiting", "5 reports are waiting for you"]);
    vendor.get("/").await.expect(&["href=\"/dispatches\""]);

    // Returned: without a reason nothing happens; with one it is tried first.
    let decide = format!("{address}/decide");
    let picked = [pick(&page.body, "Nachbar 1"), pick(&page.body, "Nachbar 2")];
    let of = |action: &'static str, reason: Option<&'static str>| {
        let mut fields = vec![("action", action)];
        fields.extend(picked.iter().map(|it| ("report", it.as_str())));
        fields.extend(reason.map(|reason| ("reason", reason)));
        fields
    };
    vendor.post(&decide, &of("return", None)).await.expect(&["Return reports", "2 reports"]);
    let refused = vendor.post(&decide, &of("return", Some(" "))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Enter the reason for returning the reports."));
    let led = vendor.post(&decide, &of("return", Some("<b>terms</b> changed"))).await;
    let done = confirm(&fixture, &vendor, &led).await;
    let done = done.expect(&["Return 2 reports", "2 reports were returned.", "‹ Dispatches"]);
    assert!(!done.has("href=\"/usage-reports/"), "what was returned is out of sight");
    let page = vendor.get(&address).await.expect(&["3 waiting", "2 returned"]);
    let returned = row(&page.body, "Nachbar 1");
    assert!(returned.contains("&#60;b&#62;terms&#60;/b&#62; changed"), "{returned}");
    assert!(!returned.contains("/usage-reports/") && !returned.contains("data-pick"), "{returned}");

    // Completed: all that are open.
    let led = vendor.post(&decide, &[("action", "complete"), ("all", "1")]).await;
    confirm(&fixture, &vendor, &led)
        .await
        .expect(&["Complete 3 reports", "3 reports were completed."]);
    vendor.get(&address).await.expect(&["3 completed", "Nothing is waiting any more."]);
    let nothing = vendor.post(&decide, &[("action", "complete"), ("all", "1")]).await;
    assert!(nothing.notice && nothing.leads_on() == address);
    let only = vendor.get(&format!("{address}?only=returned")).await;
    assert_eq!(only.body.matches("<tr data-row>").count(), 2);

    // The distributor is notified, approves one again and sends it. It rejects the other.
    let own = distributor.get(&address).await.expect(&["The returned ones are under review again"]);
    let first = row(&own.body, "Nachbar 1");
    let report =
        format!("/usage-reports/{}", &first.split("/usage-reports/").nth(1).unwrap()[..36]);
    let page = distributor.get(&report).await.expect(&["returned by vendor"]);
    let version = field(&page, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    let second = row(&own.body, "Nachbar 2");
    let other =
        format!("/usage-reports/{}", &second.split("/usage-reports/").nth(1).unwrap()[..36]);
    let version = field(&distributor.get(&other).await, "version");
    let reject = [("version", version.as_str()), ("reasons", "the vendor is right")];
    distributor.post(&format!("{other}/reject"), &reject).await.leads_on();
    let preview = distributor.get("/dispatches/new?cycle=2026-10").await;
    preview.expect(&["One approved report.", "Rejected: 1"]);
    let again = send_all(&distributor, &[("note", "corrected")]).await;
    assert_ne!(again, address);
    vendor.get(&again).await.expect(&["Dispatch D1-2", "1 waiting", "corrected"]);
    // The first dispatch keeps their results.
    let first = vendor.get(&address).await.expect(&["3 completed", "2 returned"]);
    let row = row(&first.body, "Nachbar 1");
    assert!(row.contains("Returned") && row.contains("now: Submitted to vendor"), "{row}");
    vendor.get(&report).await.expect(&[">Dispatch D1-1</a>", ">Dispatch D1-2</a>"]);
}

#[tokio::test]
async fn the_files_hold_what_was_sent_whatever_happened_since() {
    let fixture = with_approved(2).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let address = send_all(&distributor, &[]).await;
    let vendor = fixture.sign_in("v@x.example").await;
    let files = ["export.csv", "export.csv?dialect=excel-semicolon", "export.jsonl", "export.xlsx"];
    let mut before = Vec::new();
    for file in files {
        before.push(vendor.get(&format!("{address}/{file}")).await.body);
    }
    let decide = format!("{address}/decide");
    let led = vendor.post(&decide, &[("action", "complete"), ("all", "1")]).await;
    confirm(&fixture, &vendor, &led).await;
    for (file, before) in files.iter().zip(&before) {
        for reader in ["v@x.example", "d1@x.example", "op@x.example"] {
            let now = fixture.sign_in(reader).await.get(&format!("{address}/{file}")).await;
            assert_eq!(now.body, *before, "{file} as {reader}");
        }
    }
    // The documents match the hashes on the page.
    let page = vendor.get(&address).await;
    assert_eq!(before[2].lines().count(), 2);
    for line in before[2].lines() {
        let hash = hex(&content_hash(line));
        assert!(page.has(&format!("title=\"{hash}\"")), "{hash}");
    }
    assert!(before[0].starts_with("cycle,period_start,") && before[0].contains("Nachbar 2"));
    assert!(before[1].starts_with("\u{feff}cycle;"));
    let wrong = vendor.get(&format!("{address}/export.csv?dialect=lotus")).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn fifty_reports_are_a_page() {
    let fixture = with_approved(60).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    distributor.get("/dispatches/new").await.expect(&["60 approved reports."]);
    let address = send_all(&distributor, &[]).await;
    let first = distributor.get(&address).await;
    assert_eq!(first.body.matches("<tr data-row>").count(), 50);
    assert!(first.body.len() < 60 << 10, "{} bytes", first.body.len());
    let next = first.body.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let next = distributor.get(&next.replace("&#38;", "&")).await.expect(&["First page"]);
    assert_eq!(next.body.matches("<tr data-row>").count(), 10);
}
