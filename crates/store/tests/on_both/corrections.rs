//! Corrections and late differences: saved with their report, loaded with it, listed and counted.

use crate::content::{ABOUT, ReportContent, distributor_id, instant, made, store_all};
use crate::databases::{NOW, on_both};
use countersign_domain::correction::{
    CorrectedLine, Correction, CorrectionState, LateDifference, ProductLabel,
};
use countersign_domain::instant::Instant;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Status;
use countersign_store::corrections::{self, CorrectionCursor, CorrectionFilter, CorrectionScope};
use countersign_store::reports::{self, Changed, StoredReport};
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::{Store, dispatches, late_differences};

fn label(id: i64, code: &str) -> ProductLabel {
    let (name, unit) = (format!("Product {code} 🙂"), "Seats".to_owned());
    ProductLabel { id, code: code.to_owned(), name, unit, decimals: 2 }
}

fn correction(number: i64, state: CorrectionState, at: Instant) -> Correction {
    let line = |id, code: &str, before: Option<i64>, after| CorrectedLine {
        product: label(id, code),
        before: before.map(Quantity::from_micros),
        after: Quantity::from_micros(after),
        reason: "'; DROP TABLE corrections; --\n\u{202e}".to_owned(),
    };
    Correction {
        number,
        state,
        amendment: (state != CorrectionState::Proposed).then_some(number + 1),
        company_id: 11,
        person_id: 3,
        proposed_at: at,
        proposed_version: 5,
        changed_at: at,
        version: 6,
        reason: "a mistake".to_owned(),
        // Ordered by product code, which is not the order of their numbers.
        lines: vec![line(31, "A", Some(1), 2), line(30, "B", None, i64::MAX)],
    }
}

/// A completed report without corrections.
async fn completed(store: &Store, about: &ReportContent) -> StoredReport {
    let mut stored = made(about);
    stored.report.status = Status::Completed;
    store_all(store, &[&stored]).await;
    stored
}

/// Saves the report with these corrections.
async fn save(store: &Store, stored: &mut StoredReport, corrections: Vec<Correction>) {
    let before = stored.report.clone();
    stored.report.corrections = corrections;
    stored.report.version += 1;
    let changed = [Changed { before: &before, after: stored }];
    store.write(async |tx| reports::save(tx, &changed).await).await.unwrap();
}

async fn loaded(store: &Store, stored: &[&StoredReport]) -> Vec<Vec<Correction>> {
    let keys: Vec<_> = stored.iter().map(|it| it.key()).collect();
    let found = reports::find(&mut store.read().await.unwrap(), &keys).await.unwrap();
    found.into_iter().map(|it| it.unwrap().report.corrections).collect()
}

#[tokio::test]
async fn corrections_come_back_with_their_reports_and_move_on() {
    on_both(async |store| {
        let mut one = completed(store, &ABOUT).await;
        let other = ReportContent { partner: "P-2", partner_id: 12, ..ABOUT };
        let mut two = completed(store, &other).await;
        assert_eq!(loaded(store, &[&one]).await, [vec![]]);
        save(store, &mut one, vec![correction(1, CorrectionState::Proposed, NOW)]).await;
        assert_eq!(loaded(store, &[&one, &two]).await, [one.report.corrections.clone(), vec![]]);
        // The first one moves on and the second one begins in one save. Its neighbour is unchanged.
        let later = NOW.plus_micros(7);
        let first = Correction {
            changed_at: later,
            version: 9,
            ..Correction { proposed_at: NOW, ..correction(1, CorrectionState::Returned, later) }
        };
        save(store, &mut one, vec![first, correction(2, CorrectionState::Agreed, later)]).await;
        save(store, &mut two, vec![correction(1, CorrectionState::Completed, NOW)]).await;
        let expected = [one.report.corrections.clone(), two.report.corrections.clone()];
        assert_eq!(loaded(store, &[&one, &two]).await, expected);
        assert_eq!(loaded(store, &[&two, &one]).await, [expected[1].clone(), expected[0].clone()]);
    })
    .await;
}

#[tokio::test]
async fn a_correction_needs_its_companies_until_its_last_step() {
    on_both(async |store| {
        let mut stored = completed(store, &ABOUT).await;
        let parties = stored.report.parties;
        for (state, expected) in CorrectionState::ALL.into_iter().zip([
            [1, 1, 1],
            [0, 1, 1],
            [0, 0, 0],
            [0, 0, 0],
            [0, 1, 1],
            [0, 0, 0],
            [0, 0, 0],
        ]) {
            save(store, &mut stored, vec![correction(1, state, NOW)]).await;
            let mut tx = store.read().await.unwrap();
            for ((kind, id), expected) in [
                (RetirableKind::Partner, parties.partner_id),
                (RetirableKind::Distributor, parties.distributor_id),
                (RetirableKind::Vendor, parties.vendor_id),
            ]
            .into_iter()
            .zip(expected)
            {
                let open = retirements::open_corrections(&mut tx, kind, id).await.unwrap();
                assert_eq!(open, expected, "{state:?} {kind:?}");
            }
        }
    })
    .await;
}

/// A list and what it holds: the partner and the number of each correction.
type ExpectedList = (CorrectionScope, CorrectionFilter, Vec<(i64, i64)>);

fn expected_lists(distributor: i64) -> Vec<ExpectedList> {
    use CorrectionFilter::{Any, State, WaitFor};
    use CorrectionScope::{All, Distributor, Partner};
    vec![
        (All, Any, vec![(13, 1), (12, 1), (11, 1), (13, 2), (12, 2), (11, 2)]),
        (All, State(CorrectionState::Completed), vec![(13, 1), (12, 1), (11, 1)]),
        (Distributor(distributor), Any, vec![(12, 1), (11, 1), (12, 2), (11, 2)]),
        (Distributor(distributor), WaitFor(distributor), vec![(11, 2)]),
        (Partner(12), Any, vec![(12, 1), (12, 2)]),
        (Partner(12), WaitFor(12), vec![(12, 2)]),
        (Partner(11), WaitFor(11), vec![]),
        (Partner(12), State(CorrectionState::Refused), vec![]),
    ]
}

#[tokio::test]
async fn lists_are_of_one_company_or_all_and_go_on_from_a_place() {
    on_both(async |store| {
        let mut stored = Vec::new();
        for (partner, partner_id, distributor) in
            [("P-1", 11, "D-1"), ("P-2", 12, "D-1"), ("P-3", 13, "D-2")]
        {
            let about = ReportContent { partner, partner_id, distributor, ..ABOUT };
            let mut report = completed(store, &about).await;
            let at = |seconds: i64| NOW.plus_micros(seconds * 1_000_000);
            let mut proposed = correction(2, CorrectionState::Proposed, at(10));
            proposed.company_id = if partner_id == 12 { distributor_id("D-1") } else { partner_id };
            save(
                store,
                &mut report,
                vec![correction(1, CorrectionState::Completed, at(partner_id)), proposed],
            )
            .await;
            stored.push(report);
        }
        let mut tx = store.read().await.unwrap();
        let d1 = distributor_id("D-1");
        for (scope, filter, expected) in expected_lists(d1) {
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let page = corrections::page(&mut tx, scope, filter, before, 2).await.unwrap();
                seen.extend(page.iter().map(|it| (it.place.report.partner_id, it.place.number)));
                let Some(last) = page.last() else { break };
                before = Some(last.place);
            }
            assert_eq!(seen, expected, "{scope:?} {filter:?}");
        }
        let counts = [
            CorrectionScope::Distributor(d1),
            CorrectionScope::Partner(12),
            CorrectionScope::Partner(11),
            CorrectionScope::All,
        ];
        for (scope, count) in counts.into_iter().zip([1, 1, 0, 0]) {
            assert_eq!(corrections::waiting(&mut tx, scope).await.unwrap(), count, "{scope:?}");
        }
        let page = corrections::page(
            &mut tx,
            CorrectionScope::Partner(11),
            CorrectionFilter::Any,
            None,
            1,
        )
        .await;
        let [one] = &page.unwrap()[..] else { panic!() };
        assert_eq!(one.place.changed_at, NOW.plus_micros(11_000_000));
        assert_eq!(one.report_id, stored[0].names.report_id);
        assert_eq!((one.line_count, one.amendment), (2, Some(2)));
        assert_eq!((one.partner_name.as_str(), one.vendor.as_str()), ("Partner P-1", "V-1"));
        let place = CorrectionCursor { number: 0, ..one.place };
        let after =
            corrections::page(&mut tx, CorrectionScope::All, CorrectionFilter::Any, Some(place), 9)
                .await;
        assert_eq!(after.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn agreed_amendments_of_every_cycle_are_ready_for_their_vendor() {
    on_both(async |store| {
        for (cycle, partner, partner_id, vendor_id, state) in [
            ("2026-09", "P-1", 11, 1, CorrectionState::Agreed),
            ("2026-08", "P-2", 12, 1, CorrectionState::Agreed),
            ("2026-09", "P-2", 12, 2, CorrectionState::Agreed),
            ("2026-09", "P-3", 13, 1, CorrectionState::Proposed),
            ("2026-09", "P-4", 14, 1, CorrectionState::Dispatched),
        ] {
            let about = ReportContent { cycle, partner, partner_id, vendor_id, ..ABOUT };
            let mut report = completed(store, &about).await;
            save(store, &mut report, vec![correction(1, state, NOW)]).await;
        }
        let mut tx = store.read().await.unwrap();
        let own = distributor_id("D-1");
        let ready = dispatches::amended(&mut tx, own, 1).await.unwrap();
        let told: Vec<_> = ready
            .iter()
            .map(|it| (it.key.cycle.to_string(), it.partner.as_str(), it.amendment, it.version))
            .collect();
        let expected =
            [("2026-08".to_owned(), "P-2", Some(2), 2), ("2026-09".to_owned(), "P-1", Some(2), 2)];
        assert_eq!(told, expected);
        assert!(dispatches::amended(&mut tx, own + 1, 1).await.unwrap().is_empty());
        let vendors = dispatches::vendors_amended(&mut tx, own).await.unwrap();
        assert_eq!(vendors, [(1, 2), (2, 1)]);
        assert_eq!(corrections::with_vendor(&mut tx, 1).await.unwrap(), 1);
        assert_eq!(corrections::with_vendor(&mut tx, 2).await.unwrap(), 0);
    })
    .await;
}

fn late(id: i64, code: &str, units: i64) -> LateDifference {
    LateDifference {
        product: label(id, code),
        provisioned: Quantity::from_units(units),
        used: (units > 1).then(|| Quantity::from_units(units - 1)),
        default_chargeable: Quantity::from_units(units - 1),
        found_at: instant("2026-11-09T10:00:00.000001Z"),
    }
}

#[tokio::test]
async fn late_differences_are_replaced_and_listed_by_cycle() {
    on_both(async |store| {
        let own = distributor_id("D-1");
        let keys = [(11, "2026-09"), (12, "2026-09"), (12, "2026-10")]
            .map(|(partner_id, cycle)| made(&ReportContent { partner_id, cycle, ..ABOUT }).key());
        let put = async |key, late: Vec<LateDifference>| {
            let replace = async |tx: &mut _| late_differences::replace(tx, key, own, &late).await;
            store.write(replace).await.unwrap();
        };
        put(keys[0], vec![late(31, "A", 1), late(30, "B", 2)]).await;
        put(keys[1], vec![late(31, "A", 3)]).await;
        put(keys[2], vec![late(31, "A", 4)]).await;
        let mut tx = store.read().await.unwrap();
        let of_report = late_differences::of_report(&mut tx, keys[0]).await.unwrap();
        assert_eq!(of_report, [late(31, "A", 1), late(30, "B", 2)]);
        for (whose, expected) in [
            (CorrectionScope::All, vec![(11, 30), (11, 31), (12, 31)]),
            (CorrectionScope::Distributor(own), vec![(11, 30), (11, 31), (12, 31)]),
            (CorrectionScope::Distributor(own + 1), vec![]),
            (CorrectionScope::Partner(12), vec![(12, 31)]),
        ] {
            let (mut seen, mut after) = (Vec::new(), (0, 0, 0));
            loop {
                let cycle = keys[0].cycle;
                let page = late_differences::page(&mut tx, whose, cycle, after, 2).await.unwrap();
                seen.extend(page.iter().map(|it| (it.key.partner_id, it.late.product.id)));
                let Some(last) = page.last() else { break };
                after = (last.key.partner_id, last.key.vendor_id, last.late.product.id);
            }
            assert_eq!(seen, expected, "{whose:?}");
        }
        let cycles = late_differences::cycles(&mut tx, CorrectionScope::Partner(12)).await.unwrap();
        assert_eq!(cycles, [keys[2].cycle, keys[0].cycle]);
        assert_eq!(late_differences::cycles(&mut tx, CorrectionScope::All).await.unwrap().len(), 2);
        let own =
            late_differences::cycles(&mut tx, CorrectionScope::Distributor(own)).await.unwrap();
        assert_eq!(own.len(), 2);
        drop(tx);
        put(keys[0], Vec::new()).await;
        let mut tx = store.read().await.unwrap();
        assert!(late_differences::of_report(&mut tx, keys[0]).await.unwrap().is_empty());
        assert_eq!(late_differences::of_report(&mut tx, keys[1]).await.unwrap().len(), 1);
    })
    .await;
}
