//! Dispatches: numbered consecutively, read back unchanged, and never changed.

use crate::content::{ABOUT, ReportContent, distributor_id, entry, made, moved_on, store_all};
use crate::databases::{ENGINES, Fresh, NOW, on_both};
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{content_hash, document};
use countersign_domain::history::genesis;
use countersign_domain::status::{Status, Verb};
use countersign_store::dispatches::{
    self, Became, Dispatch, DispatchOutcomes, DispatchScope, DispatchedDocument,
};
use countersign_store::reports::StoredReport;
use countersign_store::{Engine, Store, StoreError, companies, history};
use futures_util::future::join_all;
use uuid::Uuid;

fn dispatch(distributor_id: i64, number: i64, vendor_id: i64) -> Dispatch {
    let cycle = Cycle::parse("2026-09").unwrap();
    Dispatch {
        distributor_id,
        distributor: String::new(),
        number,
        id: Uuid::from_u64_pair(distributor_id.unsigned_abs(), number.unsigned_abs()),
        vendor_id,
        created_at: NOW,
        person_id: 3,
        purchase_order: (number % 2 == 1).then(|| "'; DROP TABLE dispatches; --".to_owned()),
        note: Some("=1+1\n\u{202e}🙂".to_owned()),
        report_count: 2,
        first_cycle: cycle,
        last_cycle: cycle.plus(1),
        hash: [u8::try_from(number).unwrap(); 32],
    }
}

fn sent(dispatch: &Dispatch, position: i64, stored: &StoredReport) -> DispatchedDocument {
    let text = document(&stored.names, &stored.report, &stored.head);
    DispatchedDocument {
        key: stored.key(),
        dispatch_id: dispatch.id,
        position,
        report_id: stored.names.report_id,
        amendment: 1,
        version: stored.report.version,
        hash: content_hash(&text),
        text,
    }
}

async fn insert(store: &Store, dispatch: &Dispatch, documents: &[DispatchedDocument]) {
    let put = async |tx: &mut _| {
        dispatches::insert(tx, dispatch).await?;
        dispatches::insert_documents(tx, documents).await
    };
    store.write(put).await.unwrap();
}

#[tokio::test]
async fn a_dispatch_comes_back_with_its_documents_and_what_became_of_them() {
    on_both(async |store| {
        let about = |partner, partner_id| ReportContent { partner, partner_id, ..ABOUT };
        let reports =
            [("A", 11), ("B", 12), ("C", 13)].map(|(p, id)| moved_on(&made(&about(p, id))));
        store_all(store, &reports.each_ref()).await;
        let first = dispatch(7, 1, 1);
        let documents: Vec<DispatchedDocument> =
            (1..).zip(&reports).map(|(place, stored)| sent(&first, place, stored)).collect();
        insert(store, &first, &documents).await;
        // B was completed, C returned. What happened before they were sent does not matter.
        for (stored, verb) in reports[1..].iter().zip([Verb::Complete, Verb::Return]) {
            let entries = (1..=4).map(|version| {
                entry(version, if version == 4 { verb } else { Verb::Complete }, Some(3))
            });
            let links = history::chain(&genesis(Uuid::nil()), entries.collect());
            let key = stored.key();
            store.write(async |tx| history::append(tx, [(key, &links)]).await).await.unwrap();
        }
        let mut tx = store.read().await.unwrap();
        assert_eq!(dispatches::find(&mut tx, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(dispatches::find(&mut tx, Uuid::max()).await.unwrap(), None);
        let read = dispatches::documents(&mut tx, first.id, 0, 10).await.unwrap();
        assert_eq!(read, documents);
        assert_eq!(dispatches::documents(&mut tx, first.id, 1, 1).await.unwrap(), documents[1..2]);
        let outcomes = dispatches::outcomes(&mut tx, &[first.id, Uuid::max()]).await.unwrap();
        let counted = DispatchOutcomes { waiting: 1, completed: 1, returned: 1 };
        assert_eq!(outcomes, [counted, DispatchOutcomes::default()]);
        let waiting = dispatches::waiting(&mut tx, first.id).await.unwrap();
        assert_eq!(
            waiting.iter().map(|it| (it.key, it.version)).collect::<Vec<_>>(),
            [(reports[0].key(), 3)]
        );
        for (place, only) in (0..).zip(Became::ALL) {
            let listed = dispatches::listed(&mut tx, first.id, 0, 10, Some(only)).await.unwrap();
            let [one] = listed.as_slice() else { panic!("{only:?}: {listed:?}") };
            assert_eq!((one.became, one.partner.as_str()), (only, ["A", "B", "C"][place]));
            assert_eq!((one.status, one.version_now), (Status::Approved, 3));
            assert_eq!(one.entry.is_some(), only != Became::Waiting);
        }
        assert_eq!(dispatches::listed(&mut tx, first.id, 2, 10, None).await.unwrap().len(), 1);
        let of_report = dispatches::of_report(&mut tx, reports[1].key()).await.unwrap();
        assert_eq!(of_report, [first]);
        // B is sent again, as if it had been returned. Its last dispatch is the second one.
        let second = dispatch(7, 2, 1);
        tx.rollback().await.unwrap();
        let again = DispatchedDocument { version: 5, ..sent(&second, 1, &reports[1]) };
        insert(store, &second, &[again]).await;
        let mut tx = store.read().await.unwrap();
        let keys = [made(&about("D", 14)).key(), reports[1].key(), reports[0].key()];
        let last = dispatches::last_of(&mut tx, &keys).await.unwrap();
        assert_eq!(last, [second.id, documents[0].dispatch_id], "none of a report not sent");
    })
    .await;
}

#[tokio::test]
async fn lists_are_of_one_company_or_all_and_go_on_from_a_place() {
    on_both(async |store| {
        for (distributor, number, vendor) in [(7, 1, 1), (7, 2, 2), (7, 3, 1), (8, 1, 1), (8, 2, 2)]
        {
            let later = NOW.plus_micros(if (distributor, number) == (7, 3) { 1 } else { 0 });
            let one = Dispatch { created_at: later, ..dispatch(distributor, number, vendor) };
            insert(store, &one, &[]).await;
        }
        let mut tx = store.read().await.unwrap();
        for (whose, expected) in [
            (DispatchScope::All, vec![(7, 3), (8, 2), (7, 2), (8, 1), (7, 1)]),
            (DispatchScope::Distributor(7), vec![(7, 3), (7, 2), (7, 1)]),
            (DispatchScope::Distributor(9), vec![]),
            (DispatchScope::Vendor(1), vec![(7, 3), (8, 1), (7, 1)]),
        ] {
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let page = dispatches::page(&mut tx, whose, before, 2).await.unwrap();
                seen.extend(page.iter().map(|it| (it.distributor_id, it.number)));
                let Some(last) = page.last() else { break };
                before = Some(last.place());
            }
            assert_eq!(seen, expected, "{whose:?}");
        }
        let all = dispatches::after(&mut tx, (7, 1), 3).await.unwrap();
        let all: Vec<_> = all.iter().map(|it| (it.distributor_id, it.number)).collect();
        assert_eq!(all, [(7, 2), (7, 3), (8, 1)]);
    })
    .await;
}

/// A region, and a distributor in it.
async fn with_distributor(store: &Store) {
    let region = "INSERT INTO regions (id, code, name, time_zone, currency, language, \
        usage_reports) VALUES (1, 'EU', 'Europe', 'UTC', 'EUR', 'en', TRUE)";
    let company = "INSERT INTO companies (id, code, kind, name, company_id) VALUES \
        (7, 'D', 'distributor', 'D', $1)";
    let distributor = "INSERT INTO distributors (id, region_id, type) VALUES (7, 1, 'distributor')";
    let put = async |tx: &mut countersign_store::Tx| {
        tx.execute(region, &[]).await?;
        tx.execute(company, &[Uuid::nil().into()]).await?;
        tx.execute(distributor, &[]).await
    };
    store.write(put).await.unwrap();
}

#[tokio::test]
async fn two_at_once_get_two_numbers() {
    for engine in ENGINES {
        let fresh = Fresh::new(engine);
        let store = fresh.migrated().await;
        with_distributor(&store).await;
        let send = async |_| {
            let put = async |tx: &mut countersign_store::Tx| {
                let number = dispatches::next_number(tx, 7).await?;
                // Another person sends one in between.
                tokio::task::yield_now().await;
                dispatches::insert(tx, &dispatch(7, number, 1)).await?;
                Ok(number)
            };
            store.write(put).await.unwrap()
        };
        let mut numbers = match engine {
            // The embedded engine allows one writer of a thread at a time, and blocks the others.
            Engine::Sqlite => vec![send(1).await, send(2).await, send(3).await],
            Engine::Postgres => join_all((1..=3).map(send)).await,
        };
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3], "{engine:?}");
        assert_eq!(companies::all(&mut store.read().await.unwrap()).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn the_database_refuses_every_change_of_a_dispatch() {
    on_both(async |store| {
        let stored = moved_on(&made(&ABOUT));
        store_all(store, &[&stored]).await;
        let first = dispatch(7, 1, 1);
        insert(store, &first, &[sent(&first, 1, &stored)]).await;
        let mut statements = vec![
            "UPDATE dispatches SET purchase_order = NULL",
            "DELETE FROM dispatches",
            "INSERT INTO dispatches SELECT * FROM dispatches WHERE number = 1 \
             ON CONFLICT (distributor_id, number) DO UPDATE SET note = 'x'",
            "UPDATE dispatched_reports SET document = '{}'",
            "UPDATE dispatched_reports SET position = 2 WHERE position = 1",
            "DELETE FROM dispatched_reports",
            "INSERT INTO dispatched_reports SELECT * FROM dispatched_reports WHERE position = 1 \
             ON CONFLICT (cycle, partner_id, vendor_id, dispatch_id) DO UPDATE SET document = 'x'",
        ];
        statements.extend(match store.engine() {
            Engine::Sqlite => [
                "INSERT OR REPLACE INTO dispatches SELECT distributor_id, number, id, vendor_id, \
                 created_at, person_id, 'x', note, report_count, first_cycle, last_cycle, hash \
                 FROM dispatches",
                "INSERT OR REPLACE INTO dispatched_reports SELECT cycle, partner_id, vendor_id, \
                 dispatch_id, position, report_id, amendment, version, 'x', hash \
                 FROM dispatched_reports",
            ],
            Engine::Postgres => ["TRUNCATE dispatches", "TRUNCATE dispatched_reports"],
        });
        for sql in statements {
            let refused = store.write(async |tx| tx.execute(sql, &[]).await).await;
            let Err(StoreError::Conflict(why)) = refused else { panic!("{sql}: {refused:?}") };
            assert!(why.contains("never changes"), "{sql}: {why}");
        }
        let mut tx = store.read().await.unwrap();
        assert_eq!(dispatches::find(&mut tx, first.id).await.unwrap(), Some(first));
    })
    .await;
}

#[tokio::test]
async fn what_can_be_sent_is_told_from_what_is_missing() {
    on_both(async |store| {
        let about = |partner, partner_id| ReportContent { partner, partner_id, ..ABOUT };
        let approved = moved_on(&made(&about("A", 11)));
        let mut nothing = moved_on(&made(&about("B", 12)));
        for line in &mut nothing.report.lines {
            let zero = countersign_domain::quantity::Quantity::ZERO;
            line.figures.provisioned = zero;
            line.figures.default_chargeable = zero;
            line.figures.used = line.figures.used.map(|_| zero);
            line.edited = None;
        }
        let preparing = made(&about("C", 13));
        let of_another = moved_on(&made(&ReportContent { distributor: "D-2", ..about("D", 14) }));
        store_all(store, &[&approved, &nothing, &preparing, &of_another]).await;
        let (cycle, own) = (Cycle::parse("2026-09").unwrap(), distributor_id("D-1"));
        let mut tx = store.read().await.unwrap();
        let found = dispatches::approved(&mut tx, own, cycle, 1).await.unwrap();
        let found: Vec<_> = found.iter().map(|it| (it.partner.as_str(), it.has_units)).collect();
        assert_eq!(found, [("A", true), ("B", false)]);
        assert!(dispatches::approved(&mut tx, own, cycle, 2).await.unwrap().is_empty());
        let counts = dispatches::status_counts(&mut tx, own, cycle).await.unwrap();
        let counts: Vec<_> = counts.iter().map(|it| (it.status, it.count)).collect();
        assert_eq!(counts, [(Status::Approved, 2), (Status::Preparing, 1)]);
    })
    .await;
}
