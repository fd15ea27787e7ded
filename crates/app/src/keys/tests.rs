//! A sealed value opens only at its place and with its key.

use super::source::{KeySource, KeyState, left_behind};
use super::*;
use crate::failure::Failure;
use crate::random::SeededRandom;
use countersign_store::DatabaseUrl;
use std::fs;
use tempfile::TempDir;

const NOW: Instant = Instant::from_micros(1_790_848_800_000_000);
const PLACE: &str = "second_factors/1/secret";

fn key(seed: u64) -> SealingKey {
    SealingKey::new(&SeededRandom::new(seed))
}

#[test]
fn what_is_sealed_opens_at_its_place_with_its_key_and_nowhere_else() {
    let ring = Keyring::new(vec![key(1)], None);
    let id = key(1).id;
    let sealed = ring.seal(&id, PLACE, b"hush hush").unwrap();
    assert!(sealed.starts_with(&format!("sealed:1:{id}:")) && !sealed.contains("hush"));
    assert_ne!(ring.seal(&id, PLACE, b"hush hush").unwrap(), sealed, "the nonce is another one");
    assert_eq!(ring.open(PLACE, sealed.as_bytes()).unwrap(), b"hush hush");
    for other in ["second_factors/2/secret", "ways/1/secret", "second_factors/1/secre", ""] {
        assert_eq!(ring.open(other, sealed.as_bytes()), None, "moved to {other:?}");
    }
    for at in 0..sealed.len() {
        let mut bytes = sealed.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let opened = ring.open(PLACE, &bytes);
        assert_ne!(opened.as_deref(), Some(b"hush hush".as_slice()), "changed at {at}");
    }
    let other = Keyring::new(vec![key(2)], None);
    assert_eq!(other.open(PLACE, sealed.as_bytes()), None);
    assert_eq!(other.seal(&id, PLACE, b"x"), None);
    // It does not open under the name of another key either.
    let renamed = sealed.replace(&id, key(2).id());
    assert_eq!(other.open(PLACE, renamed.as_bytes()), None);
}

#[test]
fn once_a_key_is_taken_up_nothing_plain_is_a_secret() {
    let ring = Keyring::new(vec![key(1)], None);
    assert_eq!(ring.open(PLACE, b"12345678901234567890").unwrap(), b"12345678901234567890");
    ring.be_strict();
    assert_eq!(ring.open(PLACE, b"12345678901234567890"), None);
}

#[test]
fn a_key_does_not_print_itself() {
    let (key, ring) = (key(1), Keyring::new(vec![key(1)], None));
    for shown in [format!("{key:?}"), format!("{ring:?}")] {
        assert!(shown.contains(key.id()) && !shown.contains(&key.text()), "{shown}");
        assert!(!shown.contains("bytes"), "{shown}");
    }
}

#[test]
fn a_file_holds_keys_or_says_what_is_wrong_without_telling_them() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.key");
    let text = key(1).text();
    file::write(&path, &[key(1), key(2)]).unwrap();
    assert_eq!(Keyring::read(&path).unwrap().ids(), [key(1).id, key(2).id]);
    for (wrong, shown) in [
        (String::new(), "contains no key"),
        ("# nothing\n\n".to_owned(), "contains no key"),
        (text.clone(), "line 1"),
        (format!("countersign-key-1 {text}\ncountersign-key-1 {}", &text[4..]), "line 2"),
        (format!("countersign-key-2 {text}"), "line 1"),
    ] {
        fs::write(&path, &wrong).unwrap();
        let why = Keyring::read(&path).unwrap_err();
        assert!(why.contains(shown) && !why.contains(&text[4..40]), "{why}");
    }
    assert!(Keyring::read(&folder.path().join("none")).unwrap_err().contains("none"));
}

async fn database(folder: &TempDir) -> (Store, DatabaseUrl) {
    let url = DatabaseUrl::Sqlite(folder.path().join("a.db"));
    let store = Store::open(&url).await.unwrap();
    store.migrate(NOW).await.unwrap();
    (store, url)
}

#[tokio::test]
async fn a_key_is_made_beside_a_database_once_and_a_wrong_or_missing_one_is_found_out() {
    let folder = TempDir::new().unwrap();
    let (store, url) = database(&folder).await;
    let (source, path) = (KeySource::new(None, None, &url), folder.path().join("a.key"));
    let (store, first) = source.begin(store, NOW).await.unwrap();
    let KeyState::Seals(id) = &first else { panic!("{first:?}") };
    assert_eq!(Keyring::read(&path).unwrap().ids(), std::slice::from_ref(id));
    let (store, again) = source.begin(store, NOW).await.unwrap();
    assert_eq!(again, first);
    assert!(store.can_seal().await.unwrap());
    // A wrong key is refused and named, and seals nothing.
    let kept = fs::read(&path).unwrap();
    file::write(&path, &[key(2)]).unwrap();
    let Err(Failure::Usage(why)) = source.begin(store.clone(), NOW).await else { panic!() };
    assert!(why.contains(id) && why.contains(key(2).id()) && why.contains("--lost"), "{why}");
    // Without the file the program continues, and makes no other key in its place.
    fs::remove_file(&path).unwrap();
    let (store, lost) = source.begin(store, NOW).await.unwrap();
    assert_eq!(lost, KeyState::Lost(id.clone()));
    assert!(!path.exists() && !store.can_seal().await.unwrap());
    // A file that is put back is found without a restart.
    fs::write(&path, kept).unwrap();
    assert!(store.can_seal().await.unwrap());
}

#[test]
fn a_file_that_is_asked_for_comes_before_a_credential_and_that_before_the_database() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::Sqlite("/srv/a.db".into());
    let credentials = Some(folder.path());
    let of = |asked: Option<&str>, credentials, url: &DatabaseUrl| {
        KeySource::new(asked.map(Path::new), credentials, url).path().map(Path::to_owned)
    };
    assert_eq!(of(None, credentials, &url), Some("/srv/a.key".into()));
    let credential = folder.path().join("countersign.key");
    fs::write(&credential, "x").unwrap();
    assert_eq!(of(None, credentials, &url), Some(credential));
    assert_eq!(of(Some("/etc/k"), credentials, &url), Some("/etc/k".into()));
    let postgres = DatabaseUrl::parse("postgres://x@127.0.0.1/x").unwrap();
    assert_eq!(of(None, None, &postgres), None);
}

#[test]
fn what_an_older_version_may_have_left_behind_is_told_where_something_was_sealed() {
    let sqlite = DatabaseUrl::Sqlite("/srv/a.db".into());
    let postgres = DatabaseUrl::parse("postgres://x@127.0.0.1/x").unwrap();
    assert_eq!((left_behind(&sqlite, 0), left_behind(&postgres, 0)), (None, None));
    let shown = left_behind(&sqlite, 3).unwrap();
    assert!(
        shown.starts_with("3 secrets") && shown.contains("sqlite3 /srv/a.db VACUUM"),
        "{shown}"
    );
    let shown = left_behind(&postgres, 3).unwrap();
    assert!(shown.contains("VACUUM FULL second_factors, ways"), "{shown}");
}
