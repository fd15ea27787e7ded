//! A decision on one report is undone by the person who made it, within five minutes.

use super::client::Client;
use super::dispatching::agreed;
use super::fixture::{Programs, SCOPES, on_both, request};
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::workflow::UNDO_MICROS;

/// Rejects the report; the `ETag` of the decision.
async fn rejected(client: &Client, report: &str) -> String {
    let tag = client.tag(report).await;
    let body = r#"{"reasons":"Which branch?"}"#;
    let done = client.post(&format!("{report}/reject"), body, &[("if-match", &tag)]).await;
    done.expect(200).header("etag").to_owned()
}

#[tokio::test]
async fn the_person_who_made_a_decision_undoes_it_once() {
    for programs in on_both().await {
        agreed(&programs).await;
        let client = programs.client("d1@x.example").await;
        let report = client.report().await;
        let before = client.get(&report).await.expect(200);
        assert_eq!(before.body["status"], "under-review");
        let undo = format!("{report}/undo");
        let any = [("if-match", "*")];
        client.post(&undo, "", &any).await.expect_problem(409, "nothing_to_undo");
        let tag = rejected(&client, &report).await;
        client.post(&undo, "", &[]).await.expect_problem(428, "precondition_required");
        let stale = [("if-match", before.header("etag"))];
        client.post(&undo, "", &stale).await.expect_problem(412, "stale");
        let colleague = programs.client("d1billing@x.example").await;
        let theirs = colleague.post(&undo, "", &any).await;
        theirs.expect_problem(403, "decision_of_another");

        let headers = [("if-match", tag.as_str()), ("idempotency-key", "u1")];
        let undone = client.post(&undo, "", &headers).await.expect(200);
        assert_eq!(undone.body["result"], "done");
        assert_eq!(undone.body["status"], "under-review");
        let after = client.get(&report).await.expect(200);
        assert_eq!(after.body["deadline"], before.body["deadline"]);
        assert_eq!(after.body["version"], undone.body["version"]);
        let replayed = client.post(&undo, "", &headers).await.expect(200);
        assert_eq!(replayed.text, undone.text);
        let twice = client.post(&undo, "", &any).await.expect(200);
        assert_eq!(twice.body["result"], "unchanged");
        assert_eq!(undos(&programs).await.len(), 1, "one entry of the audit record");
    }
}

/// What the audit record says of each decision that was undone.
async fn undos(programs: &Programs) -> Vec<String> {
    let mut found = Vec::new();
    let read = async |tx: &mut _| {
        countersign_store::audit::each_since(tx, Instant::from_micros(0), |it| {
            if it.entry.event == Event::DecisionsUndone {
                found.extend(it.entry.about);
            }
            Ok(())
        })
        .await
    };
    programs.store().reading(read).await.unwrap();
    found
}

#[tokio::test]
async fn after_five_minutes_a_decision_stays_and_a_program_undoes_as_its_person() {
    for programs in on_both().await {
        agreed(&programs).await;
        let account = programs.account("d1@x.example", Role::BillingManager).await;
        let token = programs.token_as("d1@x.example", &request(&SCOPES), Some(&account)).await;
        let client = Client::new(&programs.api, &token);
        let report = client.report().await;
        let tag = rejected(&client, &report).await;
        // The clock of this rehearsal stands still until it is moved.
        let decided = Instant::parse("2026-11-20T00:00:00Z").unwrap();
        let person = programs.client("d1@x.example").await;
        let undo = format!("{report}/undo");
        let undone = person.post(&undo, "", &[("if-match", &tag)]).await.expect(200);
        assert_eq!(undone.body["status"], "under-review", "the account acts for this person");
        let tag = rejected(&client, &report).await;
        programs.fixture.clock_to(&decided.plus_micros(UNDO_MICROS).to_string()).await;
        let late = client.post(&undo, "", &[("if-match", &tag)]).await;
        late.expect_problem(409, "too_late_to_undo");
        assert_eq!(client.get(&report).await.body["status"], "rejected");
    }
}
