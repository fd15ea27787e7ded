//! The distributor's side: what would be sent, what is missing, and what changed meanwhile.

use super::{agreed, send_all, with_approved};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::{field, report_of};
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// Ids and versions of the reports that the page would send.
fn picked(body: &str) -> Vec<String> {
    let values = body.split("name=\"report\" value=\"").skip(1);
    values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_preview_says_what_is_sent_and_what_is_missing() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let page = distributor.get("/dispatches/new").await.expect(&[
        "Dispatch to Acme Security · October 2026",
        "One approved report.",
        "Under review: 1",
        "/usage-reports?cycle=2026-10&#38;status=under-review",
        "Send one report",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
    ]);
    assert!(!page.has("Ångström"), "what is not approved is not among them");
    distributor.get("/dispatches").await.expect(&["No dispatches yet", "New dispatch…"]);
    let list = distributor.get("/usage-reports?cycle=2026-10&status=approved").await;
    list.expect(&["value=\"dispatch\""]);
    let other = distributor.get("/dispatches/new?cycle=2026-09").await;
    other.expect(&["No reports to send"]);
    let wrong = distributor.get("/dispatches/new?cycle=October").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let nobody = distributor.get("/dispatches/new?vendor=D2").await;
    nobody.expect(&["Choose a vendor"]);
}

#[tokio::test]
async fn all_of_a_month_is_sent_once_as_it_was_looked_at() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let page = distributor.get("/dispatches/new?vendor=ACME").await;
    let seen = field(&page, "seen");
    let order = [("purchase_order", " PO 7 "), ("note", "two\r\nlines")];
    let address = send_all(&distributor, &order).await;
    let sent = distributor.get(&address).await.expect(&[
        "Dispatch D1-1 · ",
        "PO 7",
        "two\nlines",
        "One report is with the vendor.",
        "1 waiting",
        "0 completed",
        "Hash of everything that was sent",
    ]);
    assert!(!sent.has("value=\"complete\"") && !sent.has("data-pick"));
    distributor.get("/dispatches").await.expect(&["Dispatch D1-1", "1 waiting", "October 2026"]);
    // A second tab with the same page sends nothing.
    let fields = [("cycle", "2026-10"), ("vendor", "ACME"), ("seen", seen.as_str())];
    let again = distributor.post("/dispatches", &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.has("the approved reports have changed") && again.has("no report is approved"));
    let empty = distributor.get("/usage-reports?cycle=2026-10&status=submitted").await;
    let report = empty.body.split("id=\"r-").nth(1).unwrap();
    let report = format!("/usage-reports/{}", &report[..36]);
    let page = distributor.get(&report).await;
    page.expect(&[
        "Submitted to vendor",
        "Sent to the vendor in dispatch D1-1 by",
        &address,
        ">Dispatch D1-1</a>",
    ]);
    let late = distributor.get(&format!("{report}/reopen")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it cannot be reopened any more");
}

#[tokio::test]
async fn picked_reports_are_sent_together_or_not_at_all() {
    let fixture = with_approved(5).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let list = distributor.get("/usage-reports?cycle=2026-10&status=approved").await;
    let chosen: Vec<_> = picked(&list.body).into_iter().skip(2).take(3).collect();
    assert_eq!(chosen.len(), 3);
    let mut fields = vec![("action", "dispatch"), ("query", "cycle=2026-10&status=approved")];
    fields.extend(chosen.iter().map(|it| ("report", it.as_str())));
    let preview = distributor.post("/usage-reports/decide", &fields).await.leads_on();
    let page = distributor.get(&preview).await.expect(&["3 approved reports.", "Send 3 reports"]);
    assert_eq!(
        picked(&page.body).into_iter().collect::<BTreeSet<_>>(),
        chosen.iter().cloned().collect()
    );
    // A colleague reopens one of them while the page is open.
    let colleague = fixture.sign_in("d1billing@x.example").await;
    let report = format!("/usage-reports/{}", &chosen[1][..36]);
    let version = field(&colleague.get(&format!("{report}/reopen")).await, "version");
    let reopen = [("version", version.as_str()), ("reasons", "wait")];
    colleague.post(&format!("{report}/reopen"), &reopen).await.leads_on();
    let mut fields = vec![("vendor", "ACME"), ("purchase_order", "PO-9")];
    fields.extend(chosen.iter().map(|it| ("report", it.as_str())));
    let refused = distributor.post("/dispatches", &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Nothing was sent, because of these reports"), "{}", refused.body);
    assert!(
        refused.has("Nachbar") && refused.has("the report has changed")
            || refused.has("The report has changed")
    );
    assert!(refused.has("value=\"PO-9\"") && refused.has("2 approved reports."));
    assert!(refused.has("Under review"), "what stands in the way is named");
    distributor.get("/dispatches").await.expect(&["No dispatches yet"]);
    let left = picked(&refused.body);
    assert_eq!(left.len(), 2);
    let mut fields = vec![("vendor", "ACME")];
    fields.extend(left.iter().map(|it| ("report", it.as_str())));
    let address = distributor.post("/dispatches", &fields).await.leads_on();
    distributor.get(&address).await.expect(&["2 reports are with the vendor."]);
    // Sent again from an open page: refused by name, and no second dispatch.
    let twice = distributor.post("/dispatches", &fields).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(!distributor.get("/dispatches").await.has("Dispatch D1-2"));
}

#[tokio::test]
async fn all_of_a_search_is_what_the_search_finds() {
    let fixture = with_approved(4).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let all = async |query: &str| {
        let fields = [("action", "dispatch"), ("all", "1"), ("query", query)];
        distributor.post("/usage-reports/decide", &fields).await.leads_on()
    };
    assert_eq!(all("cycle=2026-10&status=approved").await, "/dispatches/new?cycle=2026-10");
    let found = all("cycle=2026-10&status=approved&find=nachbar+3").await;
    distributor.get(&found).await.expect(&["One approved report.", "Nachbar 3"]);
    let none = all("cycle=2026-10&status=approved&find=nowhere").await;
    assert!(none.starts_with("/usage-reports?"), "{none}");
}

#[tokio::test]
async fn hostile_words_with_a_dispatch_stay_words() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let order = "\"><img src=x onerror=alert(1)>";
    let note = "</textarea><script>alert(1)</script>\n=HYPERLINK(\"x\")";
    let wrong = [
        ("vendor", "ACME"),
        ("cycle", "2026-10"),
        ("seen", "x"),
        ("note", note),
        ("purchase_order", ""),
    ];
    for hidden in ["a\nb", "PO\u{202e}7", "PO\u{200b}7"] {
        let wrong = wrong.map(|(name, value)| match name {
            "purchase_order" => (name, hidden),
            _ => (name, value),
        });
        let page = distributor.post("/dispatches", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("at most 64 visible characters") && !page.has("<script>alert"));
    }
    let control =
        distributor.post("/dispatches", &[("vendor", "ACME"), ("note", "a\u{1b}b")]).await;
    assert_eq!(control.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(control.has("A character that cannot be stored was removed"), "{}", control.body);
    let address = send_all(&distributor, &[("purchase_order", order), ("note", note)]).await;
    let vendor = fixture.sign_in("v@x.example").await;
    for (browser, path) in
        [(&distributor, "/dispatches"), (&vendor, "/dispatches"), (&vendor, &address)]
    {
        let page = browser.get(path).await.expect(&["&#60;img src=x onerror=alert(1)&#62;"]);
        assert!(!page.has("<img") && !page.has("<script>alert"), "{}", page.body);
    }
    // None of it is in the files, which contain the documents.
    for file in ["export.csv", "export.jsonl"] {
        let file = vendor.get(&format!("{address}/{file}")).await;
        assert!(file.status == StatusCode::OK && !file.has("HYPERLINK"));
    }
}

#[tokio::test]
async fn a_partner_reads_by_which_dispatch_its_report_went_out_and_opens_none() {
    let fixture: ConsoleFixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let version = field(&distributor.get(&report).await, "version");
    let fields = [("version", version.as_str())];
    distributor.post(&format!("{report}/approve"), &fields).await.leads_on();
    send_all(&distributor, &[]).await;
    for page in [report.clone(), format!("{report}/history")] {
        let page = partner.get(&page).await.expect(&["Sent to the vendor in dispatch D1-1 by"]);
        assert!(!page.has("href=\"/dispatches"), "{}", page.body);
    }
    partner.get(&report).await.expect(&["Dispatch D1-1"]);
}

#[tokio::test]
async fn a_dispatch_is_for_those_it_is_between() {
    let fixture: ConsoleFixture = agreed().await;
    let address = send_all(&fixture.sign_in("d1@x.example").await, &[]).await;
    for email in ["d2@x.example", "p1@x.example", "p4@x.example"] {
        let stranger = fixture.sign_in(email).await;
        for path in ["", "/export.csv", "/export.xlsx", "/export.jsonl"] {
            let page = stranger.get(&format!("{address}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{email} {path}");
        }
        let decided = stranger.post(&format!("{address}/decide"), &[("action", "complete")]).await;
        assert_eq!(decided.status, StatusCode::NOT_FOUND, "{email}");
    }
    fixture.sign_in("d2@x.example").await.get("/dispatches").await.expect(&["No dispatches yet"]);
    for email in ["op@x.example", "helpdesk@x.example", "support.engineer.d1@staff.example"] {
        let reader = fixture.sign_in(email).await;
        let page = reader.get(&address).await.expect(&["Dispatch D1-1 · "]);
        assert!(!page.has("value=\"complete\""), "{email}");
        reader.get("/dispatches").await.expect(&[&address]);
    }
    let reader = fixture.sign_in("support.engineer.acme@staff.example").await;
    assert!(!reader.get(&address).await.has("value=\"complete\""));
    let decided = reader.post(&format!("{address}/decide"), &[("action", "complete")]).await;
    assert_eq!(decided.status, StatusCode::FORBIDDEN);
    // A report of another distributor among the selected ones is treated as unknown.
    let theirs = fixture.sign_in("d2@x.example").await.get("/usage-reports?cycle=2026-10").await;
    let id = theirs.body.split("id=\"r-").nth(1).unwrap();
    let foreign = format!("{}.3", &id[..36]);
    let fields = [("vendor", "ACME"), ("report", foreign.as_str())];
    let refused = fixture.sign_in("d1@x.example").await.post("/dispatches", &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(!refused.has("Fjordnett"), "{}", refused.body);
    let preview = format!("/dispatches/new?report={foreign}");
    let page = fixture.sign_in("d1@x.example").await.get(&preview).await;
    page.expect(&["No reports to send"]);
}

#[tokio::test]
async fn a_dispatch_shows_the_units_of_each_report_and_the_totals_per_product() {
    let fixture = agreed().await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let address = send_all(&distributor, &[]).await;
    let vendor = fixture.sign_in("v@x.example").await;
    for reader in [&distributor, &vendor] {
        let page = reader.get(&address).await;
        page.expect(&[
            "<li><bdi>Endpoint Shield</bdi> <b>296 Seats</b></li>",
            "Totals per product",
            "<th scope=\"col\" class=\"number\">October 2026</th>",
            "<td class=\"number\" data-label=\"October 2026\">296</td>",
        ]);
        let csv = reader.get(&format!("{address}/totals")).await;
        assert_eq!(csv.body.lines().nth(1), Some("2026-10,ACME,EP,Endpoint Shield,Seats,296,,296"));
        let workbook = reader.get(&format!("{address}/totals?format=xlsx")).await;
        assert!(workbook.body.starts_with("PK"), "{}", workbook.body);
    }
    let other = fixture.sign_in("d2@x.example").await;
    assert_eq!(other.get(&format!("{address}/totals")).await.status, StatusCode::NOT_FOUND);
}
