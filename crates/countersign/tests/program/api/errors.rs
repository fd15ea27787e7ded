//! Errors name every wrong part of a request, in the words of the reference.

use super::client::{Answer, Client};
use super::fixture::{Programs, SCOPES, on_both};
use crate::console::fixture::ConsoleFixture;
use countersign_api::Api;
use countersign_api::description::TEXT;
use serde_json::{Value, json};
use std::sync::Arc;

/// Words of Rust and of its libraries.
const OF_RUST: [&str; 16] = [
    "i64", "u64", "i32", "u32", "u8", "usize", "struct", "enum", "variant", "tuple", "sequence",
    "floating", "newtype", "borrowed", "integer", "boolean",
];
/// A value of every kind, one of which is wrong everywhere.
const VALUES: [&str; 9] =
    ["12", "-1", "1.50", "9223372036854775808", "true", "\"x\"", "[1]", "{\"a\":1}", "null"];

/// The schema of a body of JSON; `None` if the operation has none.
fn schema<'a>(whole: &'a Value, operation: &'a Value) -> Option<&'a Value> {
    let named = &operation["requestBody"]["content"]["application/json"]["schema"];
    let options = named["oneOf"].as_array().cloned().unwrap_or_else(|| vec![named.clone()]);
    let reference =
        options.iter().find_map(|it| it["$ref"].as_str()?.strip_prefix('#'))?.to_owned();
    whole.pointer(&reference)
}

/// The address of an operation with things that exist.
fn address(path: &str, report: &str) -> String {
    let code = match path.split('/').rfind(|part| part.ends_with('s')) {
        Some("regions") => "EU",
        Some("vendors") => "ACME",
        Some("distributors") => "D1",
        Some("partners") => "P1",
        Some("customers") => "C1",
        Some("subscriptions") => "S1",
        _ => "EP",
    };
    let path = path.replace("{code}", code).replace("{id}", report).replace("{cycle}", "2026-10");
    path.replace("{type}", "com.example.seats")
}

fn check(answer: &Answer, request: &str) {
    let words = answer.text.split(|c: char| !c.is_alphanumeric());
    let found: Vec<&str> = words.filter(|word| OF_RUST.contains(word)).collect();
    assert!(found.is_empty(), "{found:?} in the answer to {request}: {}", answer.text);
    if [400, 422].contains(&answer.status) && answer.body["code"] == "invalid_body" {
        let first = &answer.body["errors"][0];
        assert!(first["pointer"].is_string(), "{request}: {}", answer.text);
    }
    assert_ne!(answer.body["code"], "bad_json", "{request} is JSON: {}", answer.text);
}

#[tokio::test]
async fn a_field_of_another_type_is_named_in_plain_words() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let whole: Value = serde_json::from_str(&TEXT).unwrap();
    let report = programs.client("p1@x.example").await.report().await;
    let report = report.rsplit('/').next().unwrap();
    let tokens = [
        programs.token("op@x.example", &SCOPES).await,
        programs.token("d1@x.example", &SCOPES).await,
        programs.token("p1@x.example", &SCOPES).await,
    ];
    let mut checked = 0;
    for (path, item) in whole["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(schema) = schema(&whole, operation) else { continue };
            let method = method.to_uppercase();
            // Quotas of its own.
            let api = Api::new(Arc::clone(&programs.fixture.app.state));
            let clients = tokens.each_ref().map(|token| Client::new(&api, token));
            for field in schema["properties"].as_object().into_iter().flatten().map(|it| it.0) {
                for value in VALUES {
                    let body = format!("{{\"{field}\":{value}}}");
                    for client in &clients {
                        let seen = [("if-match", "*")];
                        let address = address(path, report);
                        let answer = client.send(&method, &address, &body, &seen).await;
                        check(&answer, &format!("{method} {address} {body}"));
                        checked += usize::from(answer.status == 422);
                    }
                }
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[tokio::test]
async fn a_number_is_no_name() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        for (path, body, pointer, detail) in [
            ("vendors/ACME", "{\"name\":12}", "/name", "found a number, expected a text"),
            ("vendors/NEW", "{\"name\":1.50}", "/name", "found a number, expected a text"),
            ("customers/C1", "{\"since\":20261001}", "/since", "found a number, expected a text"),
            (
                "subscriptions/S1",
                "{\"billable\":\"yes\"}",
                "/billable",
                "found a text, expected true or false",
            ),
            (
                "products/EP",
                "{\"decimals\":\"2\"}",
                "/decimals",
                "found a text, expected a whole number up to 9223372036854775807",
            ),
        ] {
            let path = format!("/api/v1/{path}");
            let refused = client.send("PUT", &path, body, &[("if-match", "*")]).await;
            let error = &refused.expect_problem(422, "invalid_body").body["errors"][0];
            assert_eq!((&error["pointer"], &error["detail"]), (&json!(pointer), &json!(detail)));
        }
        assert_eq!(client.get("/api/v1/vendors/NEW").await.status, 404);
    }
}

async fn refused(client: &Client, path: &str, headers: &[(&str, &str)]) -> Value {
    let answer = client.send("GET", &format!("/api/v1/{path}"), "", headers).await;
    answer.expect_problem(400, "bad_request").body
}

#[tokio::test]
async fn a_wrong_parameter_is_named() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        for (path, parameter) in [
            ("usage-reports?cycle=October", "cycle"),
            ("usage-reports?status=Approved", "status"),
            ("usage-reports?sort=colour", "sort"),
            ("usage-reports?flagged=perhaps", "flagged"),
            ("usage-reports?vendor=%E2%80%AEx", "vendor"),
            ("usage-reports?decided=robot", "decided"),
            ("usage-reports?over=1.5", "over"),
            ("usage-reports?find=%FF", "find"),
            // Several months end with a cycle, and begin before it.
            ("usage-reports?since=2026-10", "since"),
            ("usage-reports?cycle=2026-10&since=later", "since"),
            ("usage-reports?cycle=2026-10&since=2026-11", "since"),
            ("usage-reports?cycle=2026-10&since=2025-10", "since"),
            ("subscriptions?customer=C1&partner=P1", "partner"),
            ("evidence?from=2026-10&to=2026-09", "to"),
            ("late-differences?cycle=x", "cycle"),
            ("vendors?after=A%2BB", "after"),
        ] {
            let body = refused(&client, path, &[]).await;
            assert_eq!(body["errors"][0]["parameter"], parameter, "{path}: {body}");
        }
        let both = client.get("/api/v1/usage-reports?cycle=2026-10&since=2026-10").await;
        assert_eq!(both.expect(200).body["items"].as_array().unwrap().len(), 3);
        let unsigned = [("countersign-signature", "x")];
        let body = refused(&client, "vendors", &unsigned).await;
        assert_eq!(body["errors"][0]["parameter"], "Countersign-Signature");
        let distributor = programs.client("d1@x.example").await;
        for (query, pointer) in [
            (json!({"sort": "colour"}), "/query/sort"),
            (json!({"cycle": "2026-10", "since": "2026-11"}), "/query/since"),
            (json!({"a/b": "1"}), "/query/a~1b"),
            (json!({"find": "a\0b"}), "/query/find"),
        ] {
            let body = json!({"decision": "approve", "query": query}).to_string();
            let answer = distributor.post("/api/v1/bulk-decisions", &body, &[]).await;
            let answer = answer.expect_problem(422, "invalid_body").body;
            assert_eq!(answer["errors"][0]["pointer"], pointer, "{body}");
        }
    }
}
