//! Passkeys and their challenges.

use crate::databases::{NOW, on_both};
use countersign_domain::instant::Instant;
use countersign_store::passkeys::{self, GivenChallenge, Passkey};
use countersign_store::people::{self, PersonRecord};
use countersign_store::{Result, Store, Tx};
use uuid::Uuid;

const LATER: Instant = NOW.plus_micros(60_000_000);

/// Two people, of whom one has a passkey that counts and one that does not.
async fn fill(tx: &mut Tx) -> Result<()> {
    for id in [1, 2] {
        let (email, name) = (format!("{id}@x.example"), format!("Person {id}"));
        people::insert(tx, &PersonRecord { id, email_folded: email.clone(), email, name }).await?;
    }
    assert!(passkeys::add(tx, &passkey(1, 0)).await?);
    assert!(passkeys::add(tx, &passkey(2, 5)).await?);
    Ok(())
}

async fn filled(store: &Store) -> Tx {
    store.write(fill).await.unwrap();
    store.begin().await.unwrap()
}

const fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number, 1)
}

fn passkey(number: u64, sign_count: i64) -> Passkey {
    Passkey {
        id: id(number),
        person_id: 1,
        credential_id: number.to_be_bytes().to_vec(),
        algorithm: -8,
        public_key: vec![7; 32],
        sign_count,
        is_backup_eligible: true,
        name: "Laptop".to_owned(),
        made_at: NOW.plus_micros(sign_count),
        last_used_at: None,
    }
}

#[tokio::test]
async fn a_use_is_recorded_if_its_count_is_new() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert_eq!(passkeys::of_person(&mut tx, 1).await.unwrap(), [passkey(1, 0), passkey(2, 5)]);
        assert_eq!(passkeys::of_person(&mut tx, 2).await.unwrap(), []);
        for (number, count, is_new) in [
            (1, 0, true),
            (1, 0, true),
            (2, 5, false),
            (2, 0, false),
            (2, 6, true),
            (2, 6, false),
            (1, 1, true),
            (1, 0, false),
        ] {
            let noted = passkeys::note_use(&mut tx, id(number), count, LATER).await.unwrap();
            assert_eq!(noted, is_new, "{number} {count}");
        }
        let found = passkeys::of_credential(&mut tx, &passkey(2, 5).credential_id).await.unwrap();
        let found = found.unwrap();
        assert_eq!((found.sign_count, found.last_used_at), (6, Some(LATER)));
    })
    .await;
}

#[tokio::test]
async fn a_removed_passkey_is_gone() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let taken = Passkey { id: id(9), person_id: 2, ..passkey(1, 0) };
        assert!(!passkeys::add(&mut tx, &taken).await.unwrap());
        assert!(!passkeys::rename(&mut tx, 2, id(1), "Phone").await.unwrap());
        assert!(passkeys::rename(&mut tx, 1, id(1), "Phone").await.unwrap());
        assert_eq!(passkeys::of_person(&mut tx, 1).await.unwrap()[0].name, "Phone");
        assert!(!passkeys::remove(&mut tx, 2, id(1)).await.unwrap());
        assert!(passkeys::remove(&mut tx, 1, id(1)).await.unwrap());
        assert!(!passkeys::remove(&mut tx, 1, id(1)).await.unwrap());
        assert!(!passkeys::rename(&mut tx, 1, id(1), "Phone").await.unwrap());
        assert!(!passkeys::note_use(&mut tx, id(1), 9, LATER).await.unwrap());
        let found = passkeys::of_credential(&mut tx, &taken.credential_id).await.unwrap();
        assert_eq!(found, None);
        assert_eq!(passkeys::of_person(&mut tx, 1).await.unwrap(), [passkey(2, 5)]);
        passkeys::remove_all(&mut tx, 2).await.unwrap();
        assert_eq!(passkeys::of_person(&mut tx, 1).await.unwrap().len(), 1);
        assert_eq!(passkeys::remove_all(&mut tx, 1).await.unwrap(), 1);
        assert_eq!(passkeys::of_person(&mut tx, 1).await.unwrap(), []);
        assert!(passkeys::add(&mut tx, &taken).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_person_keeps_the_first_handle() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert_eq!(passkeys::handle(&mut tx, 1).await.unwrap(), None);
        passkeys::add_handle(&mut tx, 1, &[1; 32]).await.unwrap();
        passkeys::add_handle(&mut tx, 1, &[2; 32]).await.unwrap();
        passkeys::add_handle(&mut tx, 2, &[3; 32]).await.unwrap();
        assert_eq!(passkeys::handle(&mut tx, 1).await.unwrap(), Some(vec![1; 32]));
        passkeys::remove_handle(&mut tx, 1).await.unwrap();
        assert_eq!(passkeys::handle(&mut tx, 1).await.unwrap(), None);
        assert_eq!(passkeys::handle(&mut tx, 2).await.unwrap(), Some(vec![3; 32]));
    })
    .await;
}

#[tokio::test]
async fn a_challenge_is_taken_once_and_old_ones_go() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let given = GivenChallenge { session_id: Some(id(7)), expires_at: LATER };
        passkeys::give_challenge(&mut tx, &[1; 32], given).await.unwrap();
        passkeys::give_challenge(&mut tx, &[2; 32], given).await.unwrap();
        assert_eq!(passkeys::take_challenge(&mut tx, &[1; 32]).await.unwrap(), Some(given));
        assert_eq!(passkeys::take_challenge(&mut tx, &[1; 32]).await.unwrap(), None);
        assert_eq!(passkeys::remove_old_challenges(&mut tx, LATER).await.unwrap(), 0);
        let after = LATER.plus_micros(1);
        assert_eq!(passkeys::remove_old_challenges(&mut tx, after).await.unwrap(), 1);
        assert_eq!(passkeys::take_challenge(&mut tx, &[2; 32]).await.unwrap(), None);
    })
    .await;
}
