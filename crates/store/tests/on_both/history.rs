//! History: entries are added and read, and the database itself refuses anything else.

use crate::content::{ABOUT, ReportContent, entry, made};
use crate::databases::{number, on_both};
use countersign_domain::history::{Entry, genesis, link};
use countersign_domain::status::Verb;
use countersign_store::history::{
    StoredEntry, append, chain, each_within, of_report, of_reports, worked_on,
};
use countersign_store::reports::{Key, Span};
use countersign_store::{Engine, Store, StoreError};
use uuid::Uuid;

fn key(vendor_id: i64) -> Key {
    made(&ReportContent { vendor_id, ..ABOUT }).key()
}

async fn add(store: &Store, key: Key, entries: Vec<Entry>) -> Result<(), StoreError> {
    let links = chain(&genesis(Uuid::nil()), entries);
    store.write(async |tx| append(tx, [(key, &links)]).await).await
}

#[tokio::test]
async fn entries_come_back_as_they_were_written_and_chained() {
    on_both(async |store| {
        let entries = || (1..=12).map(|version| entry(version, Verb::Edit, Some(3))).collect();
        let links = chain(&genesis(Uuid::max()), entries());
        let other = chain(&genesis(Uuid::nil()), vec![entry(1, Verb::Make, None)]);
        let both = [(key(1), &links), (key(2), &other)];
        store.write(async |tx| append(tx, both).await).await.unwrap();

        let mut tx = store.read().await.unwrap();
        let stored = of_report(&mut tx, key(1)).await.unwrap();
        let mut head = genesis(Uuid::max());
        for ((body, hash), entry) in stored.iter().zip(entries()) {
            assert_eq!(Entry::from_body(body).unwrap(), entry);
            head = link(&head, body);
            assert_eq!(*hash, head);
        }
        assert_eq!((stored.len(), Some(head)), (12, links.head()));
        assert_eq!(of_report(&mut tx, key(2)).await.unwrap().len(), 1);
        assert!(of_report(&mut tx, key(3)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_entries_of_several_reports_come_together_in_order() {
    on_both(async |store| {
        let entries = || (1..=12).map(|version| entry(version, Verb::Edit, Some(3)));
        add(store, key(1), entries().collect()).await.unwrap();
        add(store, key(2), vec![entry(1, Verb::Make, None)]).await.unwrap();
        add(store, key(4), vec![entry(1, Verb::Make, None)]).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let found = of_reports(&mut tx, &[key(2), key(3), key(1)]).await.unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[&key(1)], entries().collect::<Vec<_>>());
        assert_eq!(found[&key(2)], [entry(1, Verb::Make, None)]);
        assert!(of_reports(&mut tx, &[]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_version_is_written_once() {
    on_both(async |store| {
        add(store, key(1), vec![entry(1, Verb::Make, None)]).await.unwrap();
        let entries = vec![entry(2, Verb::Edit, None), entry(1, Verb::Edit, None)];
        let again = add(store, key(1), entries).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
        let mut tx = store.read().await.unwrap();
        assert_eq!(of_report(&mut tx, key(1)).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_database_refuses_every_change_of_an_entry() {
    on_both(async |store| {
        add(store, key(1), vec![entry(1, Verb::Make, None)]).await.unwrap();
        let before = of_report(&mut store.read().await.unwrap(), key(1)).await.unwrap();
        let mut statements = vec![
            "UPDATE history SET body = 'x'",
            "UPDATE history SET person_id = NULL WHERE version = 1",
            "DELETE FROM history",
            "DELETE FROM history WHERE cycle IN (SELECT cycle FROM history)",
            "INSERT INTO history SELECT * FROM history WHERE version = 1 \
             ON CONFLICT (cycle, partner_id, vendor_id, version) DO UPDATE SET body = 'x'",
        ];
        statements.push(match store.engine() {
            Engine::Sqlite => {
                "INSERT OR REPLACE INTO history SELECT cycle, partner_id, vendor_id, version, \
                 verb, person_id, 'x', hash FROM history"
            }
            Engine::Postgres => "TRUNCATE history",
        });
        for sql in statements {
            let refused = store.write(async |tx| tx.execute(sql, &[]).await).await;
            let Err(StoreError::Conflict(why)) = refused else { panic!("{sql}: {refused:?}") };
            assert!(why.contains("append-only"), "{sql}: {why}");
        }
        let after = of_report(&mut store.read().await.unwrap(), key(1)).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

#[tokio::test]
async fn who_edited_or_submitted_has_worked_on_it_and_nobody_else() {
    on_both(async |store| {
        let person = Some(3);
        for (vendor, verb) in (1..).zip(Verb::ALL) {
            add(store, key(vendor), vec![entry(1, verb, person)]).await.unwrap();
        }
        let keys: Vec<Key> = (1..).map(key).take(Verb::ALL.len() + 1).collect();
        let mut tx = store.read().await.unwrap();
        let mut expected: Vec<bool> = Verb::ALL
            .iter()
            .map(|verb| matches!(verb, Verb::Edit | Verb::Reset | Verb::Submit))
            .collect();
        expected.push(false);
        assert_eq!(worked_on(&mut tx, &keys, 3).await.unwrap(), expected);
        assert_eq!(worked_on(&mut tx, &keys, 4).await.unwrap(), vec![false; keys.len()]);
        assert_eq!(worked_on(&mut tx, &[], 3).await.unwrap(), [false; 0]);
        assert_eq!(number(&mut tx, "SELECT COUNT(*) FROM history").await, 19);
    })
    .await;
}

#[tokio::test]
async fn the_entries_of_a_span_come_in_order_with_what_their_rows_say() {
    on_both(async |store| {
        for vendor in [2, 1, 3] {
            let entries = vec![entry(1, Verb::Make, None), entry(2, Verb::Edit, Some(3))];
            add(store, key(vendor), entries).await.unwrap();
        }
        let mut tx = store.read().await.unwrap();
        let mut found = Vec::new();
        let span = Span::between(Some(key(1)), Some(key(2)));
        let take = |key, it: StoredEntry| found.push((key, it.version, it.verb, it.person_id));
        each_within(&mut tx, span, take).await.unwrap();
        let expected = [
            (key(2), 1, "report.make".to_owned(), None),
            (key(2), 2, "report.edit".to_owned(), Some(3)),
        ];
        assert_eq!(found, expected);
        let mut all = 0;
        each_within(&mut tx, Span::between(None, None), |_, _| all += 1).await.unwrap();
        assert_eq!(all, 6);
    })
    .await;
}
