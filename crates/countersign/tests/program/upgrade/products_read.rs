//! Products that got their readings because a subscription changed to them or from them, or that
//! are in a line, are marked as having readings after the upgrade.
//!
//! SQL here: a product that an earlier program did not mark.

use crate::upgrade::after_upgrade::{engines, program};
use countersign_store::{DatabaseUrl, Store, Tx, products};
use countersign_testkit::fixtures::Fixture;
use std::collections::BTreeSet;

/// The last step whose program did not mark them.
const STEP: usize = 36;

const UNMARK: &str = "UPDATE products SET has_readings = FALSE";
/// One more product, which nothing refers to yet.
const ADD: &str = "INSERT INTO products (id, code, name, unit, vendor_id, decimals, reports_usage, \
    basis, has_readings) SELECT p.id + 1, $1, p.name, p.unit, p.vendor_id, p.decimals, \
    p.reports_usage, p.basis, FALSE FROM products p WHERE p.id = (SELECT MAX(id) FROM products)";
/// A subscription with readings changes from a product to another one.
const CHANGE: &str = "INSERT INTO link_changes \
    (kind, subject_id, place, since, before, after, recorded_at) \
    SELECT 'subscription-product', s.id, 0, r.received_at, \
    COALESCE((SELECT id FROM products WHERE code = $1), s.product_id), \
    COALESCE((SELECT id FROM products WHERE code = $2), s.product_id), r.received_at \
    FROM subscriptions s JOIN readings r ON r.subscription_id = s.id \
    WHERE NOT EXISTS (SELECT 1 FROM link_changes l \
    WHERE l.kind = 'subscription-product' AND l.subject_id = s.id) LIMIT 1";
const IN_LINES: &str = "SELECT DISTINCT product_id FROM report_lines";

#[tokio::test]
async fn products_with_readings_are_marked_by_the_upgrade() {
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let url = Fixture::of(STEP).load(&databases).unwrap();
        let open = async || Store::open(&DatabaseUrl::parse(&url).unwrap()).await.unwrap();
        let store = open().await;
        let mut tx: Tx = store.begin().await.unwrap();
        tx.execute(UNMARK, &[]).await.unwrap();
        for code in ["BROUGHT", "LEFT", "UNREAD"] {
            tx.execute(ADD, &[code.into()]).await.unwrap();
        }
        for (from, to) in [("", "BROUGHT"), ("LEFT", "")] {
            assert_eq!(tx.execute(CHANGE, &[from.into(), to.into()]).await.unwrap(), 1);
        }
        tx.commit().await.unwrap();
        drop(store);
        program(url.clone()).expect(&["migrate", "--no-backup"], 0).unwrap();
        let store = open().await;
        let mut tx = store.read().await.unwrap();
        let lines = tx.all(IN_LINES, &[], |row| row.get::<i64>(0)).await.unwrap();
        assert!(!lines.is_empty());
        let all = products::all(&mut tx).await.unwrap();
        let marked: BTreeSet<i64> =
            all.iter().filter(|it| it.has_readings).map(|it| it.id).collect();
        assert!(lines.iter().all(|id| marked.contains(id)), "{all:?}");
        let is_marked = |code: &str| all.iter().find(|it| it.code == code).unwrap().has_readings;
        assert!(is_marked("BROUGHT"));
        assert!(is_marked("LEFT"));
        assert!(!is_marked("UNREAD"));
        tx.rollback().await.unwrap();
    }
}
