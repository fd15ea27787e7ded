//! The three kinds of body, and the result of each reading.

use super::{NDJSON, READINGS, item, lines, meter, results, stored};
use crate::api::client::Client;
use crate::api::fixture::on_both;
use countersign_app::formats::lines::MAX_LINE;
use countersign_domain::quantity::Quantity;
use serde_json::json;

/// The provisioned units of the only line of P1's report of October.
async fn provisioned(operator: &Client) -> String {
    let report = operator.report().await;
    let report = operator.get(&report).await.expect(200);
    report.body["lines"][0]["provisioned"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_json_body_is_answered_reading_by_reading_and_refreshes_reports() {
    for programs in on_both().await {
        let (meter, operator) = (meter(&programs).await, programs.client("op@x.example").await);
        assert_eq!(provisioned(&operator).await, "1000");
        let items = [
            item("S1", "2026-10-05T10:00:00Z", "\"1000\""),
            item("S1", "2026-10-05T12:00:00+01:00", "1200.0"),
            item("S1", "2026-10-05T11:00:00.000Z", "1300"),
            item("S4", "2026-10-09", "40.25"),
            item("S4", "2026-10-09T23:00:00Z", "0.125"),
            item("S9", "2026-10-09", "1"),
            item("S1", "yesterday", "1"),
            item("S1", "2026-10-09", "-1"),
            item("S1", "2026-10-09", "\"\""),
            item("S1", "2026-10-09", "1,\"colour\":1"),
            item("S1", "2026-10-09", "true"),
            "7".to_owned(),
        ];
        let body = format!("{{\"readings\":[{}]}}", items.join(","));
        let answer = meter.post(READINGS, &body, &[]).await.expect(200).body;
        let expected = [
            // Without used units it is another reading than the one that is stored.
            json!({"row":1,"result":"superseded","earlier":{"provisioned":"1000","used":"780"}}),
            json!({"row":2,"result":"created"}),
            json!({"row":3,"result":"superseded","earlier":{"provisioned":"1200","used":null}}),
            json!({"row":4,"result":"superseded","earlier":{"provisioned":"40","used":"39.5"}}),
        ];
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results[..4], expected);
        let refused = [
            (5, "bad_value", "/readings/4/provisioned"),
            (6, "unknown_subscription", "/readings/5/subscription"),
            (7, "bad_value", "/readings/6/observed_at"),
            (8, "bad_value", "/readings/7/provisioned"),
            (9, "missing_value", "/readings/8/provisioned"),
            (10, "invalid_item", "/readings/9"),
            (11, "invalid_item", "/readings/10"),
            (12, "invalid_item", "/readings/11"),
        ];
        for ((row, code, pointer), result) in refused.into_iter().zip(&results[4..]) {
            assert_eq!((&result["row"], &result["result"]), (&row.into(), &"refused".into()));
            let error = &result["error"];
            assert_eq!((&error["code"], &error["pointer"]), (&code.into(), &pointer.into()));
            assert!(error["detail"].as_str().unwrap().ends_with('.'), "{error}");
        }
        assert_eq!(results.len(), 12);
        let counts = ["created", "unchanged", "superseded", "refused"].map(|it| &answer[it]);
        assert_eq!(counts.map(|it| it.as_u64().unwrap()), [1, 0, 3, 8]);
        assert_eq!(provisioned(&operator).await, "1300");
        let day = stored(&programs, "2026-10-05").await;
        assert_eq!(day.iter().filter(|it| it.subscription_id == 1).count(), 2);

        let again = format!("{{\"readings\":[{},{}]}}", items[0], items[2]);
        let answer = meter.post(READINGS, &again, &[]).await.expect(200).body;
        assert_eq!(answer["unchanged"], 2, "{answer}");
    }
}

#[tokio::test]
async fn lines_of_json_get_a_line_each_in_their_order() {
    for programs in on_both().await {
        let meter = meter(&programs).await;
        let long = "x".repeat(MAX_LINE);
        let body = [
            item("S1", "2026-12-01T10:00:00Z", "5"),
            String::new(),
            "{\"subscription\":".to_owned(),
            item(&long, "2026-12-01T10:00:00Z", "5"),
            item("S1", "2026-12-01T10:00:00Z", "5") + "\r",
            item("S3", "2026-12-01T10:00:00Z", "7"),
        ];
        let answer = meter.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/x-ndjson");
        let lines = lines(&answer.text);
        let rows: Vec<_> = lines.iter().map(|line| line["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [1, 3, 4, 5, 6]);
        assert_eq!(results(&lines), ["created", "refused", "refused", "unchanged", "created"]);
        assert_eq!(
            (&lines[1]["error"]["code"], &lines[1]["error"]["column"]),
            (&"bad_json".into(), &16.into())
        );
        assert_eq!(lines[2]["error"]["code"], "too_long");
        let day = stored(&programs, "2026-12-01").await;
        let figures: Vec<_> = day.iter().map(|it| (it.subscription_id, it.provisioned)).collect();
        assert_eq!(figures, [(1, Quantity::from_units(5)), (3, Quantity::from_units(7))]);
        let nothing = meter.post(READINGS, "", &[NDJSON]).await.expect(200);
        assert_eq!(nothing.text, "");
    }
}

#[tokio::test]
async fn a_csv_file_is_read_as_an_import_reads_it() {
    for programs in on_both().await {
        let meter = meter(&programs).await;
        let csv = [("content-type", "text/csv; charset=utf-8")];
        let body = "\u{feff}provisioned;used;subscription;observed_at\r\n\
             1,5;;S4;2026-12-01T10:00:00Z\r\n\r\n2;1;S9;2026-12-01T10:00:00Z\r\n3;S1\r\n\
             1.500;0,25;S4;2026-12-02\r\n4,25;0,25;S4;2026-12-02\r\n4,255;1;S4;2026-12-02\r\n";
        let answer = meter.post(READINGS, body, &csv).await.expect(422);
        assert_eq!(answer.body["code"], "invalid_body", "{}", answer.text);
        let body = body.replace("1.500;0,25;S4;2026-12-02\r\n", "");
        let lines = lines(&meter.post(READINGS, &body, &csv).await.expect(200).text);
        assert_eq!(results(&lines), ["created", "refused", "refused", "created", "refused"]);
        let rows: Vec<_> = lines.iter().map(|line| line["row"].as_u64().unwrap()).collect();
        assert_eq!(rows, [2, 4, 5, 6, 7]);
        assert_eq!(lines[1]["error"]["field"], "subscription");
        assert_eq!(lines[2]["error"]["code"], "bad_row");
        // What is found is what the file says.
        let found = lines[4]["error"]["detail"].as_str().unwrap();
        assert!(found.starts_with("Found \"4,255\""), "{found}");
        assert_eq!(
            stored(&programs, "2026-12-02").await[0].used,
            Some(Quantity::from_micros(250_000))
        );
        let unknown = meter.post(READINGS, "subscription,colour\n", &csv).await;
        let unknown = unknown.expect_problem(422, "invalid_body");
        assert!(unknown.text.contains("unknown column"), "{}", unknown.text);
    }
}

#[tokio::test]
async fn a_body_that_is_none_of_the_three_is_refused_as_a_whole() {
    let [programs, _] = on_both().await;
    let meter = meter(&programs).await;
    let send =
        async |body: &str, kind: &str| meter.post(READINGS, body, &[("content-type", kind)]).await;
    send("x", "text/plain").await.expect_problem(415, "unsupported_media_type");
    send("{", "application/json").await.expect_problem(400, "bad_json");
    let cut = send("{\"readings\":[\n", "application/json").await;
    let cut = &cut.expect_problem(400, "bad_json").body["errors"][0];
    assert_eq!((&cut["row"], &cut["column"]), (&json!(2), &json!(1)));
    send("[]", "application/json").await.expect_problem(422, "invalid_body");
    send("{}", "application/json").await.expect_problem(422, "invalid_body");
    let unknown = send("{\"readings\":[],\"test\":1}", "application/json").await;
    unknown.expect_problem(422, "invalid_body");
    let packed = [NDJSON, ("content-encoding", "br")];
    let packed = meter.post(READINGS, "x", &packed).await;
    packed.expect_problem(415, "unsupported_encoding");
    let many = |count: usize| format!("{{\"readings\":[{}]}}", vec!["1"; count].join(","));
    let most = send(&many(10_000), "application/json").await.expect(200);
    assert_eq!(most.body["refused"], 10_000);
    let more = send(&many(10_001), "application/json").await;
    let more = more.expect_problem(422, "invalid_body");
    assert!(more.text.contains("send them as JSON lines"), "{}", more.text);
    let query = format!("{READINGS}?test=1");
    meter.post(&query, "{}", &[]).await.expect_problem(400, "unknown_parameter");
    let large = format!("{{\"readings\":[\"{}\"]}}", "x".repeat(4 << 20));
    send(&large, "application/json").await.expect_problem(413, "too_large");
}
