//! Settings and terms that change after a report was made: what it froze still counts, and a line
//! that a refresh drops leaves a record that holds.

use crate::exactly_once::fixture::{on_both, on_sqlite};

#[test]
fn a_subscription_stays_named_when_figures_are_carried_longer_from_now_on() {
    on_both(|fixture| {
        fixture.carry_forward("DEP1", "DDE", "0");
        fixture
            .usage(&[("DES3", "2026-10-05T08:00:00Z", 10), ("DESUM", "2026-09-20T08:00:00Z", 5)]);
        fixture.clock("2026-11-20T00:00:00Z");
        assert_eq!(fixture.missing("2026-10"), ["DEP1 DESUM no-data"]);
        fixture.carry_forward("DEP1", "DDE", "3");
        assert_eq!(fixture.missing("2026-10"), ["DEP1 DESUM no-data"]);
        assert!(fixture.late("DEP1", "2026-10").is_empty());
        assert!(fixture.verify().contains("2026-10: 1 in no line: no data for too long"));
    });
}

#[test]
fn a_late_difference_is_not_named_when_figures_are_carried_no_more() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        fixture.carry_forward("DEP1", "DDE", "0");
        fixture.usage(&[("DESUM", "2026-09-20T08:00:00Z", 5)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["SUM 5"]);
        assert!(fixture.missing("2026-10").is_empty());
        // A subscription that the report does not name counts by the report's rules as well.
        fixture.import("subscriptions.csv", "code,customer,product\nNEWS,DEC3,PEAK\n");
        fixture.usage(&[("NEWS", "2026-09-25T08:00:00Z", 2)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["PEAK 12", "SUM 5"]);
        assert!(fixture.missing("2026-10").is_empty());
        fixture.verify();
    });
}

#[test]
fn a_late_difference_is_not_named_when_its_subscription_ends_earlier_from_now_on() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        let ended = "code,customer,product,ends_on\nDESUM,DEC3,SUM,2026-10-10\n";
        fixture.import("subscriptions.csv", ended);
        fixture.usage(&[("DESUM", "2026-10-20T08:00:00Z", 7)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["SUM 7"]);
        assert!(fixture.missing("2026-10").is_empty());
        fixture.verify();
    });
}

#[test]
fn a_line_that_a_refresh_drops_leaves_a_record_that_holds() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-09-10T08:00:00Z", 10), ("DES4", "2026-09-10T08:00:00Z", 4)]);
        fixture.usage(&[("DELAST", "2026-10-05T08:00:00Z", 5)]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10", "DEP2 LAST 5", "DEP2 PEAK 4"]);
        let edit = "cycle,partner,vendor,action,product,chargeable,comment\n\
            2026-10,DEP1,ACME,edit,PEAK,9,spare\n";
        let edit = fixture.write("edit.csv", edit);
        fixture.run(&["apply", &edit, "--as", "p@x.example"]);
        let reset = "cycle,partner,vendor,action,product\n2026-10,DEP1,ACME,reset,PEAK\n";
        let reset = fixture.write("reset.csv", reset);
        fixture.run(&["apply", &reset, "--as", "p@x.example"]);
        // The last reading before October is 0 now, which carries nothing.
        fixture.usage(&[("DES3", "2026-09-20T08:00:00Z", 0), ("DES4", "2026-09-20T08:00:00Z", 0)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP2 LAST 5"]);
        assert_eq!(fixture.missing("2026-10"), ["DEP1 DES3 no-data", "DEP2 DES4 no-data"]);
        fixture.verify();
        // Both are submitted without that line.
        fixture.clock("2026-11-20T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP2 LAST 5"]);
        fixture.verify();
    });
}

#[test]
fn an_evidence_pack_of_a_report_that_lost_a_line_holds() {
    on_sqlite(|fixture| {
        fixture
            .usage(&[("DES3", "2026-09-10T08:00:00Z", 10), ("DESUM", "2026-10-05T08:00:00Z", 5)]);
        fixture.clock("2026-11-03T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10", "DEP1 SUM 5"]);
        fixture.usage(&[("DES3", "2026-09-20T08:00:00Z", 0)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP1 SUM 5"]);
        for until in ["2026-11-04T00:00:00Z", "2026-11-20T00:00:00Z"] {
            fixture.clock(until);
            let pack = fixture.write("pack.zip", "");
            fixture.run(&["evidence", "--cycle=2026-10", "-o", &pack]);
            fixture.run(&["verify", &pack]);
        }
    });
}
