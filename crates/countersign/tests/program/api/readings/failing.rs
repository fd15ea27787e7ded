//! The database goes away: nothing is acknowledged that is not stored.

use super::{NDJSON, READINGS, item, lines, meter, results, stored};
use crate::api::client::Sending;
use crate::api::fixture::Programs;
use crate::console::fixture::ConsoleFixture;
use countersign_testkit::databases::Databases;
use countersign_testkit::proxy::Proxy;

async fn through_a_proxy() -> (Programs, Proxy) {
    let (proxy, through) = Proxy::to_url(&Databases::Postgres.fresh().unwrap());
    (Programs::of(ConsoleFixture::on(&through).await), proxy)
}

#[tokio::test]
async fn a_database_that_is_away_is_a_problem_and_nothing_is_stored() {
    let (programs, proxy) = through_a_proxy().await;
    let client = meter(&programs).await;
    let line = item("S1", "2026-12-01", "5");
    let json = format!("{{\"readings\":[{line}]}}");
    proxy.cut();
    client.post(READINGS, &line, &[NDJSON]).await.expect_problem(503, "unavailable");
    client.post(READINGS, &json, &[]).await.expect_problem(503, "unavailable");
    proxy.open();
    assert_eq!(stored(&programs, "2026-12-01").await.len(), 0);
    client.post(READINGS, &line, &[NDJSON]).await.expect(200);
}

#[tokio::test]
async fn a_database_that_goes_away_ends_the_answer_after_the_stored_readings() {
    let (programs, proxy) = through_a_proxy().await;
    let client = meter(&programs).await;
    let mut sending = Sending::begin(&client, READINGS, &[NDJSON]);
    sending.send(&format!("{}\n", item("S1", "2026-12-01", "5")));
    assert_eq!(results(&lines(&sending.next_line().await)), ["created"]);
    proxy.cut();
    sending.send(&format!("{}\n", item("S1", "2026-12-02", "5")));
    let rest = lines(&sending.rest().await);
    assert_eq!(results(&rest), ["aborted"]);
    assert_eq!(rest[0]["error"]["code"], "unavailable");
    proxy.open();
    assert_eq!(stored(&programs, "2026-12-01").await.len(), 1);
    assert_eq!(stored(&programs, "2026-12-02").await.len(), 0);
}
