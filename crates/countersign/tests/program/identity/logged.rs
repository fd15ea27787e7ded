//! The log of refused requests, and what it never contains.

use crate::identity::fixture::{BEN, EVA, IdentityFixture, OPA, PASSWORD, number};
use crate::log::Log;
use countersign_app::identity::link::LinkPurpose;
use futures_util::{FutureExt, poll};

/// The lines about refusals: the fields of the request's span after its id, and the event.
fn refusals(log: &Log) -> Vec<(String, String)> {
    let lines = log.text();
    let of = |line: &str| {
        let (span, event) = line.split_once("}: refused: ")?;
        let (before, id_and_fields) = span.split_once("request{id=\"")?;
        let (id, fields) = id_and_fields.split_once("\" ")?;
        assert!(before.contains(" INFO ") && id.len() == 16, "{line}");
        Some((fields.to_owned(), event.to_owned()))
    };
    lines.lines().filter_map(of).collect()
}

#[tokio::test]
async fn a_request_for_what_its_sender_may_not_have_is_in_the_log() {
    let fixture = IdentityFixture::new().await;
    let mut ben = fixture.signed_in(BEN).await;
    let mut eva = fixture.signed_in(EVA).await;
    let mut forged = fixture.browser();
    forged.put_cookie("session", ben.cookie("session").unwrap());
    let (mut stranger, theirs) = (fixture.browser(), format!("/people/{}", number(OPA)));
    stranger.address = Some("192.0.2.7");
    let log = Log::listen();
    ben.get("/people/add").await;
    eva.get(&theirs).await;
    forged.post("/account/name", &[("name", "Mallory")]).await;
    stranger.get("/sign-in?next=%00").await;
    stranger.get("/wp-login.php").await;
    stranger.get("/usage-reports").await;
    let by = |email| format!("person={} company=2", number(email));
    let refused = |why, path, from| {
        format!("refused event=\"request-refused\" why={why:?} path={path:?} from={from}")
    };
    let expected = [
        (
            format!("method=\"GET\" route=\"/people/add\" {}", by(BEN)),
            refused("forbidden", "/people/add", "127.0.0.1"),
        ),
        (
            format!("method=\"GET\" route=\"/people/{{person}}\" {}", by(EVA)),
            refused("not-found", &theirs, "127.0.0.1"),
        ),
        (
            format!("method=\"POST\" route=\"/account/name\" {}", by(BEN)),
            refused("foreign-form", "/account/name", "127.0.0.1"),
        ),
        (
            "method=\"GET\" route=\"/sign-in\"".to_owned(),
            refused("bad-request", "/sign-in", "192.0.2.7"),
        ),
    ];
    assert_eq!(refusals(&log), expected);
}

#[tokio::test]
async fn too_many_requests_of_one_address_are_in_the_log() {
    let fixture = IdentityFixture::new().await;
    let mut browser = fixture.browser();
    browser.address = Some("192.0.2.7");
    let mut held: Vec<_> = (0..100).map(|_| browser.hang("/sign-in").boxed_local()).collect();
    for request in &mut held {
        assert!(poll!(request).is_pending());
    }
    let log = Log::listen();
    assert_eq!(browser.get("/sign-in").await.status, 429);
    let told = refusals(&log);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "method=\"GET\" route=\"/sign-in\"");
    assert_eq!(told[0].1, "too many requests at once event=\"too-many-requests\" from=192.0.2.7");
}

#[tokio::test]
async fn what_lets_in_is_never_in_the_log() {
    let fixture = IdentityFixture::new().await;
    let link = fixture.link(LinkPurpose::Reset, BEN).await;
    let log = Log::listen();
    let mut browser = fixture.signed_in(EVA).await;
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
