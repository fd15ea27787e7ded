//! The log of refused requests, and what it never contains.

use crate::identity::log::Log;
use crate::identity::world::{BEN, EVA, OPA, PASSWORD, World, number};
use countersign_app::identity::link::LinkPurpose;
use futures_util::{FutureExt, poll};

/// The log lines of refusals, without their time.
fn refusals(log: &Log) -> Vec<String> {
    let lines = log.text();
    let of = |line: &str| line.split_once(" refused: ").map(|(_, rest)| rest.to_owned());
    lines.lines().filter_map(of).collect()
}

#[tokio::test]
async fn a_request_for_what_its_sender_may_not_have_is_in_the_log() {
    let world = World::new().await;
    let mut ben = world.signed_in(BEN).await;
    let mut eva = world.signed_in(EVA).await;
    let mut forged = world.browser();
    forged.put_cookie("session", ben.cookie("session").unwrap());
    let (mut stranger, theirs) = (world.browser(), format!("/people/{}", number(OPA)));
    stranger.address = Some("192.0.2.7");
    let log = Log::listen();
    ben.get("/people/add").await;
    eva.get(&theirs).await;
    forged.post("/account/name", &[("name", "Mallory")]).await;
    stranger.get("/sign-in?next=%00").await;
    stranger.get("/wp-login.php").await;
    stranger.get("/usage-reports").await;
    let by = |email| format!("person={} company=2 from=127.0.0.1", number(email));
    let expected = [
        format!("why=\"forbidden\" method=\"GET\" path=\"/people/add\" {}", by(BEN)),
        format!("why=\"not-found\" method=\"GET\" path=\"{theirs}\" {}", by(EVA)),
        format!("why=\"foreign-form\" method=\"POST\" path=\"/account/name\" {}", by(BEN)),
        "why=\"bad-request\" method=\"GET\" path=\"/sign-in\" from=192.0.2.7".to_owned(),
    ];
    let told = refusals(&log);
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (line, expected) in told.iter().zip(expected) {
        assert!(line.starts_with("refused request=\"") && line.ends_with(&expected), "{line}");
    }
}

#[tokio::test]
async fn too_many_requests_of_one_address_are_in_the_log() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.address = Some("192.0.2.7");
    let mut held: Vec<_> = (0..100).map(|_| browser.hang("/sign-in").boxed_local()).collect();
    for request in &mut held {
        assert!(poll!(request).is_pending());
    }
    let log = Log::listen();
    assert_eq!(browser.get("/sign-in").await.status, 429);
    let told = refusals(&log);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("too many requests at once"), "{told:?}");
    assert!(told[0].ends_with("from=192.0.2.7"), "{told:?}");
}

#[tokio::test]
async fn what_lets_in_is_never_in_the_log() {
    let world = World::new().await;
    let link = world.link(LinkPurpose::Reset, BEN).await;
    let log = Log::listen();
    let mut browser = world.signed_in(EVA).await;
    let fields = [("current", "not my secret"), ("password", "another fine secret")];
    browser.post("/account/password", &fields).await.refuses(&[]);
    browser.post(&link, &[("password", "\0 a broken secret")]).await;
    let session = browser.cookie("session").unwrap();
    let told = log.text();
    assert!(told.contains("signed-in") && told.contains("proof-refused"), "{told}");
    assert!(told.contains("path=\"/link/\""), "{told}");
    let token = link.rsplit('/').next().unwrap();
    for secret in [PASSWORD, "secret", session, token, browser.cookie("browser").unwrap()] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}
