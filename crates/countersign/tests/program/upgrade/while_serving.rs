//! A `serve` of an older version that runs while a newer program upgrades the database changes
//! nothing more and says why. Once the newer version's step is gone, it goes on.
//!
//! SQL here: a step of a program that does not exist yet.

use crate::databases::fixture::Serving;
use crate::upgrade::after_upgrade::{engines, program, program_with_fresh_schema};
use countersign_store::copy::contents;
use countersign_store::{DatabaseUrl, Store};
use reqwest::Client;
use std::net::TcpListener;
use std::time::Duration;

const NEWER: &str = "INSERT INTO schema_migrations SELECT 99, 'of_tomorrow', hash, applied_at \
    FROM schema_migrations WHERE version = 1";
const BACK: &str = "DELETE FROM schema_migrations WHERE version = 99";

/// A port that nothing listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn get(client: &Client, address: &str, language: &str) -> (u16, String) {
    let answer = client.get(address).header("accept-language", language).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Waits until the result of the last check is no longer reused.
async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(1_200)).await;
}

/// Every page of an upgraded database is refused with the reason, in the reader's language.
async fn pages_say_why(client: &Client, origin: &str) {
    for (path, language, said) in [
        ("/sign-in", "en", "this server still runs the older version"),
        ("/usage-reports", "de", "auf diesem Server läuft noch die alte"),
        ("/settings", "ja", "まだ古いバージョンが動作しています"),
    ] {
        let (status, page) = get(client, &format!("{origin}{path}"), language).await;
        assert_eq!(status, 503, "{page}");
        assert!(page.contains(said), "{page}");
    }
    let form = client.post(format!("{origin}/sign-in")).body("email=a&password=b").send().await;
    assert_eq!(form.unwrap().status().as_u16(), 503);
}

/// The probes say that the program is alive, not ready, and why.
async fn probes_say_why(client: &Client, origin: &str, metrics: &str) {
    assert_eq!(get(client, &format!("{origin}/healthz"), "en").await.0, 200);
    let not_ready = (503, "not ready\n".to_owned());
    assert_eq!(get(client, &format!("{origin}/readyz"), "en").await, not_ready);
    let (status, reasons) = get(client, &format!("{metrics}/readyz"), "en").await;
    assert_eq!(status, 503);
    for reason in ["ok       database", "failing  schema", "schema step 99 (of_tomorrow)"] {
        assert!(reasons.contains(reason), "{reasons}");
    }
}

#[tokio::test]
async fn serve_of_an_older_version_writes_nothing_into_a_newer_schema_and_says_why() {
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = Client::builder().no_proxy().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let url = program_with_fresh_schema(&databases).database;
        let metrics = format!("127.0.0.1:{}", free_port());
        let options = ["--metrics", &metrics, "--log-format", "json"];
        let mut serving = Serving::start(&url, &options);
        let (origin, metrics) = (serving.origin.clone(), format!("http://{metrics}"));
        assert_eq!(get(&client, &format!("{origin}/sign-in"), "en").await.0, 200);
        assert_eq!(get(&client, &format!("{origin}/readyz"), "en").await.0, 200);

        let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
        let mut upgrade = store.begin_upgrade().await.unwrap();
        upgrade.tx().execute(NEWER, &[]).await.unwrap();
        upgrade.commit().await.unwrap();
        let store = Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
        let before = contents(&store, |_| {}).await.unwrap();
        a_moment().await;
        pages_say_why(&client, &origin).await;
        probes_say_why(&client, &origin, &metrics).await;
        let add = ["user", "add", "a@x.example", "--name", "A", "--company", "operator"];
        let add = [&add[..], &["--role", "Administrator"]].concat();
        let refused = program(url.clone()).expect(&add, 2).unwrap().err;
        assert!(refused.contains("made by a newer countersign"), "{refused}");
        assert_eq!(contents(&store, |_| {}).await.unwrap(), before, "nothing was written");
        serving.until("\"database-upgraded\"");

        store.write(async |tx| tx.execute(BACK, &[]).await).await.unwrap();
        a_moment().await;
        assert_eq!(get(&client, &format!("{origin}/sign-in"), "en").await.0, 200);
        assert_eq!(get(&client, &format!("{origin}/readyz"), "en").await.0, 200);
    }
}
