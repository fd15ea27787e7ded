//! Companies, customers and products are retired and restored, with the refusals of the console.

use super::client::{Answer, Client};
use super::fixture::on_both;
use serde_json::json;

const ANY_VERSION: [(&str, &str); 1] = [("if-match", "*")];

async fn put(client: &Client, row: &str, body: &str, status: u16) -> Answer {
    let place = format!("/api/v1/{row}");
    let is_new = client.get(&place).await.status == 404;
    let headers: &[(&str, &str)] = if is_new { &[] } else { &ANY_VERSION };
    client.send("PUT", &place, body, headers).await.expect(status)
}

async fn refused(client: &Client, operation: &str, code: &str, why: &str) {
    let answer = client.post(&format!("/api/v1/{operation}"), "", &[]).await;
    let answer = answer.expect_problem(409, code);
    assert!(answer.body["detail"].as_str().unwrap().contains(why), "{operation}: {}", answer.text);
}

async fn done(client: &Client, row: &str, verb: &str, retired: bool) {
    let done = client.post(&format!("/api/v1/{row}/{verb}"), "", &[]).await.expect(200);
    let code = row.rsplit('/').next().unwrap();
    assert_eq!(done.body, json!({"code": code, "retired": retired}));
    assert_eq!(client.get(&format!("/api/v1/{row}")).await.body["retired"], retired);
}

#[tokio::test]
async fn what_still_counts_stays_and_what_is_retired_takes_nothing_new() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        let in_use = "still_in_use";
        refused(&client, "vendors/ACME/retire", in_use, "2 products are in use").await;
        refused(&client, "distributors/D1/retire", in_use, "3 partners are in use").await;
        refused(&client, "distributors/D2/retire", in_use, "1 partner is in use").await;
        refused(&client, "partners/P1/retire", in_use, "2 subscriptions still count").await;
        refused(&client, "products/GB/retire", in_use, "1 subscription still counts").await;
        refused(&client, "customers/C1/retire", in_use, "1 subscription still counts").await;

        put(&client, "subscriptions/S1", r#"{"ends_on":"2026-10-31"}"#, 200).await;
        let key = [("idempotency-key", "r1")];
        let retire = "/api/v1/customers/C1/retire";
        let first = client.post(retire, "", &key).await.expect(200);
        let again = client.post(retire, "{}", &[]).await.expect(200);
        assert_eq!(first.text, again.text, "it is so already");
        put(&client, "subscriptions/S9", r#"{"customer":"C1","product":"EP"}"#, 422).await;
        done(&client, "customers/C1", "restore", false).await;
        let replayed = client.post(retire, "", &key).await.expect(200);
        assert_eq!(replayed.header("idempotency-replayed"), "true");
        assert_eq!(client.get("/api/v1/customers/C1").await.body["retired"], false);
        put(&client, "subscriptions/S9", r#"{"customer":"C1","product":"EP"}"#, 201).await;

        let entries = client.get("/api/v1/audit?limit=200").await.expect(200);
        let entries = entries.body["items"].as_array().unwrap().clone();
        let of_customer = entries.iter().filter(|it| it["about"] == "customer C1").count();
        assert_eq!(of_customer, 2, "once retired, once restored: {entries:?}");
    }
}

#[tokio::test]
async fn a_company_is_retired_after_those_below_it_and_restored_before_them() {
    for programs in on_both().await {
        let client = programs.client("op@x.example").await;
        put(&client, "distributors/D3", r#"{"name":"Third","region":"EU"}"#, 201).await;
        let partner = r#"{"name":"Ninth","distributor":"D3","type":"msp"}"#;
        put(&client, "partners/P9", partner, 201).await;
        refused(&client, "distributors/D3/retire", "still_in_use", "1 partner is in use").await;
        done(&client, "partners/P9", "retire", true).await;
        done(&client, "distributors/D3", "retire", true).await;
        let above = "Restore the distributor first";
        refused(&client, "partners/P9/restore", "retired_above", above).await;
        done(&client, "distributors/D3", "restore", false).await;
        done(&client, "partners/P9", "restore", false).await;
        for nothing in ["partners/D3/retire", "customers/P9/retire", "products/none/restore"] {
            let answer = client.post(&format!("/api/v1/{nothing}"), "", &[]).await;
            answer.expect_problem(404, "not_found");
        }
        let field = client.post("/api/v1/partners/P9/retire", r#"{"retired":true}"#, &[]).await;
        field.expect_problem(422, "invalid_body");
    }
}
