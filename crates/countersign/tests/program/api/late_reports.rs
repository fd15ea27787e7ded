//! Reports whose readings came too late are listed, and made by people who may.

use super::fixture::on_both;
use serde_json::json;

const LATE: &str = "/api/v1/cycles/2026-10/late-reports";

#[tokio::test]
async fn what_came_too_late_is_listed_and_made_once() {
    for programs in on_both().await {
        programs.fixture.add_vendor().await;
        let operator = programs.client("op@x.example").await;
        // A reseller has no reports, so what it sends never comes too late for one.
        let shop = r#"{"name":"Shop","partner":"P4"}"#;
        operator.send("PUT", "/api/v1/customers/C9", shop, &[]).await.expect(201);
        for (code, customer) in [("S6", "C9"), ("S8", "C1"), ("S9", "C1"), ("S7", "C3")] {
            let body = json!({"customer": customer, "product": "OTHERPRODUCT"}).to_string();
            let place = format!("/api/v1/subscriptions/{code}");
            operator.send("PUT", &place, &body, &[]).await.expect(201);
        }
        let client = programs.client("d1@x.example").await;
        assert_eq!(client.get(LATE).await.expect(200).body["items"], json!([]));
        programs.fixture.clock_to("2026-11-20T00:00:00Z").await;
        let rows = ["S6,5,", "S7,10,", "S8,20,", "S9,30,"];
        let rows = rows.map(|row| row.replacen(',', ",2026-10-05,", 1));
        let rows = rows.each_ref().map(String::as_str);
        programs.fixture.add_readings(&rows).await;

        let late = |partner: &str, subscriptions: i64| {
            let vendor = "OTHER";
            json!({"partner": partner, "vendor": vendor, "subscriptions": subscriptions})
        };
        let all = client.get(LATE).await.expect(200);
        assert_eq!(all.body["items"], json!([late("P1", 2), late("P2", 1)]));
        let first = client.get(&format!("{LATE}?limit=1")).await.expect(200);
        let next = first.body["next"].as_str().unwrap();
        let second = client.get(&format!("{LATE}?limit=1&after={next}")).await.expect(200);
        assert_eq!(second.body, json!({"items": [late("P2", 1)], "next": null}));
        for wrong in ["x", "9.P1", "1.é"] {
            client.get(&format!("{LATE}?after={wrong}")).await.expect(400);
        }
        let named = format!("{LATE}?distributor=D1");
        assert_eq!(operator.get(&named).await.expect(200).text, all.text);
        assert_eq!(
            operator.get(&format!("{LATE}?distributor=D2")).await.expect(200).body["items"],
            json!([])
        );

        let p1 = json!({"partner": "P1", "vendor": "OTHER"}).to_string();
        let other = programs.client("d2@x.example").await;
        other.post(LATE, &p1, &[]).await.expect_problem(404, "no_such_report");
        for unknown in ["none", "D1", "a\0b"] {
            let body = json!({"partner": unknown}).to_string();
            client.post(LATE, &body, &[]).await.expect_problem(404, "no_such_report");
        }
        let acme = json!({"partner": "P1", "vendor": "ACME"}).to_string();
        client.post(LATE, &acme, &[]).await.expect_problem(409, "not_too_late");
        let key = [("idempotency-key", "late")];
        let made = client.post(LATE, &p1, &key).await.expect(200);
        let report = &made.body["reports"][0];
        // Seven local days, with the day of the making as the first.
        assert_eq!(report["deadline"], "2026-11-26T23:00:00Z");
        assert_eq!(report["vendor"], "OTHER");
        let id = report["id"].as_str().unwrap();
        let shown = client.get(&format!("/api/v1/usage-reports/{id}")).await.expect(200);
        assert_eq!(shown.body["status"], "preparing");
        assert_eq!(shown.body["lines"][0]["provisioned"], "50");
        assert_eq!(client.post(LATE, &p1, &key).await.expect(200).text, made.text);
        client.post(LATE, &p1, &[]).await.expect_problem(409, "not_too_late");
        let rest = client.get(LATE).await.expect(200);
        assert_eq!(rest.body["items"], json!([late("P2", 1)]));
        let of_operator = operator.post(LATE, "{\"partner\":\"P2\"}", &[]).await.expect(200);
        assert_eq!(of_operator.body["reports"].as_array().unwrap().len(), 1);
        assert_eq!(client.get(LATE).await.expect(200).body["items"], json!([]));
    }
}
