//! Bodies that arrive in pieces, end in the middle, or have many lines.

use super::{NDJSON, READINGS, item, lines, meter, meter_of, results, stored};
use crate::api::client::{Client, Sending};
use crate::api::fixture::{on_both, request};
use countersign_app::actions::{audit, manage_service_accounts};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_store::subscriptions::{self, Subscription};
use countersign_store::{StoreError, Tx};
use std::fmt::Write as _;

#[tokio::test]
async fn lines_are_answered_while_the_body_arrives_and_a_cut_one_is_refused() {
    for programs in on_both().await {
        let client = meter(&programs).await;
        let mut sending = Sending::begin(&client, READINGS, &[NDJSON]);
        sending.send(&format!("{}\n", item("S1", "2026-12-01T10:00:00Z", "5")));
        assert_eq!(results(&lines(&sending.next_line().await)), ["created"]);
        // A number that is cut off could be another one.
        let (whole, cut) =
            (item("S1", "2026-12-01T11:00:00Z", "6"), item("S1", "2026-12-01T12:00:00Z", "71"));
        sending.send(&format!("{whole}\n{}", &cut[..cut.len() - 1]));
        sending.cut();
        let rest = lines(&sending.rest().await);
        assert_eq!(results(&rest), ["created", "refused", "aborted"]);
        assert_eq!((&rest[1]["row"], &rest[1]["error"]["code"]), (&3.into(), &"cut_off".into()));
        assert_eq!(stored(&programs, "2026-12-01").await.len(), 2);
        // Sending all of it again is harmless.
        let again = format!("{}\n{whole}\n{cut}", item("S1", "2026-12-01T10:00:00Z", "5"));
        let again = client.post(READINGS, &again, &[NDJSON]).await.expect(200);
        assert_eq!(results(&lines(&again.text)), ["unchanged", "unchanged", "created"]);
    }
}

#[tokio::test]
async fn a_body_ends_with_the_right_to_send_it() {
    for programs in on_both().await {
        let (person, operator) =
            (programs.person("p1@x.example").await, programs.person("op@x.example").await);
        let account = programs.account_of(&person, person.role).await;
        let wanted = request(&[Scope::ReadingsWrite]);
        let token = programs.token_of(&operator, &wanted, Some(&account)).await;
        let client = Client::new(&programs.api, &token);
        let mut sending = Sending::begin(&client, READINGS, &[NDJSON]);
        sending.send(&format!("{}\n", item("S1", "2026-12-01T10:00:00Z", "5")));
        assert_eq!(results(&lines(&sending.next_line().await)), ["created"]);
        let now = programs.fixture.app.state.clock.machine_time();
        let end = async |tx: &mut _| {
            let entry = audit::entry(Event::ServiceAccountEnded, now);
            manage_service_accounts::end(tx, &account, entry).await
        };
        programs.store().write(end).await.unwrap();
        sending.send(&format!("{}\n", item("S1", "2026-12-01T11:00:00Z", "6")));
        let rest = lines(&sending.rest().await);
        assert_eq!(results(&rest), ["aborted"]);
        assert_eq!(rest[0]["error"]["code"], "token_revoked");
        assert_eq!(stored(&programs, "2026-12-01").await.len(), 1);
    }
}

#[tokio::test]
async fn one_bad_line_among_many_is_refused_and_the_others_are_stored() {
    for programs in on_both().await {
        let client = meter(&programs).await;
        let (count, bad) = (70_000, 40_000);
        let mut body = String::new();
        for number in 1..=count {
            let second = number - 1;
            let (hour, minute) = (second / 3_600, second / 60 % 60);
            let at = format!("2026-12-01T{hour:02}:{minute:02}:{:02}Z", second % 60);
            let provisioned = if number == bad { "x" } else { "5" };
            writeln!(body, "{}", item("S1", &at, provisioned)).unwrap();
        }
        let answer = client.post(READINGS, &body, &[NDJSON]).await.expect(200);
        let mut seen = 0;
        for (number, line) in (1..).zip(answer.text.lines()) {
            seen += 1;
            let expected = if number == bad { "\"refused\"" } else { "\"created\"" };
            assert!(
                line.starts_with(&format!("{{\"row\":{number},\"result\":{expected}")),
                "{line}"
            );
        }
        assert_eq!(seen, count);
        assert_eq!(stored(&programs, "2026-12-01").await.len(), count - 1);
    }
}

#[tokio::test]
async fn a_program_sends_one_body_of_any_length_after_the_other() {
    let [programs, _] = on_both().await;
    let (client, other) = (meter(&programs).await, meter_of(&programs, "p1@x.example").await);
    let line = item("S1", "2026-12-01", "5");
    let mut open = Sending::begin(&client, READINGS, &[NDJSON]);
    open.send(&format!("{line}\n"));
    open.next_line().await;
    let second = client.post(READINGS, &line, &[NDJSON]).await;
    let second = second.expect_problem(429, "too_many_requests");
    assert_eq!(second.header("retry-after"), "5");
    other.post(READINGS, &line, &[NDJSON]).await.expect(200);
    // A body of a known length is not counted.
    let json = format!("{{\"readings\":[{line}]}}");
    client.post(READINGS, &json, &[]).await.expect(200);
    open.rest().await;
}

/// From some number of them on, they are not looked up one by one.
#[tokio::test]
async fn a_body_may_have_readings_of_thousands_of_subscriptions() {
    for programs in on_both().await {
        let store = programs.store();
        let count = async |tx: &mut Tx| {
            let mut known = 0;
            subscriptions::each(tx, |_| known += 1).await?;
            Ok::<i64, StoreError>(known)
        };
        let known = store.reading(count).await.unwrap();
        let many: Vec<Subscription> = (1..=5_000)
            .map(|number| Subscription {
                id: known + number,
                code: format!("MANY-{number}"),
                customer_id: 1,
                product_id: 1,
                plan: None,
                billable: true,
                ends_on: None,
                home_partner_id: 5,
            })
            .collect();
        store.write(async |tx| subscriptions::insert(tx, &many).await).await.unwrap();
        let codes = many.iter().map(|it| it.code.as_str()).chain(["UNKNOWN", "S1"]);
        let body: String = codes.map(|code| item(code, "2026-12-01", "5") + "\n").collect();
        let client = meter(&programs).await;
        let lines = lines(&client.post(READINGS, &body, &[NDJSON]).await.expect(200).text);
        let mut expected = vec!["created"; 5_002];
        expected[5_000] = "refused";
        assert_eq!(results(&lines), expected);
        let day = stored(&programs, "2026-12-01").await;
        assert_eq!(day.len(), 5_001);
        assert_eq!(day.iter().map(|it| it.subscription_id).max(), Some(known + 5_000));
    }
}

/// A directory that is read as a whole gives each subscription the number of its place.
#[tokio::test]
async fn of_the_directory_only_the_subscriptions_of_the_readings_are_read() {
    for programs in on_both().await {
        let far = Subscription {
            id: 1_000_000,
            code: "FAR".to_owned(),
            customer_id: 1,
            product_id: 1,
            plan: None,
            billable: true,
            ends_on: None,
            home_partner_id: 5,
        };
        let add = async |tx: &mut _| subscriptions::insert(tx, std::slice::from_ref(&far)).await;
        programs.store().write(add).await.unwrap();
        let (client, body) = (meter(&programs).await, item("FAR", "2026-12-01", "5"));
        let lines = lines(&client.post(READINGS, &body, &[NDJSON]).await.expect(200).text);
        assert_eq!(results(&lines), ["created"]);
        let json = format!("{{\"readings\":[{body}]}}");
        let answer = client.post(READINGS, &json, &[]).await.expect(200);
        assert_eq!(answer.body["unchanged"], 1, "{}", answer.text);
        let day = stored(&programs, "2026-12-01").await;
        assert_eq!(day.iter().map(|it| it.subscription_id).collect::<Vec<_>>(), [1_000_000]);
    }
}
