//! Changes to the directory and to settings, and the closing of a cycle.

use super::client::{Answer, Client};
use super::dispatching::agreed;
use super::fixture::on_both;
use serde_json::json;

async fn put(client: &Client, path: &str, body: &str, seen: &str) -> Answer {
    let headers = [("if-match", seen)];
    let headers = if seen.is_empty() { &headers[..0] } else { &headers[..] };
    client.send("PUT", &format!("/api/v1/{path}"), body, headers).await
}

#[tokio::test]
async fn a_row_is_added_and_changed_like_one_of_its_file() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        let new =
            "{\"name\":\"Neu GmbH\",\"distributor\":\"D1\",\"type\":\"msp\",\"city\":\"Kiel\"}";
        let added = put(&client, "partners/P9", new, "").await.expect(201);
        assert_eq!((&added.body["code"], &added.body["city"]), (&"P9".into(), &"Kiel".into()));
        let seen = added.header("etag").to_owned();
        let shown = client.get("/api/v1/partners/P9").await.expect(200);
        assert_eq!(
            (shown.text.as_str(), shown.header("etag")),
            (added.text.as_str(), seen.as_str())
        );

        // Without the version that was seen, an existing row is not overwritten.
        put(&client, "partners/P9", new, "").await.expect_problem(428, "precondition_required");
        // Omitted fields stay, and null clears.
        let body = "{\"name\":\"Neu AG\",\"city\":null}";
        let changed = put(&client, "partners/P9", body, &seen).await.expect(200);
        assert_eq!(
            (&changed.body["name"], &changed.body["city"]),
            (&"Neu AG".into(), &json!(null))
        );
        assert_eq!(changed.body["distributor"], "D1");
        put(&client, "partners/P9", body, &seen).await.expect_problem(412, "stale");
        put(&client, "partners/P10", new, &seen).await.expect_problem(412, "stale");
        let now = changed.header("etag");
        let weak = put(&client, "partners/P9", body, &format!("W/{now}")).await;
        weak.expect_problem(412, "stale");
        put(&client, "partners/P9", body, &format!("{seen}, {now}")).await.expect(200);

        let audit = client.get("/api/v1/audit").await.expect(200);
        let changes: Vec<_> = audit.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["event"] == "directory-changed")
            .collect();
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[0]["about"], "partner P9");

        for (path, body, pointer) in [
            ("partners/P9", "{\"distributor\":\"NONE\"}", "/distributor"),
            ("partners/P9", "{\"name\":\" \"}", "/name"),
            ("partners/P9", "{\"code\":\"P8\"}", "/code"),
            ("regions/EU", "{\"time_zone\":\"Europe/Nowhere\"}", "/time_zone"),
            // Reports were made in this time zone.
            ("regions/EU", "{\"time_zone\":\"Europe/Madrid\"}", "/time_zone"),
            ("products/EP", "{\"decimals\":3}", "/decimals"),
            ("products/EP", "{\"decimals\":1.5}", "/decimals"),
            ("customers/C1", "{\"partner\":\"NONE\"}", "/partner"),
            ("subscriptions/S1", "{\"ends_on\":\"tomorrow\"}", "/ends_on"),
        ] {
            let refused = put(&client, path, body, "*").await.expect_problem(422, "invalid_body");
            assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{path} {body}");
        }
        let taken = "{\"name\":\"x\",\"distributor\":\"D1\",\"type\":\"msp\"}";
        put(&client, "partners/ACME", taken, "").await.expect_problem(409, "code_taken");
    }
}

#[tokio::test]
async fn every_kind_of_row_can_be_added() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        for (path, body, field, value) in [
            (
                "regions/US",
                json!({"name": "America", "time_zone": "America/Chicago", "currency": "USD",
                    "language": "en", "usage_reports": true}),
                "usage_reports",
                json!(true),
            ),
            ("vendors/BETA", json!({"name": "Beta"}), "name", json!("Beta")),
            (
                "distributors/D9",
                json!({"name": "Neun", "region": "US", "type": "distributor"}),
                "region",
                json!("US"),
            ),
            (
                "partners/P9",
                json!({"name": "Neu", "distributor": "D9", "type": "reseller"}),
                "type",
                json!("reseller"),
            ),
            (
                "products/AV",
                json!({"name": "Antivirus", "unit": "Seats", "vendor": "BETA", "decimals": 2,
                    "reports_usage": false, "basis": "last"}),
                "decimals",
                json!(2),
            ),
            ("customers/C9", json!({"name": "Kunde", "partner": "P9"}), "partner", json!("P9")),
            (
                "subscriptions/S9",
                json!({"customer": "C9", "product": "AV", "billable": true,
                    "ends_on": "2027-03-31"}),
                "ends_on",
                json!("2027-03-31"),
            ),
        ] {
            let added = put(&client, path, &body.to_string(), "").await.expect(201);
            assert_eq!(added.body[field], value, "{path}");
            // The same again, with the tag, changes nothing.
            let seen = added.header("etag").to_owned();
            let again = put(&client, path, &body.to_string(), &seen).await.expect(200);
            assert_eq!(again.text, added.text, "{path}");
        }
    }
}

#[tokio::test]
async fn settings_are_changed_by_the_level_above() {
    const PARTNER: &str = "/api/v1/settings/partners/P1";
    for programs in on_both().await {
        let client = programs.client("d1@x.example").await;
        let seen = client.get(PARTNER).await.expect(200).header("etag").to_owned();
        let body = "{\"settings\":{\"auto_submit_days\":\"5\",\"hold_flagged\":null}}";
        client.patch(PARTNER, body, &[]).await.expect_problem(428, "precondition_required");
        let changed = client.patch(PARTNER, body, &[("if-match", &seen)]).await.expect(200);
        let value = |name: &str| {
            let all = changed.body["settings"].as_array().unwrap().iter();
            let found = all.clone().find(|it| it["name"] == name).unwrap();
            (found["value"].as_str().unwrap().to_owned(), found["origin"].clone())
        };
        assert_eq!(value("auto_submit_days"), ("5".to_owned(), "partner".into()));
        assert_eq!(value("hold_flagged"), ("no".to_owned(), "default".into()));
        let again = client.patch(PARTNER, body, &[("if-match", &seen)]).await;
        again.expect_problem(412, "stale");
        let audit = client.get("/api/v1/audit").await.expect(200);
        let entries = audit.body["items"].as_array().unwrap().iter();
        let changes: Vec<_> = entries.filter(|it| it["event"] == "settings-changed").collect();
        assert_eq!(changes.len(), 1, "{}", audit.text);
        assert_eq!(changes[0]["about"], "partner P1");
        for (body, pointer) in [
            ("{\"settings\":{\"colour\":\"red\"}}", "/settings/colour"),
            ("{\"settings\":{\"auto_submit_days\":\"29\"}}", "/settings/auto_submit_days"),
            ("{\"settings\":{\"auto_approve\":\"maybe\"}}", "/settings/auto_approve"),
            ("{\"settings\":{\"auto_approve\":true}}", "/settings/auto_approve"),
        ] {
            let refused = client.patch(PARTNER, body, &[("if-match", "*")]).await;
            let refused = refused.expect_problem(422, "invalid_body");
            assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
        }
        let operator = programs.client("op@x.example").await;
        let region = "/api/v1/settings/regions/EU";
        let body = "{\"settings\":{\"review_days\":\"9\"}}";
        operator.patch(region, body, &[("if-match", "*")]).await.expect(200);
        let inherited = client.get(PARTNER).await.expect(200);
        assert!(
            inherited.text.contains("\"value\":\"9\",\"origin\":\"region\""),
            "{}",
            inherited.text
        );
    }
}

#[tokio::test]
async fn a_cycle_is_closed_when_nothing_blocks_it() {
    const CYCLE: &str = "/api/v1/cycles/2026-10";
    for programs in on_both().await {
        agreed(&programs).await;
        let client = programs.client("d1@x.example").await;
        let close = format!("{CYCLE}/close");
        let tried = client.post(&close, "{\"dry_run\":true}", &[]).await.expect(200);
        assert_eq!(tried.body["result"], "blocked");
        assert_eq!(
            tried.body["in_the_way"],
            json!([{"code": "reports", "count": 1, "status": "under-review"},
                {"code": "reports", "count": 1, "status": "approved"}])
        );
        let blocked = client.post(&close, "", &[]).await.expect_problem(409, "cycle_open");
        assert_eq!(blocked.body["errors"].as_array().unwrap().len(), 2);

        let report = client.report().await;
        client.post(&format!("{report}/approve"), "", &[("if-match", "*")]).await.expect(200);
        let all = "{\"vendor\":\"ACME\",\"cycle\":\"2026-10\"}";
        client.post("/api/v1/dispatches", all, &[]).await.expect(201);
        let tried = client.post(&close, "{\"dry_run\":true}", &[]).await.expect(200);
        assert_eq!(tried.body["result"], "closed");
        let open = client.get(CYCLE).await.expect(200);
        assert!(open.body["closed_at"].is_null(), "{}", open.text);
        let closed = client.post(&close, "", &[]).await.expect(200);
        assert_eq!(
            (&closed.body["result"], &closed.body["dry_run"]),
            (&"closed".into(), &false.into())
        );
        let again = client.post(&close, "", &[]).await.expect(200);
        assert_eq!(again.body["result"], "unchanged");
        let shown = client.get(CYCLE).await.expect(200);
        assert_eq!(shown.body["closed_at"], "2026-11-20T00:00:00Z");
        assert_eq!(shown.body["statuses"], json!([{"status": "submitted", "count": 2}]));
        let listed = client.get("/api/v1/cycles").await.expect(200);
        assert_eq!(
            listed.body["items"],
            json!([{"cycle": "2026-10", "distributor": "D1",
                "closed_at": "2026-11-20T00:00:00Z"}])
        );
        // The operator names the distributor.
        let operator = programs.client("op@x.example").await;
        operator.get(CYCLE).await.expect_problem(400, "bad_request");
        let named = operator.get(&format!("{CYCLE}?distributor=D1")).await.expect(200);
        assert_eq!(named.text, shown.text);
    }
}

#[tokio::test]
async fn the_answer_of_a_write_has_its_body_whatever_the_caller_knows() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        let known = [("if-match", "*"), ("if-none-match", "*")];
        let row = client.send("PUT", "/api/v1/vendors/ACME", "{\"name\":\"Acme\"}", &known).await;
        assert_eq!(row.expect(200).body["name"], "Acme");
        let new = client.send("PUT", "/api/v1/vendors/BETA", "{\"name\":\"Beta\"}", &known[1..]);
        assert_eq!(new.await.expect(201).body["name"], "Beta");
        let body = "{\"settings\":{\"review_days\":\"9\"}}";
        let region = client.patch("/api/v1/settings/regions/EU", body, &known).await.expect(200);
        assert!(region.body["settings"].is_array(), "{}", region.text);
    }
}

#[tokio::test]
async fn an_address_with_blanks_round_the_code_is_refused() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        for path in ["vendors/%20BETA", "vendors/BETA%20", "vendors/%20"] {
            put(&client, path, "{\"name\":\"x\"}", "").await.expect_problem(422, "invalid_body");
        }
        client.get("/api/v1/vendors/BETA").await.expect_problem(404, "not_found");
    }
}
