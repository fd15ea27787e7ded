//! Transactions on both engines: what is kept, what is undone, what is refused, and the order of
//! many statements.

use crate::databases::{on_both, texts};
use countersign_domain::instant::Instant;
use countersign_store::{Result, Store, StoreError, Tx, schema};
use std::cell::Cell;
use std::time::Duration;

const ADD: &str = "INSERT INTO arrivals (partner_id, since_day) VALUES ($1, 0)";
const COUNT: &str = "SELECT COUNT(*) FROM arrivals";

async fn add(tx: &mut Tx, id: i64) -> Result<()> {
    tx.execute(ADD, &[id.into()]).await.map(drop)
}

async fn ids(store: &Store) -> Vec<i64> {
    let mut tx = store.read().await.unwrap();
    let sql = "SELECT partner_id FROM arrivals ORDER BY partner_id";
    tx.all(sql, &[], |row| row.get(0)).await.unwrap()
}

#[tokio::test]
async fn what_is_committed_lasts_and_the_rest_is_undone() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 2).await.unwrap();
        tx.rollback().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 3).await.unwrap();
        drop(tx);
        assert_eq!(ids(store).await, [1]);
        // Nothing is locked after a drop: the next transaction succeeds.
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 3).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ids(store).await, [1, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_read_that_fails_gives_its_connection_back() {
    on_both(async |store| {
        let tries = async {
            for round in 0..300 {
                let failing = async |tx: &mut Tx| -> Result<()> {
                    let missing: Option<i64> =
                        tx.first("SELECT partner_id FROM arrivals", &[], |row| row.get(0)).await?;
                    missing.map(drop).ok_or_else(|| StoreError::Corrupt("no arrival".to_owned()))
                };
                let failed = store.reading(failing).await;
                assert!(matches!(failed, Err(StoreError::Corrupt(_))), "{round}: {failed:?}");
                // A statement that the database refuses ends like a refusal of ours.
                let refused = store.reading(async |tx| tx.execute("SELECT no", &[]).await).await;
                assert!(refused.is_err(), "{round}");
                let count = async |tx: &mut Tx| tx.first(COUNT, &[], |row| row.get(0)).await;
                let counted: Result<Option<i64>> = store.reading(count).await;
                assert_eq!(counted.unwrap(), Some(0), "{round}");
            }
        };
        tokio::time::timeout(Duration::from_secs(60), tries).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_savepoint_undoes_what_came_after_it_and_nothing_else() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        tx.savepoint().await.unwrap();
        add(&mut tx, 2).await.unwrap();
        tx.rollback_to_savepoint().await.unwrap();
        tx.savepoint().await.unwrap();
        add(&mut tx, 3).await.unwrap();
        tx.release().await.unwrap();
        tx.savepoint().await.unwrap();
        // A refused statement leaves a transaction that continues from its savepoint.
        let refused = add(&mut tx, 1).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
        tx.rollback_to_savepoint().await.unwrap();
        add(&mut tx, 4).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ids(store).await, [1, 3, 4]);
    })
    .await;
}

#[tokio::test]
async fn a_taken_key_is_a_conflict_whichever_way_it_comes() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 7).await.unwrap();
        tx.commit().await.unwrap();
        let conflict = |result: Result<()>| {
            assert!(matches!(result, Err(StoreError::Conflict(_))), "{result:?}");
        };
        let mut tx = store.begin().await.unwrap();
        conflict(add(&mut tx, 7).await);
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        let rows: Vec<_> = (0..2_000_i64).map(|id| [id.into()]).collect();
        conflict(tx.execute_many(ADD, &rows).await.map(drop));
        drop(tx);
        let mut tx = store.begin().await.unwrap();
        let rows: Vec<_> = (7..50_000_i64).map(|id| [id.into(), 0_i64.into()]).collect();
        conflict(tx.insert(&schema::ARRIVALS, &rows).await);
        drop(tx);
        assert_eq!(ids(store).await, [7]);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_refers_to_nothing_or_lacks_a_value_is_a_conflict() {
    on_both(async |store| {
        for sql in [
            "INSERT INTO memberships (person_id, company_id, role) VALUES (1, 1, 'x')",
            "INSERT INTO arrivals (partner_id, since_day) VALUES (1, NULL)",
        ] {
            let mut tx = store.begin().await.unwrap();
            let refused = tx.execute(sql, &[]).await;
            assert!(matches!(refused, Err(StoreError::Conflict(_))), "{sql}: {refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_committed_in_silence_after_a_refused_statement() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        add(&mut tx, 1).await.unwrap_err();
        let said = tx.commit().await;
        let kept = !ids(store).await.is_empty();
        assert_eq!(said.is_ok(), kept, "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_sees_one_state_and_writes_nothing() {
    on_both(async |store| {
        let mut reader = store.read().await.unwrap();
        assert_eq!(crate::databases::number(&mut reader, COUNT).await, 0);
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(crate::databases::number(&mut reader, COUNT).await, 0);
        reader.rollback().await.unwrap();
        assert_eq!(ids(store).await, [1]);

        let mut reader = store.read().await.unwrap();
        assert!(add(&mut reader, 2).await.is_err());
        drop(reader);
        assert_eq!(ids(store).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn work_that_was_in_another_writers_way_is_done_again() {
    on_both(async |store| {
        let tries = Cell::new(0);
        let done = store
            .write(async |tx| {
                tries.set(tries.get() + 1);
                add(tx, 1).await?;
                match tries.get() {
                    ..3 => Err(StoreError::Busy("not yet".to_owned())),
                    tries => Ok(tries),
                }
            })
            .await;
        assert_eq!(done.unwrap(), 3);
        assert_eq!(ids(store).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn work_is_given_up_after_a_few_tries_and_at_once_where_another_try_is_no_use() {
    on_both(async |store| {
        for (error, expected) in [
            (StoreError::Busy("x".to_owned()), 2..20),
            (StoreError::Conflict("x".to_owned()), 1..2),
            (StoreError::Corrupt("x".to_owned()), 1..2),
        ] {
            let tries = Cell::new(0);
            let again = || match &error {
                StoreError::Busy(why) => StoreError::Busy(why.clone()),
                StoreError::Conflict(why) => StoreError::Conflict(why.clone()),
                other => StoreError::Corrupt(other.to_string()),
            };
            let failed = store
                .write(async |tx| {
                    tries.set(tries.get() + 1);
                    add(tx, 1).await?;
                    Err::<(), _>(again())
                })
                .await;
            assert_eq!(
                std::mem::discriminant(&failed.unwrap_err()),
                std::mem::discriminant(&error)
            );
            assert!(expected.contains(&tries.get()), "{error:?}: {} tries", tries.get());
            assert!(ids(store).await.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn answers_to_many_questions_come_in_the_order_of_the_questions() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let rows: Vec<_> = (0..1_500_i64).map(|id| [id.into(), (id % 3).into()]).collect();
        tx.insert(&schema::ARRIVALS, &rows).await.unwrap();
        // Each query returns one row, none or two.
        let asked: Vec<i64> = (0..1_500).map(|n| (n * 7) % 1_600).collect();
        let sql = "SELECT partner_id FROM arrivals WHERE partner_id = $1 OR partner_id = $2 \
            ORDER BY partner_id";
        let pair = |id: i64| [id.into(), if id % 5 == 0 { 3_i64.into() } else { id.into() }];
        let questions: Vec<_> = asked.iter().map(|id| pair(*id)).collect();
        let mut found = Vec::new();
        let take = |index: usize, row: countersign_store::Row<'_>| {
            found.push((index, row.get::<i64>(0)?));
            Ok(())
        };
        tx.each_of(sql, &questions, take).await.unwrap();
        let mut expected = Vec::new();
        for (index, id) in asked.iter().enumerate() {
            let mut ids = if id % 5 == 0 { vec![3, *id] } else { vec![*id] };
            ids.sort_unstable();
            expected.extend(ids.into_iter().filter(|id| *id < 1_500).map(|id| (index, id)));
        }
        assert_eq!(found, expected);
        let none: [[countersign_store::Value<'_>; 2]; 0] = [];
        tx.each_of(sql, &none, |_, _| panic!("nothing was asked")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn many_statements_run_in_their_order() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        let sql = "UPDATE arrivals SET since_day = $2 WHERE partner_id = $1 AND since_day = $3";
        let rows: Vec<_> =
            (0..1_300_i64).map(|n| [1_i64.into(), (n + 1).into(), n.into()]).collect();
        assert_eq!(tx.execute_many(sql, &rows).await.unwrap(), 1_300);
        let sum = "SELECT since_day FROM arrivals";
        assert_eq!(crate::databases::number(&mut tx, sum).await, 1_300);
        let none: [[countersign_store::Value<'_>; 3]; 0] = [];
        assert_eq!(tx.execute_many(sql, &none).await.unwrap(), 0);
        tx.insert(&schema::ARRIVALS, &none).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_failed_taker_ends_the_query_and_the_transaction_goes_on() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let rows: Vec<_> = (0..600_i64).map(|id| [id.into(), 0_i64.into()]).collect();
        tx.insert(&schema::ARRIVALS, &rows).await.unwrap();
        let sql = "SELECT partner_id FROM arrivals ORDER BY partner_id";
        let mut seen = 0;
        let stopped = tx
            .each(sql, &[], |_| {
                seen += 1;
                if seen < 10 { Ok(()) } else { Err(StoreError::Corrupt("enough".to_owned())) }
            })
            .await;
        assert!(matches!(stopped, Err(StoreError::Corrupt(why)) if why == "enough"));
        assert_eq!(seen, 10);
        assert_eq!(crate::databases::number(&mut tx, COUNT).await, 600);
        tx.commit().await.unwrap();
        assert_eq!(ids(store).await.len(), 600);
    })
    .await;
}

#[tokio::test]
async fn an_installation_is_made_once_and_taken_in_turns() {
    use countersign_domain::cycle::Cycle;
    use countersign_store::installation::{advance, create, load, mark_demo, take_work_lock};
    on_both(async |store| {
        let at = |text| Instant::parse(text).unwrap();
        let (now, cycle) = (at("2026-09-03T08:00:00Z"), Cycle::parse("2026-09").unwrap());
        let mut tx = store.begin().await.unwrap();
        assert_eq!(load(&mut tx).await.unwrap(), None);
        assert!(matches!(take_work_lock(&mut tx).await, Err(StoreError::Corrupt(_))));
        create(&mut tx, true, now, cycle).await.unwrap();
        tx.commit().await.unwrap();
        let again = store.write(async |tx| create(tx, false, now, cycle).await).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");

        let later = at("2026-10-02T00:00:00.000001Z");
        let found = store
            .write(async |tx| {
                let before = take_work_lock(tx).await?;
                assert_eq!((before.clock_at, before.ran_until), (now, None));
                advance(tx, later).await?;
                assert!(!before.demo, "nothing is a demonstration that nobody made one");
                mark_demo(tx).await?;
                load(tx).await
            })
            .await;
        let found = found.unwrap().unwrap();
        assert!(found.rehearsal && found.demo);
        assert_eq!((found.created_at, found.first_cycle), (now, cycle));
        assert_eq!((found.clock_at, found.ran_until), (later, Some(later)));
        let mut tx = store.read().await.unwrap();
        assert_eq!(texts(&mut tx, "SELECT 'x' FROM installation WHERE turns = 1").await, ["x"]);
    })
    .await;
}
