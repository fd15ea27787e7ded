//! What is retired, and what still counts of a company, a customer or a product.

use crate::content::cycle;
use crate::databases::{NOW, on_both};
use crate::directory::fill;
use countersign_store::retirements::{self, EndingSubscriptions, RetirableKind};
use countersign_store::subscriptions::{self, SubscriptionUpdate};

#[tokio::test]
async fn what_is_retired_is_known_and_what_still_counts_is_counted() {
    on_both(async |store| {
        store.write(fill).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        subscriptions::update(&mut tx, &[ending(1, 20_700)]).await.unwrap();
        let made_through = cycle("2026-08");
        let open = EndingSubscriptions { ends_on: None, made_through, count: 2 };
        let ended = EndingSubscriptions { ends_on: Some(20_700), made_through, count: 1 };
        for (kind, id) in [
            (RetirableKind::Product, 1),
            (RetirableKind::Vendor, 1),
            (RetirableKind::Distributor, 2),
            (RetirableKind::Partner, 3),
        ] {
            let mut found = retirements::subscriptions(&mut tx, kind, id).await.unwrap();
            found.sort_by_key(|it| it.ends_on);
            assert_eq!(found, [open, ended], "{kind:?}");
        }
        let found = retirements::subscriptions(&mut tx, RetirableKind::Partner, 4).await.unwrap();
        assert_eq!(found, []);
        let (partner, distributor) = (RetirableKind::Partner, RetirableKind::Distributor);
        assert_eq!(retirements::in_use_below(&mut tx, distributor, 2).await.unwrap(), 2);
        retirements::put(&mut tx, partner, 4, NOW).await.unwrap();
        assert_eq!(retirements::in_use_below(&mut tx, distributor, 2).await.unwrap(), 1);
        assert_eq!(retirements::open_reports(&mut tx, partner, 3).await.unwrap(), 0);
        assert_eq!(retirements::retired_at(&mut tx, partner, 4).await.unwrap(), Some(NOW));
        assert_eq!(retirements::retired_at(&mut tx, RetirableKind::Vendor, 4).await.unwrap(), None);
        let among = retirements::among(&mut tx, partner, [3, 4].into_iter()).await.unwrap();
        assert_eq!(among.into_iter().collect::<Vec<_>>(), [4]);
        let all = retirements::all(&mut tx).await.unwrap();
        assert_eq!(all.into_iter().collect::<Vec<_>>(), [(partner, 4)]);
        retirements::remove(&mut tx, partner, 4).await.unwrap();
        assert_eq!(retirements::in_use_below(&mut tx, distributor, 2).await.unwrap(), 2);
    })
    .await;
}

fn ending(id: i64, ends_on: i64) -> SubscriptionUpdate {
    let ends_on = Some(ends_on);
    SubscriptionUpdate { id, ends_on, ..SubscriptionUpdate::default() }
}
