//! The mappings of events as a resource, and from the command line.

use super::fixture::{Programs, on_both};
use crate::console::fixture::ConsoleFixture;
use countersign_store::installation;
use countersign_testkit::command_line::CommandLine;
use serde_json::json;
use std::time::Duration;

const MAPPINGS: &str = "/api/v1/event-mappings";
const SEATS: &str = "/api/v1/event-mappings/com.example%2Fseats";
const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
const ANY: [(&str, &str); 1] = [("if-match", "*")];

#[tokio::test]
async fn the_operator_adds_changes_and_removes_a_mapping() {
    for programs in on_both().await {
        let operator = programs.client("op@x.example").await;
        let body = "{\"provisioned\":\"/seats/assigned\",\"used\":\"/seats/active\"}";
        let put = async |body: &str, headers: &[(&str, &str)]| {
            operator.send("PUT", SEATS, body, headers).await
        };
        put(body, &ANY).await.expect_problem(412, "stale");
        let added = put(body, &[]).await.expect(201);
        let expected = json!({"type": "com.example/seats", "subscription": "subject",
            "provisioned": "/seats/assigned", "used": "/seats/active"});
        assert_eq!(added.body, expected);
        put(body, &[]).await.expect_problem(428, "precondition_required");
        let seen = operator.get(SEATS).await.expect(200);
        assert_eq!((&seen.body, seen.header("etag")), (&expected, added.header("etag")));
        let changed = "{\"subscription\":\"/tenant\",\"provisioned\":\"/seats\",\"used\":null}";
        let changed = put(changed, &[("if-match", added.header("etag"))]).await.expect(200);
        assert_eq!(
            (&changed.body["subscription"], &changed.body["used"]),
            (&"/tenant".into(), &json!(null))
        );
        put(body, &[("if-match", added.header("etag"))]).await.expect_problem(412, "stale");
        let all = operator.get(MAPPINGS).await.expect(200);
        assert_eq!(all.body["items"], json!([changed.body]));
        for (body, pointer) in [
            ("{\"provisioned\":\"seats\"}", "/provisioned"),
            ("{\"provisioned\":\"/a\",\"used\":\"\"}", "/used"),
            ("{\"provisioned\":\"/a\",\"subscription\":\"source\"}", "/subscription"),
            ("{\"provisioned\":\"/a\",\"colour\":\"/b\"}", "/colour"),
        ] {
            let refused = put(body, &ANY).await.expect_problem(422, "invalid_body");
            assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{}", refused.text);
        }
        let body = "{\"provisioned\":\"/a\"}";
        let hidden = operator.send("PUT", &format!("{MAPPINGS}/a%0Ab"), body, &[]).await;
        hidden.expect_problem(422, "invalid_body");
        operator.send("DELETE", SEATS, "", &[]).await.expect_problem(428, "precondition_required");
        let stale = [("if-match", added.header("etag"))];
        operator.send("DELETE", SEATS, "", &stale).await.expect_problem(412, "stale");
        assert_eq!(operator.send("DELETE", SEATS, "", &ANY).await.expect(204).text, "");
        operator.get(SEATS).await.expect_problem(404, "not_found");
        assert_eq!(operator.get(MAPPINGS).await.body["items"], json!([]));
        let audit = operator.get("/api/v1/audit").await.expect(200).text;
        assert_eq!(audit.matches("event-mapping-changed").count(), 3, "{audit}");
    }
}

#[tokio::test]
async fn the_command_line_does_the_same() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let file = programs.fixture.folder.path().join("countersign.db");
    let program = CommandLine::new(BINARY, format!("sqlite:{}", file.display()));
    let run = |arguments: &str, status| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        program.expect(&[&["source"][..], &arguments].concat(), status).unwrap()
    };
    let map = "map com.example.seats --provisioned /seats --used /used";
    assert_eq!(run(map, 0).out, "the mapping is added\n");
    let again = format!("{map} --subscription /tenant");
    assert_eq!(run(&again, 0).out, "the mapping is changed\n");
    let listed = run("mappings", 0).out;
    for part in ["com.example.seats", "/tenant", "/seats", "/used"] {
        assert!(listed.contains(part), "{listed}");
    }
    let wrong = run("map x --provisioned seats", 2).err;
    assert!(wrong.contains("a JSON pointer into the data"), "{wrong}");
    assert_eq!(run("unmap com.example.seats", 0).out, "the mapping is removed\n");
    assert!(run("unmap com.example.seats", 2).err.contains("there is no mapping"));
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins() {
    for programs in on_both().await {
        let operator = programs.client("op@x.example").await;
        let put = async |place: &str, tag: &str| {
            let body = json!({"provisioned": place}).to_string();
            let tag = [("if-match", tag)];
            let headers: &[(&str, &str)] = if tag[0].1.is_empty() { &[] } else { &tag };
            operator.send("PUT", SEATS, &body, headers).await
        };
        let added = put("/first", "").await.expect(201);
        // Both requests begin while another transaction holds the lock, and end after it.
        let mut held = programs.store().begin().await.unwrap();
        installation::take_work_lock(&mut held).await.unwrap();
        let release = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            held.rollback().await.unwrap();
        };
        let tag = added.header("etag");
        let (a, b, ()) = tokio::join!(put("/a", tag), put("/b", tag), release);
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", a.text, b.text);
        let won = if a.status == 200 { a } else { b };
        assert_eq!(operator.get(SEATS).await.expect(200).body, won.body);
    }
}
