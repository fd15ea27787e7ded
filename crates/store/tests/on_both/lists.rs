//! Lists of reports: pages by keyset, the search without wildcards, counts.

use crate::content::{ABOUT, ReportContent, cycle, distributor_id, made, store_all};
use crate::databases::on_both;
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::company_uuid;
use countersign_domain::status::Status;
use countersign_store::Store;
use countersign_store::companies::{self, Company};
use countersign_store::reports::{
    Filter, ListRow, PagePosition, Scope, SortKey, StoredReport, counts, keys, page,
};
use std::slice;

fn of_cycle() -> Filter {
    Filter::of_cycle(cycle("2026-09"))
}

fn containing(text: &str) -> Filter {
    Filter { find: Some(text.to_owned()), ..of_cycle() }
}

/// Distributor, partner and vendor of each row.
fn codes(rows: &[ListRow]) -> Vec<[&str; 3]> {
    rows.iter().map(|row| [&*row.distributor, &*row.partner, &*row.vendor]).collect()
}

/// Every page of a list, one after the other.
async fn leaf_through(store: &Store, filter: &Filter, limit: i64) -> Vec<ListRow> {
    let mut tx = store.read().await.unwrap();
    let mut rows: Vec<ListRow> = Vec::new();
    let mut turn = PagePosition::First;
    loop {
        let more = page(&mut tx, filter, SortKey::Partner.into(), &turn, limit).await.unwrap();
        assert!(i64::try_from(more.rows.len()).unwrap() <= limit);
        rows.extend(more.rows);
        let Some(next) = more.next else { return rows };
        turn = PagePosition::After(next);
    }
}

/// The partner codes that a search finds, which must be the same by list, by keys and by counts.
async fn search(store: &Store, filter: &Filter) -> Vec<String> {
    let rows = leaf_through(store, filter, 50).await;
    let mut tx = store.read().await.unwrap();
    let found = keys(&mut tx, filter).await.unwrap();
    assert_eq!(found, rows.iter().map(|row| row.key).collect::<Vec<_>>());
    let counted: i64 = counts(&mut tx, filter, i64::MAX)
        .await
        .unwrap()
        .statuses
        .into_iter()
        .filter(|(status, _)| filter.status.is_none_or(|wanted| *status == wanted))
        .map(|(_, count)| count)
        .sum();
    assert_eq!(usize::try_from(counted).unwrap(), rows.len());
    rows.into_iter().map(|row| row.partner).collect()
}

fn named(partner_id: i64, partner: &'static str, name: &str) -> StoredReport {
    let mut stored = made(&ReportContent { partner, partner_id, ..ABOUT });
    stored.names.partner_name = name.to_owned();
    stored
}

const DISTRIBUTORS: [&str; 5] = ["a", "A", "B", "é", "e"];
const VENDORS: [&str; 2] = ["v", "V"];

/// Reports of every distributor, partner and vendor, whose ids are in the opposite order of their
/// codes.
fn crowd() -> Vec<StoredReport> {
    let mut all = Vec::new();
    let mut partner_id = 1_000;
    for distributor in DISTRIBUTORS {
        for partner in ["P-10", "P-2", "p-1"] {
            partner_id -= 1;
            for (vendor_id, vendor) in (1..).zip(VENDORS) {
                let about =
                    ReportContent { distributor, partner, partner_id, vendor, vendor_id, ..ABOUT };
                let mut stored = made(&about);
                stored.report.status = Status::ALL[all.len() % 6];
                all.push(stored);
            }
        }
    }
    all
}

fn in_order(mut all: Vec<&StoredReport>) -> Vec<[&str; 3]> {
    all.sort_unstable_by_key(|it| (&it.names.distributor, &it.names.partner, &it.names.vendor));
    all.iter().map(|it| [&*it.names.distributor, &*it.names.partner, &*it.names.vendor]).collect()
}

#[tokio::test]
async fn pages_follow_one_another_by_the_bytes_of_the_codes_without_gap_or_repetition() {
    on_both(async |store| {
        let all = crowd();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let elsewhere = made(&ReportContent { cycle: "2026-08", ..ABOUT });
        store_all(store, &[&elsewhere]).await;
        for limit in [1, 7, 30, 100] {
            let rows = leaf_through(store, &of_cycle(), limit).await;
            assert_eq!(codes(&rows), in_order(all.iter().collect()), "{limit}");
            for status in Status::ALL {
                let filter = Filter { status: Some(status), ..of_cycle() };
                let rows = leaf_through(store, &filter, limit).await;
                let of_status = all.iter().filter(|it| it.report.status == status);
                assert_eq!(codes(&rows), in_order(of_status.collect()), "{status:?} {limit}");
                assert!(rows.iter().all(|row| row.status == status));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_list_is_narrowed_to_one_distributor_and_one_status() {
    on_both(async |store| {
        let all = crowd();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        for distributor in DISTRIBUTORS {
            let company = Company {
                id: distributor_id(distributor),
                code: distributor.to_owned(),
                kind: CompanyKind::Distributor,
                name: distributor.to_owned(),
                company_id: company_uuid(distributor),
            };
            let insert =
                store.write(async |tx| companies::insert(tx, slice::from_ref(&company)).await);
            insert.await.unwrap();
        }
        for distributor in DISTRIBUTORS.into_iter().chain(["b", "%"]) {
            let id = Scope::Distributor(distributor_id(distributor));
            let code = Scope::DistributorCode(distributor.to_owned());
            for scope in [id, code] {
                let mut filter = Filter::new(scope, cycle("2026-09"));
                for status in Status::ALL.map(Some).into_iter().chain([None]) {
                    filter.status = status;
                    let expected = all
                        .iter()
                        .filter(|it| it.names.distributor == distributor)
                        .filter(|it| status.is_none_or(|status| it.report.status == status));
                    let expected = expected.count();
                    assert_eq!(search(store, &filter).await.len(), expected, "{filter:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_of_a_list_tells_what_its_report_says() {
    on_both(async |store| {
        let stored = crate::content::moved_on(&made(&ABOUT));
        store_all(store, &[&stored]).await;
        let rows = leaf_through(store, &of_cycle(), 50).await;
        let [row] = &rows[..] else { panic!("{rows:?}") };
        let (names, report) = (&stored.names, &stored.report);
        assert_eq!((row.key, row.id), (stored.key(), names.report_id));
        assert_eq!(codes(&rows), [[&*names.distributor, &*names.partner, &*names.vendor]]);
        assert_eq!((&row.partner_name, &row.city), (&names.partner_name, &names.city));
        assert_eq!((&row.state, row.status), (&names.state, report.status));
        assert_eq!((row.review, row.version), (report.review, report.version));
        assert_eq!((row.deadline, row.flagged), (report.deadline, report.flagged));
        assert_eq!((row.submitted_at, row.decided_at), (report.submitted_at, report.decided_at));
        assert_eq!((row.review_by, row.approval), (report.review_by, report.approval));
        assert_eq!((&row.company_id, &*row.time_zone), (&names.company_id, report.zone.name()));
        let summary = countersign_domain::surprise::ListSummary::of(report, &[]);
        let counts = (row.lines, row.violations, row.penalties, row.comments);
        assert_eq!(counts, (2, 1, 1, 2));
        assert_eq!(counts.1, summary.violations);
        assert_eq!((row.has_comment, row.compared, &row.change), (true, false, &None));
        assert_eq!(row.surprise, summary.surprise);
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_what_is_typed_without_case_and_accents_and_takes_every_character_as_it_is()
{
    on_both(async |store| {
        let all = [
            named(1, "P-1", "Straße & Söhne"),
            named(2, "p_2", "100% Cloud"),
            named(3, "P-3", "Wow! IT"),
            named(4, "P-4", "ΣΊΣΥΦΟΣ"),
            named(5, "P-5", "Back\\slash '; --"),
            named(6, "P-6", "שלום 🙂"),
            named(7, "P-7", "100 Clouds"),
            named(8, "Q-8", "A\u{30a}ngstro\u{308}m"),
            named(9, "Q-9", "İSTANBUL Bilişim"),
            named(10, "Q-0", "ｱﾝｸﾞｽﾄﾛｰﾑ"),
            named(11, "Q-a", "アングストローム ＡＢＣ"),
        ];
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let id = all[3].names.company_id.to_uppercase();
        let everything =
            ["P-1", "P-3", "P-4", "P-5", "P-6", "P-7", "Q-0", "Q-8", "Q-9", "Q-a", "p_2"];
        for (text, expected) in [
            ("STRASSE", &["P-1"][..]),
            ("straße & SÖHNE", &["P-1"]),
            ("%", &["p_2"]),
            ("0% c", &["p_2"]),
            ("_", &["p_2"]),
            ("P_2", &["p_2"]),
            ("p-", &["P-1", "P-3", "P-4", "P-5", "P-6", "P-7"]),
            ("!", &["P-3"]),
            ("w! i", &["P-3"]),
            ("!!", &[]),
            ("!%", &[]),
            ("σίσυφος", &["P-4"]),
            (&id[4..], &["P-4"]),
            ("\\", &["P-5"]),
            ("'; --", &["P-5"]),
            ("🙂", &["P-6"]),
            ("לום", &["P-6"]),
            ("cloud", &["P-7", "p_2"]),
            ("Ångström", &["Q-8"]),
            ("A\u{30a}NGSTRO\u{308}M", &["Q-8"]),
            ("angstrom", &["Q-8"]),
            ("istanbul bilisim", &["Q-9"]),
            ("ıSTANBUL", &["Q-9"]),
            ("アングストローム", &["Q-0", "Q-a"]),
            ("ｸﾞｽﾄﾛ", &["Q-0", "Q-a"]),
            ("アンク", &[]),
            ("ﾑ ａｂｃ", &["Q-a"]),
            ("ＳＯＨＮＥ", &["P-1"]),
            ("\u{301}", &everything),
            ("", &everything),
            ("D-1", &[]),
        ] {
            assert_eq!(search(store, &containing(text)).await, expected, "{text:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn reports_are_counted_by_status_whatever_status_the_list_is_narrowed_to() {
    on_both(async |store| {
        let mut all = crowd();
        for stored in all.iter_mut().step_by(4) {
            stored.report.flagged = true;
        }
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        for status in [None, Some(Status::Rejected)] {
            let filter = Filter { status, ..containing("p-2") };
            let mut tx = store.read().await.unwrap();
            let counted = counts(&mut tx, &filter, 100).await.unwrap();
            let found = || all.iter().filter(|it| it.names.partner == "P-2");
            let count = |status| {
                let found = found().filter(|it| it.report.status == status).count();
                (status, i64::try_from(found).unwrap())
            };
            assert_eq!(counted.statuses, Status::ALL.map(count));
            assert_eq!((counted.all(), counted.of(Status::Approved)), (10, 5));
            let flagged = found().filter(|it| it.report.flagged).count();
            assert_eq!(counted.flagged, i64::try_from(flagged).unwrap());
            assert!(flagged > 1);
            let bounded = counts(&mut tx, &filter, 1).await.unwrap();
            assert_eq!(bounded.statuses, Status::ALL.map(|it| (it, count(it).1.min(1))));
            assert_eq!(bounded.flagged, 1);
        }
        let empty = Filter::of_cycle(cycle("2020-01"));
        let counted = counts(&mut store.read().await.unwrap(), &empty, 100).await.unwrap();
        assert_eq!((counted.all(), counted.flagged), (0, 0));
    })
    .await;
}
