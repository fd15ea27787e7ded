//! What is changed behind a time stamp, and what it adds against the people who have the log's key.
//!
//! SQL here: changes that the program never makes.

use super::{ask, kept};
use crate::proving::forger::{OldCheckpoints, rebuild_log, run};
use crate::proving::signing::now;
use crate::proving::threats::{change_reason, key, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_app::clock::Clock;
use countersign_domain::instant::Instant;
use countersign_store::transparency::checkpoints;
use countersign_store::{Store, StoreError};
use countersign_testkit::time_stamping::TimeStampingAuthority;

/// Puts bytes in the place of the answer of the authority.
async fn answer(store: &Store, bytes: &[u8]) {
    let sql = "UPDATE tlog_stamps SET response = $1 WHERE size > 0";
    assert_eq!(run(store, sql, &[bytes.into()]).await, 1);
}

#[test]
fn a_time_stamp_is_neither_changed_nor_removed_and_a_forged_one_is_found() {
    on_both(|whole| {
        let authority = TimeStampingAuthority::start();
        whole.in_copy(async |store| {
            ask(store, &authority.url(), now()).await.unwrap().unwrap();
            for sql in ["UPDATE tlog_stamps SET size = 1", "DELETE FROM tlog_stamps"] {
                let refused = store.write(async |tx| tx.execute(sql, &[]).await).await;
                let Err(StoreError::Conflict(why)) = refused else { panic!("{refused:?}") };
                assert!(why.contains("append-only"), "{why}");
            }
            without_triggers(store).await;
            let stamp = kept(store).await.remove(0);
            answer(store, &stamp.response[..stamp.response.len() - 1]).await;
            let found = verify(store, &[]).await.broken;
            assert!(found[0].ends_with(" records: the answer is not a time stamp"), "{found:?}");

            // Only the signature of the authority shows another time.
            let mut backdated = stamp.response.clone();
            let time = backdated.windows(3).position(|it| it == [0x18, 15, b'2']).unwrap();
            backdated[time + 15] ^= 1;
            answer(store, &backdated).await;
            assert_eq!(verify(store, &[]).await.broken, Vec::<String>::new());
            assert!(authority.stamped(&stamp.note, &stamp.response));
            assert!(!authority.stamped(&stamp.note, &backdated));

            answer(store, &stamp.response).await;
            run(store, "DELETE FROM tlog_checkpoints WHERE size > $1", &[0_i64.into()]).await;
            let found = verify(store, &[]).await.broken;
            let missing = |it: &&String| it.ends_with(" records: the checkpoint is missing");
            assert_eq!(found.iter().filter(missing).count(), 1, "{found:?}");
        });
    });
}

#[test]
fn an_attacker_who_has_the_key_as_well_cannot_back_date_what_was_stamped() {
    on_both(|whole| {
        let authority = TimeStampingAuthority::start();
        whole.in_copy(async |store| {
            ask(store, &authority.url(), now()).await.unwrap().unwrap();
            let before = kept(store).await.remove(0);
            without_triggers(store).await;
            change_reason(store, key(store, "P2").await).await;
            rebuild_log(store, OldCheckpoints::Signed(&whole.signer())).await;
            let found = verify(store, &[]).await.broken;
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].ends_with(" records: the time stamp is for another checkpoint"));

            // The attacker gets another time stamp, and no earlier one.
            let since = Clock::default().machine_time().micros() / 1_000_000;
            run(store, "DELETE FROM tlog_stamps WHERE size > $1", &[0_i64.into()]).await;
            ask(store, &authority.url(), now()).await.unwrap().unwrap();
            assert_eq!(verify(store, &[]).await.broken, Vec::<String>::new());
            let after = kept(store).await.remove(0);
            assert!(after.at >= Instant::from_micros(since * 1_000_000), "{:?}", after.at);
            let last = store.reading(async |tx| checkpoints::last(tx).await).await.unwrap();
            let forged = last.unwrap().note;
            assert!(authority.stamped(&forged, &after.response));
            assert!(
                !authority.stamped(&forged, &before.response),
                "the early one is of another log"
            );
        });
    });
}
