//! What a distributor must know about a cycle: counts, and their lists.

use crate::content::{ABOUT, ReportContent, cycle, distributor_id, figure, made, store_all};
use crate::databases::{NOW, on_both};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::company_uuid;
use countersign_domain::figure::Standing;
use countersign_domain::instant::Instant;
use countersign_domain::report::How;
use countersign_domain::status::Status;
use countersign_store::companies::{self, Company};
use countersign_store::completeness::{
    CycleTally, DistributorCycle, MetricCursor, ReportMetric, Times, items, silent, tally,
};
use countersign_store::cycle_closings::{self, Closing};
use countersign_store::first_views::{self, FirstView};
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::reports::StoredReport;
use countersign_store::{Store, figures, passwords};

const SECOND: i64 = 1_000_000;

const TIMES: Times =
    Times { now: NOW, machine: NOW, near: NOW.plus_micros(5 * SECOND), is_open: false };

fn of(code: &str) -> DistributorCycle {
    DistributorCycle { distributor_id: distributor_id(code), cycle: cycle("2026-09") }
}

const CODES: [&str; 6] = ["P-1", "P-2", "P-3", "P-4", "P-5", "P-6"];

/// One report in each status, with its surroundings.
fn six() -> Vec<StoredReport> {
    let report = |place: usize, status: Status| {
        let partner_id = 11 + i64::try_from(place).unwrap();
        let mut stored = made(&ReportContent { partner: CODES[place], partner_id, ..ABOUT });
        stored.report.status = status;
        stored
    };
    let mut all: Vec<StoredReport> =
        Status::ALL.into_iter().enumerate().map(|(place, status)| report(place, status)).collect();
    all[1].report.review_by = Some(NOW);
    all[1].report.submission = Some(How::Automatic);
    all[1].report.flagged = true;
    // Its deadline is a moment after the limit of "near".
    all[2].report.deadline = TIMES.near.plus_micros(1);
    all[3].report.submission = Some(How::Automatic);
    all[3].report.approval = Some(How::Automatic);
    all
}

async fn count(store: &Store, code: &str) -> CycleTally {
    let mut tx = store.read().await.unwrap();
    tally(&mut tx, of(code), TIMES).await.unwrap()
}

async fn codes(store: &Store, item: ReportMetric) -> Vec<String> {
    let mut tx = store.read().await.unwrap();
    let found = items(&mut tx, of("D-1"), item, TIMES, &MetricCursor::default(), 50).await.unwrap();
    found.into_iter().map(|it| it.partner).collect()
}

#[tokio::test]
async fn every_count_has_the_list_behind_it() {
    on_both(async |store| {
        let reports = six();
        store_all(store, &reports.iter().collect::<Vec<_>>()).await;
        let counted = count(store, "D-1").await;
        assert!(counted.statuses.iter().all(|(_, count)| *count == 1), "{counted:?}");
        let expected = [
            (ReportMetric::Unopened, counted.unopened, &CODES[..]),
            (ReportMetric::Due, counted.due, &["P-1"]),
            (ReportMetric::ReviewLate, counted.review_late, &["P-2"]),
            (ReportMetric::LeftBehind, counted.left_behind, &["P-4"]),
            (ReportMetric::SubmittedBySystem, counted.submitted_by_system, &["P-4"]),
            (ReportMetric::Penalised, counted.penalised, &["P-2"]),
            (ReportMetric::ApprovedBySystem, counted.approved_by_system, &["P-4"]),
            (ReportMetric::Nobody, counted.nobody, &CODES[..]),
        ];
        for (item, count, listed) in expected {
            assert_eq!(codes(store, item).await, listed, "{item:?}");
            assert_eq!(usize::try_from(count).unwrap(), listed.len(), "{item:?}");
        }
        for (place, status) in Status::ALL.into_iter().enumerate() {
            assert_eq!(codes(store, ReportMetric::Status(status)).await, [CODES[place]]);
        }
        assert_eq!(count(store, "D-2").await.unopened, 0, "another distributor's");
    })
    .await;
}

#[tokio::test]
async fn a_page_begins_after_the_last_row_of_the_one_before() {
    on_both(async |store| {
        let reports = six();
        store_all(store, &reports.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let (mut place, mut seen) = (MetricCursor::default(), Vec::new());
        loop {
            let page = items(&mut tx, of("D-1"), ReportMetric::Unopened, TIMES, &place, 4);
            let page = page.await.unwrap();
            let Some(last) = page.last() else { break };
            place.partner.clone_from(&last.partner);
            place.vendor.clone_from(&last.vendor);
            seen.extend(page.into_iter().map(|it| it.partner));
        }
        assert_eq!(seen, CODES);
    })
    .await;
}

#[tokio::test]
async fn the_first_opening_stays() {
    on_both(async |store| {
        let reports = six();
        store_all(store, &reports.iter().collect::<Vec<_>>()).await;
        let (first, second) = (reports[0].key(), reports[1].key());
        let later = FirstView { at: NOW.plus_micros(1), person_id: 8 };
        let earlier = FirstView { at: NOW, person_id: 7 };
        let note = async |keys: &[_], opening| {
            store.write(async |tx| first_views::note(tx, keys, opening).await).await.unwrap();
        };
        note(&[first], earlier).await;
        note(&[first, second], later).await;
        let mut tx = store.read().await.unwrap();
        assert_eq!(first_views::find(&mut tx, first).await.unwrap(), Some(earlier));
        assert_eq!(first_views::find(&mut tx, second).await.unwrap(), Some(later));
        tx.rollback().await.unwrap();
        assert_eq!(count(store, "D-1").await.unopened, 4);
        assert_eq!(codes(store, ReportMetric::Unopened).await, CODES[2..]);
    })
    .await;
}

async fn staff(store: &Store, id: i64, role: Role, comes_in: bool) {
    let email = format!("{id}@x.example");
    let person =
        PersonRecord { id, email_folded: email.clone(), email, name: format!("Person {id}") };
    let join = async |tx: &mut _| {
        people::insert(tx, &person).await?;
        people::join(
            tx,
            &Membership { person_id: id, company_id: 11, role },
            MembershipConsent::Given(NOW),
        )
        .await?;
        if comes_in {
            passwords::put(tx, id, "phc", NOW).await?;
        }
        Ok(())
    };
    store.write(join).await.unwrap();
}

#[tokio::test]
async fn somebody_is_there_to_tell_who_works_on_reports_and_can_come_in() {
    on_both(async |store| {
        store_all(store, &[&made(&ABOUT)]).await;
        let company = Company {
            id: 11,
            code: "P-1".to_owned(),
            kind: CompanyKind::Partner,
            name: "P".to_owned(),
            company_id: company_uuid("P-1"),
        };
        store
            .write(async |tx| companies::insert(tx, std::slice::from_ref(&company)).await)
            .await
            .unwrap();
        staff(store, 1, Role::SupportEngineer, true).await;
        staff(store, 2, Role::Administrator, false).await;
        assert_eq!(count(store, "D-1").await.nobody, 1);
        let mut tx = store.read().await.unwrap();
        let open = Times { is_open: true, ..TIMES };
        assert_eq!(tally(&mut tx, of("D-1"), open).await.unwrap().nobody, 0, "a demonstration");
        tx.rollback().await.unwrap();
        staff(store, 3, Role::BillingManager, true).await;
        assert_eq!(count(store, "D-1").await.nobody, 0);
        assert_eq!(codes(store, ReportMetric::Nobody).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn subscriptions_without_data_are_counted_and_listed() {
    on_both(async |store| {
        let stored = made(&ABOUT);
        store_all(store, &[&stored]).await;
        let rows = [figure(31, 1, true), figure(31, 2, false), figure(30, 3, false)];
        store.write(async |tx| figures::replace(tx, stored.key(), &rows).await).await.unwrap();
        let counted = count(store, "D-1").await;
        assert_eq!((counted.no_data, counted.carried_forward), (2, 1));
        let mut tx = store.read().await.unwrap();
        for (standing, codes) in
            [(Standing::NoData, &["S-2", "S-3"][..]), (Standing::CarriedForward, &["S-1"])]
        {
            let found =
                silent(&mut tx, of("D-1"), standing, &MetricCursor::default(), 50).await.unwrap();
            let listed: Vec<_> = found.iter().map(|it| it.subscription.as_str()).collect();
            assert_eq!(listed, codes);
            assert!(found.iter().all(|it| it.product.is_some()));
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_closing_counts_and_what_came_after_it_is_known() {
    on_both(async |store| {
        store_all(store, &[&made(&ABOUT)]).await;
        let said = |at: Instant| Closing { at, person_id: 4 };
        let later = NOW.plus_micros(SECOND);
        for at in [later, NOW, later] {
            let add = async |tx: &mut _| cycle_closings::add(tx, of("D-1"), said(at)).await;
            store.write(add).await.unwrap();
        }
        let mut tx = store.read().await.unwrap();
        assert_eq!(cycle_closings::last(&mut tx, of("D-1")).await.unwrap(), Some(said(later)));
        assert_eq!(cycle_closings::last(&mut tx, of("D-2")).await.unwrap(), None);
        let before = NOW.plus_micros(-1);
        for (since, changed) in [(before, 1), (NOW, 0)] {
            let found = cycle_closings::changed_since(&mut tx, of("D-1"), since).await.unwrap();
            assert_eq!(found, changed, "since {since}");
        }
    })
    .await;
}
