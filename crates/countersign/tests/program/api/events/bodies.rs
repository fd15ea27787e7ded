//! The modes of the HTTP binding, and what is no event.

use super::{BATCH, EVENTS, ONE, RESULTS, SEATS, event, map, map_seats, results, send_one};
use crate::api::fixture::{Programs, on_both};
use crate::api::readings::{meter, meter_of, stored};
use crate::console::fixture::ConsoleFixture;
use countersign_domain::quantity::Quantity;
use countersign_testkit::databases::Databases;
use countersign_testkit::proxy::Proxy;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::io::Write;

const AT: &str = "2026-12-01T10:00:00Z";
const SEATS_OF_5: &str = "{\"assigned\":5,\"active\":\"4\"}";

#[tokio::test]
async fn each_mode_stores_a_reading_and_answers_without_a_body() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let at = |hour: u32| format!("2026-12-01T{hour:02}:00:00Z");
        let accepted = async |body: &str, headers: &[(&str, &str)]| {
            let answer = client.post(EVENTS, body, headers).await.expect(204);
            assert_eq!((answer.text.as_str(), answer.header("content-type")), ("", ""));
        };
        accepted(&event("1", &at(1), SEATS_OF_5), &[ONE, ("accept", "application/json")]).await;
        let batch = [event("2", &at(2), SEATS_OF_5), event("3", &at(3), SEATS_OF_5)].join(",");
        accepted(&format!("[{batch}]"), &[BATCH]).await;
        accepted("[]", &[BATCH]).await;
        let binary = [
            ("content-type", "application/json"),
            ("ce-specversion", "1.0"),
            ("ce-type", "com.example%2Eseats"),
            ("ce-source", "/%E2%82%AC%20meter"),
            ("ce-id", "4"),
            ("ce-time", "\"2026-12-01T05:00:00+01:00\""),
            ("ce-subject", "S1"),
            ("ce-tenant", "%ff"),
        ];
        let data = format!("{{\"seats\":{SEATS_OF_5}}}");
        accepted(&data, &binary).await;
        // The same event in another mode.
        let same = event("4", &at(4), SEATS_OF_5).replace("/meter", "/€ meter");
        assert_eq!(results(&client, &[same]).await, ["unchanged"]);
        accepted(&event("5", &at(5), SEATS_OF_5), &[]).await;
        accepted(&format!(" [{}]", event("6", &at(6), SEATS_OF_5)), &[]).await;
        let packed = event("7", &at(7), "7").replace(
            "\"data\":{\"seats\":7}",
            "\"data_base64\":\
             \"eyJzZWF0cyI6eyJhc3NpZ25lZCI6NSwiYWN0aXZlIjo0fX0=\"",
        );
        accepted(&packed, &[ONE]).await;
        let day = stored(&programs, "2026-12-01").await;
        assert_eq!(day.len(), 7);
        let figures = (Quantity::from_units(5), Some(Quantity::from_units(4)));
        assert!(day.iter().all(|it| (it.provisioned, it.used) == figures), "{day:?}");
    }
}

#[tokio::test]
async fn one_bad_event_is_reported_and_the_others_are_stored() {
    for programs in on_both().await {
        map_seats(&programs).await;
        map(&programs, "com.example.tenant", "/tenant", "/a~1b/0", None).await;
        let client = meter(&programs).await;
        let good = event("1", AT, SEATS_OF_5);
        let tenant = event("2", "2026-12-02T10:00:00Z", "1").replace(SEATS, "com.example.tenant");
        let tenant = tenant.replace("{\"seats\":1}", "{\"tenant\":\"S4\",\"a/b\":[0.25]}");
        let bad = [
            (event("3", AT, "{\"assigned\":-1}"), "bad_value", "/1/data/seats/assigned"),
            (event("4", AT, "{\"active\":1}"), "missing_value", "/2/data/seats/assigned"),
            (
                event("5", AT, "{\"assigned\":1,\"active\":[1]}"),
                "bad_value",
                "/3/data/seats/active",
            ),
            (good.replace("S1", "S9"), "unknown_subscription", "/4/subject"),
            (good.replace("\"subject\"", "\"about\""), "missing_value", "/5/subject"),
            (good.replace(SEATS, "com.example.other"), "unknown_type", "/6/type"),
            (tenant.replace("S4", "S9"), "unknown_subscription", "/7/data/tenant"),
            (good.replace("2026-12-01T10:00:00Z", "3999-12-01T10:00:00Z"), "bad_value", "/8/time"),
            ("7".to_owned(), "invalid_item", "/9"),
        ];
        let refused: Vec<&str> = bad.iter().map(|(event, ..)| event.as_str()).collect();
        let body = format!("[{good},{},{tenant}]", refused.join(","));
        let answer = client.post(EVENTS, &body, &[BATCH]).await;
        let answer = answer.expect_problem(400, "events_refused");
        assert!(answer.text.contains("9 of 11 events are refused. The others"), "{}", answer.text);
        let errors = answer.body["errors"].as_array().unwrap();
        for ((_, code, pointer), error) in bad.iter().zip(errors) {
            assert_eq!((&error["code"], &error["pointer"]), (&json!(code), &json!(pointer)));
            assert!(error["detail"].as_str().unwrap().ends_with('.'), "{error}");
        }
        assert_eq!(errors.len(), bad.len());
        let unmapped = errors[5]["detail"].as_str().unwrap();
        assert!(unmapped.contains("\"com.example.other\"") && unmapped.contains("source map"));
        assert_eq!(stored(&programs, "2026-12-01").await.len(), 1);
        let tenant = stored(&programs, "2026-12-02").await;
        assert_eq!(tenant[0].provisioned, Quantity::from_micros(250_000));

        let answer = client.post(EVENTS, &body, &[BATCH, RESULTS]).await.expect(200);
        assert_eq!(answer.header("preference-applied"), "return=representation");
        let quoted = [BATCH, ("prefer", "wait=\"1,0\", Return=\"representation\"; x")];
        client.post(EVENTS, &body, &quoted).await.expect(200);
        let minimal = [BATCH, ("prefer", "return=\"minimal\", return=representation")];
        client.post(EVENTS, &body, &minimal).await.expect(400);
        assert_eq!((&answer.body["unchanged"], &answer.body["refused"]), (&2.into(), &9.into()));
        assert_eq!(answer.body["results"][6]["error"]["pointer"], "/6/type");
        let many = vec![refused[0]; 200].join(",");
        let many = client.post(EVENTS, &format!("[{many}]"), &[BATCH]).await;
        let many = many.expect_problem(400, "events_refused");
        assert_eq!(many.body["errors"].as_array().unwrap().len(), 100);
    }
}

#[tokio::test]
async fn a_figure_is_read_digit_by_digit() {
    for programs in on_both().await {
        map(&programs, SEATS, "subject", "/seats", None).await;
        let client = meter(&programs).await;
        let of_s4 = |id: &str, figure: &str| event(id, AT, figure).replace("S1", "S4");
        for (id, figure, expected) in [
            ("1", "1e400", "bad_value"),
            ("2", "1e1", "bad_value"),
            ("3", "-0.5", "bad_value"),
            ("4", "0.1000000000000000055", "bad_value"),
            ("5", "\"0.1000000000000000055\"", "bad_value"),
            ("6", "10000000001", "bad_value"),
            ("7", "0.10", "created"),
            ("8", "\"12,5\"", "bad_value"),
            ("9", "true", "bad_value"),
            ("10", "null", "missing_value"),
            ("11", "\"\\u0000\"", "bad_value"),
            ("12", "9007199254.99", "superseded"),
        ] {
            assert_eq!(results(&client, &[of_s4(id, figure)]).await, [expected], "{figure}");
        }
        let day = stored(&programs, "2026-12-01").await;
        assert_eq!(day[0].provisioned, Quantity::from_micros(9_007_199_254_990_000));
    }
}

#[tokio::test]
async fn what_is_no_event_is_refused_with_the_place() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let client = meter(&programs).await;
        let good = event("1", AT, SEATS_OF_5);
        let long = "x".repeat(1 << 20);
        for (body, code, pointer) in [
            (good.replace("\"1.0\"", "\"0.3\""), "bad_value", "/specversion"),
            (good.replace("\"time\"", "\"at\""), "missing_value", "/time"),
            (good.replace(AT, "2026-12-01"), "bad_value", "/time"),
            (good.replace("\"/meter\"", "\"\""), "missing_value", "/source"),
            (good.replace("\"S1\"", &format!("\"{long}\"")), "bad_value", "/subject"),
            (good.replace("\"S1\"", "\"S1\\u0000\""), "bad_value", "/subject"),
            (good.replace("\"S1\"", "\"\\u202eS1\""), "unknown_subscription", "/subject"),
            (good.replace("\"S1\"", "\"<b>'\\\"; --\""), "unknown_subscription", "/subject"),
            (good.replace("\"data\"", "\"data_base64\""), "bad_value", "/data_base64"),
            (good.replace("{\"seats\"", "{\"seats\":1,\"seats\""), "bad_value", "/data"),
            (
                good.replacen('{', "{\"datacontenttype\":\"text/xml\",", 1),
                "bad_value",
                "/datacontenttype",
            ),
        ] {
            let refused = send_one(&client, &body).await.expect_problem(400, "events_refused");
            let error = &refused.body["errors"][0];
            assert_eq!((&error["code"], &error["pointer"]), (&json!(code), &json!(pointer)));
            assert!(refused.text.len() < 2_000, "{}", refused.text);
        }
        for number in ["1.0", "1.00"] {
            let body = good.replace("\"1.0\"", number);
            let refused = send_one(&client, &body).await.expect_problem(400, "events_refused");
            let detail = &refused.body["errors"][0]["detail"];
            assert_eq!(*detail, format!("Found {number}, expected a text."));
        }
        let binary = |name, value| {
            [
                ("ce-specversion", "1.0"),
                ("ce-type", SEATS),
                ("ce-source", "/meter"),
                ("ce-time", AT),
                ("ce-subject", "S1"),
                (name, value),
            ]
        };
        for (name, value, pointer) in [
            ("ce-id", "%C0%A0", "/id"),
            ("ce-id", "a%0Ab", "/id"),
            ("ce-ident", "1", "/id"),
            ("ce-type", "twice", "/type"),
        ] {
            let refused = client.post(EVENTS, "{}", &binary(name, value)).await;
            let refused = refused.expect_problem(400, "events_refused");
            assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{}", refused.text);
        }
        assert_eq!(stored(&programs, "2026-12-01").await, []);
    }
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused_as_a_whole() {
    let [programs, _] = on_both().await;
    map_seats(&programs).await;
    let client = meter(&programs).await;
    let good = event("1", AT, SEATS_OF_5);
    let send = async |body: &str, kind| client.post(EVENTS, body, &[("content-type", kind)]).await;
    for kind in ["application/cloudevents+avro", "text/plain", ""] {
        send(&good, kind).await.expect_problem(415, "unsupported_media_type");
    }
    let latin = send(&good, "application/cloudevents+json; charset=\"ISO-8859-1\"").await;
    latin.expect_problem(415, "unsupported_media_type");
    send(&good[..good.len() - 1], ONE.1).await.expect_problem(400, "bad_json");
    send(&format!("[{good}"), BATCH.1).await.expect_problem(400, "bad_json");
    send(&good, BATCH.1).await.expect_problem(422, "invalid_body");
    let bytes = [good.as_bytes(), b"\xe9"].concat();
    let bytes = [&bytes[..20], b"\xe9", &bytes[20..]].concat();
    let bytes = client.send_bytes("POST", EVENTS, bytes.into(), &[ONE]).await;
    bytes.expect_problem(400, "bad_json");
    let many = |count: usize| format!("[{}]", vec!["1"; count].join(","));
    let most = client.post(EVENTS, &many(10_000), &[BATCH, RESULTS]).await.expect(200);
    assert_eq!(most.body["refused"], 10_000);
    let more = send(&many(10_001), BATCH.1).await.expect_problem(422, "invalid_body");
    assert!(more.text.contains("at most 10,000 events"), "{}", more.text);
    let large = good.replace("S1", &"x".repeat(4 << 20));
    send(&large, ONE.1).await.expect_problem(413, "too_large");
    let query = client.post(&format!("{EVENTS}?test=1"), &good, &[ONE]).await;
    query.expect_problem(400, "unknown_parameter");
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(good.as_bytes()).unwrap();
    let headers = [ONE, ("content-encoding", "gzip")];
    let packed = packer.finish().unwrap();
    client.send_bytes("POST", EVENTS, packed.into(), &headers).await.expect(204);
}

#[tokio::test]
async fn a_company_sends_events_of_its_own_subscriptions() {
    for programs in on_both().await {
        map_seats(&programs).await;
        let partner = meter_of(&programs, "p1@x.example").await;
        let (own, others) = (event("1", AT, SEATS_OF_5), event("2", AT, SEATS_OF_5));
        let others = others.replace("S1", "S4");
        assert_eq!(results(&partner, &[own, others]).await, ["created", "unknown_subscription"]);
    }
}

#[tokio::test]
async fn a_database_that_is_away_is_a_problem_and_nothing_is_accepted() {
    let (proxy, through) = Proxy::to_url(&Databases::Postgres.fresh().unwrap());
    let programs = Programs::of(ConsoleFixture::on(&through).await);
    map_seats(&programs).await;
    let client = meter(&programs).await;
    let sent = event("1", AT, SEATS_OF_5);
    proxy.cut();
    send_one(&client, &sent).await.expect_problem(503, "unavailable");
    proxy.open();
    assert_eq!(stored(&programs, "2026-12-01").await.len(), 0);
    send_one(&client, &sent).await.expect(204);
}
