//! A lost key.

use super::*;
use crate::identity::fixture::{OPA, PASSWORD};
use countersign_app::actions::rotate_key::{self, Rotation};
use countersign_app::failure::Failure;
use countersign_app::keys::source::KeySource;

#[tokio::test]
async fn a_lost_key_costs_what_it_sealed_and_nothing_else() {
    let fixture = IdentityFixture::new().await;
    let secrets = filled(&fixture).await;
    let file = fixture.folder.path().join("world.key");
    let kept = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let fixture = fixture.reopened().await;
    assert_eq!(opened(&fixture.store, &secrets).await, [false; 4]);
    // People without a factor sign in as usual. Those with one are told, and use a recovery code.
    let mut opa = fixture.signed_in(OPA).await;
    let mut eva = fixture.browser();
    eva.post("/sign-in", &[("email", EVA), ("password", PASSWORD)]).await;
    eva.get("/sign-in/code").await;
    let page = eva.post("/sign-in/code", &[("code", "123456")]).await;
    page.refuses(&["key that its secret is encrypted with is missing", "recovery code"]);
    let page = eva.post("/sign-in/code", &[("code", &secrets.recovery)]).await;
    assert_eq!(page.leads_to(), "/");
    // Pages show what must be entered again.
    eva.get("/account/second-factor").await.shows(&["its key is missing. Remove the factor"]);
    eva.get("/people/sign-in").await.shows(&["A secret is stored, but it cannot be decrypted"]);
    let person = format!("/people/{}?company=NORD", number(EVA));
    for (language, told) in [
        ("en", "the key that its secret is encrypted with is missing"),
        ("de", "weil der Schlüssel fehlt"),
        ("ja", "秘密情報を暗号化した鍵が見つからない"),
    ] {
        opa.post("/account/preferences", &[("language", language), ("theme", "dark")]).await;
        opa.get(&person).await.shows(&[told]);
    }
    opa.post("/account/preferences", &[("language", "en"), ("theme", "dark")]).await;
    for channel in [secrets.webhook, secrets.sftp] {
        let page = opa.get(&format!("/ways/{channel}")).await;
        page.shows(&["The secret of this channel cannot be decrypted"]);
    }
    // Saving other fields loses nothing, because the key may be found again.
    let form = [
        ("issuer", "https://login.nordlicht.example"),
        ("client_id", "countersign"),
        ("second_factor_required", "1"),
    ];
    assert_eq!(eva.post("/people/sign-in", &form).await.leads_to(), "/people/sign-in");
    std::fs::write(&file, kept).unwrap();
    assert_eq!(opened(&fixture.store, &secrets).await, [true; 4], "it is back, without a restart");
    let page = opa.get(&person).await;
    assert!(!page.body.contains("seals its secret"), "{}", page.body);
}

#[tokio::test]
async fn a_new_key_takes_the_place_of_a_lost_one_only_where_that_is_said() {
    let fixture = IdentityFixture::new().await;
    let secrets = filled(&fixture).await;
    std::fs::remove_file(fixture.folder.path().join("world.key")).unwrap();
    let url = fixture.store.url().clone();
    let source = KeySource::new(None, None, &url);
    let wanted = Rotation { new: None, lost: false, now: NOW };
    let open = async || Store::open(&url).await.unwrap();
    let refused = rotate_key::run(open().await, &source, &wanted).await;
    let Err(Failure::Usage(why)) = refused else { panic!("{refused:?}") };
    assert!(why.contains("--lost") && why.contains("world.key"), "{why}");
    assert!(!fixture.folder.path().join("world.key").exists(), "nothing was changed");
    let wanted = Rotation { lost: true, ..wanted };
    let done = rotate_key::run(open().await, &source, &wanted).await.unwrap();
    assert_eq!((done.resealed, done.locked), (0, 8));
    let fixture = fixture.reopened().await;
    assert_eq!(opened(&fixture.store, &secrets).await, [false; 4]);
    // Everything can be entered again.
    let renew = async |tx: &mut Tx| {
        change_channels::renew(tx, secrets.sftp, 1, NOW, &SystemRandom as _).await
    };
    assert!(fixture.store.write(renew).await.unwrap().is_some());
    let remove = async |tx: &mut Tx| second_factors::remove(tx, number(EVA)).await;
    fixture.store.write(remove).await.unwrap();
    fixture.give_factor(EVA).await;
    let mut tx = fixture.store.read().await.unwrap();
    let sftp = delivery_channels::find(&mut tx, secrets.sftp).await.unwrap().unwrap();
    assert!(sftp.secret.is_some() && !sftp.is_locked);
}
