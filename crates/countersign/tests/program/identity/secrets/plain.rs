//! The content of the files.
//!
//! SQL here: what an older program left unsealed, and what a person wrote without the program.

use super::*;
use countersign_app::keys::source::{KeySource, KeyState};
use countersign_store::{DatabaseUrl, Value};

#[tokio::test]
async fn no_secret_lies_plain_in_the_files_of_a_database() {
    let fixture = IdentityFixture::new().await;
    let secrets = filled(&fixture).await;
    is_nowhere(&fixture, &secrets.texts);
    assert_eq!(opened(&fixture.store, &secrets).await, [true; 4]);
}

#[tokio::test]
async fn the_token_of_a_used_link_is_neither_in_the_database_nor_in_its_log() {
    let fixture = IdentityFixture::new().await;
    filled(&fixture).await;
    let token = sent(&fixture.store).await;
    let path = format!("/link/{token}");
    is_nowhere(&fixture, &[token.clone().into_bytes()]);
    let mut browser = fixture.browser();
    browser.get(&path).await.shows(&["Ben Horn"]);
    let chosen = "a long and lonely lighthouse";
    let page = browser.post(&path, &[("password", chosen), ("again", chosen)]).await;
    assert_eq!(page.leads_to(), "/");
    is_nowhere(&fixture, &[token.into_bytes()]);
}

#[tokio::test]
async fn what_an_older_program_left_plain_is_sealed_and_gone() {
    let fixture = IdentityFixture::new().await;
    let plain = [b"0123456789abcdefghij".to_vec(), b"an old secret of a webhook".to_vec()];
    let (channel, _) =
        add(&fixture.store, ChannelKind::Webhook, "https://in.vendor.example/").await;
    let put = async |tx: &mut Tx| {
        tx.execute("DELETE FROM sealing_keys", &[]).await?;
        let factor = "INSERT INTO second_factors (person_id, secret, confirmed_at, last_step) \
            VALUES ($1, $2, $3, 0)";
        let bytes = Value::Bytes(&plain[0]);
        tx.execute(factor, &[number(EVA).into(), bytes, NOW.into()]).await?;
        let text = std::str::from_utf8(&plain[1]).unwrap();
        tx.execute("UPDATE ways SET secret = $2 WHERE id = $1", &[channel.into(), text.into()])
            .await
    };
    fixture.store.write(put).await.unwrap();
    assert!(files(&fixture).iter().any(|(_, bytes)| bytes.windows(20).any(|it| it == plain[0])));
    // The first process with a key seals it, and the same secrets still work.
    let fixture = fixture.reopened().await;
    for (path, bytes) in files(&fixture) {
        for text in &plain {
            let there = bytes.windows(text.len()).any(|it| it == text.as_slice());
            assert!(!there, "it lies in {}", path.display());
        }
    }
    let mut tx = fixture.store.read().await.unwrap();
    let factor = second_factors::find(&mut tx, number(EVA)).await.unwrap().unwrap();
    assert_eq!(factor.secret.as_ref(), Some(&plain[0]));
    let channel = delivery_channels::find(&mut tx, channel).await.unwrap().unwrap();
    assert_eq!(channel.secret.unwrap().text.as_bytes(), plain[1]);
    // From now on, writing to the database cannot set a secret.
    tx.rollback().await.unwrap();
    let forge = async |tx: &mut Tx| {
        let forged = "UPDATE second_factors SET secret = $1";
        tx.execute(forged, &[Value::Bytes(b"jihgfedcba9876543210")]).await
    };
    fixture.store.write(forge).await.unwrap();
    let mut tx = fixture.store.read().await.unwrap();
    let factor = second_factors::find(&mut tx, number(EVA)).await.unwrap().unwrap();
    assert_eq!(factor.secret, None);
}

#[tokio::test]
async fn what_an_older_program_removed_without_overwriting_it_goes_by_a_vacuum() {
    let fixture = IdentityFixture::new().await;
    let old = b"the old secret 1500";
    let lies_there = |folder: &std::path::Path| {
        let found = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        let mut found = found.map(|path| std::fs::read(path).unwrap());
        found.any(|bytes| bytes.windows(old.len()).any(|it| it == old))
    };
    let database = fixture.folder.path().join("world.db");
    let raw = rusqlite::Connection::open(&database).unwrap();
    raw.execute_batch(
        "PRAGMA secure_delete = OFF; PRAGMA foreign_keys = OFF; DELETE FROM sealing_keys;
         WITH RECURSIVE n (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)
         INSERT INTO second_factors (person_id, secret, confirmed_at, last_step)
         SELECT n, CAST('the old secret ' || n AS BLOB), NULL, 0 FROM n;
         DELETE FROM second_factors WHERE person_id >= 1000;",
    )
    .unwrap();
    drop(raw);
    let IdentityFixture { store, folder, .. } = fixture.reopened().await;
    assert!(lies_there(folder.path()), "sealing does not reach what no row holds");
    // The command for the operator, while nothing else runs.
    let url = store.url().clone();
    drop(store);
    let raw = rusqlite::Connection::open(&database).unwrap();
    raw.execute_batch("VACUUM").unwrap();
    drop(raw);
    assert!(!lies_there(folder.path()));
    let store = Store::open(&url).await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert!(second_factors::find(&mut tx, number(EVA)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sealed_secret_cannot_be_moved_to_another_row() {
    let fixture = IdentityFixture::new().await;
    let (_, _) = fixture.give_factor(EVA).await;
    let (_, _) = fixture.give_factor(BEN).await;
    let swap = async |tx: &mut Tx| {
        let swap = "UPDATE second_factors SET secret = \
            (SELECT secret FROM second_factors WHERE person_id = $1) WHERE person_id = $2";
        tx.execute(swap, &[number(EVA).into(), number(BEN).into()]).await
    };
    fixture.store.write(swap).await.unwrap();
    let mut tx = fixture.store.read().await.unwrap();
    let factor = second_factors::find(&mut tx, number(BEN)).await.unwrap().unwrap();
    assert_eq!(factor.secret, None);
}

/// On PostgreSQL there is no key until one is given.
#[tokio::test]
async fn without_a_key_nothing_is_stored_and_the_page_says_so_in_every_language() {
    let mut fixture = IdentityFixture::new().await;
    let forget = async |tx: &mut Tx| tx.execute("DELETE FROM sealing_keys", &[]).await;
    fixture.store.write(forget).await.unwrap();
    let nowhere = DatabaseUrl::parse("postgres://x@127.0.0.1/x").unwrap();
    let source = KeySource::new(None, None, &nowhere);
    let store = Store::open(fixture.store.url()).await.unwrap();
    let (store, key_state) = source.begin(store, NOW).await.unwrap();
    assert_eq!(key_state, KeyState::Keyless);
    fixture.store = store;
    let mut eva = fixture.signed_in(EVA).await;
    for (language, page, refused) in [
        ("en", "has no key for secrets", "cannot store secrets"),
        ("de", "keinen Schlüssel für Geheimnisse", "keine Geheimnisse speichern"),
        ("ja", "秘密情報を暗号化する鍵がありません", "保存できません"),
    ] {
        let looks = [("language", language), ("theme", "dark")];
        eva.post("/account/preferences", &looks).await;
        eva.get("/account/second-factor").await.shows(&[page]);
        eva.get("/people/sign-in").await.shows(&[page]);
        let begin = [("password", crate::identity::fixture::PASSWORD)];
        let answer = eva.post("/account/second-factor/begin", &begin).await;
        assert_eq!(answer.status, axum::http::StatusCode::CONFLICT, "{}", answer.body);
        answer.says(&[refused]);
        let provider = [
            ("issuer", "https://login.nordlicht.example"),
            ("client_id", "countersign"),
            ("client_secret", CLIENT_SECRET),
        ];
        eva.post("/people/sign-in", &provider).await.says(&[refused]);
    }
    let mut opa = fixture.signed_in(crate::identity::fixture::OPA).await;
    opa.get("/distributors/2/channels/add?kind=sftp").await.shows(&["has no key for"]);
    for (kind, address) in
        [("webhook", "https://in.vendor.example/"), ("sftp", "sftp://e@in.vendor.example/")]
    {
        let key = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
        let form = [("kind", kind), ("name", "x"), ("address", address), ("host_key", key)];
        let form = [form.as_slice(), &[("format", "csv"), ("on", "1")]].concat();
        opa.post("/distributors/2/channels/add", &form).await.says(&["cannot store secrets"]);
    }
    let mut tx = fixture.store.read().await.unwrap();
    assert!(second_factors::find(&mut tx, number(EVA)).await.unwrap().is_none());
    assert!(delivery_channels::of_distributor(&mut tx, NORD).await.unwrap().is_empty());
    assert_eq!(sign_in_policies::find(&mut tx, NORD).await.unwrap().provider, None);
    // A link that would be unsealed is not written either.
    tx.rollback().await.unwrap();
    let new = NewNotification {
        event: HOLDER,
        person_id: number(EVA),
        kind: Message::Invitation,
        company_id: None,
        report: None,
        data: "{}".to_owned(),
        secret: Some("token".to_owned()),
        created_at: NOW,
        due_at: NOW,
        expires_at: NOW.plus_micros(1),
    };
    let put = async |tx: &mut Tx| outbox::put(tx, std::slice::from_ref(&new)).await;
    assert!(matches!(fixture.store.write(put).await, Err(countersign_store::StoreError::NoKey)));
}
