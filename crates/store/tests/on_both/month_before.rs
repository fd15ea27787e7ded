//! Changes against a month that a reader of a list does not know are not shown.

use crate::content::{ABOUT, ReportContent, distributor_id, made, store_all};
use crate::databases::on_both;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Status;
use countersign_store::reports::{Changed, Filter, PagePosition, Scope, SortKey, page, save};

#[tokio::test]
async fn a_vendor_sees_no_change_against_a_month_that_it_did_not_receive() {
    on_both(async |store| {
        let mut august = made(&ReportContent { cycle: "2026-08", ..ABOUT });
        august.report.lines[1].edited = Some(Quantity::from_units(400));
        let mut september = made(&ABOUT);
        september.report.status = Status::Submitted;
        store_all(store, &[&august]).await;
        store_all(store, &[&september]).await;
        let seen = async |scope: Scope| {
            let mut tx = store.read().await.unwrap();
            let filter = Filter { scope, ..Filter::of_cycle(september.key().cycle) };
            let first = PagePosition::First;
            let page = page(&mut tx, &filter, SortKey::Partner.into(), &first, 5).await.unwrap();
            page.rows.first().map(|row| (row.compared, row.change.is_some()))
        };
        let vendor = Scope::Vendor(ABOUT.vendor_id);
        assert_eq!(seen(Scope::Distributor(distributor_id("D-1"))).await, Some((true, true)));
        assert_eq!(seen(vendor.clone()).await, Some((false, false)));
        let mut dispatched = august.clone();
        dispatched.report.version += 1;
        dispatched.report.status = Status::Submitted;
        let moved = [Changed { before: &august.report, after: &dispatched }];
        store.write(async |tx| save(tx, &moved).await).await.unwrap();
        assert_eq!(seen(vendor).await, Some((true, true)));
    })
    .await;
}
