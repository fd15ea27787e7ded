//! Keys that secrets are sealed with: added, replaced and removed, on both engines.
//!
//! SQL here: the stored form of secrets, and data of an older program.

use crate::databases::{NOW, on_both_fresh, texts};
use countersign_store::sealing::{self, Keys};
use countersign_store::{Store, StoreError, Tx, Value, second_factors};

/// More people than are sealed in one transaction.
const MANY: i64 = 450;

async fn people(store: &Store) {
    let add = async |tx: &mut Tx| {
        let person = "INSERT INTO people (id, email, email_folded, name) VALUES ($1, $2, $2, 'x')";
        let factor = "INSERT INTO second_factors (person_id, secret, confirmed_at, last_step) \
            VALUES ($1, $2, NULL, 0)";
        for id in 1..=MANY {
            let email = format!("{id}@x.example");
            tx.execute(person, &[id.into(), (&email).into()]).await?;
            let secret = format!("secret {id}");
            tx.execute(factor, &[id.into(), Value::Bytes(secret.as_bytes())]).await?;
        }
        Ok(())
    };
    store.write(add).await.unwrap();
}

/// How many factors are sealed with each key.
async fn sealed(store: &Store, key: &str) -> usize {
    let mut tx = store.read().await.unwrap();
    let all = "SELECT secret FROM second_factors";
    let all = tx.all(all, &[], |row| row.get::<Vec<u8>>(0)).await.unwrap();
    let with = format!("{key}:");
    all.iter().filter(|it| it.starts_with(with.as_bytes())).count()
}

#[tokio::test]
async fn a_key_is_taken_up_once_replaced_and_forgotten_and_each_secret_goes_along() {
    on_both_fresh(async |fresh| {
        let store = fresh.migrated().await;
        people(&store).await;
        // Without a key, unsealed secrets are read and none is added.
        let begin = async |tx: &mut Tx| second_factors::begin(tx, 1, b"another").await;
        assert!(matches!(store.write(begin).await, Err(StoreError::NoKey)));
        assert!(!store.can_seal().await.unwrap());
        let all = usize::try_from(MANY).unwrap();
        let adopted = sealing::adopt(&store, "toy", NOW, async |_| Ok(())).await.unwrap();
        assert_eq!(adopted, Some(MANY.unsigned_abs()));
        let again = sealing::adopt(&store, "toy2", NOW, async |_| Ok(())).await.unwrap();
        assert_eq!(again, None, "there is one");
        assert_eq!((sealed(&store, "toy").await, store.can_seal().await.unwrap()), (all, true));
        let later = NOW.plus_micros(1);
        sealing::replace(&store, "toy2", later, async |_| Ok(())).await.unwrap();
        sealing::replace(&store, "toy2", later, async |_| Ok(())).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let keys = Keys { current: Some("toy2".to_owned()), replaced: vec!["toy".to_owned()] };
        assert_eq!(sealing::keys(&mut tx).await.unwrap(), keys);
        let found = second_factors::find(&mut tx, 7).await.unwrap().unwrap();
        assert_eq!(found.secret.as_deref(), Some(b"secret 7".as_slice()));
        tx.rollback().await.unwrap();
        assert_eq!(sealing::reseal(&store).await.unwrap(), MANY.unsigned_abs());
        assert_eq!((sealed(&store, "toy").await, sealed(&store, "toy2").await), (0, all));
        assert_eq!(sealing::reseal(&store).await.unwrap(), 0);
        sealing::forget(&store).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(texts(&mut tx, "SELECT id FROM sealing_keys").await, ["toy2"]);
        let found = second_factors::find(&mut tx, 7).await.unwrap().unwrap();
        assert_eq!(found.secret.as_deref(), Some(b"secret 7".as_slice()));
    })
    .await;
}

#[tokio::test]
async fn a_key_is_not_replaced_under_the_hands_of_who_seals() {
    on_both_fresh(async |fresh| {
        let (store, other) = (fresh.migrated().await, fresh.open().await);
        people(&store).await;
        sealing::adopt(&store, "toy", NOW, async |_| Ok(())).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert!(second_factors::begin(&mut tx, 1, b"another").await.unwrap());
        let replacing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                sealing::replace(&other, "toy2", NOW.plus_micros(1), async |_| Ok(()))
                    .await
                    .unwrap();
                sealing::reseal(&other).await.unwrap()
            })
        });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        assert!(!replacing.is_finished(), "it waits for who seals");
        tx.commit().await.unwrap();
        // Secrets sealed meanwhile are sealed again with all others.
        assert_eq!(replacing.join().unwrap(), MANY.unsigned_abs());
        assert_eq!(sealed(&store, "toy2").await, usize::try_from(MANY).unwrap());
    })
    .await;
}
