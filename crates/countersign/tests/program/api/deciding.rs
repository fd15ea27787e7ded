//! Editing, submitting and deciding: the same actions as in the console.

use super::client::Client;
use super::fixture::{Programs, SCOPES, on_both, request};
use crate::console::fixture::ConsoleFixture;
use countersign_domain::actor::{CompanyKind, Person, Role};
use countersign_store::people::{self, Membership, MembershipConsent};

const EDIT: &str = r#"{"lines":[{"product":"EP","chargeable":"775.","comment":"Kiel closed"}]}"#;
const COMMENT: &str = r#"{"lines":[{"product":"EP","comment":"Kiel branch closed on 9 Oct"}]}"#;

/// Comments the violation and submits the report of P1; the report's address.
async fn submitted(partner: &Client) -> String {
    let report = partner.report().await;
    let tag = partner.tag(&report).await;
    let edited = partner.patch(&report, COMMENT, &[("if-match", &tag)]).await.expect(200);
    let tag = edited.header("etag").to_owned();
    let submit = format!("{report}/submit");
    let sent = partner.post(&submit, "", &[("if-match", &tag)]).await.expect(200);
    assert_eq!(
        (&sent.body["status"], &sent.body["result"]),
        (&"under-review".into(), &"done".into())
    );
    report
}

#[tokio::test]
async fn a_report_goes_from_its_partner_to_an_approval_and_back() {
    for programs in on_both().await {
        let partner = programs.client("p1@x.example").await;
        let distributor = programs.client("d1@x.example").await;
        let report = submitted(&partner).await;

        let tag = distributor.tag(&report).await;
        let reject = format!("{report}/reject");
        let body = r#"{"reasons":"Explain more","lines":[{"product":"EP","reason":"Which one?"}]}"#;
        let empty = distributor.post(&reject, "{}", &[("if-match", &tag)]).await;
        let empty = empty.expect_problem(422, "reason_needed");
        assert_eq!(empty.body["errors"][0]["pointer"], "/reasons");
        let other = r#"{"reasons":"x","lines":[{"product":"XX","reason":"x"}]}"#;
        let other = distributor.post(&reject, other, &[("if-match", &tag)]).await;
        let other = other.expect_problem(422, "no_such_line");
        assert_eq!(other.body["errors"][0]["pointer"], "/lines/0/product");
        let line = r#"{"product":"EP","reason":"Which one?"}"#;
        let twice = format!(r#"{{"reasons":"x","lines":[{line},{line}]}}"#);
        let refused = distributor.post(&reject, &twice, &[("if-match", &tag)]).await;
        let refused = refused.expect_problem(422, "invalid_body");
        assert_eq!(refused.body["errors"][0]["pointer"], "/lines/1/product");
        let rejected = distributor.post(&reject, body, &[("if-match", &tag)]).await.expect(200);
        assert_eq!(rejected.body["status"], "rejected");

        let tag = rejected.header("etag").to_owned();
        let extend = format!("{report}/extend");
        let later = r#"{"until":"2026-11-20","reason":"Holidays"}"#;
        let extended = distributor.post(&extend, later, &[("if-match", &tag)]).await.expect(200);
        // The end of the day in Berlin.
        let shown = partner.get(&report).await.expect(200);
        assert_eq!(shown.body["deadline"], "2026-11-20T23:00:00Z");
        assert_eq!(extended.body["version"], shown.body["version"]);

        let tag = partner.tag(&report).await;
        let comment = COMMENT.replace("Kiel", "The Kiel");
        let again = partner.patch(&report, &comment, &[("if-match", &tag)]).await.expect(200);
        let tag = again.header("etag").to_owned();
        partner.post(&format!("{report}/submit"), "", &[("if-match", &tag)]).await.expect(200);

        let tag = distributor.tag(&report).await;
        let approve = format!("{report}/approve");
        let approved =
            distributor.post(&approve, r#"{"note":"Fine"}"#, &[("if-match", &tag)]).await;
        let approved = approved.expect(200);
        assert_eq!(approved.body["status"], "approved");
        let unchanged = distributor.post(&approve, "", &[("if-match", "*")]).await.expect(200);
        assert_eq!(unchanged.body["result"], "unchanged");
        let tag = approved.header("etag").to_owned();
        let reopen = format!("{report}/reopen");
        let reopened =
            distributor.post(&reopen, r#"{"reason":"Too early"}"#, &[("if-match", &tag)]).await;
        assert_eq!(reopened.expect(200).body["status"], "under-review");

        let history = partner.get(&report).await.expect(200).body["history"].clone();
        let actions = history.as_array().unwrap().iter().map(|it| it["action"].clone());
        let actions: Vec<_> = actions.map(|it| it.as_str().unwrap().to_owned()).collect();
        let expected =
            ["make", "edit", "submit", "reject", "extend", "edit", "submit", "approve", "reopen"];
        assert_eq!(actions, expected.map(|it| format!("report.{it}")));
        assert_eq!(history[7]["by"]["channel"], "api");
        assert_eq!(history[7]["reason"], "Fine");
    }
}

#[tokio::test]
async fn the_version_that_was_seen_has_to_be_named_and_has_to_be_the_last() {
    for programs in on_both().await {
        let partner = programs.client("p1@x.example").await;
        let distributor = programs.client("d1@x.example").await;
        let report = submitted(&partner).await;
        let approve = format!("{report}/approve");
        distributor.post(&approve, "", &[]).await.expect_problem(428, "precondition_required");
        let stale = distributor.post(&approve, "", &[("if-match", "\"2\"")]).await;
        let stale = stale.expect_problem(412, "stale");
        assert!(stale.body["detail"].as_str().unwrap().contains("since then"), "{}", stale.text);
        distributor.post(&approve, "", &[("if-match", "2")]).await.expect(400);
        let shown = distributor.get(&report).await.expect(200);
        assert_eq!(shown.body["status"], "under-review", "nothing was decided");
    }
}

/// Edits that are refused, with the code and the place of what is wrong.
const BAD_EDITS: [(&str, &str, &str); 8] = [
    (
        r#"{"comment":"x","lines":[{"product":"XX","comment":"x"}]}"#,
        "no_such_line",
        "/lines/0/comment",
    ),
    (
        r#"{"comment":"x","lines":[{"product":"EP","chargeable":"1.5"}]}"#,
        "bad_quantity",
        "/lines/0/chargeable",
    ),
    (
        r#"{"lines":[{"product":"EP","comment":"x"},{"product":"EP","comment":"y"}]}"#,
        "invalid_body",
        "/lines/1/product",
    ),
    (r#"{"lines":[{"product":"EP","chargeable":1e3}]}"#, "bad_quantity", "/lines/0/chargeable"),
    (
        r#"{"lines":[{"product":"EP","chargeable":9007199254740993.1}]}"#,
        "bad_quantity",
        "/lines/0/chargeable",
    ),
    (r#"{"lines":[{"product":"EP","chargeable":true}]}"#, "invalid_body", "/lines/0/chargeable"),
    (r#"{"lines":[{"product":"EP","colour":"red"}]}"#, "invalid_body", "/lines/0/colour"),
    (r#"{"lines":[{"comment":"x"}]}"#, "invalid_body", "/lines/0"),
];

#[tokio::test]
async fn an_edit_is_whole_or_not_at_all_and_names_what_is_wrong() {
    for programs in on_both().await {
        let partner = programs.client("p1@x.example").await;
        let report = partner.report().await;
        let any = [("if-match", "*")];
        for (body, code, pointer) in BAD_EDITS {
            let refused = partner.patch(&report, body, &any).await.expect_problem(422, code);
            assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{}", refused.text);
        }
        partner.patch(&report, "{", &any).await.expect_problem(400, "bad_json");
        partner.patch(&report, "{}", &any).await.expect_problem(422, "nothing_given");
        partner.patch(&report, EDIT, &any).await.expect_problem(422, "bad_quantity");
        let text = [("if-match", "*"), ("content-type", "text/plain")];
        let refused = partner.patch(&report, COMMENT, &text).await;
        refused.expect_problem(415, "unsupported_media_type");
        let shown = partner.get(&report).await.expect(200);
        assert_eq!(shown.body["version"], 1, "nothing was saved");

        let body =
            r#"{"comment":"All fine","lines":[{"product":"EP","chargeable":775,"comment":"x"}]}"#;
        let saved = partner.patch(&report, body, &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!(saved.body["version"], 4);
        let shown = partner.get(&report).await.expect(200).body;
        assert_eq!(
            (&shown["comment"], &shown["lines"][0]["chargeable"]),
            (&"All fine".into(), &"775".into())
        );
        let undo = r#"{"comment":null,"lines":[{"product":"EP","reset":true}]}"#;
        partner.patch(&report, undo, &any).await.expect(200);
        let shown = partner.get(&report).await.expect(200).body;
        assert!(shown["comment"].is_null() && shown["lines"][0]["comment"].is_null(), "{shown}");
        assert_eq!(shown["lines"][0]["chargeable"], "780");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let partner = programs.client("p1@x.example").await;
    let report = partner.report().await;
    let body = format!("{{\"comment\":\"{}\"}}", "x".repeat(4 << 20));
    let length = body.len().to_string();
    let headers = [("if-match", "*"), ("content-length", length.as_str())];
    partner.patch(&report, &body, &headers).await.expect_problem(413, "too_large");
}

#[tokio::test]
async fn the_history_names_a_service_account_with_its_own_role() {
    for programs in on_both().await {
        let partner = programs.client("p1@x.example").await;
        let report = submitted(&partner).await;
        let account = programs.account("d1@x.example", Role::BillingManager).await;
        let token = programs.token_as("d1@x.example", &request(&SCOPES), Some(&account)).await;
        let erp = Client::new(&programs.api, &token);
        let tag = erp.tag(&report).await;
        let approve = format!("{report}/approve");
        let approved = erp.post(&approve, "", &[("if-match", &tag)]).await.expect(200);
        assert_eq!(approved.body["status"], "approved");
        let history = erp.get(&report).await.expect(200).body["history"].clone();
        let by = &history.as_array().unwrap().last().unwrap()["by"];
        assert_eq!((&by["account"], &by["channel"]), (&"ERP".into(), &"api".into()));
        assert_eq!(by["role"], "Billing Manager");
    }
}

/// The person of `p1@x.example` as Administrator of the partner's distributor.
async fn at_the_distributor(programs: &Programs) -> Person {
    let person = programs.person("p1@x.example").await;
    let membership = Membership {
        person_id: person.id,
        company_id: programs.person("d1@x.example").await.company_id,
        role: Role::Administrator,
    };
    let consent = MembershipConsent::Given(programs.fixture.app.state.clock.machine_time());
    let join = async |tx: &mut _| people::join(tx, &membership, consent).await;
    programs.store().write(join).await.unwrap();
    Person { company_id: membership.company_id, company_kind: CompanyKind::Distributor, ..person }
}

/// A program is the person who made its token: neither decides on what the other did.
#[tokio::test]
async fn nobody_decides_on_their_own_work_through_an_account() {
    for added_by_colleague in [false, true] {
        for programs in on_both().await {
            let partner = programs.client("p1@x.example").await;
            let acting = at_the_distributor(&programs).await;
            let colleague = programs.person("d1@x.example").await;
            let adds = if added_by_colleague { &colleague } else { &acting };
            let account = programs.account_of(adds, Role::BillingManager).await;
            let report = submitted(&partner).await;
            let wanted = request(&SCOPES);
            let own = programs.token_of(&acting, &wanted, Some(&account)).await;
            let own = Client::new(&programs.api, &own);
            let tag = own.tag(&report).await;
            for (verb, body) in [("approve", ""), ("reject", "{\"reasons\":\"x\"}")] {
                let path = format!("{report}/{verb}");
                let refused = own.post(&path, body, &[("if-match", &tag)]).await;
                refused.expect_problem(403, "own_work");
            }
            // A colleague's token of the same account is the colleague.
            let theirs = programs.token_of(&colleague, &wanted, Some(&account)).await;
            let theirs = Client::new(&programs.api, &theirs);
            let approve = format!("{report}/approve");
            theirs.post(&approve, "", &[("if-match", &tag)]).await.expect(200);
            let history = theirs.get(&report).await.expect(200).body["history"].clone();
            let by = &history.as_array().unwrap().last().unwrap()["by"];
            let name = async |tx: &mut _| people::name(tx, colleague.id).await;
            let name = programs.store().reading(name).await.unwrap().unwrap();
            assert_eq!((&by["name"], &by["account"]), (&name.into(), &"ERP".into()));
        }
    }
}
