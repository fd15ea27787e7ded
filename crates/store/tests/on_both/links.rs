//! Changes of dated links are added, read back in order, and never changed.
//!
//! SQL here: the engine must refuse statements that the program never uses.

use crate::content::instant;
use crate::databases::on_both;
use countersign_domain::link::{LinkChange, LinkKind};
use countersign_store::Tx;
use countersign_store::links::{self, RecordedLinkChange};

fn change(id: i64, since: &str, before: i64, after: i64) -> LinkChange {
    let kind = LinkKind::CustomerPartner;
    let recorded_at = instant("2026-11-05T08:00:00Z");
    LinkChange { kind, id, since: instant(since), before, after, recorded_at }
}

fn recorded(change: LinkChange, place: u32) -> RecordedLinkChange {
    RecordedLinkChange { change, place, person_id: None }
}

async fn count(tx: &mut Tx) -> usize {
    let mut count = 0;
    links::each(tx, |_| count += 1).await.unwrap();
    count
}

#[tokio::test]
async fn what_never_moved_has_no_row_and_what_did_reads_back_in_order() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        assert!(links::all(&mut tx).await.unwrap().is_empty());
        let first = change(7, "2026-11-02T08:00:00Z", 3, 4);
        let second = change(7, "2026-11-02T08:00:00Z", 4, 5);
        let region = LinkChange { kind: LinkKind::RegionUsageReports, ..first };
        let rows = [recorded(first, 0), recorded(second, 1), recorded(region, 0)];
        links::record(&mut tx, &rows).await.unwrap();
        assert_eq!(count(&mut tx).await, 3);
        let all = links::all(&mut tx).await.unwrap();
        let at = |text| all.value_before(LinkKind::CustomerPartner, 7, 5, instant(text));
        assert_eq!(at("2026-11-02T08:00:00Z"), 3);
        assert_eq!(at("2026-11-02T08:00:00.000001Z"), 5);
        let companies = links::of_companies(&mut tx).await.unwrap();
        assert!(companies.has_changed(LinkKind::RegionUsageReports, 7));
        assert!(!companies.has_changed(LinkKind::CustomerPartner, 7));
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_past_link_is_never_changed() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let first = recorded(change(7, "2026-11-02T08:00:00Z", 3, 4), 0);
        links::record(&mut tx, &[first]).await.unwrap();
        tx.commit().await.unwrap();
        for sql in [
            "UPDATE link_changes SET before = 9",
            "DELETE FROM link_changes",
            "INSERT INTO link_changes SELECT * FROM link_changes",
        ] {
            let mut tx = store.begin().await.unwrap();
            assert!(tx.execute(sql, &[]).await.is_err(), "{sql}");
            drop(tx);
        }
        let mut tx = store.read().await.unwrap();
        assert_eq!(count(&mut tx).await, 1);
    })
    .await;
}
