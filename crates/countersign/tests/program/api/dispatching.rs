//! Dispatches: sent by a distributor, completed or returned by the vendor.

use super::fixture::{Programs, on_both};
use serde_json::{Value, json};

/// The deadlines have passed: the system approved P2's report, and holds P1's for its penalty.
pub(super) async fn agreed(programs: &Programs) {
    programs.fixture.clock_to("2026-11-20T00:00:00Z").await;
}

const ALL: &str = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\"}";
const PREVIEW: &str = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\",\"preview\":true}";

#[tokio::test]
async fn a_dispatch_is_previewed_sent_once_and_read_by_both() {
    for programs in on_both().await {
        agreed(&programs).await;
        let distributor = programs.client("d1@x.example").await;
        let preview = distributor.post("/api/v1/dispatches", PREVIEW, &[]).await.expect(200);
        let ready = preview.body["reports"].as_array().unwrap();
        assert_eq!(ready.len(), 1, "{}", preview.text);
        assert_eq!((&ready[0]["partner"], &ready[0]["cycle"]), (&"P2".into(), &"2026-10".into()));

        // Nothing is sent if one report is not as it was seen.
        let (id, version) = (&ready[0]["id"], ready[0]["version"].as_i64().unwrap());
        let older = json!({"vendor": "ACME", "reports": [{"id": id, "version": version - 1}]});
        let refused = distributor.post("/api/v1/dispatches", &older.to_string(), &[]).await;
        let refused = refused.expect_problem(409, "not_sent");
        assert_eq!(refused.body["errors"][0]["code"], "stale");
        let none = distributor.get("/api/v1/dispatches").await.expect(200);
        assert_eq!(none.body["items"], json!([]));

        let key = [("idempotency-key", "october")];
        let order = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\",\"purchase_order\":\"PO 7\"}";
        let sent = distributor.post("/api/v1/dispatches", order, &key).await.expect(201);
        let place = sent.header("location").to_owned();
        assert_eq!(place, format!("/api/v1/dispatches/{}", sent.body["id"].as_str().unwrap()));
        let again = distributor.post("/api/v1/dispatches", order, &key).await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!((again.text.as_str(), again.header("location")), (&*sent.text, &*place));
        let nothing = distributor.post("/api/v1/dispatches", ALL, &[]).await;
        nothing.expect_problem(409, "nothing_to_do");

        for email in ["d1@x.example", "v@x.example", "op@x.example"] {
            let reader = programs.client(email).await;
            let shown = reader.get(&place).await.expect(200);
            assert_eq!((&shown.body["name"], &shown.body["waiting"]), (&"D1-1".into(), &1.into()));
            assert_eq!(shown.body["purchase_order"], "PO 7");
            let named = reader.get("/api/v1/dispatches/D1-1").await.expect(200);
            assert_eq!(named.text, shown.text, "{email}");
            let page = reader.get("/api/v1/dispatches?limit=1").await.expect(200);
            assert_eq!(page.body["items"], json!([shown.body]));
            let reports = reader.get(&format!("{place}/reports")).await.expect(200);
            assert_eq!(reports.body["items"][0]["state"], "waiting", "{}", reports.text);
        }
        let other = programs.client("d2@x.example").await;
        other.get(&place).await.expect_problem(404, "not_found");
        other.get("/api/v1/dispatches/D1-1").await.expect_problem(404, "not_found");
        let empty = other.get("/api/v1/dispatches").await.expect(200);
        assert_eq!(empty.body["items"], json!([]));
    }
}

#[tokio::test]
async fn the_vendor_completes_what_waits_after_a_preview() {
    for programs in on_both().await {
        agreed(&programs).await;
        let distributor = programs.client("d1@x.example").await;
        distributor.post("/api/v1/dispatches", ALL, &[]).await.expect(201);
        let vendor = programs.client("v@x.example").await;
        let complete = "/api/v1/dispatches/D1-1/complete";
        let stray = "{\"reports\":[\"0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55\"]}";
        let stray = vendor.post(complete, stray, &[]).await.expect_problem(409, "not_waiting");
        assert_eq!(stray.body["errors"][0]["pointer"], "/reports/0");

        let id = "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55";
        let many = vec![id; 1_001];
        for (named, pointer) in
            [(&many[..0], "/reports"), (&many[..2], "/reports/1"), (&many[..], "/reports")]
        {
            let body = json!({"reports": named, "reason": "x"}).to_string();
            let back = vendor.post("/api/v1/dispatches/D1-1/return", &body, &[]).await;
            let back = back.expect_problem(422, "invalid_body");
            assert_eq!(back.body["errors"][0]["pointer"], pointer);
        }

        let tried = vendor.post(complete, "{\"preview\":true}", &[]).await.expect(200);
        assert_eq!(tried.body["job"]["state"], "previewed");
        assert_eq!(tried.body["items"][0]["result"], "done");
        let waiting = async |state: &str| {
            let path = format!("/api/v1/dispatches/D1-1/reports?state={state}");
            vendor.get(&path).await.expect(200).body["items"].as_array().unwrap().len()
        };
        assert_eq!((waiting("waiting").await, waiting("completed").await), (1, 0));

        let job = tried.header("location").to_owned();
        distributor.post(&format!("{job}/confirm"), "", &[]).await.expect(404);
        let done = vendor.post(&format!("{job}/confirm"), "", &[]).await.expect(200);
        assert_eq!(done.body["job"]["results"], json!({"done": 1, "unchanged": 0, "refused": 0}));
        assert_eq!((waiting("waiting").await, waiting("completed").await), (0, 1));
        let twice = vendor.post(&format!("{job}/confirm"), "", &[]).await;
        twice.expect_problem(409, "job_not_waiting");
        vendor.post(complete, "", &[]).await.expect_problem(409, "nothing_to_do");

        let items = vendor.get(&format!("{job}/items?result=done")).await.expect(200);
        assert_eq!(items.body["items"].as_array().unwrap().len(), 1);
        let items = vendor.get(&format!("{job}/items?result=refused")).await.expect(200);
        assert_eq!(items.body["items"], json!([]));
        vendor.get(&format!("{job}/items?result=no")).await.expect_problem(400, "bad_request");
        let jobs = vendor.get("/api/v1/jobs").await.expect(200);
        assert_eq!(jobs.body["items"], json!([vendor.get(&job).await.expect(200).body]));
        let foreign = distributor.get("/api/v1/jobs").await.expect(200);
        assert_eq!(foreign.body["items"], json!([]));
        distributor.get(&job).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn the_vendor_returns_reports_with_a_reason() {
    for programs in on_both().await {
        agreed(&programs).await;
        let distributor = programs.client("d1@x.example").await;
        distributor.post("/api/v1/dispatches", ALL, &[]).await.expect(201);
        let vendor = programs.client("v@x.example").await;
        let back = "/api/v1/dispatches/D1-1/return";
        for body in ["{}", "{\"reason\":\" \"}"] {
            vendor.post(back, body, &[]).await.expect_problem(422, "invalid_body");
        }
        let returned = vendor.post(back, "{\"reason\":\"The order is missing\"}", &[]).await;
        let returned = returned.expect(200);
        assert_eq!(returned.body["job"]["decision"], "return");
        let reports = distributor.get("/api/v1/dispatches/D1-1/reports").await.expect(200);
        let report: &Value = &reports.body["items"][0];
        assert_eq!(
            (&report["state"], &report["status"]),
            (&"returned".into(), &"under-review".into())
        );
        assert_eq!(report["reason"], "The order is missing");
        // The vendor no longer sees the report.
        let reports = vendor.get("/api/v1/dispatches/D1-1/reports").await.expect(200);
        assert!(reports.body["items"][0]["status"].is_null());
    }
}
