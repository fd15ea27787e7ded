//! Purges, on both engines: what goes, what stays, and that the record is still proved.
//!
//! SQL here: rows are counted, and removed behind the program's back.

mod fixture;
mod old_rows;

use countersign_app::actions::verify_record::Findings;
use countersign_store::purges::PurgedTable;
use fixture::{PurgeFixture, on_both};

const KEEP: &str = "--keep-readings-months";

fn purge(fixture: &PurgeFixture, months: &str) -> String {
    fixture.run(&["purge", KEEP, months])
}

fn readings(fixture: &PurgeFixture) -> i64 {
    fixture.number("SELECT COUNT(*) FROM readings")
}

fn holds(fixture: &PurgeFixture) -> Findings {
    let findings = fixture.verified();
    assert_eq!(findings.broken, Vec::<String>::new());
    findings
}

/// Before 30 March: of S1 three readings a month, of S3 one, of SILENT one, of LATE two. The last
/// one of each stays, and of LATE the one before, by which April was made.
#[test]
fn old_readings_go_and_the_record_is_still_proved() {
    on_both(|fixture| {
        assert_eq!(readings(fixture), 6 * 4 + 3);
        let before = fixture.exported();
        let waiting = fixture.run(&["purge", KEEP, "3", "--dry-run"]);
        let kept = "readings are kept from 2026-04 on: they are not older than the option says\n";
        assert_eq!(waiting, format!("10 readings: would be purged\n{kept}"));
        assert_eq!((readings(fixture), holds(fixture).without_readings), (27, 0));

        let done = purge(fixture, "3");
        assert_eq!(done, format!("10 readings: purged\n1 replaced readings: purged\n{kept}"));
        assert_eq!(readings(fixture), 17);
        assert_eq!(fixture.number("SELECT COUNT(*) FROM superseded_readings"), 1);
        assert_eq!(fixture.exported(), before);
        let findings = holds(fixture);
        assert_eq!(findings.without_readings, 6);
        let rows = findings.purged[&PurgedTable::Readings];
        assert_eq!((rows.count, rows.cycle.unwrap().to_string()), (10, "2026-04".to_owned()));
        let told = fixture.run(&["verify"]);
        assert!(told.contains("\n10 readings before 2026-04 purged, last on 20"), "{told}");
        assert!(told.contains("6 reports were not compared with their purged readings"), "{told}");

        assert_eq!(purge(fixture, "3"), format!("nothing was purged\n{kept}"));
        assert_eq!(readings(fixture), 17);
        // Month by month, each with its own record.
        let months = "SELECT COUNT(DISTINCT cycle) FROM purges WHERE table_name = 'readings'";
        assert_eq!(fixture.number(months), 3);
        let sum = "SELECT CAST(SUM(removed) AS BIGINT) FROM purges WHERE table_name = 'readings'";
        assert_eq!(fixture.number(sum), 10);
    });
}

#[test]
fn readings_that_something_needs_stay() {
    on_both(|fixture| {
        for (change, back, kept) in [
            (
                "UPDATE reports SET status = 'submitted' WHERE cycle = (SELECT MIN(cycle) + 1 FROM \
                 reports) AND partner_id = (SELECT id FROM companies WHERE code = 'P2')",
                "UPDATE reports SET status = 'completed'",
                "2026-02 on: a report of that cycle is not completed",
            ),
            (
                "UPDATE partners SET made_through = made_through - 5 WHERE id = (SELECT id FROM \
                 companies WHERE code = 'P2')",
                "UPDATE partners SET made_through = made_through + 5 WHERE id = (SELECT id FROM \
                 companies WHERE code = 'P2')",
                "2026-02 on: reports of that cycle have yet to be made",
            ),
            (
                "INSERT INTO arrivals (partner_id, since_day) SELECT id, 20487 FROM companies \
                 WHERE code = 'P2'",
                "DELETE FROM arrivals",
                "2026-02 on: readings of that cycle arrived that reports were not compared with",
            ),
        ] {
            fixture.with(async |tx| tx.execute(change, &[]).await);
            let waiting = fixture.run(&["purge", KEEP, "3", "--dry-run"]);
            assert!(waiting.contains(kept), "{waiting}");
            assert!(waiting.starts_with("2 readings: would be purged"), "{waiting}");
            fixture.with(async |tx| tx.execute(back, &[]).await);
        }
        assert!(
            purge(fixture, "6").starts_with("nothing was purged\nreadings are kept from 2026-01")
        );
        let few = fixture.program.expect(&["purge", KEEP, "2"], 2).unwrap().err;
        assert!(few.contains("2 is not in 3.."), "{few}");
        assert_eq!(readings(fixture), 27);
        assert_eq!(fixture.run(&["purge"]).lines().count(), 1);
    });
}

#[test]
fn readings_that_go_without_a_purge_are_missed() {
    on_both(|fixture| {
        let delete = |of: &str| {
            let sql = format!("DELETE FROM readings WHERE {of}");
            fixture.with(async |tx| tx.execute(&sql, &[]).await)
        };
        let silent = "subscription_id = (SELECT id FROM subscriptions WHERE code = 'SILENT')";
        purge(fixture, "5");
        // Of February, which is kept: the readings of 15 February decide the figure.
        assert_eq!(holds(fixture).without_readings, 2);
        assert_eq!(delete("day = 20499"), 1);
        let findings = fixture.verified();
        let figure = "report 2026-02 of P1 (ACME): subscription S1, by its readings: provisioned \
            is 12, expected 11";
        assert!(findings.broken.contains(&figure.to_owned()), "{:?}", findings.broken);
        purge(fixture, "3");
        holds(fixture);
        // The last reading of a silent subscription, by which April counts.
        assert_eq!(delete(silent), 1);
        let findings = fixture.verified();
        assert!(findings.broken[0].contains("report 2026-04 of P1 (ACME)"), "{findings:?}");
    });
}

#[test]
fn a_record_that_takes_what_is_needed_is_found() {
    on_both(|fixture| {
        purge(fixture, "3");
        for sql in ["UPDATE purges SET removed = 1", "DELETE FROM purges"] {
            let url = countersign_store::DatabaseUrl::parse(&fixture.program.database).unwrap();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let refused = runtime.unwrap().block_on(async {
                let store = countersign_store::Store::open(&url).await.unwrap();
                store.write(async |tx| tx.execute(sql, &[]).await).await
            });
            assert!(refused.unwrap_err().to_string().contains("append-only"), "{sql}");
        }
        let forged = "INSERT INTO purges SELECT 99, purged_at, table_name, cycle + 3, before_at, \
            removed, hash FROM purges WHERE id = 1";
        fixture.with(async |tx| tx.execute(forged, &[]).await);
        fixture.with(async |tx| {
            let open = "UPDATE reports SET status = 'approved' \
                WHERE cycle = (SELECT MIN(cycle) FROM reports)";
            tx.execute(open, &[]).await
        });
        let broken = fixture.verified().broken.join("\n");
        for finding in [
            "the record of purge 5 is missing",
            "purge 99: before_at is",
            "readings before 2026-05 were purged, but a report of 2026-01 is not completed",
        ] {
            assert!(broken.contains(finding), "{broken}");
        }
    });
}

#[test]
fn readings_of_purged_months_are_refused_and_change_nothing() {
    on_both(|fixture| {
        purge(fixture, "3");
        let before = fixture.exported();
        let told = fixture.refused(&[("S1", "2026-03-29T23:59:59Z", 99)]);
        assert!(
            told.contains("2026-03-30T00:00:00Z or later: earlier readings were purged"),
            "{told}"
        );
        // Two days of March belong to April somewhere. They are taken, and March stays; by the last
        // reading before it, April begins.
        fixture.usage(&[("S1", "2026-03-30T12:00:00Z", 99)]);
        fixture.clock("2026-07-10T01:00:00Z");
        assert_eq!(fixture.exported(), before);
        let late = "SELECT cycle - (SELECT MIN(cycle) FROM reports) FROM late_differences l \
            JOIN companies c ON c.id = l.partner_id WHERE c.code = 'P1' ORDER BY 1";
        assert_eq!(fixture.number(late), 3);
        holds(fixture);
        let missing = ["report", "missing", "--cycle", "2026-01", "--format", "json"];
        assert_eq!(fixture.run(&missing).trim(), "[]");
    });
}
