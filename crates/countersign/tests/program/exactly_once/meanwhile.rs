//! A customer moves after an import has read its rows and before it writes them.
//!
//! SQL here: the move, in a transaction for which the import waits.

use crate::exactly_once::fixture::{ExactlyOnceFixture, on_both};
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkChange, LinkKind};
use countersign_store::links::{self, RecordedLinkChange};
use countersign_store::{Result, Tx, companies, customers, installation};
use std::thread;
use std::time::Duration;

const MOVE: &str = "UPDATE customers SET partner_id = $2 WHERE id = $1";
const HOLD: &str = "UPDATE subscriptions SET in_force_day = 0 WHERE customer_id = $1";
const CUSTOMER: &str = "SELECT id FROM customers WHERE code = 'DEC3'";
const INSTANTS: &str = "SELECT observed_at FROM readings";

/// Moves a customer from Berlin to New York.
async fn to_new_york(tx: &mut Tx) -> Result<()> {
    let recorded_at = installation::load(tx).await?.unwrap().clock_at;
    let id = tx.first(CUSTOMER, &[], |row| row.get::<i64>(0)).await?.unwrap();
    let before = customers::by_id(tx, id).await?.unwrap().partner_id;
    let after = companies::of_code(tx, "NYP").await?.unwrap().id;
    tx.execute(MOVE, &[id.into(), after.into()]).await?;
    tx.execute(HOLD, &[id.into()]).await?;
    let (kind, since) = (LinkKind::CustomerPartner, recorded_at.plus_micros(1));
    let change = LinkChange { kind, id, since, before, after, recorded_at };
    links::record(tx, &[RecordedLinkChange { change, place: 0, person_id: None }]).await
}

/// Imports a file, and moves the customer once its rows are read.
fn import_and_move(fixture: &ExactlyOnceFixture, file: &str) {
    thread::scope(|scope| {
        let import = fixture.with(async |store| {
            let mut tx = store.begin().await?;
            installation::take_work_lock(&mut tx).await?;
            let import = scope.spawn(|| fixture.run(&["import", file]));
            thread::sleep(Duration::from_secs(2));
            to_new_york(&mut tx).await?;
            tx.commit().await?;
            Ok(import)
        });
        import.join().unwrap();
    });
}

#[test]
fn a_date_that_was_read_before_a_move_means_the_noon_after_it() {
    on_both(|fixture| {
        let row = "subscription,observed_at,provisioned,used\nDESUM,2026-10-20,5,5\n";
        let file = fixture.write("usage.csv", row);
        import_and_move(fixture, &file);
        let instants = || {
            let read = async |tx: &mut Tx| tx.all(INSTANTS, &[], |row| row.get::<Instant>(0)).await;
            fixture.with(async |store| store.reading(read).await)
        };
        let noon = Instant::parse("2026-10-20T16:00:00Z").unwrap();
        assert_eq!(instants(), [noon]);
        // The row that is given again is the same reading.
        fixture.run(&["import", &file]);
        assert_eq!(instants(), [noon]);
        fixture.clock("2026-11-20T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["NYP SUM 5"]);
        fixture.verify();
    });
}
