//! The distributor's side: one click, reasons, undoing, and stale pages.

use super::{field, line_of, report_of, send, submitted, typed};
use crate::console::fixture::ConsoleFixture;
use axum::http::StatusCode;

#[tokio::test]
async fn approving_leads_on_and_can_be_undone() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let query = "?cycle=2026-10&status=under-review&sort=surprise";
    let page = distributor.get(&format!("{report}{query}")).await;
    let page = page.expect(&["1 of 1", "data-key=\"a\"", "data-key=\"r\"", "Kiel branch closed"]);
    let version = field(&page, "version");
    let approve = format!("{report}/approve{query}");
    let done = distributor.post(&approve, &[("version", &version)]).await;
    assert!(done.notice);
    assert_eq!(done.leads_on(), format!("/usage-reports{query}"), "nothing is left in the list");
    distributor.get(&report).await.expect(&["Approved", "Approved by", "Reopen"]);
    let again = distributor.post(&approve, &[("version", &version)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "it is approved already");

    let next: i64 = version.parse::<i64>().unwrap() + 1;
    let wrong = distributor.post(&format!("{report}/undo/{version}"), &[]).await;
    assert_eq!(wrong.status, StatusCode::CONFLICT, "only the approval itself is undone");
    let colleague = fixture.sign_in("d1billing@x.example").await;
    assert!(!colleague.get(&report).await.has("/undo/"), "it is not theirs to undo");
    let theirs = colleague.post(&format!("{report}/undo/{next}"), &[]).await;
    assert_eq!(theirs.status, StatusCode::CONFLICT);
    assert!(theirs.has("A colleague made this decision"), "{}", theirs.body);
    distributor.get(&report).await.expect(&[&format!("{report}/undo/{next}")]);
    let undone = distributor.post(&format!("{report}/undo/{next}"), &[]).await;
    assert_eq!(undone.leads_on(), report);
    let page = distributor.get(&report).await.expect(&[
        "Under review",
        "manual submission",
        "data-key=\"a\"",
    ]);
    assert!(!page.has("reopened") && !page.has("/undo/"), "the kind is back: {}", page.body);
    let page = distributor.get(&format!("{report}/history")).await;
    page.expect(&["Previous decision undone by", "Approved</b>", "on a page"]);
    let again = distributor.post(&format!("{report}/undo/{next}"), &[]).await;
    assert_eq!(again.leads_on(), report, "it is undone already");
}

#[tokio::test]
async fn a_stale_approval_does_nothing_and_says_what_happened() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let (one, other) =
        (fixture.sign_in("d1@x.example").await, fixture.sign_in("d1billing@x.example").await);
    let version = field(&one.get(&report).await, "version");
    let reject = [("version", version.as_str()), ("reasons", "explain more")];
    other.post(&format!("{report}/reject"), &reject).await.leads_on();
    let stale = one.post(&format!("{report}/approve"), &[("version", &version)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for text in ["Nothing was changed", "Rejected by", "has changed since you opened it"] {
        assert!(stale.has(text), "no {text} in {}", stale.body);
    }
    partner.get(&report).await.expect(&["Rejected", "explain more"]);
    let missing = one.post(&format!("{report}/approve"), &[]).await;
    assert_eq!(missing.status, StatusCode::BAD_REQUEST, "what was seen has to be said");
}

#[tokio::test]
async fn a_rejection_needs_reasons_and_tells_them_to_the_partner() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let ask = distributor.get(&format!("{report}/reject")).await;
    let ask = ask.expect(&["has until", "24:00", "Berlin time", "no longer count"]);
    let version = field(&ask, "version");
    let id =
        ask.body.split("name=\"reasons-").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let line = format!("reasons-{id}");
    let fields =
        [("version", version.as_str()), ("reasons", "  "), (line.as_str(), "which branch?")];
    let refused = distributor.post(&format!("{report}/reject"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Enter the reasons"));
    assert_eq!(field(&refused, &line), "which branch?");
    assert!(distributor.get(&report).await.has("Under review"), "nothing was done");

    let fields =
        [("version", version.as_str()), ("reasons", "Not clear"), (line.as_str(), "which branch?")];
    distributor.post(&format!("{report}/reject"), &fields).await.leads_on();
    let page = partner.get(&report).await;
    let page =
        page.expect(&["Why it was rejected", "Not clear", "which branch?", "counts again once"]);
    let confirm = format!("confirm-{}", line_of(&page));
    assert!(partner.get(&format!("{report}/submit")).await.has("One line needs a comment"));
    let fields = typed(&page, &[(confirm.as_str(), "1")]);
    send(&partner, &format!("{report}/draft"), &fields).await.leads_on();
    let page = partner.get(&format!("{report}/submit")).await;
    let page = page.expect(&["because it has comments"]);
    let version = field(&page, "version");
    partner.post(&format!("{report}/submit"), &[("version", &version)]).await.leads_on();
    distributor.get(&report).await.expect(&["Under review", "Not clear", "data-key=\"a\""]);
}

#[tokio::test]
async fn a_form_with_errors_says_first_that_its_action_is_not_possible_any_more() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let version = field(&distributor.get(&format!("{report}/reject")).await, "version");
    let long = "ä".repeat(4_001);
    let fields = [("version", version.as_str()), ("reasons", long.as_str())];
    let refused = distributor.post(&format!("{report}/reject"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("id=\"reasons-error\""), "{}", refused.body);
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    let late = distributor.post(&format!("{report}/reject"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Nothing was changed") && late.has(&long), "what was typed is kept");
}

#[tokio::test]
async fn a_reopening_needs_a_reason_and_an_approved_report() {
    let fixture = ConsoleFixture::new().await;
    let (_, report) = submitted(&fixture).await;
    let distributor = fixture.sign_in("d1@x.example").await;
    let wrong = distributor.get(&format!("{report}/reopen")).await;
    assert_eq!(wrong.status, StatusCode::CONFLICT);
    assert!(wrong.has("Only an approved report"));
    let version = field(&distributor.get(&report).await, "version");
    distributor.post(&format!("{report}/approve"), &[("version", &version)]).await.leads_on();
    let ask = distributor.get(&format!("{report}/reopen")).await.expect(&["is withdrawn"]);
    let version = field(&ask, "version");
    let empty = [("version", version.as_str()), ("reasons", "")];
    let refused = distributor.post(&format!("{report}/reopen"), &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = [("version", version.as_str()), ("reasons", "wrong button")];
    distributor.post(&format!("{report}/reopen"), &given).await.leads_on();
    distributor.get(&format!("{report}/history")).await.expect(&["wrong button"]);
}

#[tokio::test]
async fn who_may_not_decide_cannot() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let version = [("version", "3"), ("reasons", "x")];
    for deed in ["approve", "reject", "reopen", "undo/3", "complete", "return"] {
        let path = format!("{report}/{deed}");
        assert_eq!(partner.post(&path, &version).await.status, StatusCode::NOT_FOUND, "{deed}");
        for (who, status) in [
            ("d2@x.example", StatusCode::NOT_FOUND),
            ("v@x.example", StatusCode::NOT_FOUND),
            ("op@x.example", StatusCode::NOT_FOUND),
        ] {
            let answer = fixture.sign_in(who).await.post(&path, &version).await;
            assert_eq!(answer.status, status, "{deed} as {who}");
        }
    }
    let reader = fixture.sign_in("support.manager.d1@staff.example").await;
    let page = reader.get(&report).await.expect(&["your role can only read reports"]);
    assert!(!page.has("data-key=\"a\""));
    let answer = reader.post(&format!("{report}/approve"), &version).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(partner.get(&report).await.has("Under review"));
    let other = report_of(&fixture.sign_in("d2@x.example").await).await;
    let answer = fixture.sign_in("d1@x.example").await.get(&other).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_rejection_is_told_that_the_first_one_counts() {
    let fixture = ConsoleFixture::new().await;
    let (partner, report) = submitted(&fixture).await;
    let (one, other) =
        (fixture.sign_in("d1@x.example").await, fixture.sign_in("d1billing@x.example").await);
    let version = field(&one.get(&report).await, "version");
    let reject = |reasons| [("version", version.as_str()), ("reasons", reasons)];
    let address = format!("{report}/reject");
    other.post(&address, &reject("explain more")).await.leads_on();
    let second = one.post(&address, &reject("wrong product")).await;
    assert!(second.notice, "nothing was changed, and a notice says so");
    assert_eq!(second.leads_on(), report, "and not the next report of the list");
    let page = partner.get(&report).await.expect(&["Rejected", "explain more"]);
    assert!(!page.has("wrong product"), "{}", page.body);
}

#[tokio::test]
async fn a_company_keeps_texts_to_choose_reasons_from() {
    let fixture = ConsoleFixture::new().await;
    let distributor = fixture.sign_in("d1billing@x.example").await;
    const PAGE: &str = "/settings/reasons";
    let texts = [("text", "Please explain <b>this</b>."), ("text", " "), ("text", "Two\r\nlines")];
    distributor.post(PAGE, &texts).await.leads_on();
    let shown = distributor.get(PAGE).await;
    shown.expect(&["Please explain &#60;b&#62;this&#60;/b&#62;.", "Two\nlines"]);
    // Nothing is saved while a text cannot be.
    let long = "x".repeat(4_001);
    let refused = distributor.post(PAGE, &[("text", long.as_str())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Another company has its own, and a partner none.
    let other = fixture.sign_in("d2@x.example").await.get(PAGE).await;
    assert!(!other.has("Please explain"));
    assert_eq!(fixture.sign_in("p1@x.example").await.get(PAGE).await.status, StatusCode::NOT_FOUND);
    // Without script, the form comes back with the text, and nothing is rejected.
    let (_, report) = submitted(&fixture).await;
    let ask = distributor.get(&format!("{report}/reject")).await;
    let version = field(&ask.expect(&["name=\"insert\" value=\"2\""]), "version");
    let typed = [("version", version.as_str()), ("reasons", "Dear colleagues"), ("insert", "2")];
    let inserted = distributor.post(&format!("{report}/reject"), &typed).await;
    assert_eq!(field(&inserted, "reasons"), "Dear colleagues\nTwo\nlines");
    distributor.get(&report).await.expect(&["Under review"]);
    let bulk = [("action", "reject"), ("query", "cycle=2026-10"), ("all", "1"), ("insert", "2")];
    let bulk = distributor.post("/usage-reports/decide", &bulk).await;
    assert_eq!(field(&bulk, "reasons"), "Two\nlines");
}
