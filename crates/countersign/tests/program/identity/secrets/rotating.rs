//! A new key replaces the old one during operation.
//!
//! SQL here: which key each secret names.

use super::*;
use countersign_app::actions::rotate_key::{self, RotatedKey, Rotation};
use countersign_app::failure::Failure;
use countersign_app::keys::Keyring;
use countersign_app::keys::source::KeySource;
use countersign_store::{audit, sealing};

const WANTED: Rotation<'_> = Rotation { new: None, lost: false, now: NOW };

fn key_file(fixture: &IdentityFixture) -> PathBuf {
    fixture.folder.path().join("world.key")
}

async fn rotated(fixture: &IdentityFixture, wanted: &Rotation<'_>) -> Result<RotatedKey, Failure> {
    let url = fixture.store.url();
    let source = KeySource::new(None, None, url);
    rotate_key::run(Store::open(url).await.unwrap(), &source, wanted).await
}

/// The keys that secrets are sealed with, even if they cannot be opened.
async fn named(store: &Store) -> Vec<String> {
    let mut tx = store.read().await.unwrap();
    let all = "SELECT secret FROM ways UNION SELECT old_secret FROM ways WHERE old_secret IS NOT \
        NULL UNION SELECT client_secret FROM sign_in_policies UNION SELECT secret FROM outbox \
        WHERE secret IS NOT NULL UNION SELECT CAST(secret AS TEXT) FROM second_factors \
        UNION SELECT secret FROM webhooks UNION SELECT old_secret FROM webhooks \
        WHERE old_secret IS NOT NULL";
    let sealed = tx.all(all, &[], |row| row.get::<String>(0)).await.unwrap();
    let mut ids: Vec<_> =
        sealed.iter().map(|it| it.split(':').nth(2).unwrap().to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The entries about keys in the audit record: the old one and the new one.
async fn recorded(store: &Store) -> Vec<(Option<String>, Option<String>)> {
    let mut tx = store.read().await.unwrap();
    let mut found = Vec::new();
    let take = |listed: audit::ListedAuditEntry| {
        if listed.entry.event == Event::KeyChanged {
            found.push((listed.entry.before, listed.entry.after));
        }
        Ok(())
    };
    audit::each_since(&mut tx, NOW, take).await.unwrap();
    found.sort();
    found
}

#[tokio::test]
async fn a_key_is_replaced_under_others_who_open_and_seal_all_the_while() {
    let fixture = IdentityFixture::new().await;
    let secrets = filled(&fixture).await;
    let before = Keyring::read(&key_file(&fixture)).unwrap().ids().remove(0);
    // This one has read the file before, like a running console.
    let other = Store::open(fixture.store.url()).await.unwrap();
    let (other, _) = KeySource::new(None, None, other.url()).begin(other, NOW).await.unwrap();
    assert_eq!(opened(&other, &secrets).await, [true; 4]);
    let done = rotated(&fixture, &WANTED).await.unwrap();
    assert_eq!((done.before.as_ref(), done.resealed, done.locked), (Some(&before), 8, 0));
    assert_ne!(done.key, before);
    let keys = [(None, Some(before.clone())), (Some(before), Some(done.key.clone()))];
    assert_eq!(recorded(&fixture.store).await, keys);
    assert_eq!(named(&fixture.store).await, std::slice::from_ref(&done.key));
    for store in [&fixture.store, &other] {
        assert_eq!(opened(store, &secrets).await, [true; 4]);
    }
    // New secrets are sealed with the new key, by any process.
    let (channel, _) = add(&other, ChannelKind::Webhook, "https://new.vendor.example/").await;
    assert_eq!(named(&fixture.store).await, std::slice::from_ref(&done.key));
    assert_eq!(sent(&other).await.len(), 43, "the letter that waited has its link");
    // The old key can be removed when nothing is sealed with it.
    let text = std::fs::read_to_string(key_file(&fixture)).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("countersign-key-1 ")).count(), 2);
    let kept: Vec<_> = text.lines().collect();
    std::fs::write(key_file(&fixture), kept[..kept.len() - 1].join("\n")).unwrap();
    let fixture = fixture.reopened().await;
    assert_eq!(opened(&fixture.store, &secrets).await, [true; 4]);
    let mut tx = fixture.store.read().await.unwrap();
    assert!(delivery_channels::find(&mut tx, channel).await.unwrap().unwrap().secret.is_some());
    assert!(sealing::keys(&mut tx).await.unwrap().replaced.is_empty());
}

#[tokio::test]
async fn what_was_broken_off_is_gone_on_with_and_no_third_key_is_made() {
    for broken_after in ["file", "database", "half"] {
        let fixture = IdentityFixture::new().await;
        let secrets = filled(&fixture).await;
        let before = Keyring::read(&key_file(&fixture)).unwrap().ids().remove(0);
        let old = std::fs::read_to_string(key_file(&fixture)).unwrap();
        let (folder, new) = (tempfile::tempdir().unwrap(), "a new key");
        let path = folder.path().join(new);
        let line = "countersign-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
        std::fs::write(&path, line).unwrap();
        let key = Keyring::read(&path).unwrap().ids().remove(0);
        std::fs::write(key_file(&fixture), format!("{line}{old}")).unwrap();
        if broken_after != "file" {
            sealing::replace(&fixture.store, &key, NOW, async |_| Ok(())).await.unwrap();
        }
        if broken_after == "half" {
            let (_, _) =
                add(&fixture.store, ChannelKind::Webhook, "https://x.vendor.example/").await;
            assert_eq!(named(&fixture.store).await.len(), 2);
        }
        assert_eq!(opened(&fixture.store, &secrets).await, [true; 4], "after the {broken_after}");
        let done = rotated(&fixture, &WANTED).await.unwrap();
        assert_eq!(done.key, key, "after the {broken_after}");
        assert_eq!(named(&fixture.store).await, std::slice::from_ref(&key));
        assert_eq!(Keyring::read(&key_file(&fixture)).unwrap().ids(), [key, before]);
        assert_eq!(opened(&fixture.store, &secrets).await, [true; 4]);
        // The next time there is another one.
        assert_ne!(rotated(&fixture, &WANTED).await.unwrap().key, done.key);
    }
}

#[tokio::test]
async fn a_key_of_its_own_file_becomes_the_first() {
    let fixture = IdentityFixture::new().await;
    let secrets = filled(&fixture).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.key");
    std::fs::write(&path, "countersign-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
        .unwrap();
    let done = rotated(&fixture, &Rotation { new: Some(&path), ..WANTED }).await.unwrap();
    assert_eq!(Keyring::read(&path).unwrap().ids(), std::slice::from_ref(&done.key));
    assert_eq!(Keyring::read(&key_file(&fixture)).unwrap().ids()[0], done.key);
    assert_eq!(opened(&fixture.store, &secrets).await, [true; 4]);
}
