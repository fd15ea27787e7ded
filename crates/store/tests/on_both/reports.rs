//! Reports stored, found and saved by compare-and-set.

use crate::content::{
    ABOUT, ReportContent, cycle, figure, found, instant, line, made, moved_on, shown, store_all,
};
use crate::databases::{NOW, number, on_both, texts};
use countersign_domain::status::Status;
use countersign_store::reports::{
    Changed, Key, StoredReport, all_due, clear_fault, count, deadlines, due, faults_of, find,
    insert, keys_after, next_deadline, note_fault, of_partner, open_to_readings, owed as owed_by,
    owed_since, replace_lines, save,
};
use countersign_store::{Store, StoreError, figures};

async fn save_one(
    store: &Store,
    before: &StoredReport,
    after: &StoredReport,
) -> Result<(), StoreError> {
    let mut tx = store.begin().await.unwrap();
    save(&mut tx, &[Changed { before: &before.report, after }]).await?;
    tx.commit().await
}

#[tokio::test]
async fn a_report_is_found_as_it_was_stored_fresh_and_moved_on() {
    on_both(async |store| {
        let fresh = made(&ABOUT);
        let full = moved_on(&made(&ReportContent { vendor_id: 2, vendor: "V-2", ..ABOUT }));
        store_all(store, &[&fresh, &full]).await;
        for stored in [&fresh, &full] {
            assert_eq!(shown(&found(store, stored.key()).await.unwrap()), shown(stored));
        }
        let again = store.write(async |tx| insert(tx, &[&fresh]).await).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn many_reports_are_found_at_once_in_the_order_they_were_asked_for() {
    on_both(async |store| {
        let about = |n: i64| ReportContent { partner_id: n, ..ABOUT };
        let all: Vec<StoredReport> = (0..1_200).map(|n| made(&about(n))).collect();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        // Some that do not exist, and one that is requested twice.
        let mut keys: Vec<Key> = (0..1_300).map(|n| made(&about((n * 7) % 1_300)).key()).collect();
        keys.push(keys[3]);
        let mut tx = store.read().await.unwrap();
        let found = find(&mut tx, &keys).await.unwrap();
        assert_eq!(found.len(), keys.len());
        for (key, found) in keys.iter().zip(&found) {
            let expected = (key.partner_id < 1_200).then_some(*key);
            assert_eq!(found.as_ref().map(StoredReport::key), expected);
            let lines = found.as_ref().map_or(2, |found| found.report.lines.len());
            assert_eq!(lines, 2, "{key:?}");
        }
        assert!(find(&mut tx, &[]).await.unwrap().is_empty());
        let twice = find(&mut tx, &[keys[0], keys[0]]).await.unwrap();
        assert!(twice.iter().all(|it| it.as_ref().is_some_and(|it| it.report.lines.len() == 2)));
    })
    .await;
}

#[tokio::test]
async fn a_move_is_saved_whole_and_only_on_the_version_it_was_made_of() {
    on_both(async |store| {
        let before = made(&ABOUT);
        let other = made(&ReportContent { partner_id: 12, partner: "P-2", ..ABOUT });
        store_all(store, &[&before, &other]).await;
        let after = moved_on(&before);
        save_one(store, &before, &after).await.unwrap();
        assert_eq!(shown(&found(store, before.key()).await.unwrap()), shown(&after));
        assert_eq!(shown(&found(store, other.key()).await.unwrap()), shown(&other));

        let stale = save_one(store, &before, &moved_on(&after)).await;
        assert!(matches!(stale, Err(StoreError::Busy(_))), "{stale:?}");
        let gone = made(&ReportContent { partner_id: 99, ..ABOUT });
        let gone = save_one(store, &gone, &moved_on(&gone)).await;
        assert!(matches!(gone, Err(StoreError::Busy(_))), "{gone:?}");
        assert_eq!(shown(&found(store, before.key()).await.unwrap()), shown(&after));
    })
    .await;
}

#[tokio::test]
async fn one_stale_report_keeps_the_others_from_being_saved() {
    on_both(async |store| {
        let about = |n: i64| ReportContent { partner_id: n, ..ABOUT };
        let before: Vec<StoredReport> = (0..3).map(|n| made(&about(n))).collect();
        store_all(store, &before.iter().collect::<Vec<_>>()).await;
        let after: Vec<StoredReport> = before.iter().map(moved_on).collect();
        save_one(store, &before[1], &after[1]).await.unwrap();
        let changed: Vec<Changed<'_>> = before
            .iter()
            .zip(&after)
            .map(|(before, after)| Changed { before: &before.report, after })
            .collect();
        let stale = store.write(async |tx| save(tx, &changed).await).await;
        assert!(matches!(stale, Err(StoreError::Busy(_))), "{stale:?}");
        for (number, stored) in [&before[0], &after[1], &before[2]].into_iter().enumerate() {
            let found = found(store, before[number].key()).await.unwrap();
            assert_eq!(shown(&found), shown(stored), "{number}");
        }
    })
    .await;
}

#[tokio::test]
async fn lines_and_figures_are_replaced_together() {
    on_both(async |store| {
        let mut stored = made(&ABOUT);
        let other = made(&ReportContent { vendor_id: 2, ..ABOUT });
        store_all(store, &[&stored, &other]).await;
        let (a, b) = (figure(30, 1, true), figure(30, 2, false));
        let key = stored.key();
        let both = [(key, &a), (key, &b), (other.key(), &a)];
        store.write(async |tx| figures::insert(tx, both).await).await.unwrap();

        stored.report.lines = vec![line(29, "AA"), line(31, "Z")];
        let fewer = [figure(29, 3, true), b.clone()];
        store
            .write(async |tx| {
                assert_eq!(figures::of_report(tx, key).await?, [a.clone(), b.clone()]);
                replace_lines(tx, &stored).await?;
                figures::replace(tx, key, &fewer).await
            })
            .await
            .unwrap();
        assert_eq!(shown(&found(store, key).await.unwrap()), shown(&stored));
        let mut tx = store.read().await.unwrap();
        assert_eq!(figures::of_report(&mut tx, key).await.unwrap(), fewer);
        assert_eq!(figures::of_report(&mut tx, other.key()).await.unwrap(), [a]);
        assert_eq!(found(store, other.key()).await.unwrap().report.lines.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_two_lines_count_is_told_with_the_reports_that_a_distributor_may_know_of() {
    on_both(async |store| {
        let mine = made(&ABOUT);
        let theirs =
            made(&ReportContent { distributor: "D-2", partner: "P-2", partner_id: 12, ..ABOUT });
        store_all(store, &[&mine, &theirs]).await;
        let (both, one) = (figure(30, 1, true), figure(30, 2, true));
        let rows = [(mine.key(), &both), (mine.key(), &one), (theirs.key(), &both)];
        store.write(async |tx| figures::insert(tx, rows).await).await.unwrap();

        let mut tx = store.read().await.unwrap();
        let cycle = mine.report.cycle;
        let id = both.subscription_id;
        for (of, keys) in [
            (None, vec![mine.key(), theirs.key()]),
            (Some(mine.report.parties.distributor_id), vec![mine.key()]),
            (Some(theirs.report.parties.distributor_id), vec![theirs.key()]),
        ] {
            let found = figures::counted_twice(&mut tx, cycle, of, 10).await.unwrap();
            assert_eq!(found, [(id, keys)].into(), "{of:?}");
        }
        let nobody = figures::counted_twice(&mut tx, cycle, Some(1), 10).await.unwrap();
        assert_eq!(nobody, [].into());
    })
    .await;
}

fn due_at(about: ReportContent, status: Status, deadline: &str) -> StoredReport {
    let mut stored = made(&about);
    stored.report.status = status;
    stored.report.deadline = instant(deadline);
    stored
}

const EARLY: &str = "2026-10-06T00:00:00Z";
const LATE: &str = "2026-10-07T00:00:00Z";

/// Reports in an order that is neither that of their keys nor that of the work.
fn owed() -> [StoredReport; 8] {
    let of = |distributor, partner, partner_id| ReportContent {
        distributor,
        partner,
        partner_id,
        ..ABOUT
    };
    let second = ReportContent { vendor: "V-2", vendor_id: 2, ..of("D-1", "P-2", 6) };
    let august = ReportContent { cycle: "2026-08", ..of("D-1", "P-2", 6) };
    let rejected = Status::Rejected;
    [
        due_at(of("d", "P-0", 1), Status::Preparing, LATE),
        due_at(of("D-2", "P-1", 2), rejected, LATE),
        due_at(of("D-1", "P-9", 3), Status::Preparing, LATE),
        due_at(of("Z", "P-1", 4), rejected, EARLY),
        due_at(second, Status::Preparing, LATE),
        due_at(of("D-1", "P-2", 6), Status::Preparing, LATE),
        due_at(august, rejected, LATE),
        due_at(of("A", "P-1", 8), Status::UnderReview, EARLY),
    ]
}

#[tokio::test]
async fn what_is_due_comes_by_deadline_then_distributor_partner_and_cycle() {
    on_both(async |store| {
        let owed = owed();
        store_all(store, &owed.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let expected = [3, 6, 5, 4, 2, 1, 0].map(|at| owed[at].key());
        assert_eq!(due(&mut tx, instant(LATE), 100).await.unwrap(), expected);
        assert_eq!(due(&mut tx, instant(LATE), 3).await.unwrap(), expected[..3]);
        let just_before = instant(LATE).plus_micros(-1);
        assert_eq!(due(&mut tx, just_before, 100).await.unwrap(), expected[..1]);
        assert_eq!(due(&mut tx, instant(EARLY).plus_micros(-1), 100).await.unwrap(), []);
        assert_eq!(next_deadline(&mut tx).await.unwrap(), Some(instant(EARLY)));
        assert_eq!(owed_since(&mut tx, instant(LATE)).await.unwrap(), Some(instant(EARLY)));
        assert_eq!(owed_since(&mut tx, NOW.plus_micros(-1)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_due_in_an_empty_database() {
    on_both(async |store| {
        let mut tx = store.read().await.unwrap();
        assert_eq!(next_deadline(&mut tx).await.unwrap(), None);
        assert_eq!(owed_since(&mut tx, NOW).await.unwrap(), None);
        assert_eq!(due(&mut tx, NOW, 10).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn all_that_is_due_is_found_by_key() {
    on_both(async |store| {
        let owed = owed();
        store_all(store, &owed.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for at in [EARLY, "2026-12-31T00:00:00Z"] {
            let at = instant(at);
            let mut limited = due(&mut tx, at, 100).await.unwrap();
            limited.sort_unstable();
            assert_eq!(all_due(&mut tx, at).await.unwrap(), limited);
            let count = i64::try_from(limited.len()).unwrap();
            let since = owed_since(&mut tx, at).await.unwrap();
            assert_eq!(owed_by(&mut tx, at).await.unwrap(), since.map(|it| (it, count)));
            let ahead = deadlines(&mut tx, at, 10).await.unwrap();
            assert!(ahead.iter().all(|(deadline, count)| *deadline > at && *count > 0));
            assert!(ahead.is_sorted_by(|a, b| a.0 < b.0));
            let all = due(&mut tx, instant("2999-01-01T00:00:00Z"), 100).await.unwrap().len();
            let left: i64 = ahead.iter().map(|(_, count)| count).sum();
            assert_eq!(usize::try_from(count + left).unwrap(), all);
        }
    })
    .await;
}

#[tokio::test]
async fn the_reports_of_a_partner_are_found_by_cycle_and_while_readings_refresh_them() {
    on_both(async |store| {
        let owed = owed();
        store_all(store, &owed.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let september = cycle("2026-09");
        let both = [owed[5].key(), owed[4].key()];
        assert_eq!(of_partner(&mut tx, 6, september).await.unwrap(), both);
        assert_eq!(of_partner(&mut tx, 7, september).await.unwrap(), []);
        let from = cycle("2026-01");
        assert_eq!(open_to_readings(&mut tx, 6, from).await.unwrap(), both);
        assert_eq!(open_to_readings(&mut tx, 6, cycle("2026-10")).await.unwrap(), []);
        assert_eq!(open_to_readings(&mut tx, 4, from).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_fault_is_noted_once_per_report_with_its_last_words() {
    on_both(async |store| {
        for (at, words) in [(NOW, "first"), (NOW.plus_micros(1), "second")] {
            let noted = store.write(async |tx| note_fault(tx, made(&ABOUT).key(), at, words).await);
            noted.await.unwrap();
        }
        let key = made(&ABOUT).key();
        let mut tx = store.read().await.unwrap();
        assert_eq!(texts(&mut tx, "SELECT message FROM faults").await, ["second"]);
        assert_eq!(number(&mut tx, "SELECT COUNT(*) FROM faults").await, 1);
        assert_eq!(faults_of(&mut tx, key.partner_id, key.cycle).await.unwrap(), [key]);
        assert_eq!(faults_of(&mut tx, key.partner_id, key.cycle.plus(1)).await.unwrap(), []);
        tx.rollback().await.unwrap();
        store.write(async |tx| clear_fault(tx, key).await).await.unwrap();
        let mut tx = store.read().await.unwrap();
        assert_eq!(number(&mut tx, "SELECT COUNT(*) FROM faults").await, 0);
    })
    .await;
}

#[tokio::test]
async fn all_reports_are_counted_and_walked_through_by_their_keys() {
    on_both(async |store| {
        let owed = owed();
        store_all(store, &owed.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        assert_eq!(count(&mut tx).await.unwrap(), 8);
        let mut walked: Vec<Key> = Vec::new();
        loop {
            let more = keys_after(&mut tx, walked.last().copied(), 3).await.unwrap();
            if more.is_empty() {
                break;
            }
            walked.extend(more);
        }
        let mut expected = owed.map(|it| it.key());
        expected.sort_unstable();
        assert_eq!(walked, expected);
    })
    .await;
}
