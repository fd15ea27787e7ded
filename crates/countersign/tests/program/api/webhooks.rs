//! Webhooks that a program manages.

use super::client::Client;
use super::fixture::{Programs, on_both};
use serde_json::{Value, json};

const ADD: &str = "{\"name\":\"PSA\",\"address\":\"https://psa.example/in\",\
    \"events\":[\"report.approved\"]}";

async fn add(client: &Client) -> Value {
    let key = [("idempotency-key", "first")];
    client.send("POST", "/api/v1/webhooks", ADD, &key).await.expect(201).body
}

async fn test(programs: &Programs) {
    let d1 = programs.client("d1@x.example").await;
    let added = add(&d1).await;
    let secret = added["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"), "{added}");
    let id = added["webhook"]["id"].as_str().unwrap().to_owned();
    // The repetition gets the same webhook, and no secret: it is not stored in plain text.
    let again = add(&d1).await;
    assert_eq!((&again["webhook"], &again["secret"]), (&added["webhook"], &Value::Null));
    let one = format!("/api/v1/webhooks/{id}");
    let page = d1.get("/api/v1/webhooks").await.expect(200).body;
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let read = d1.get(&one).await.expect(200);
    let tag = read.header("etag").to_owned();
    assert_eq!(read.body["events"], json!(["report.approved"]));
    let body = "{\"state\":\"off\",\"events\":[\"report.rejected\",\"dispatch.sent\"]}";
    d1.send("PATCH", &one, body, &[]).await.expect(428);
    let changed = d1.send("PATCH", &one, body, &[("if-match", &tag)]).await.expect(200).body;
    assert_eq!((&changed["state"], &changed["name"]), (&json!("off"), &json!("PSA")));
    assert_eq!(changed["events"], json!(["report.rejected", "dispatch.sent"]));
    d1.send("PATCH", &one, body, &[("if-match", &tag)]).await.expect(412);
    for (wrong, pointer) in [
        ("{\"events\":[\"source.silent\"]}", "/events"),
        ("{\"address\":\"http://x.example\"}", "/address"),
        ("{\"name\":\"\\u202e\"}", "/name"),
        ("{\"state\":\"gone\"}", "/state"),
    ] {
        let refused = d1.send("PATCH", &one, wrong, &[("if-match", "*")]).await.expect(422);
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{wrong}");
    }
    let test = d1.send("POST", &format!("{one}/test"), "", &[]).await.expect(202).body;
    let messages = d1.get(&format!("{one}/messages?state=waiting")).await.expect(200).body;
    assert_eq!(messages["items"][0]["id"], test["message"]);
    assert_eq!(messages["items"][0]["type"], "webhook.test");
    d1.get(&format!("{one}/messages?state=lost")).await.expect(400);
    d1.get(&format!("{one}/messages?after=x")).await.expect(400);
    let replay = format!("{one}/replay");
    let span = "{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2027-01-01T00:00:00Z\"}";
    let replayed = d1.send("POST", &replay, span, &[]).await.expect(200).body;
    assert_eq!(replayed["messages"], 0, "it waits already");
    let back = "{\"from\":\"2027-01-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}";
    let part = "{\"from\":\"2026-01-01T00:00:00Z\"}";
    for wrong in ["{}", part, "{\"from\":\"x\",\"until\":\"y\"}", back] {
        d1.send("POST", &replay, wrong, &[]).await.expect(422);
    }
    // A message that waits is there; one of another webhook or company is not.
    let message = |id: &Value| json!({"message": id}).to_string();
    let waiting = d1.send("POST", &replay, &message(&test["message"]), &[]).await.expect(200);
    assert_eq!(waiting.body["messages"], 0);
    let other = programs.client("p1@x.example").await;
    let others =
        format!("/api/v1/webhooks/{}", add(&other).await["webhook"]["id"].as_str().unwrap());
    let others = other.send("POST", &format!("{others}/test"), "", &[]).await.expect(202).body;
    for unknown in [&others["message"], &json!(id)] {
        let unknown = d1.send("POST", &replay, &message(unknown), &[]).await;
        let unknown = unknown.expect_problem(404, "not_found");
        assert_eq!(unknown.body["errors"][0]["pointer"], "/message");
    }
    let rotated = d1.send("POST", &format!("{one}/secret"), "", &[]).await.expect(200).body;
    assert!(rotated["secret"].as_str().unwrap() != secret);
    // Another company cannot tell it from one that does not exist.
    let d2 = programs.client("d2@x.example").await;
    for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/test"), ("POST", "/secret")] {
        d2.send(method, &format!("{one}{path}"), "", &[]).await.expect(404);
    }
    let (key, secret) = ([("idempotency-key", "last")], format!("{one}/secret"));
    let last = d1.send("POST", &secret, "", &key).await.expect(200).body;
    d1.send("DELETE", &one, "", &[]).await.expect(204);
    d1.get(&one).await.expect(404);
    // A repetition gets the first answer, though there is no webhook any more.
    let again = d1.send("POST", &secret, "", &key).await.expect(200);
    assert_eq!(again.body["webhook"], last["webhook"]);
    assert_eq!(again.header("idempotency-replayed"), "true");
}

#[tokio::test]
async fn a_program_manages_the_webhooks_of_its_company() {
    for programs in on_both().await {
        test(&programs).await;
    }
}
