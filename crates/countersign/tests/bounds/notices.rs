//! Notices: what a neighbouring host could set in a browser is not shown.

use crate::fixture::ConsoleFixture;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_console::router;
use http_body_util::BodyExt;
use tower::ServiceExt;

async fn get(router: &Router, path: &str, cookies: &str) -> (HeaderMap, String) {
    let request = Request::get(path).header(header::COOKIE, cookies).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (parts.headers, String::from_utf8_lossy(&body).into_owned())
}

/// A notice from the program: that a person was signed out.
async fn signed_out(router: &Router) -> String {
    let request = Request::post("/sign-out").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let sets = answer.headers().get_all(header::SET_COOKIE).iter();
    let set = sets.map(|set| set.to_str().unwrap()).find(|set| set.starts_with("notice=")).unwrap();
    set.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_notice_that_nobody_signed_is_not_shown() {
    let fixture = ConsoleFixture::new().await;
    let router = router(&fixture.app);
    let own = signed_out(&router).await;
    let (headers, page) = get(&router, "/sign-in", &own).await;
    assert!(page.contains("You are signed out."));
    let cleared = headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cleared.starts_with("notice=;") && cleared.contains("Max-Age=0"), "{cleared}");
    let evil = r#"{"text":"Call 555","undo":{"label":"Undo","action":"/sign-out"}}"#;
    let evil = URL_SAFE_NO_PAD.encode(evil);
    let signature = own.split('.').nth(1).unwrap();
    for planted in [evil.clone(), format!("{evil}.{signature}"), format!("{evil}.")] {
        let (_, page) = get(&router, "/sign-in", &format!("notice={planted}")).await;
        assert!(page.contains("Sign in") && !page.contains("Call 555"), "{planted}");
    }
    // A notice signed for people without a session is not shown in a session, and the other way
    // round.
    let session = fixture.session_of("p1@x.example").await;
    let (_, page) = get(&router, "/", &format!("session={session}; {own}")).await;
    assert!(page.contains("name=\"form_token\"") && !page.contains("You are signed out."));
}

#[tokio::test]
async fn where_pages_travel_encrypted_every_cookie_is_kept_to_this_host() {
    let fixture = ConsoleFixture::new().await;
    let mut app = std::sync::Arc::into_inner(fixture.app).unwrap();
    let state = std::sync::Arc::get_mut(&mut app.state).unwrap();
    state.site.origin = "https://reports.example".to_owned();
    let router = router(&std::sync::Arc::new(app));
    let post = async |path: &str, body: &str| {
        let body = Body::from(body.to_owned());
        let answer = router.clone().oneshot(Request::post(path).body(body).unwrap()).await.unwrap();
        let sets = answer.headers().get_all(header::SET_COOKIE).iter();
        sets.map(|set| set.to_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut sets = post("/sign-out", "").await;
    sets.extend(post("/preferences", "language=de&theme=dark").await);
    assert_eq!(sets.len(), 4, "{sets:?}");
    for set in sets {
        assert!(set.starts_with("__Host-"), "{set}");
        for kept in ["; Path=/", "; Secure", "; SameSite=Lax"] {
            assert!(set.contains(kept), "{kept}: {set}");
        }
        assert!(!set.contains("Domain"), "{set}");
    }
    // A cookie that a neighbouring host could set is not read.
    let (_, page) = get(&router, "/sign-in", "language=de; notice=x").await;
    assert!(page.contains("lang=\"en\""));
    let (_, page) = get(&router, "/sign-in", "__Host-language=de").await;
    assert!(page.contains("lang=\"de\""));
}
