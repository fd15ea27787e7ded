//! What a rule allows of a query is previewed in numbers, approved, and the rest is left.

use super::dispatching::agreed;
use super::fixture::{Programs, on_both};
use serde_json::{Value, json};

const BULK: &str = "/api/v1/bulk-decisions";

/// October is agreed but for P1's penalty. In November, P2 has 25 % more, and P1 a penalty again.
async fn november(programs: &Programs) {
    agreed(programs).await;
    let operator = programs.client("op@x.example").await;
    let setting = r#"{"settings":{"auto_approve":"no"}}"#;
    let place = "/api/v1/settings/distributors/D1";
    operator.patch(place, setting, &[("if-match", "*")]).await.expect(200);
    let rows: Vec<String> = (1..=30)
        .flat_map(|day| {
            [format!("S1,2026-11-{day:02},1000,780"), format!("S3,2026-11-{day:02},374,370")]
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    programs.fixture.add_readings(&rows).await;
    programs.fixture.clock_to("2026-12-12T00:00:00Z").await;
}

fn by_rule(percent: &Value, preview: bool) -> String {
    let query = json!({"cycle": "2026-11"});
    json!({"decision": "approve-by-rule", "percent": percent, "query": query, "preview": preview})
        .to_string()
}

#[tokio::test]
async fn a_rule_approves_what_it_allows_and_leaves_the_rest() {
    for programs in on_both().await {
        november(&programs).await;
        let client = programs.client("d1@x.example").await;
        let list = "/api/v1/usage-reports?cycle=2026-11&status=under-review";
        let waiting = client.get(list).await.expect(200);
        assert_eq!(waiting.body["items"].as_array().unwrap().len(), 2, "{}", waiting.text);

        // 25 % is not less than 25 %.
        let none = client.post(BULK, &by_rule(&json!("25"), true), &[]).await;
        let none = none.expect_problem(409, "nothing_to_do");
        let codes: Vec<&Value> =
            none.body["errors"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
        assert_eq!(codes, ["flag", "change"], "{}", none.text);

        // A number is read digit by digit.
        let tried = client.post(BULK, &by_rule(&json!(25.01), true), &[]).await.expect(200);
        let job = &tried.body["job"];
        assert_eq!(
            (&job["decision"], &job["state"]),
            (&json!("approve-by-rule"), &json!("previewed"))
        );
        let left = json!({"flag": 1, "comment": 0, "no_last_month": 0, "change": 0});
        assert_eq!(job["rule"], json!({"percent": "25.01", "left": left}));
        let expected = &job["expected"];
        assert_eq!((&expected["partners"], &expected["flagged"]), (&json!(1), &json!(0)));
        let units = &expected["products"][0];
        assert_eq!((&units["before"], &units["after"]), (&json!("296"), &json!("370")), "{units}");
        assert_eq!(units["cycle"], "2026-11");
        assert_eq!(client.get(list).await.body["items"].as_array().unwrap().len(), 2);

        let confirm = format!("{}/confirm", tried.header("location"));
        let done = client.post(&confirm, "", &[]).await.expect(200);
        assert_eq!(done.body["job"]["results"]["done"], 1, "{}", done.text);
        assert_eq!(done.body["job"]["expected"], Value::Null, "it is done");
        assert_eq!(done.body["job"]["rule"]["left"]["flag"], 1);
        let left = client.get(list).await.expect(200);
        assert_eq!(left.body["items"][0]["partner"], "P1", "{}", left.text);
        assert_eq!(left.body["items"].as_array().unwrap().len(), 1);
        let report = done.body["items"][0]["report"].as_str().unwrap();
        let report = client.get(&format!("/api/v1/usage-reports/{report}")).await.expect(200);
        let last = report.body["history"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&last["action"], &last["reason"]),
            (&json!("report.approve"), &json!("Approved by rule."))
        );

        let undo = format!("{}/undo", tried.header("location"));
        client.post(&undo, "", &[]).await.expect(200);
        let at_once = client.post(BULK, &by_rule(&json!("30"), false), &[]).await.expect(200);
        assert_eq!(at_once.body["job"]["state"], "done");
        assert_eq!(at_once.body["job"]["results"]["done"], 1, "{}", at_once.text);
    }
}

#[tokio::test]
async fn a_rule_needs_a_percentage_and_a_query() {
    let [programs, _] = on_both().await;
    let client = programs.client("d1@x.example").await;
    let query = json!({"cycle": "2026-10"});
    for (body, pointer) in [
        (json!({"decision": "approve-by-rule", "query": query}), "/percent"),
        (json!({"decision": "approve-by-rule", "query": query, "percent": "0"}), "/percent"),
        (json!({"decision": "approve-by-rule", "query": query, "percent": "100.01"}), "/percent"),
        (json!({"decision": "approve-by-rule", "query": query, "percent": true}), "/percent"),
        (json!({"decision": "approve", "query": query, "percent": "10"}), "/percent"),
        (json!({"decision": "approve-by-rule", "percent": "10", "reports": []}), "/reports"),
        (json!({"decision": "approve-by-rule", "percent": "10"}), "/reports"),
        (
            json!({"decision": "approve-by-rule", "percent": "10", "query": query, "reason": "x"}),
            "/reason",
        ),
    ] {
        let answer = client.post(BULK, &body.to_string(), &[]).await.expect(422);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}");
    }
}
