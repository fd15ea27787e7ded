//! Sorted lists: every order in every scope, forwards and backwards, during other decisions.

use crate::content::{ABOUT, ReportContent, cycle, distributor_id, made, store_all};
use crate::criteria;
use crate::databases::{NOW, on_both};
use countersign_domain::code::{fold, report_uuid};
use countersign_domain::line::Comment;
use countersign_domain::search::search_form;
use countersign_domain::status::Status;
use countersign_domain::surprise::{LastMonth, ListSummary};
use countersign_store::reports::{
    Changed, Cursor, Filter, Key, ListRow, PagePosition, Scope, Sort, SortKey, StoredReport,
    before, counts, cycles_present, identify, keys, neighbours, page, position, save,
};
use countersign_store::{Store, Tx};
use std::cmp::Reverse;
use std::collections::HashMap;

const DISTRIBUTORS: [&str; 3] = ["D-2", "d", "D-1"];
const VENDORS: [&str; 2] = ["V-2", "V-1"];
const CITIES: [Option<&str>; 5] = [Some("Århus"), None, Some("lund"), Some("Lund"), Some("")];

/// Reports in all statuses, with many equals in every order.
pub(crate) fn crowd() -> Vec<StoredReport> {
    let mut all: Vec<StoredReport> = Vec::new();
    for partner_id in 0..20_usize {
        for (vendor_id, vendor) in (1..).zip(VENDORS) {
            let distributor = DISTRIBUTORS[partner_id % 3];
            // Codes are in the opposite order of the numbers.
            let partner = ["P-9", "P-10", "p", "A", "Ö"][partner_id % 5];
            let id = 100 - i64::try_from(partner_id).unwrap();
            let about =
                ReportContent { distributor, partner, partner_id: id, vendor, vendor_id, ..ABOUT };
            let mut stored = made(&about);
            varied(&mut stored, all.len());
            all.push(stored);
        }
    }
    all
}

fn varied(stored: &mut StoredReport, n: usize) {
    let step = i64::try_from(n % 4).unwrap();
    stored.names.city = CITIES[n % 5].map(str::to_owned);
    // Partner codes are unique: no two partners with the same distributor and vendor share one.
    stored.names.partner = format!("{} {}", stored.names.partner, n / 10);
    let cycle = stored.report.cycle;
    stored.names.report_id = report_uuid(&stored.names.partner, &stored.names.vendor, cycle);
    let report = &mut stored.report;
    report.status = Status::ALL[(n * 5) % 6];
    report.deadline = NOW.plus_micros(step * 1_000);
    if report.status == Status::UnderReview {
        report.review_by = Some(NOW.plus_micros(step * 1_500));
    }
    if !matches!(report.status, Status::Preparing | Status::UnderReview) {
        report.decided_at = Some(NOW.plus_micros(step));
    }
    report.lines[0].penalty = n.is_multiple_of(3);
    report.lines[1].comment =
        n.is_multiple_of(4).then(|| Comment { text: "because".to_owned(), counts: true });
    report.flagged = n.is_multiple_of(3);
}

/// The summary of a report beside the month before.
pub(crate) fn summary(all: &HashMap<Key, &StoredReport>, stored: &StoredReport) -> ListSummary {
    let report = &stored.report;
    let month = Key { cycle: report.cycle.plus(-1), ..stored.key() };
    let distributor = report.parties.distributor_id;
    let last = all.get(&month).filter(|it| it.report.parties.distributor_id == distributor);
    let last = last.map_or(Vec::new(), |it| it.report.lines.iter().map(LastMonth::of).collect());
    ListSummary::of(report, &last)
}

/// The sort key of a row before its codes, calculated from the report alone.
fn order(
    all: &HashMap<Key, &StoredReport>,
    stored: &StoredReport,
    by: SortKey,
) -> ([i64; 2], String) {
    let (report, names) = (&stored.report, &stored.names);
    let summary = summary(all, stored);
    let agreed = i64::from(report.status.is_agreed());
    let standing = match report.status {
        status if status.with_partner() => report.deadline.micros(),
        Status::UnderReview => report.review_by.unwrap().micros(),
        _ => -report.decided_at.unwrap().micros(),
    };
    let numbers = match by {
        SortKey::Partner
        | SortKey::City
        | SortKey::Name
        | SortKey::Vendor
        | SortKey::Distributor => [0, 0],
        SortKey::Surprise => [0, -summary.surprise],
        SortKey::Lines => [0, -summary.lines],
        SortKey::Flags => [0, -summary.penalties],
        SortKey::Violations => [0, -summary.violations],
        SortKey::Comments => [0, -summary.all_comments()],
        SortKey::Due => [agreed, standing],
        SortKey::Decided => [1 - agreed, standing],
        SortKey::Status => [report.status as i64, 0],
    };
    let text = match by {
        SortKey::City => names.city.as_deref().map_or("\u{10ffff}".to_owned(), fold),
        SortKey::Name => search_form(&names.partner_name),
        SortKey::Vendor => names.vendor.clone(),
        SortKey::Distributor => names.distributor.clone(),
        _ => String::new(),
    };
    (numbers, text)
}

pub(crate) fn expected(all: &[StoredReport], filter: &Filter, sort: Sort) -> Vec<Key> {
    let of_scope = |stored: &&StoredReport| {
        let report = &stored.report;
        let of_cycle = report.cycle == filter.cycle || filter.earlier.contains(&report.cycle);
        match &filter.scope {
            Scope::All => of_cycle,
            Scope::Distributor(id) => of_cycle && report.parties.distributor_id == *id,
            Scope::Vendor(id) => {
                of_cycle
                    && report.parties.vendor_id == *id
                    && matches!(report.status, Status::Submitted | Status::Completed)
            }
            Scope::Partner { id, from } => {
                (*from..=filter.cycle).contains(&report.cycle)
                    && (of_cycle || filter.earlier.is_empty())
                    && report.parties.partner_id == *id
            }
            Scope::DistributorCode(_) => unreachable!(),
        }
    };
    let by_key = all.iter().map(|it| (it.key(), it)).collect();
    let found = |stored: &&StoredReport| {
        let text = search_form(filter.find.as_deref().unwrap_or(""));
        filter.status.is_none_or(|status| status == stored.report.status)
            && (stored.report.flagged || !filter.flagged)
            && criteria::meets(stored, &summary(&by_key, stored), &filter.criteria)
            && search_form(&format!("{}\n{}", stored.names.partner_name, stored.names.partner))
                .contains(&text)
    };
    let mut rows: Vec<&StoredReport> = all.iter().filter(of_scope).filter(found).collect();
    rows.sort_by_cached_key(|it| {
        let names = &it.names;
        let codes = [names.distributor.clone(), names.partner.clone(), names.vendor.clone()];
        (order(&by_key, it, sort.by), Reverse(it.report.cycle), codes)
    });
    if sort.reversed {
        rows.reverse();
    }
    rows.into_iter().map(StoredReport::key).collect()
}

pub(crate) fn found(rows: &[ListRow]) -> Vec<Key> {
    rows.iter().map(|row| row.key).collect()
}

/// Reads a list from the first page to the last and back, with cursors as texts.
pub(crate) async fn there_and_back(
    tx: &mut Tx,
    filter: &Filter,
    sort: Sort,
    limit: i64,
) -> Vec<Key> {
    let again = |cursor: &Cursor| Cursor::parse(&cursor.to_string(), sort.by).unwrap();
    let mut pages = vec![page(tx, filter, sort, &PagePosition::First, limit).await.unwrap()];
    assert_eq!(pages[0].previous, None);
    while let Some(next) = pages[pages.len() - 1].next.clone() {
        let turn = PagePosition::After(again(&next));
        pages.push(page(tx, filter, sort, &turn, limit).await.unwrap());
    }
    let mut at = pages.len() - 1;
    while at > 0 {
        let turn = PagePosition::Before(again(pages[at].previous.as_ref().unwrap()));
        let back = page(tx, filter, sort, &turn, limit).await.unwrap();
        at -= 1;
        assert_eq!(found(&back.rows), found(&pages[at].rows), "{filter:?} {sort:?} {at}");
        assert_eq!(back.previous.is_some(), at > 0);
        assert!(back.next.is_some());
    }
    let full = pages.iter().rev().skip(1).all(|it| it.rows.len() as i64 == limit);
    assert!(full, "{filter:?} {sort:?}");
    pages.iter().flat_map(|page| found(&page.rows)).collect()
}

pub(crate) fn sorts() -> impl Iterator<Item = Sort> {
    SortKey::ALL.into_iter().flat_map(|by| [false, true].map(|reversed| Sort { by, reversed }))
}

/// The orders with an index, and one without.
fn often(reversed: bool) -> impl Iterator<Item = Sort> {
    sorts().filter(move |sort| sort.reversed == reversed && sort.by <= SortKey::Name)
}

pub(crate) fn scopes() -> [Scope; 4] {
    let from = cycle("2026-01");
    [
        Scope::All,
        Scope::Distributor(distributor_id("D-1")),
        Scope::Vendor(2),
        Scope::Partner { id: 93, from },
    ]
}

#[tokio::test]
async fn every_order_of_every_scope_is_leafed_through_there_and_back() {
    on_both(async |store| {
        let mut all = crowd();
        let partner = ReportContent { partner_id: 93, ..ABOUT };
        for (n, month) in ["2026-08", "2026-03", "2026-01", "2025-12", "2026-10"].iter().enumerate()
        {
            let mut other = made(&ReportContent { cycle: month, ..partner });
            varied(&mut other, n);
            all.push(other);
        }
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for scope in scopes() {
            let mut filter = Filter::new(scope, cycle("2026-09"));
            let mut lists = 0;
            for status in [None, Some(Status::Submitted), Some(Status::Rejected)] {
                let texts = [None, Some("P-1".to_owned())];
                for (find, flagged) in
                    texts.into_iter().flat_map(|it| [(it.clone(), false), (it, true)])
                {
                    (filter.status, filter.find, filter.flagged) = (status, find, flagged);
                    for sort in sorts() {
                        let wanted = expected(&all, &filter, sort);
                        for limit in [1, 4, 100] {
                            let rows = there_and_back(&mut tx, &filter, sort, limit).await;
                            assert_eq!(rows, wanted, "{filter:?} {sort:?} {limit}");
                        }
                        lists += wanted.len();
                    }
                    let mut by_key = keys(&mut tx, &filter).await.unwrap();
                    by_key.sort_unstable();
                    let mut wanted = expected(&all, &filter, SortKey::Partner.into());
                    wanted.sort_unstable();
                    assert_eq!(by_key, wanted, "{filter:?}");
                }
            }
            assert!(lists > 20, "{filter:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_found_often_is_leafed_through_like_any_list() {
    on_both(async |store| {
        let several = |n: usize| {
            let id = i64::try_from(n).unwrap();
            let distributor = DISTRIBUTORS[n % 3];
            let mut stored = made(&ReportContent { distributor, partner_id: id, ..ABOUT });
            varied(&mut stored, n);
            stored.names.partner = format!("{}-{id}", stored.names.partner);
            stored
        };
        let all: Vec<StoredReport> = (0..3_300).map(several).collect();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for scope in [Scope::All, Scope::Distributor(distributor_id("d")), Scope::Vendor(1)] {
            for status in [None, Some(Status::Completed)] {
                let find = Some("p-1".to_owned());
                let filter =
                    Filter { status, find, ..Filter::new(scope.clone(), cycle("2026-09")) };
                for sort in often(status.is_some()) {
                    let rows = there_and_back(&mut tx, &filter, sort, 700).await;
                    assert_eq!(rows, expected(&all, &filter, sort), "{filter:?} {sort:?}");
                }
                let counted = counts(&mut tx, &filter, 10_000).await.unwrap();
                let everything = Filter { status: None, ..filter };
                let rows = expected(&all, &everything, SortKey::Partner.into());
                assert_eq!(counted.all(), rows.len() as i64);
                assert!(rows.len() > 1_000, "more than are sorted outside of an index");
            }
        }
        let flagged = Filter { flagged: true, ..Filter::of_cycle(cycle("2026-09")) };
        for status in [None, Some(Status::Completed)] {
            let filter = Filter { status, ..flagged.clone() };
            for sort in often(status.is_some()) {
                let rows = there_and_back(&mut tx, &filter, sort, 300).await;
                assert_eq!(rows, expected(&all, &filter, sort), "{filter:?} {sort:?}");
            }
        }
        let counted = counts(&mut tx, &flagged, 10_000).await.unwrap();
        assert_eq!((counted.all(), counted.flagged), (1_100, 1_100), "more than are sorted here");
    })
    .await;
}

#[tokio::test]
async fn a_report_knows_its_place_and_its_neighbours() {
    on_both(async |store| {
        let all = crowd();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        for scope in scopes() {
            for status in [None, Some(Status::Submitted)] {
                let filter = Filter { status, ..Filter::new(scope.clone(), cycle("2026-09")) };
                for sort in sorts() {
                    let wanted = expected(&all, &filter, sort);
                    for (place, key) in wanted.iter().enumerate() {
                        let at = position(&mut tx, &filter, sort, *key, 1_000).await.unwrap();
                        assert_eq!(at, Some(place as i64), "{filter:?} {sort:?}");
                        let at = position(&mut tx, &filter, sort, *key, 2).await.unwrap();
                        assert_eq!(at, Some(place.min(2) as i64), "{filter:?} {sort:?}");
                        let beside = neighbours(&mut tx, &filter, sort, *key).await.unwrap();
                        let previous = place.checked_sub(1).map(|place| wanted[place]);
                        assert_eq!(
                            beside.previous.map(|it| it.key),
                            previous,
                            "{filter:?} {sort:?} {key:?}"
                        );
                        let next = wanted.get(place + 1).copied();
                        assert_eq!(beside.next.map(|it| it.key), next, "{filter:?} {sort:?}");
                        if let Some(next) = beside.next {
                            let found = identify(&mut tx, next.id).await.unwrap();
                            assert_eq!(found.map(|it| it.key), Some(next.key));
                        }
                    }
                }
            }
        }
        let nobody = Key { partner_id: 1_000, ..all[0].key() };
        let filter = Filter::of_cycle(cycle("2026-09"));
        let sort = SortKey::Due.into();
        assert_eq!(position(&mut tx, &filter, sort, nobody, 10).await.unwrap(), None);
        let beside = neighbours(&mut tx, &filter, sort, nobody).await.unwrap();
        assert_eq!((beside.previous, beside.next), (None, None));
        assert_eq!(identify(&mut tx, uuid::Uuid::nil()).await.unwrap(), None);
    })
    .await;
}

async fn approve(store: &Store, before: &StoredReport) {
    let mut after = before.clone();
    after.report.status = Status::Approved;
    after.report.decided_at = Some(NOW);
    after.report.version += 1;
    let changed = [Changed { before: &before.report, after: &after }];
    store.write(async |tx| save(tx, &changed).await).await.unwrap();
}

#[tokio::test]
async fn a_place_holds_while_the_rows_around_it_are_decided_on() {
    on_both(async |store| {
        let mut all = crowd();
        for stored in &mut all {
            stored.report.status = Status::UnderReview;
        }
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let filter =
            Filter { status: Some(Status::UnderReview), ..Filter::of_cycle(cycle("2026-09")) };
        let of = |key: Key| all.iter().find(|it| it.key() == key).unwrap();
        for sort in [SortKey::Surprise, SortKey::Partner, SortKey::City].map(Sort::from) {
            let mut tx = store.read().await.unwrap();
            let first = page(&mut tx, &filter, sort, &PagePosition::First, 5).await.unwrap();
            let second = PagePosition::After(first.next.clone().unwrap());
            let expected = page(&mut tx, &filter, sort, &second, 5).await.unwrap();
            tx.rollback().await.unwrap();
            // The whole first page is decided on, including the cursor's row.
            for row in &first.rows {
                approve(store, of(row.key)).await;
            }
            let mut tx = store.read().await.unwrap();
            let found = page(&mut tx, &filter, sort, &second, 5).await.unwrap();
            assert_eq!(found.rows, expected.rows, "{sort:?}");
            let decided = first.rows[4].key;
            let beside = neighbours(&mut tx, &filter, sort, decided).await.unwrap();
            assert_eq!(beside.next.map(|it| it.key), Some(expected.rows[0].key));
            assert_eq!(beside.previous, None, "nothing is left before it");
            let cursor = first.next.clone().unwrap();
            assert_eq!(before(&mut tx, &filter, sort, &cursor, 100).await.unwrap(), 0);
            // A previous page without rows is the first one that has some.
            let turn = PagePosition::Before(cursor);
            let back = page(&mut tx, &filter, sort, &turn, 5).await.unwrap();
            assert_eq!(back.rows, expected.rows, "{sort:?}");
        }
    })
    .await;
}

#[test]
fn a_text_that_is_no_place_in_the_list_is_none() {
    use base64::Engine as _;
    let encode = |json: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
    let good = encode(r#"["surprise",0,-5,"2026-09","D","P \u00e9","V"]"#);
    let cursor = Cursor::parse(&good, SortKey::Surprise).unwrap();
    assert_eq!(Cursor::parse(&cursor.to_string(), SortKey::Surprise), Some(cursor));
    assert_eq!(Cursor::parse(&good, SortKey::Due), None, "a place in another order");
    for json in [
        "",
        "[]",
        r#"["surprise",0,null,"2026-09","D","P","V"]"#,
        r#"["surprise",0,"x","2026-09","D","P","V"]"#,
        r#"["surprise",0,1.5,"2026-09","D","P","V"]"#,
        r#"["surprise",0,99999999999999999999,"2026-09","D","P","V"]"#,
        r#"["surprise",0,1,"2026-13","D","P","V"]"#,
        r#"["surprise",0,1,"2026-09","D","P","V","W"]"#,
        r#"["surprise",0,1,"2026-09","D","P\u0000","V"]"#,
        r#"["surprise",0,1,"2026-09",1,"P","V"]"#,
        r#"["surprise",1,1,"2026-09","D","P","V"]"#,
        r#"["surprise",-1,1,"2026-09","D","P","V"]"#,
    ] {
        assert_eq!(Cursor::parse(&encode(json), SortKey::Surprise), None, "{json}");
    }
    assert_eq!(Cursor::parse("not base64 at all!", SortKey::Surprise), None);
    let zero = encode(r#"["city",0,"\u0000","2026-09","D","P","V"]"#);
    assert_eq!(Cursor::parse(&zero, SortKey::City), None);
}

#[tokio::test]
async fn the_cycles_of_a_scope_are_told_the_latest_first() {
    on_both(async |store| {
        let about = |cycle, distributor, partner_id| ReportContent {
            cycle,
            distributor,
            partner_id,
            ..ABOUT
        };
        let mut all = [
            made(&about("2025-11", "D-1", 1)),
            made(&about("2026-09", "D-2", 2)),
            made(&about("2026-02", "D-1", 1)),
            made(&about("2026-02", "D-1", 3)),
        ];
        all[2].report.status = Status::Submitted;
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let from = cycle("2026-01");
        for (scope, expected) in [
            (Scope::All, &["2026-09", "2026-02", "2025-11"][..]),
            (Scope::Distributor(distributor_id("D-1")), &["2026-02", "2025-11"]),
            (Scope::Distributor(distributor_id("D-3")), &[]),
            (Scope::DistributorCode("D-1".to_owned()), &[]),
            (Scope::Vendor(1), &["2026-02"]),
            (Scope::Vendor(2), &[]),
            (Scope::Partner { id: 3, from }, &["2026-02"]),
            (Scope::Partner { id: 1, from }, &["2026-02", "2025-11"]),
        ] {
            let found = cycles_present(&mut tx, &scope).await.unwrap();
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, expected, "{scope:?}");
        }
    })
    .await;
}
