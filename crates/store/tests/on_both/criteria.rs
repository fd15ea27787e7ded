//! Lists narrowed by criteria, over several cycles, in every order.

use crate::content::{ABOUT, cycle, distributor_id, line, store_all};
use crate::databases::{NOW, on_both};
use crate::paging::{crowd, expected, scopes, sorts, there_and_back};
use countersign_domain::line::Comment;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::How;
use countersign_domain::status::Status;
use countersign_domain::surprise::ListSummary;
use countersign_store::reports::{
    Criteria, Filter, Scope, Sort, SortKey, StoredReport, counts, keys, neighbours, position,
};

/// Whether a report meets the criteria, by its own lines.
pub(crate) fn meets(stored: &StoredReport, summary: &ListSummary, criteria: &Criteria) -> bool {
    let report = &stored.report;
    let lines = &report.lines;
    let is = |asked: Option<bool>, found: bool| asked.is_none_or(|asked| asked == found);
    let commented = lines.iter().any(|line| line.comment.is_some()) || report.comment.is_some();
    let decided = match report.status {
        Status::Rejected => Some(How::Manual),
        _ => report.approval,
    };
    criteria.vendor.as_ref().is_none_or(|code| *code == stored.names.vendor)
        && criteria
            .product
            .as_ref()
            .is_none_or(|code| lines.iter().any(|it| it.product.code == *code))
        && is(criteria.flag, lines.iter().any(|line| line.penalty))
        && is(criteria.violations, report.violations() > 0)
        && is(criteria.comments, commented)
        && criteria.decided_by.is_none_or(|by| decided == Some(by))
        && criteria
            .changed_over_percent
            .is_none_or(|percent| summary.plain_change > i64::from(percent) * 10_000)
}

/// Three months of the crowd, with changes, comments, products and decisions of every kind.
fn three_months() -> Vec<StoredReport> {
    let mut all = Vec::new();
    for (back, month) in ["2026-09", "2026-08", "2026-06"].iter().enumerate() {
        for (n, mut stored) in crowd().into_iter().enumerate() {
            let report = &mut stored.report;
            report.cycle = cycle(month);
            let step = i64::try_from(n * (back + 2) % 7).unwrap();
            report.lines[0].edited = Some(Quantity::from_units(100 + step * 10));
            report.comment = n.is_multiple_of(6).then(|| "Two customers left".to_owned());
            if n.is_multiple_of(3) {
                report.lines.push(line(40, "C"));
            }
            if n.is_multiple_of(5) {
                report.lines.retain(|line| line.product.code == "A");
            }
            if report.status.is_agreed() {
                report.approval = Some([How::Manual, How::Automatic][n / 5 % 2]);
            }
            stored.names.report_id = countersign_domain::code::report_uuid(
                &stored.names.partner,
                &stored.names.vendor,
                stored.report.cycle,
            );
            all.push(stored);
        }
    }
    all
}

fn every_criterion() -> Vec<Criteria> {
    let none = Criteria::default;
    let text = |code: &str| Some(code.to_owned());
    vec![
        none(),
        Criteria { vendor: text("V-1"), ..none() },
        Criteria { vendor: text("V-3"), ..none() },
        Criteria { product: text("C"), ..none() },
        Criteria { flag: Some(true), ..none() },
        Criteria { flag: Some(false), ..none() },
        Criteria { violations: Some(true), ..none() },
        Criteria { violations: Some(false), ..none() },
        Criteria { comments: Some(true), ..none() },
        Criteria { comments: Some(false), ..none() },
        Criteria { decided_by: Some(How::Manual), ..none() },
        Criteria { decided_by: Some(How::Automatic), ..none() },
        Criteria { changed_over_percent: Some(0), ..none() },
        Criteria { changed_over_percent: Some(10), ..none() },
        Criteria { changed_over_percent: Some(20), comments: Some(true), ..none() },
        Criteria { vendor: text("V-2"), product: text("C"), flag: Some(true), ..none() },
    ]
}

#[tokio::test]
async fn every_criterion_narrows_every_order_of_every_scope_over_several_months() {
    on_both(async |store| {
        let all = three_months();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for scope in scopes() {
            for (number, criteria) in every_criterion().into_iter().enumerate() {
                let earlier = match number % 3 {
                    0 => Vec::new(),
                    1 => vec![cycle("2026-08"), cycle("2026-06")],
                    _ => vec![cycle("2026-06")],
                };
                let find = (number % 4 == 3).then(|| "p-1".to_owned());
                let status = (number % 5 == 4).then_some(Status::Completed);
                let flagged = number % 6 == 5 && criteria.flag.is_none();
                let of_cycle = Filter::new(scope.clone(), cycle("2026-09"));
                let filter = Filter { status, find, flagged, earlier, criteria, ..of_cycle };
                for sort in sorts().filter(|sort| sort.reversed == (number % 2 == 1)) {
                    let wanted = expected(&all, &filter, sort);
                    let rows = there_and_back(&mut tx, &filter, sort, 17).await;
                    assert_eq!(rows, wanted, "{filter:?} {sort:?}");
                }
                let mut wanted = expected(&all, &filter, SortKey::Partner.into());
                wanted.sort_by_key(|key| key.cycle);
                assert_eq!(keys(&mut tx, &filter).await.unwrap(), wanted, "{filter:?}");
                let counted = counts(&mut tx, &filter, 1_000).await.unwrap();
                let of_filter = filter.status.map_or(counted.all(), |status| counted.of(status));
                assert_eq!(of_filter, wanted.len() as i64, "{filter:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_many_reports_meet_is_leafed_through_like_any_list() {
    on_both(async |store| {
        let mut all = Vec::new();
        for partner in 0..1_300_i64 {
            let of = |month: &str| {
                let about = crate::content::ReportContent {
                    distributor: ["D-1", "D-2"][usize::from(partner % 5 == 0)],
                    partner_id: partner,
                    ..ABOUT
                };
                let mut stored = crate::content::made(&about);
                stored.report.cycle = cycle(month);
                stored.names.partner = format!("P-{partner:04}");
                stored.names.report_id = uuid::Uuid::from_u128(
                    u128::try_from(partner * 10 + i64::from(month == "2026-08")).unwrap() + 1,
                );
                stored.report.status = Status::ALL[usize::try_from(partner % 6).unwrap()];
                stored.report.review_by = Some(NOW);
                stored.report.decided_at = Some(NOW.plus_micros(partner % 50));
                let edited =
                    Quantity::from_units(100 + i64::from(month == "2026-09") * (partner % 30));
                stored.report.lines[0].edited = Some(edited);
                stored.report.lines[1].comment =
                    (partner % 3 > 0).then(|| Comment { text: "because".to_owned(), counts: true });
                stored
            };
            all.push(of("2026-09"));
            all.push(of("2026-08"));
        }
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for scope in [Scope::All, Scope::Distributor(distributor_id("D-1")), Scope::Vendor(1)] {
            for changed_over_percent in [None, Some(5)] {
                let criteria =
                    Criteria { changed_over_percent, comments: Some(true), ..Criteria::default() };
                let earlier = vec![cycle("2026-08")];
                let of_cycle = Filter::new(scope.clone(), cycle("2026-09"));
                let filter = Filter { earlier, criteria, ..of_cycle };
                let reversed = changed_over_percent.is_some();
                let by = [SortKey::Partner, SortKey::Due, SortKey::Name, SortKey::Lines];
                for sort in by.map(|by| Sort { by, reversed }) {
                    let wanted = expected(&all, &filter, sort);
                    let rows = there_and_back(&mut tx, &filter, sort, 400).await;
                    assert_eq!(rows, wanted, "{filter:?} {sort:?}");
                    let at = wanted.len() / 2;
                    let place = position(&mut tx, &filter, sort, wanted[at], 5_000).await.unwrap();
                    assert_eq!(place, Some(at as i64), "{filter:?} {sort:?}");
                    let beside = neighbours(&mut tx, &filter, sort, wanted[at]).await.unwrap();
                    let beside = [beside.previous, beside.next].map(|it| it.map(|it| it.key));
                    assert_eq!(beside, [Some(wanted[at - 1]), Some(wanted[at + 1])], "{sort:?}");
                }
            }
        }
    })
    .await;
}
