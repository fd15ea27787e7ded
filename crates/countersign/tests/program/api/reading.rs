//! Reading the list and single reports.

use super::client::Answer;
use super::fixture::{Programs, on_both};
use crate::console::dispatches::{agreed, send_all};
use crate::console::fixture::ConsoleFixture;

const LIST: &str = "/api/v1/usage-reports?cycle=2026-10";

#[tokio::test]
async fn the_list_has_every_filter_and_order_and_ends() {
    for programs in on_both().await {
        let operator = programs.client("op@x.example").await;
        let page = operator.get(LIST).await.expect(200);
        let of = |answer: &Answer| -> Vec<String> {
            let items = answer.body["items"].as_array().unwrap().iter();
            items.map(|it| it["partner"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(of(&page), ["P1", "P2", "P3"]);
        assert!(page.body["next"].is_null());
        for (query, expected) in [
            ("&sort=-partner", vec!["P3", "P2", "P1"]),
            ("&find=fjord", vec!["P3"]),
            ("&status=preparing", vec!["P1", "P2", "P3"]),
            ("&status=approved", vec![]),
            ("&flagged=yes", vec![]),
        ] {
            let page = operator.get(&format!("{LIST}{query}")).await.expect(200);
            assert_eq!(of(&page), expected, "{query}");
        }
        // Without a cycle, the latest one with reports.
        assert_eq!(of(&operator.get("/api/v1/usage-reports").await.expect(200)).len(), 3);
        let distributor = programs.client("d1@x.example").await;
        assert_eq!(of(&distributor.get(LIST).await.expect(200)), ["P1", "P2"]);
        let partner = programs.client("p1@x.example").await;
        assert_eq!(of(&partner.get("/api/v1/usage-reports").await.expect(200)), ["P1"]);
        let vendor = programs.client("v@x.example").await;
        assert_eq!(of(&vendor.get(LIST).await.expect(200)).len(), 0);
    }
}

#[tokio::test]
async fn pages_follow_each_other_in_a_stable_order() {
    for programs in on_both().await {
        let operator = programs.client("op@x.example").await;
        for sort in ["partner", "-partner", "surprise", "due", "-city", "status"] {
            let whole = operator.get(&format!("{LIST}&sort={sort}")).await.expect(200);
            let (mut after, mut seen) = (String::new(), Vec::new());
            loop {
                let page = operator.get(&format!("{LIST}&sort={sort}&limit=1{after}")).await;
                let page = page.expect(200);
                seen.extend(page.body["items"].as_array().unwrap().clone());
                let Some(next) = page.body["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            assert_eq!(&seen, whole.body["items"].as_array().unwrap(), "{sort}");
            assert_eq!(seen.len(), 3);
        }
    }
}

#[tokio::test]
async fn what_the_list_does_not_know_is_refused() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let client = programs.client("d1@x.example").await;
    for (query, code, parameter) in [
        ("colour=red", "unknown_parameter", "colour"),
        ("ids=1", "unknown_parameter", "ids"),
        ("limit=0", "bad_request", "limit"),
        ("limit=201", "bad_request", "limit"),
        ("limit=1.5", "bad_request", "limit"),
        ("after=x", "bad_request", "after"),
        ("find=a%00b", "bad_request", "find"),
        ("status=approved&status=rejected", "bad_request", "status"),
    ] {
        let answer = client.get(&format!("/api/v1/usage-reports?{query}")).await;
        let answer = answer.expect_problem(400, code);
        assert_eq!(answer.body["errors"][0]["parameter"], parameter, "{query}");
    }
    let report = client.report().await;
    client.get(&format!("{report}?x=1")).await.expect_problem(400, "unknown_parameter");
}

#[tokio::test]
async fn a_report_says_what_it_is_made_of() {
    for programs in on_both().await {
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        let answer = client.get(&report).await.expect(200);
        let body = &answer.body;
        assert_eq!(body["cycle"], "2026-10");
        assert_eq!(body["status"], "preparing");
        assert_eq!(body["deadline"], "2026-11-08T23:00:00Z");
        assert_eq!(body["version"], 1);
        let line = &body["lines"][0];
        assert_eq!((&line["product"], &line["unit"]), (&"EP".into(), &"Seats".into()));
        // Quantities are strings.
        assert_eq!((&line["provisioned"], &line["used"]), (&"1000".into(), &"780".into()));
        assert_eq!(line["violation"], true);
        assert_eq!(body["comments_needed"].as_array().unwrap().len(), 1);
        let subscriptions = line["subscriptions"].as_array().unwrap().iter();
        let subscriptions = subscriptions.map(|it| it["subscription"].as_str().unwrap());
        assert_eq!(subscriptions.collect::<Vec<_>>(), ["S1", "S2"]);
        let made = &body["history"][0];
        assert_eq!(
            (&made["action"], &made["by"]["kind"]),
            (&"report.make".into(), &"system".into())
        );
        assert_eq!(body["documents"].as_array().unwrap().len(), 0);
        assert!(answer.header("etag").starts_with("\"1."), "{}", answer.header("etag"));
        let tag = answer.header("etag").to_owned();
        let again = client.send("GET", &report, "", &[("if-none-match", &tag)]).await.expect(304);
        assert_eq!((again.text.as_str(), again.header("etag")), ("", tag.as_str()));
        // A proxy that packs the answer makes its tag weak.
        let weak = format!("\"a,b\", W/{tag}");
        client.send("GET", &report, "", &[("if-none-match", &weak)]).await.expect(304);
        let document = client.get(&format!("{report}/document")).await.expect(200);
        assert_eq!(document.body["partner"], "P1");
        assert_eq!(document.header("content-type"), "application/x-ndjson");
    }
}

#[tokio::test]
async fn vendors_do_not_learn_from_the_list_what_happens_after_the_dispatch() {
    let fixture = agreed().await;
    send_all(&fixture.sign_in("d1@x.example").await, &[]).await;
    let programs = Programs::of(fixture);
    for (email, sees) in [("v@x.example", false), ("d1@x.example", true)] {
        let page = programs.client(email).await.get(LIST).await.expect(200);
        let items = page.body["items"].as_array().unwrap();
        assert!(!items.is_empty(), "{}", page.text);
        for item in items {
            assert_eq!(item.get("version").is_some(), sees, "{email}: {item}");
        }
    }
}

#[tokio::test]
async fn the_quota_is_in_every_answer_and_ends() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let client = programs.client("d1@x.example").await;
    let first = client.get(LIST).await.expect(200);
    assert_eq!(first.header("ratelimit-policy"), "\"token\";q=600;w=60, \"company\";q=3000;w=60");
    assert!(first.header("ratelimit").starts_with("\"token\";r=599;t="), "{first:?}");
    client.get("/api/v1/usage-reports?x=1").await.expect(400);
    for _ in 2..600 {
        client.get("/api/v1/usage-reports?x=1").await;
    }
    let over = client.get(LIST).await.expect_problem(429, "too_many_requests");
    assert!(over.header("retry-after").parse::<i64>().unwrap() <= 60);
    assert!(over.header("ratelimit").starts_with("\"token\";r=0;t="), "{over:?}");
    let colleague = programs.client("d1billing@x.example").await;
    colleague.get(LIST).await.expect(200);
}

#[tokio::test]
async fn the_pages_of_late_differences_keep_the_cycle_of_the_first() {
    const LIST: &str = "/api/v1/late-differences?limit=1";
    for programs in on_both().await {
        let (fixture, client) = (&programs.fixture, programs.client("d1@x.example").await);
        fixture.clock_to("2026-12-20T00:00:00Z").await;
        let october = ["S1,2026-10-05,2000,1900", "S3,2026-10-05,700,600"];
        fixture.add_readings(&october).await;
        fixture.clock_to("2026-12-21T00:00:00Z").await;
        let first = client.get(LIST).await.expect(200);
        let after = first.body["next"].as_str().unwrap().to_owned();
        let partner = |page: &Answer| page.body["items"][0]["partner"].clone();
        assert_eq!(
            (partner(&first), &first.body["items"][0]["cycle"]),
            ("P1".into(), &"2026-10".into())
        );

        // November is the latest cycle with late differences now.
        fixture.add_readings(&[&october[..], &["S1,2026-11-05,2000,1900"]].concat()).await;
        fixture.clock_to("2026-12-22T00:00:00Z").await;
        let latest = client.get(LIST).await.expect(200);
        assert_eq!(latest.body["items"][0]["cycle"], "2026-11");
        let second = client.get(&format!("{LIST}&after={after}")).await.expect(200);
        assert_eq!((partner(&second), second.body["next"].is_null()), ("P2".into(), true));
        let other = client.get(&format!("{LIST}&after={after}&cycle=2026-11")).await;
        assert_eq!(other.status, 400, "{}", other.text);
    }
}
