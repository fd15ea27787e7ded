//! The transparency log as programs read it: hashes that lead to the checkpoint, for people who are
//! signed in, or for everyone.

use super::browser::Browser;
use super::fixture::ConsoleFixture;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use countersign_app::actions::sequence_log;
use countersign_app::evidence::page::{verify_page, verify_page_digest};
use countersign_app::transparency::checkpoint::SignedCheckpoint;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_app::transparency::tree::GrowingTree;
use countersign_console::app::App;
use countersign_console::router;
use http_body_util::BodyExt;
use std::sync::Arc;
use tlog_tiles::Hash;
use tower::ServiceExt;

/// The bytes and the type of an open address.
async fn bytes(app: &Arc<App>, path: &str) -> (Vec<u8>, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router(app).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    (response.into_body().collect().await.unwrap().to_bytes().to_vec(), kind)
}

#[tokio::test]
async fn everyone_gets_the_page_that_checks_packs_and_its_digest() {
    let fixture = ConsoleFixture::new().await;
    let (page, kind) = bytes(&fixture.app, "/help/verify.html").await;
    assert!(page == verify_page().as_bytes(), "another page");
    assert_eq!(kind, "text/html; charset=utf-8");
    let (help, _) = bytes(&fixture.app, "/help").await;
    let help = String::from_utf8(help).unwrap();
    for part in ["href=\"/help/verify.html\"", verify_page_digest()] {
        assert!(help.contains(part), "no {part}");
    }
}

#[tokio::test]
async fn tiles_lead_to_the_checkpoint_and_strangers_get_them_only_if_the_log_is_public() {
    let fixture = ConsoleFixture::new().await;
    let folder = tempfile::tempdir().unwrap();
    let key = LogKeyFile::beside(Some(&folder.path().join("a.key")));
    let state = &fixture.app.state;
    sequence_log::run(&state.store, &key, state.clock.machine_time()).await.unwrap();
    let stranger = Browser::open(router(&fixture.app), "none").await;
    for path in ["/log/checkpoint", "/log/tile/0/000.p/1"] {
        assert!(stranger.get(path).await.leads_on().starts_with("/sign-in"), "{path}");
    }
    let partner = fixture.sign_in("p1@x.example").await;
    let shown = partner.get("/log/checkpoint").await.expect(&["countersign/"]).body;
    let checkpoint = SignedCheckpoint::parse(&shown).unwrap();

    let open = App::new(state.store.clone(), state.clock, state.site.clone());
    let open = Arc::new(open.with_public_log(true));
    let (note, kind) = bytes(&open, "/log/checkpoint").await;
    assert_eq!((note, kind.as_str()), (shown.into_bytes(), "text/plain; charset=utf-8"));
    let (mut tree, mut left, mut tile) = (GrowingTree::default(), checkpoint.size, 0);
    while left > 0 {
        let width = left.min(256);
        let part = if width < 256 { format!(".p/{width}") } else { String::new() };
        let (hashes, kind) = bytes(&open, &format!("/log/tile/0/{tile:03}{part}")).await;
        assert_eq!((hashes.len() as u64, kind.as_str()), (32 * width, "application/octet-stream"));
        for hash in hashes.chunks(32) {
            tree.add(Hash(hash.try_into().unwrap())).unwrap();
        }
        (left, tile) = (left - width, tile + 1);
    }
    assert_eq!(tree.root().unwrap().0, checkpoint.root);
    let none = format!("/log/tile/0/{:03}.p/{}", checkpoint.size / 256, checkpoint.size % 256 + 1);
    assert_eq!(partner.get(&none).await.status, StatusCode::NOT_FOUND);
}
