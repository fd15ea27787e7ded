//! The page of a list that shows a given report.

use crate::content::{cycle, store_all};
use crate::databases::on_both;
use crate::paging::{crowd, expected, found, sorts};
use countersign_domain::status::Status;
use countersign_store::reports::{Filter, PagePosition, SortKey, page, page_with};

#[tokio::test]
async fn a_page_shows_the_report_that_is_asked_for() {
    on_both(async |store| {
        let all = crowd();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let filter = Filter::of_cycle(cycle("2026-09"));
        for sort in sorts() {
            let wanted = expected(&all, &filter, sort);
            for (place, key) in wanted.iter().enumerate() {
                let first = (&PagePosition::First, *key);
                let (shown, turn) = page_with(&mut tx, &filter, sort, first, 4).await.unwrap();
                // The first page holds it, or there is no full page before it: nothing moves.
                let begins = if place < 4 { 0 } else { place };
                let end = wanted.len().min(begins + 4);
                assert_eq!(found(&shown.rows), wanted[begins..end], "{sort:?} {place}");
                assert_eq!(turn == PagePosition::First, place < 4, "{sort:?} {place}");
                // The page stays where it is for every report on it.
                let last = found(&shown.rows).pop().unwrap();
                let (again, _) = page_with(&mut tx, &filter, sort, (&turn, last), 4).await.unwrap();
                assert_eq!(again, shown, "{sort:?} {place}");
            }
        }
        // A report of another status moves nothing.
        let filter = Filter { status: Some(Status::Rejected), ..filter };
        let other = all.iter().find(|it| it.report.status == Status::Completed).unwrap().key();
        let sort = SortKey::Partner.into();
        let given = page(&mut tx, &filter, sort, &PagePosition::First, 2).await.unwrap();
        let asked = (&PagePosition::First, other);
        let shown = page_with(&mut tx, &filter, sort, asked, 2).await.unwrap();
        assert_eq!(shown, (given, PagePosition::First));
    })
    .await;
}
