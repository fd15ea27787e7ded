//! Decisions on many reports, and the jobs that they become.

use super::client::Client;
use super::dispatching::agreed;
use super::fixture::{Programs, SCOPES, on_both, request};
use crate::console::fixture::ConsoleFixture;
use countersign_app::actions::{audit, manage_service_accounts};
use countersign_app::jobs::worker;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use serde_json::json;

const BULK: &str = "/api/v1/bulk-decisions";

#[tokio::test]
async fn each_report_gets_its_result() {
    for programs in on_both().await {
        agreed(&programs).await;
        let client = programs.client("d1@x.example").await;
        let report = client.report().await;
        let id = report.rsplit('/').next().unwrap().to_owned();
        let version = client.get(&report).await.expect(200).body["version"].as_i64().unwrap();
        let approve = |version: i64| {
            json!({"decision": "approve", "reports": [{"id": id, "version": version}]}).to_string()
        };
        let stale = client.post(BULK, &approve(version - 1), &[]).await.expect(200);
        assert_eq!(stale.body["items"][0]["result"], "refused");
        assert_eq!(stale.body["items"][0]["problem"]["code"], "stale");

        let preview = json!({"decision": "approve", "preview": true,
            "reports": [{"id": id, "version": version}]});
        let preview = preview.to_string();
        let before = confirmations(&programs).await;
        let tried = client.post(BULK, &preview, &[]).await.expect(200);
        assert_eq!(confirmations(&programs).await, before, "a preview decides nothing");
        assert_eq!(tried.body["job"]["preview"], true);
        assert_eq!(client.get(&report).await.body["status"], "under-review");

        let key = [("idempotency-key", "b1")];
        let done = client.post(BULK, &approve(version), &key).await.expect(200);
        assert_eq!(done.body["items"][0]["result"], "done", "{}", done.text);
        let again = client.post(BULK, &approve(version), &key).await.expect(200);
        assert_eq!(
            (again.text, again.headers["location"].clone()),
            (done.text.clone(), done.headers["location"].clone())
        );
        assert_eq!(client.get(&report).await.body["status"], "approved");
        let job = done.body["job"]["id"].as_str().unwrap();
        let after = confirmations(&programs).await;
        assert_eq!(after.len(), before.len() + 1, "the repetition confirms nothing");
        assert!(after.contains(&format!("job {job}")), "{after:?}");

        // Only the person who made the decision undoes it, and only once.
        let undo = format!("{}/undo", done.headers["location"].to_str().unwrap());
        let colleague = programs.client("d1billing@x.example").await;
        colleague.post(&undo, "", &[]).await.expect_problem(409, "not_undoable");
        let undone = client.post(&undo, "", &[]).await.expect(200);
        assert_eq!(undone.body["job"]["decision"], "undo");
        assert_eq!(undone.body["items"][0]["result"], "done", "{}", undone.text);
        assert_eq!(client.get(&report).await.body["status"], "under-review");
        let twice = client.post(&undo, "", &[]).await.expect(200);
        assert_eq!(twice.body["items"][0]["result"], "unchanged", "{}", twice.text);
    }
}

/// What the audit record says of each job that was confirmed or started at once.
async fn confirmations(programs: &Programs) -> Vec<String> {
    let now = programs.fixture.app.state.clock.machine_time();
    let mut found = Vec::new();
    let read = async |tx: &mut _| {
        countersign_store::audit::each_since(tx, now, |it| {
            let entry = it.entry;
            if entry.event == Event::DecisionsConfirmed {
                found.extend(entry.about);
            }
            Ok(())
        })
        .await
    };
    programs.store().reading(read).await.unwrap();
    found
}

#[tokio::test]
async fn a_body_that_is_not_in_order_changes_nothing() {
    let programs = Programs::of(ConsoleFixture::new().await);
    agreed(&programs).await;
    let client = programs.client("d1@x.example").await;
    let report = client.report().await;
    let id = report.rsplit('/').next().unwrap();
    let (one, missing) = (json!({"id": id, "version": 1}), "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55");
    for (body, pointer) in [
        (json!({"decision": "approve"}), "/reports"),
        (json!({"decision": "approve", "reports": []}), "/reports"),
        (json!({"decision": "approve", "reports": [one], "query": {}}), "/reports"),
        (json!({"decision": "approve", "reports": [one, one]}), "/reports/1/id"),
        (
            json!({"decision": "approve", "reports": [{"id": missing, "version": 1}]}),
            "/reports/0/id",
        ),
        (json!({"decision": "approve", "reports": [{"id": "x", "version": 1}]}), "/reports/0/id"),
        (json!({"decision": "approve", "reason": "x", "reports": [one]}), "/reason"),
        (json!({"decision": "reject", "reports": [one]}), "/reason"),
        (json!({"decision": "reject", "reason": " ", "reports": [one]}), "/reason"),
        (json!({"decision": "extend", "reason": "x", "reports": [one]}), "/last_day"),
        (json!({"decision": "approve", "query": {"colour": "red"}}), "/query/colour"),
        (json!({"decision": "approve", "query": {"status": "red"}}), "/query/status"),
        (json!({"decision": "approve", "reports": [[id, 1]]}), "/reports/0"),
        (json!({"decision": "close", "reports": [one]}), "/decision"),
        (json!({"decision": "approve", "colour": 1, "reports": [one]}), "/colour"),
    ] {
        let answer = client.post(BULK, &body.to_string(), &[]).await.expect(422);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let twice = "{\"decision\":\"approve\",\"query\":{\"flagged\":\"no\",\"flagged\":\"yes\"}}";
    client.post(BULK, twice, &[]).await.expect_problem(422, "invalid_body");
    client.post(BULK, "[\"approve\"]", &[]).await.expect_problem(422, "invalid_body");
    let none = json!({"decision": "approve", "query": {"find": "nobody"}}).to_string();
    client.post(BULK, &none, &[]).await.expect_problem(409, "nothing_to_do");
    assert_eq!(client.get(&report).await.body["status"], "under-review");
    assert_eq!(client.get("/api/v1/jobs").await.body["items"], json!([]));
}

/// Runs the jobs that wait.
async fn work(programs: &Programs) {
    let state = &programs.fixture.app.state;
    worker::run_waiting(&state.store, &state.clock).await.unwrap();
}

#[tokio::test]
async fn a_large_job_runs_as_the_service_account_that_started_it() {
    let programs = Programs::of(ConsoleFixture::with_partners(60).await);
    let account = programs.account("d1@x.example", Role::BillingManager).await;
    let token = programs.token_as("d1@x.example", &request(&SCOPES), Some(&account)).await;
    let client = Client::new(&programs.api, &token);
    let body = "{\"decision\":\"approve\",\"query\":{\"cycle\":\"2026-10\"}}";
    let begun = client.post(BULK, body, &[]).await.expect(202);
    assert_eq!(begun.body["job"]["state"], "waiting");
    let place = begun.header("location").to_owned();
    work(&programs).await;
    let done = client.get(&place).await.expect(200);
    assert_eq!(done.body["state"], "done");
    assert_eq!(done.body["results"]["refused"], 0, "{}", done.text);
    let (mut after, mut count) = (String::new(), 0);
    loop {
        let page = client.get(&format!("{place}/items?limit=25{after}")).await.expect(200);
        count += page.body["items"].as_array().unwrap().len();
        let Some(next) = page.body["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(count as i64, done.body["total"].as_i64().unwrap());
    let item = client.get(&format!("{place}/items?limit=1")).await.expect(200);
    let report = item.body["items"][0]["report"].as_str().unwrap().to_owned();
    let report = client.get(&format!("/api/v1/usage-reports/{report}")).await.expect(200);
    let last = report.body["history"].as_array().unwrap().last().unwrap();
    assert_eq!(last["action"], "report.approve");
    assert_eq!(last["by"]["account"], "ERP", "{last}");
}

#[tokio::test]
async fn a_job_of_an_ended_account_stops() {
    let programs = Programs::of(ConsoleFixture::with_partners(60).await);
    let account = programs.account("d1@x.example", Role::BillingManager).await;
    let token = programs.token_as("d1@x.example", &request(&SCOPES), Some(&account)).await;
    let body = "{\"decision\":\"approve\",\"query\":{\"cycle\":\"2026-10\"}}";
    let begun = Client::new(&programs.api, &token).post(BULK, body, &[]).await.expect(202);
    let now = Instant::parse(crate::console::fixture::MACHINE).unwrap();
    let end = async |tx: &mut _| {
        let entry = audit::entry(Event::ServiceAccountEnded, now);
        manage_service_accounts::end(tx, &account, entry).await
    };
    programs.store().write(end).await.unwrap();
    // Another account with the same name is not the one that started the job.
    programs.account("d1@x.example", Role::BillingManager).await;
    work(&programs).await;
    let person = programs.client("d1@x.example").await;
    let job = person.get(begun.header("location")).await.expect(200);
    assert_eq!(
        (&job.body["state"], &job.body["failure"]),
        (&"failed".into(), &"left_company".into())
    );
    assert_eq!(job.body["processed"], 0);
}

#[tokio::test]
async fn a_waiting_job_is_stopped() {
    let programs = Programs::of(ConsoleFixture::with_partners(60).await);
    let client = programs.client("d1@x.example").await;
    let body = "{\"decision\":\"approve\",\"query\":{\"cycle\":\"2026-10\"}}";
    let begun = client.post(BULK, body, &[]).await.expect(202);
    let cancel = format!("{}/cancel", begun.header("location"));
    let stopped = client.post(&cancel, "", &[]).await.expect(200);
    assert_eq!(stopped.body["state"], "cancelled");
    client.post(&cancel, "", &[]).await.expect_problem(409, "job_not_waiting");
}
