//! Whose readings a token may send, and what is recorded of it.

use super::{NDJSON, READINGS, item, lines, meter, meter_of, results, stored};
use crate::api::fixture::on_both;
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
