//! Corrections: proposed by one company, and answered by the other.

use super::client::Client;
use super::dispatching::agreed;
use super::fixture::{Programs, on_both};
use serde_json::json;

const ANY: [(&str, &str); 1] = [("if-match", "*")];
const PROPOSAL: &str = "{\"reason\":\"A site was counted twice\",\"lines\":[{\"product\":\"EP\",\
    \"chargeable\":\"790\",\"reason\":\"Lund\"}]}";

/// P1's report, completed.
async fn completed(programs: &Programs) -> (Client, Client, String) {
    agreed(programs).await;
    let distributor = programs.client("d1@x.example").await;
    let partner = programs.client("p1@x.example").await;
    let report = partner.report().await;
    distributor.post(&format!("{report}/approve"), "", &ANY).await.expect(200);
    let all = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\"}";
    distributor.post("/api/v1/dispatches", all, &[]).await.expect(201);
    let vendor = programs.client("v@x.example").await;
    vendor.post("/api/v1/dispatches/D1-1/complete", "", &[]).await.expect(200);
    (distributor, partner, report)
}

#[tokio::test]
async fn both_companies_agree_on_a_correction_and_it_is_sent() {
    for programs in on_both().await {
        let (distributor, partner, report) = completed(&programs).await;
        let corrections = format!("{report}/corrections");
        partner.post(&corrections, PROPOSAL, &[]).await.expect(428);
        let nothing = partner.post(&corrections, "{\"reason\":\"x\",\"lines\":[]}", &ANY).await;
        nothing.expect_problem(422, "nothing_corrected");
        let seen = partner.get(&corrections).await.expect(200).header("etag").to_owned();
        let seen = [("if-match", seen.as_str())];
        partner.post(&corrections, PROPOSAL, &seen).await.expect(200);
        // The version that was seen is over.
        let other = PROPOSAL.replace("790", "791");
        partner.post(&corrections, &other, &seen).await.expect_problem(412, "stale");

        let waiting = distributor.get("/api/v1/corrections?state=waiting").await.expect(200);
        let listed = &waiting.body["items"][0];
        assert_eq!((&listed["number"], &listed["lines"]), (&1.into(), &1.into()));
        assert_eq!(listed["proposed_by"], "partner");
        let own = partner.get("/api/v1/corrections?state=waiting").await.expect(200);
        assert_eq!(own.body["items"], json!([]));
        let elsewhere = programs.client("d2@x.example").await;
        let elsewhere = elsewhere.get("/api/v1/corrections").await.expect(200);
        assert_eq!(elsewhere.body["items"], json!([]));

        for (client, verb) in [(&partner, "agree"), (&distributor, "withdraw")] {
            let refused = client.post(&format!("{corrections}/{verb}"), "", &ANY).await;
            refused.expect_problem(409, "other_company");
        }
        distributor.post(&format!("{corrections}/agree"), "", &ANY).await.expect(200);
        let shown = distributor.get(&corrections).await.expect(200);
        let shown = &shown.body["items"][0];
        assert_eq!((&shown["state"], &shown["amendment"]), (&"agreed".into(), &2.into()));
        let line = &shown["lines"][0];
        assert_eq!((&line["product"], &line["after"]), (&"EP".into(), &"790".into()));
        let vendor = programs.client("v@x.example").await;
        let unsent = vendor.get(&corrections).await.expect(200);
        assert_eq!(unsent.body["items"], json!([]), "the vendor sees what was sent");

        let all = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\"}";
        let sent = distributor.post("/api/v1/dispatches", all, &[]).await.expect(201);
        let reports = format!("{}/reports", sent.header("location"));
        let reports = vendor.get(&reports).await.expect(200);
        assert_eq!(reports.body["items"][0]["amendment"], 2);
        let sent = vendor.get(&corrections).await.expect(200);
        assert_eq!(sent.body["items"][0]["state"], "dispatched");
    }
}

#[tokio::test]
async fn a_correction_is_refused_with_a_reason_or_withdrawn() {
    for programs in on_both().await {
        let (distributor, partner, report) = completed(&programs).await;
        let corrections = format!("{report}/corrections");
        partner.post(&corrections, PROPOSAL, &ANY).await.expect(200);
        let refuse = format!("{corrections}/refuse");
        distributor.post(&refuse, "{}", &ANY).await.expect_problem(422, "reason_needed");
        distributor.post(&refuse, "{\"reason\":\"Not twice\"}", &ANY).await.expect(200);
        distributor.post(&corrections, PROPOSAL, &ANY).await.expect(200);
        distributor.post(&format!("{corrections}/withdraw"), "", &ANY).await.expect(200);
        let shown = partner.get(&corrections).await.expect(200);
        let items = shown.body["items"].as_array().unwrap();
        let states: Vec<_> = items.iter().map(|it| it["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["refused", "withdrawn"]);
        assert_eq!(items[1]["proposed_by"], "distributor");
    }
}

#[tokio::test]
async fn a_stale_decision_tells_the_vendor_nothing_of_what_was_not_sent_to_it() {
    for programs in on_both().await {
        agreed(&programs).await;
        let distributor = programs.client("d1@x.example").await;
        let partner = programs.client("p1@x.example").await;
        let report = partner.report().await;
        distributor.post(&format!("{report}/approve"), "", &ANY).await.expect(200);
        let all = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\"}";
        distributor.post("/api/v1/dispatches", all, &[]).await.expect(201);
        let vendor = programs.client("v@x.example").await;
        let back = "{\"reason\":\"x\",\"preview\":true}";
        let tried = vendor.post("/api/v1/dispatches/D1-1/return", back, &[]).await.expect(200);
        vendor.post("/api/v1/dispatches/D1-1/complete", "", &[]).await.expect(200);
        partner.post(&format!("{report}/corrections"), PROPOSAL, &ANY).await.expect(200);
        let job = tried.header("location").to_owned();
        let late = vendor.post(&format!("{job}/confirm"), "", &[]).await.expect(200);
        let items = late.body["items"].as_array().unwrap().iter();
        let refused = items.clone().find(|it| it["partner"] == "P1").unwrap();
        assert_eq!(refused["problem"]["code"], "stale", "{refused}");
        let detail = refused["problem"]["detail"].as_str().unwrap();
        assert!(detail.contains("since then"), "the vendor's own step: {detail}");
        assert!(!detail.contains("orrect"), "{detail}");
    }
}
