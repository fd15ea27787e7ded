//! The other side answers, the vendor is sent the difference, and both remain visible.

use super::{completed, deed, propose};
use crate::console::browser::Browser;
use crate::console::dispatches::{confirm, send_all};
use crate::console::fixture::ConsoleFixture;
use crate::console::report::field;
use axum::http::StatusCode;

const WHY: [&str; 2] = ["Kiel left on 9 Oct", "counted twice"];

#[tokio::test]
async fn a_correction_is_agreed_to_sent_as_a_difference_and_completed() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let (partner, distributor, vendor) = (
        fixture.sign_in("p1@x.example").await,
        fixture.sign_in("d1@x.example").await,
        fixture.sign_in("v@x.example").await,
    );
    let before = vendor.get(&report).await.body;
    propose(&partner, &report, "700", WHY).await.leads_on();
    let own = partner.get(&report).await.expect(&["Proposed", "the other company has to answer"]);
    assert!(!own.has("/correction/agree") && own.has("/correction/withdraw"));
    distributor.get("/").await.expect(&["1 correction is waiting for your answer"]);
    let list = distributor.get("/corrections?state=waiting").await;
    list.expect(&["1 to be answered", "counted twice", "Ångström IT AB", "one line"]);
    let page = distributor.get(&report).await;
    page.expect(&["Answer the proposed correction", "Kiel left on 9 Oct", "▼", "−80 (−10%)"]);
    // Their discussion is visible only to them.
    let token = |body: &str| body.replace(|c: char| c.is_ascii_hexdigit(), "");
    let unseen = vendor.get(&report).await;
    assert_eq!(token(&unseen.body), token(&before), "the vendor is told nothing yet");
    let history = vendor.get(&format!("{report}/history")).await;
    assert!(!history.has("counted twice"), "{}", history.body);

    let ask = distributor.get(&format!("{report}/correction/agree")).await;
    ask.expect(&["The correction becomes amendment 2 of the report", "780 becomes 700"]);
    deed(&distributor, &report, "agree", "").await.leads_on();
    distributor.get("/").await.expect(&["1 amendment can be sent to its vendor"]);
    let unseen = vendor.get(&report).await;
    assert!(!unseen.has("counted twice"), "not before it is sent");
    let preview = distributor.get("/dispatches/new?cycle=2026-10&vendor=ACME").await;
    preview.expect(&["One amendment of a completed report", "Amendment 2", "Ångström IT AB"]);
    let address = send_all(&distributor, &[]).await;
    distributor.get(&report).await.expect(&["the vendor is processing the amendment"]);

    vendor.get("/").await.expect(&["complete or return 1 amendment"]);
    vendor.get(&address).await.expect(&["Amendment 2", "1 waiting"]);
    let shown = vendor.get(&report).await;
    shown.expect(&["counted twice", "Process the amendment", "/correction/complete"]);
    files_tell_the_difference(&vendor, &address).await;
    let decide = [("action", "complete"), ("all", "1")];
    let led = vendor.post(&format!("{address}/decide"), &decide).await;
    let tried = vendor.get(&led.location).await;
    let tried = tried.expect(&["1 amendment, whose difference is not part of the units"]);
    assert!(!tried.has("Chargeable units per product"), "780 were completed before");
    confirm(&fixture, &vendor, &led).await.expect(&["1 report was completed."]);
    vendor.get(&address).await.expect(&["1 completed", "Nothing is waiting any more."]);

    for reader in ["p1@x.example", "d1@x.example", "v@x.example", "op@x.example"] {
        let page = fixture.sign_in(reader).await.get(&report).await;
        let shown =
            ["Amendment 2", "Completed", "Amendment completed by", "Since amendment 2: 700"];
        let page = page.expect(&shown);
        // The report and its line remain as they were completed.
        assert!(page.has(">780<") && page.has("<strong>700</strong>"), "{}", page.body);
    }
    // The next one starts from the corrected figures.
    let form = distributor.get(&format!("{report}/correction")).await;
    assert_eq!(field(&form, &format!("chargeable-{}", super::line_of(&form))), "700");
    propose(&distributor, &report, "710", WHY).await.leads_on();
    partner.get("/").await.expect(&["1 correction is waiting for your answer"]);
    let ask = partner.get(&format!("{report}/correction/agree")).await;
    ask.expect(&["The correction becomes amendment 3"]);
    deed(&partner, &report, "agree", "").await.leads_on();
    let address = send_all(&distributor, &[]).await;
    assert_eq!(
        deed(&vendor, &report, "return", " ").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    deed(&vendor, &report, "return", "too late").await.leads_on();
    vendor.get(&address).await.expect(&["Amendment 3", "1 returned", "too late"]);
    let form = partner.get(&format!("{report}/correction")).await;
    assert_eq!(field(&form, &format!("chargeable-{}", super::line_of(&form))), "700");
    let list = partner.get("/corrections").await;
    list.expect(&["Amendment 2", "Amendment 3", "Returned", "0 to be answered"]);
}

async fn files_tell_the_difference(vendor: &Browser, address: &str) {
    let csv = vendor.get(&format!("{address}/export.csv")).await.body;
    let rows: Vec<&str> = csv.lines().collect();
    assert!(
        rows[0].ends_with(
            ",version,amendment,chargeable_before,difference,line_reason,amendment_reason"
        )
    );
    assert!(rows[1].ends_with(",2,780,-80,Kiel left on 9 Oct,counted twice"), "{csv}");
    let json = vendor.get(&format!("{address}/export.jsonl")).await.body;
    assert!(json.contains(r#""after":"700","before":"780","difference":"-80""#), "{json}");
}

#[tokio::test]
async fn the_company_that_proposed_does_not_answer_and_no_other_one_sees_it() {
    let fixture = ConsoleFixture::new().await;
    let report = completed(&fixture).await;
    let partner = fixture.sign_in("p1@x.example").await;
    propose(&partner, &report, "700", WHY).await.leads_on();
    for path in ["agree", "refuse"] {
        let asked = partner.get(&format!("{report}/correction/{path}")).await;
        assert_eq!(asked.status, StatusCode::CONFLICT);
        let fields = [("version", "99"), ("reasons", "x")];
        let sent = partner.post(&format!("{report}/correction/{path}"), &fields).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
    }
    let distributor = fixture.sign_in("d1@x.example").await;
    let withdrawn = distributor.get(&format!("{report}/correction/withdraw")).await;
    assert_eq!(withdrawn.status, StatusCode::CONFLICT);
    assert!(withdrawn.has("only that company can withdraw it"));
    for path in ["", "/agree", "/refuse", "/withdraw"] {
        let path = format!("{report}/correction{path}");
        for stranger in ["d2@x.example", "p4@x.example", "v@x.example", "op@x.example"] {
            let browser = fixture.sign_in(stranger).await;
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{stranger}");
            let sent = browser.post(&path, &[("version", "9"), ("reasons", "x")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{stranger}");
        }
        let reader = fixture.sign_in("support.engineer.d1@staff.example").await;
        assert_eq!(reader.get(&path).await.status, StatusCode::FORBIDDEN);
    }
    for stranger in ["d2@x.example", "p4@x.example"] {
        let list = fixture.sign_in(stranger).await.get("/corrections").await;
        assert!(!list.has("counted twice"));
    }
    let operator = fixture.sign_in("op@x.example").await;
    operator.get("/corrections?state=proposed").await.expect(&["counted twice"]);
    for wrong in ["/corrections?state=x", "/corrections?before=1.2", "/late-differences?after=x"] {
        assert_eq!(distributor.get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }

    // Refused with a reason that the partner can read.
    let without = deed(&distributor, &report, "refuse", " ").await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    deed(&distributor, &report, "refuse", "they did not leave").await.leads_on();
    let page = partner.get(&report).await;
    page.expect(&["Refused", "they did not leave", "Propose a correction"]);
    let again = distributor.get(&format!("{report}/correction/agree")).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}
