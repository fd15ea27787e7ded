//! Totals per product: never across products, units or months, and beside the right month before.

use crate::content::{ABOUT, ReportContent, cycle, distributor_id, line, made, store_all};
use crate::databases::on_both;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Status;
use countersign_store::reports::{
    Criteria, Filter, Key, ProductTotal, Scope, StoredReport, totals, totals_before, totals_of,
};

/// A report with these units by product.
fn report(month: &'static str, partner_id: i64, units: &[(&str, i64)]) -> StoredReport {
    let partner = ["P-1", "P-2", "P-3"][usize::try_from(partner_id).unwrap() - 1];
    let mut stored = made(&ReportContent { cycle: month, partner, partner_id, ..ABOUT });
    let lines = units.iter().zip(30..).map(|((code, units), id)| {
        let mut line = line(id, code);
        line.edited = Some(Quantity::from_units(*units));
        line
    });
    stored.report.lines = lines.collect();
    stored
}

/// Month, product, unit, this month and the month before, in whole units.
type Told<'a> = (String, &'a str, &'a str, Option<i64>, Option<i64>);

fn told(totals: &[ProductTotal]) -> Vec<Told<'_>> {
    let units = |units: Option<Quantity>| units.map(|units| units.micros() / 1_000_000);
    totals
        .iter()
        .map(|it| {
            let figures = (units(it.now), units(it.before));
            (it.cycle.to_string(), it.product.as_str(), it.unit.as_str(), figures.0, figures.1)
        })
        .collect()
}

/// The first partner has both months, the second only August, the third only September.
async fn store_three(store: &countersign_store::Store) {
    let mut renamed = report("2026-09", 3, &[("A", 7), ("B", 9)]);
    renamed.report.lines[1].product.unit = "Boxes".to_owned();
    let mut august = report("2026-08", 1, &[("A", 100), ("B", 40)]);
    august.report.status = Status::Approved;
    let mut september = report("2026-09", 1, &[("A", 110), ("C", 3)]);
    september.report.status = Status::Submitted;
    let gone = report("2026-08", 2, &[("A", 20)]);
    store_all(store, &[&august, &gone]).await;
    store_all(store, &[&september, &renamed]).await;
}

#[tokio::test]
async fn a_whole_month_stands_beside_the_whole_month_before() {
    on_both(async |store| {
        store_three(store).await;
        let mut tx = store.read().await.unwrap();
        for scope in [Scope::All, Scope::Distributor(distributor_id("D-1"))] {
            let filter = Filter::new(scope, cycle("2026-09"));
            let found = totals(&mut tx, &filter).await.unwrap();
            let month = "2026-09".to_owned();
            assert_eq!(
                told(&found),
                [
                    (month.clone(), "A", "Seats", Some(117), Some(120)),
                    (month.clone(), "B", "Boxes", Some(9), None),
                    (month.clone(), "B", "Seats", None, Some(40)),
                    (month, "C", "Seats", Some(3), None),
                ]
            );
            assert_eq!(found[0].change(), Some(Quantity::from_units(-3)));
        }
        let several =
            Filter { earlier: vec![cycle("2026-08")], ..Filter::of_cycle(cycle("2026-09")) };
        let found = totals(&mut tx, &several).await.unwrap();
        let of_a: Vec<_> = told(&found).into_iter().filter(|it| it.1 == "A").collect();
        let row = |month: &str, now, before| (month.to_owned(), "A", "Seats", Some(now), before);
        assert_eq!(of_a, [row("2026-09", 117, Some(120)), row("2026-08", 120, None)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_narrowed_or_selected_stands_beside_the_same_partners() {
    on_both(async |store| {
        store_three(store).await;
        let mut tx = store.read().await.unwrap();
        let criteria = Criteria { product: Some("C".to_owned()), ..Criteria::default() };
        let filter = Filter { criteria, ..Filter::of_cycle(cycle("2026-09")) };
        let month = || "2026-09".to_owned();
        let own = [
            (month(), "A", "Seats", Some(110), Some(100)),
            (month(), "B", "Seats", None, Some(40)),
            (month(), "C", "Seats", Some(3), None),
        ];
        assert_eq!(told(&totals(&mut tx, &filter).await.unwrap()), own);
        let key = Key { cycle: cycle("2026-09"), partner_id: 1, vendor_id: 1 };
        assert_eq!(told(&totals_of(&mut tx, &Scope::All, &[key]).await.unwrap()), own);
        // August was never dispatched, so its vendor does not learn of it.
        let vendor = Scope::Vendor(1);
        let found = totals_of(&mut tx, &vendor, &[key]).await.unwrap();
        let only =
            [(month(), "A", "Seats", Some(110), None), (month(), "C", "Seats", Some(3), None)];
        assert_eq!(told(&found), only);
        let found = totals(&mut tx, &Filter::new(vendor, cycle("2026-09"))).await.unwrap();
        assert_eq!(told(&found), only);
        assert_eq!(totals(&mut tx, &Filter::of_cycle(cycle("2026-01"))).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_distributor_does_not_learn_what_a_partner_had_under_the_one_before() {
    on_both(async |store| {
        let mut august = report("2026-08", 1, &[("A", 100)]);
        august.report.parties.distributor_id = distributor_id("D-2");
        august.names.distributor = "D-2".to_owned();
        store_all(store, &[&august]).await;
        store_all(store, &[&report("2026-09", 1, &[("A", 110)])]).await;
        let mut tx = store.read().await.unwrap();
        let key = Key { cycle: cycle("2026-09"), partner_id: 1, vendor_id: 1 };
        let row = |before| [("2026-09".to_owned(), "A", "Seats", Some(110), before)];
        let new = Scope::Distributor(distributor_id("D-1"));
        let criteria = Criteria { product: Some("A".to_owned()), ..Criteria::default() };
        let narrowed = Filter { criteria, ..Filter::new(new.clone(), cycle("2026-09")) };
        assert_eq!(told(&totals(&mut tx, &narrowed).await.unwrap()), row(None));
        assert_eq!(told(&totals_of(&mut tx, &new, &[key]).await.unwrap()), row(None));
        assert_eq!(totals_before(&mut tx, &new, &[key]).await.unwrap(), []);
        let unknown = Scope::DistributorCode("D-3".to_owned());
        assert_eq!(totals_before(&mut tx, &unknown, &[key]).await.unwrap(), []);
        // Its own one, the partner and the operator know both months.
        let partner = Scope::Partner { id: 1, from: cycle("2026-08") };
        for scope in [Scope::All, partner] {
            assert_eq!(told(&totals_of(&mut tx, &scope, &[key]).await.unwrap()), row(Some(100)));
        }
        let old = Scope::Distributor(distributor_id("D-2"));
        assert_eq!(totals_before(&mut tx, &old, &[key]).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_sum_out_of_range_is_no_change_from_nothing() {
    on_both(async |store| {
        const MOST: i64 = 9_000_000_000_000;
        let august = report("2026-08", 1, &[("A", MOST)]);
        store_all(store, &[&august, &report("2026-08", 2, &[("A", MOST)])]).await;
        store_all(store, &[&report("2026-09", 1, &[("A", 5)])]).await;
        let mut tx = store.read().await.unwrap();
        let found = totals(&mut tx, &Filter::of_cycle(cycle("2026-09"))).await.unwrap();
        assert_eq!((found[0].before, found[0].change()), (None, None));
        let own = Key { cycle: cycle("2026-09"), partner_id: 1, vendor_id: 1 };
        let found = totals_of(&mut tx, &Scope::All, &[own]).await.unwrap();
        assert_eq!(found[0].change(), Some(Quantity::from_units(5 - MOST)));
    })
    .await;
}
