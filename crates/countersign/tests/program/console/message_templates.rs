//! Previews of messages: every kind in every language, in the installation's own templates if it
//! has some, and in a frame that can do nothing.

use crate::console::browser::Browser;
use crate::console::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use countersign_console::app::App;
use countersign_console::router;
use countersign_delivery::overrides;
use countersign_domain::message::MessageKind;
use countersign_language::text::Locale;
use countersign_web::state::Site;
use std::sync::Arc;
use tower::ServiceExt;

/// The same installation with these templates in German.
fn in_words(fixture: &ConsoleFixture, german: &str) -> Arc<App> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("de.ftl"), german).unwrap();
    let own = overrides::load(folder.path()).unwrap();
    let site = Site { origin: "http://127.0.0.1".into(), trusted_proxies: vec![], demo: false };
    let app = App::new(fixture.app.state.store.clone(), fixture.app.state.clock, site);
    Arc::new(app.in_words(Arc::new(own)))
}

#[tokio::test]
async fn every_kind_is_previewed_in_every_language_alone_and_with_others() {
    let fixture = ConsoleFixture::new().await;
    let operator = fixture.sign_in("helpdesk@x.example").await;
    let list = operator
        .get("/message-templates")
        .await
        .expect(&["Wording of messages", "Dispatch received"]);
    for kind in MessageKind::ALL {
        for locale in Locale::ALL {
            let (kind, code) = (kind.token(), locale.code());
            let address = format!("/message-templates/{kind}?language={code}");
            assert!(list.has(&address.replace('&', "&#38;")), "{address}");
            for several in ["", "&several=yes"] {
                let preview = operator.get(&format!("{address}{several}")).await;
                let frame = format!("src=\"/message-templates/{kind}/page?language={code}");
                preview.expect(&[&frame, "sandbox", "Åsa Lind", "as they come with the program"]);
                let page = format!("/message-templates/{kind}/page?language={code}{several}");
                operator.get(&page).await.expect(&["Åsa Lind", &format!("lang=\"{code}\"")]);
            }
        }
    }
    for wrong in ["/message-templates/digest", "/message-templates/digest/page"] {
        assert_eq!(operator.get(wrong).await.status, StatusCode::NOT_FOUND);
    }
    let unknown = operator.get("/message-templates/ready?language=xx").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn own_words_are_named_and_shown() {
    let fixture = ConsoleFixture::new().await;
    let app = in_words(&fixture, "mail-ready-subject = Los, { $partner } <script>\n");
    let session = fixture.session_of("op@x.example").await;
    let operator = Browser::open(router(&app), &session).await;
    assert_eq!(operator.get("/message-templates").await.body.matches("own wording").count(), 1);
    let preview = operator.get("/message-templates/ready?language=de").await;
    preview.expect(&["Los, Ångström IT AB &#60;script&#62;", ">mail-ready-subject</span>"]);
    let english = operator.get("/message-templates/ready?language=en").await;
    english.expect(&["as they come with the program", "submit your usage report by"]);
}

#[tokio::test]
async fn the_frame_of_a_letter_runs_nothing_and_is_shown_by_us_alone() {
    let fixture = ConsoleFixture::new().await;
    let session = fixture.session_of("op@x.example").await;
    let headers = async |path: &str| -> HeaderMap {
        let request = Request::get(path).header("cookie", format!("session={session}"));
        let request = request.body(Body::empty()).unwrap();
        fixture.router().oneshot(request).await.unwrap().headers().clone()
    };
    let message = headers("/message-templates/ready/page").await;
    let policy = message["content-security-policy"].to_str().unwrap();
    for said in ["default-src 'none'", "frame-ancestors 'self'", "; sandbox"] {
        assert!(policy.contains(said), "{policy}");
    }
    assert!(!policy.contains("script-src"), "{policy}");
    assert_eq!(message["x-frame-options"], "SAMEORIGIN");
    let preview = headers("/message-templates/ready").await;
    let policy = preview["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(preview["x-frame-options"], "DENY");
    let other = headers("/outbox").await;
    assert!(!other["content-security-policy"].to_str().unwrap().contains("frame-src"));
}
