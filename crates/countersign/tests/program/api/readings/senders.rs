//! Whose readings a token may send, and what is recorded of it.

use super::{NDJSON, READINGS, item, lines, meter, meter_of, results, stored};
use crate::api::client::Client;
use crate::api::fixture::{on_both, request};
use countersign_domain::actor::Role;
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_store::audit;

#[tokio::test]
async fn a_company_sends_readings_of_its_own_subscriptions_and_knows_of_no_others() {
    for programs in on_both().await {
        let body: Vec<String> =
            ["S1", "S2", "S3", "S4", "S9"].map(|code| item(code, "2026-12-01", "5")).into();
        let (yes, no) = ("created", "refused");
        for (email, expected) in [
            ("p1@x.example", [yes, yes, no, no, no]),
            ("p4@x.example", [no; 5]),
            ("d2@x.example", [no, no, no, yes, no]),
            ("d1@x.example", ["unchanged", "unchanged", yes, no, no]),
            ("v@x.example", ["unchanged", "unchanged", "unchanged", "unchanged", no]),
        ] {
            let client = meter_of(&programs, email).await;
            let answer = client.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
            let lines = lines(&answer.text);
            assert_eq!(results(&lines), expected, "{email}");
            for (line, code) in lines.iter().zip(["S1", "S2", "S3", "S4", "S9"]) {
                let detail = line["error"]["detail"].as_str();
                let unknown = format!("Found \"{code}\", expected a known subscription.");
                assert!(detail.is_none_or(|detail| detail == unknown), "{email}: {line}");
            }
        }
        assert_eq!(stored(&programs, "2026-12-01").await.len(), 4);
    }
}

#[tokio::test]
async fn the_owner_in_the_cycle_of_a_reading_sends_it() {
    for programs in on_both().await {
        programs.fixture.add_vendor().await;
        let operator = programs.client("op@x.example").await;
        // All of them count for their new owners from November on. S2 had P1, S3 a product of ACME,
        // and S4 had P3 and D2.
        for (path, body) in [
            ("customers/C2", "{\"partner\":\"P4\"}"),
            ("subscriptions/S3", "{\"product\":\"OTHERPRODUCT\"}"),
            ("subscriptions/S4", "{\"customer\":\"C1\"}"),
        ] {
            let path = format!("/api/v1/{path}");
            operator.send("PUT", &path, body, &[("if-match", "*")]).await.expect(200);
        }
        // October ends in Berlin and Oslo an hour before it ends in UTC.
        let instants = ["2026-10-15T08", "2026-10-31T22", "2026-10-31T23", "2026-11-15T08"];
        let (october, november) = ([true, true, false, false], [false, false, true, true]);
        for (email, subscription, expected) in [
            ("p1@x.example", "S2", october),
            ("p4@x.example", "S2", november),
            ("v@x.example", "S3", october),
            ("d2@x.example", "S4", october),
            ("d1@x.example", "S4", november),
        ] {
            let client = meter_of(&programs, email).await;
            let body = instants.map(|at| item(subscription, &format!("{at}:30:00Z"), "5"));
            let answer = client.post(READINGS, &body.join("\n"), &[NDJSON]).await.expect(200);
            let lines = lines(&answer.text);
            let expected = expected.map(|sends| if sends { "created" } else { "refused" });
            assert_eq!(results(&lines), expected, "{email}");
            for line in lines.iter().filter(|line| line["result"] == "refused") {
                assert_eq!(line["error"]["code"], "unknown_subscription", "{email}: {line}");
            }
        }
    }
}

#[tokio::test]
async fn of_the_operators_roles_only_those_that_change_the_directory_send_readings() {
    for programs in on_both().await {
        let operator = programs.person("op@x.example").await;
        let account = programs.account_of(&operator, Role::SupportEngineer).await;
        let wanted = request(&[Scope::ReadingsWrite]);
        let token = programs.token_of(&operator, &wanted, Some(&account)).await;
        let client = Client::new(&programs.api, &token);
        let body = item("S1", "2026-12-01", "5");
        client.post(READINGS, &body, &[NDJSON]).await.expect_problem(403, "forbidden");
        let json = format!("{{\"readings\":[{body}]}}");
        client.post(READINGS, &json, &[]).await.expect_problem(403, "forbidden");
        assert_eq!(stored(&programs, "2026-12-01").await, []);
    }
}

#[tokio::test]
async fn a_request_that_stores_a_reading_is_an_entry_of_the_audit_record() {
    for programs in on_both().await {
        let client = meter(&programs).await;
        let now = programs.fixture.app.state.clock.machine_time();
        let count = async || {
            let mut count = 0;
            let read = async |tx: &mut _| {
                audit::each_since(tx, now, |entry| {
                    count += u64::from(entry.entry.event == Event::Imported);
                    Ok(())
                })
                .await
            };
            programs.store().reading(read).await.unwrap();
            count
        };
        let before = count().await;
        let body = item("S1", "2026-12-01", "5");
        for (body, entries) in [(body.as_str(), 1), (&body, 1), ("x", 1)] {
            client.post(READINGS, body, &[NDJSON]).await.expect(200);
            assert_eq!(count().await - before, entries);
        }
    }
}
