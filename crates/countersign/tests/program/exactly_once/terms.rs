//! Products that change after a report was made: the report keeps to their terms of its making, for
//! a line that a refresh drops, for one that it adds, and for a product without any line.
//!
//! SQL here: the columns of a late difference, and a database as an earlier program leaves it.

use crate::exactly_once::fixture::{ExactlyOnceFixture, on_both, on_sqlite};

/// PEAK loses its line, and is called something else afterwards.
fn drop_and_rename(fixture: &ExactlyOnceFixture) {
    fixture.usage(&[("DES3", "2026-09-10T08:00:00Z", 10), ("DESUM", "2026-10-05T08:00:00Z", 5)]);
    fixture.clock("2026-11-03T00:00:00Z");
    assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10", "DEP1 SUM 5"]);
    fixture.usage(&[("DES3", "2026-09-20T08:00:00Z", 0)]);
    assert_eq!(fixture.charged("2026-10"), ["DEP1 SUM 5"]);
    fixture.product("PEAK,Highest,Users,last,no");
}

#[test]
fn a_report_that_lost_a_line_holds_when_its_product_changes() {
    on_both(|fixture| {
        drop_and_rename(fixture);
        fixture.verify();
        // The line comes back as it was made, and counts as it did.
        fixture.usage(&[("DES3", "2026-10-06T08:00:00Z", 4), ("DES3", "2026-10-07T08:00:00Z", 3)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 4", "DEP1 SUM 5"]);
        let lines = "SELECT product_name || ', ' || unit || ', ' || basis FROM report_lines \
            WHERE product_code = 'PEAK'";
        assert_eq!(fixture.texts(lines), ["Peak, Seats, peak"]);
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.verify();
    });
}

#[test]
fn an_evidence_pack_of_a_report_that_lost_a_line_holds_when_its_product_changes() {
    on_sqlite(|fixture| {
        drop_and_rename(fixture);
        let pack = fixture.write("pack.zip", "");
        fixture.clock("2026-11-04T00:00:00Z");
        fixture.run(&["evidence", "--cycle=2026-10", "-o", &pack]);
        fixture.run(&["verify", &pack]);
    });
}

#[test]
fn a_product_without_a_line_counts_by_the_terms_of_the_making() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.product("SUM,Highest,TB,peak,no");
        let late = [("DESUM", "2026-10-05T08:00:00Z", 5), ("DESUM", "2026-10-06T08:00:00Z", 7)];
        fixture.usage(&late);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["SUM 12"]);
        let label = "SELECT product_name || ', ' || unit FROM late_differences";
        assert_eq!(fixture.texts(label), ["Sum, GB"]);
        fixture.verify();
        // What was true then stays true, also after it changed back or again.
        fixture.product("SUM,Last,Seats,last,yes");
        fixture.usage(&[("DESUM", "2026-10-07T08:00:00Z", 1)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["SUM 13"]);
        assert_eq!(fixture.texts(label), ["Sum, GB"]);
        fixture.verify();
    });
}

#[test]
fn a_change_of_a_product_acts_on_reports_made_after_it() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.product("SUM,Highest,TB,peak,yes");
        fixture
            .usage(&[("DESUM", "2026-11-05T08:00:00Z", 5), ("DESUM", "2026-11-06T08:00:00Z", 7)]);
        fixture.clock("2026-12-20T00:00:00Z");
        assert_eq!(fixture.charged("2026-11"), ["DEP1 PEAK 10", "DEP1 SUM 7"]);
        assert!(fixture.late("DEP1", "2026-10").is_empty());
        fixture.verify();
    });
}

#[test]
fn a_line_that_a_refresh_adds_has_the_terms_of_the_making() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-03T00:00:00Z");
        fixture.product("SUM,Highest,TB,peak,yes");
        fixture
            .usage(&[("DESUM", "2026-10-05T08:00:00Z", 5), ("DESUM", "2026-10-06T08:00:00Z", 7)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10", "DEP1 SUM 12"]);
        fixture.verify();
    });
}

#[test]
fn a_product_that_came_after_the_making_counts_by_its_first_terms() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.product("NEW,New,GB,sum,yes");
        fixture.import("subscriptions.csv", "code,customer,product\nNEWS,DEC3,NEW\n");
        fixture.product("NEW,New,GB,peak,yes");
        fixture.usage(&[("NEWS", "2026-10-05T08:00:00Z", 5), ("NEWS", "2026-10-06T08:00:00Z", 7)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["NEW 12"]);
        fixture.verify();
    });
}

#[test]
fn terms_that_an_earlier_program_did_not_keep_are_no_finding() {
    on_both(|fixture| {
        drop_and_rename(fixture);
        fixture.execute("DELETE FROM product_changes");
        assert!(fixture.refused(&["verify"], 1).contains("data that its making froze has changed"));
        fixture.execute("UPDATE reports SET made_turn = NULL");
        let told = fixture.verify();
        assert!(told.contains("1 reports lost a line, and the earlier program"), "{told}");
    });
}
