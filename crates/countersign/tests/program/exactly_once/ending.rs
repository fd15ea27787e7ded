//! Subscriptions that end in the middle of a month.

use crate::exactly_once::fixture::{ExactlyOnceFixture, on_both};

#[test]
fn days_after_the_end_never_count() {
    on_both(|fixture| {
        fixture.usage(&[
            ("DELAST", "2026-10-10T08:00:00Z", 1),
            ("DELAST", "2026-10-20T08:00:00Z", 50),
        ]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP2 LAST 1"]);
        let shown = fixture.run(&[
            "report",
            "show",
            "--cycle",
            "2026-10",
            "--partner",
            "DEP2",
            "--format",
            "json",
        ]);
        assert!(
            shown.contains("\"readings_after_end\": 1") || shown.contains("after_end"),
            "{shown}"
        );
        fixture.verify();
    });
}

#[test]
fn usage_after_the_end_alone_makes_no_report_and_is_listed() {
    on_both(|fixture| {
        fixture.usage(&[("DELAST", "2026-10-20T08:00:00Z", 50)]);
        fixture.clock("2026-11-06T00:00:00Z");
        assert!(fixture.charged("2026-10").is_empty());
        assert_eq!(fixture.missing("2026-10"), ["DEP2 DELAST ended"]);
        fixture.verify();
    });
}

#[test]
fn late_usage_after_the_end_is_listed_also_where_the_report_had_no_data() {
    on_both(|fixture| {
        fixture.usage(&[("DES4", "2026-10-05T08:00:00Z", 1)]);
        fixture.clock("2026-11-20T00:00:00Z");
        assert!(fixture.missing("2026-10").is_empty());
        fixture.usage(&[("DELAST", "2026-10-20T08:00:00Z", 5)]);
        assert_eq!(fixture.charged("2026-10"), ["DEP2 PEAK 1"]);
        assert_eq!(fixture.missing("2026-10"), ["DEP2 DELAST ended"]);
        assert!(fixture.verify().contains("2026-10: 1 in no line: used after it ended"));
    });
}

#[test]
fn late_usage_after_the_end_is_the_reason_also_where_older_data_was() {
    on_both(|fixture| {
        fixture
            .usage(&[("DES4", "2026-10-05T08:00:00Z", 1), ("DELAST", "2026-05-05T08:00:00Z", 3)]);
        fixture.clock("2026-11-20T00:00:00Z");
        assert_eq!(fixture.missing("2026-10"), ["DEP2 DELAST no-data"]);
        fixture.usage(&[("DELAST", "2026-10-20T08:00:00Z", 5)]);
        assert_eq!(fixture.missing("2026-10"), ["DEP2 DELAST ended"]);
        fixture.verify();
    });
}

/// DELAST ended in October and was in force before; November is made and submitted without it.
fn november_without_delast(fixture: &ExactlyOnceFixture) {
    fixture.usage(&[("DELAST", "2026-10-10T08:00:00Z", 5), ("DES4", "2026-11-05T08:00:00Z", 1)]);
    fixture.clock("2026-12-20T00:00:00Z");
    assert_eq!(fixture.charged("2026-11"), ["DEP2 PEAK 1"]);
}

/// Changes the last day of a subscription, or whether it is billable.
fn changes(fixture: &ExactlyOnceFixture, column: &str, value: &str) {
    let file = format!("code,customer,product,{column}\nDELAST,DEC4,LAST,{value}\n");
    fixture.import("subscriptions.csv", &file);
}

#[test]
fn an_end_that_is_put_off_changes_no_report_that_was_made() {
    on_both(|fixture| {
        november_without_delast(fixture);
        changes(fixture, "ends_on", "2027-06-30");
        // Readings that come late compute November again: DELAST had ended when it was made.
        fixture.usage(&[("DES4", "2026-11-06T08:00:00Z", 2)]);
        assert_eq!(fixture.late("DEP2", "2026-11"), ["PEAK 2"]);
        fixture.usage(&[("DELAST", "2026-11-07T08:00:00Z", 7)]);
        assert_eq!(fixture.late("DEP2", "2026-11"), ["PEAK 2"]);
        assert_eq!(fixture.missing("2026-11"), ["DEP2 DELAST ended"]);
        fixture.verify();
        // December is made after the change.
        fixture.clock("2027-01-20T00:00:00Z");
        assert_eq!(fixture.charged("2026-12"), ["DEP2 LAST 7", "DEP2 PEAK 2"]);
        fixture.verify();
    });
}

#[test]
fn a_subscription_that_ended_stays_billable_for_the_reports_that_were_made() {
    on_both(|fixture| {
        november_without_delast(fixture);
        changes(fixture, "billable", "no");
        fixture.usage(&[("DELAST", "2026-11-07T08:00:00Z", 7)]);
        assert_eq!(fixture.missing("2026-11"), ["DEP2 DELAST ended"]);
        fixture.verify();
    });
}

#[test]
fn a_subscription_that_came_after_the_making_counts_by_its_first_end() {
    on_both(|fixture| {
        fixture.usage(&[("DES4", "2026-10-05T08:00:00Z", 1)]);
        fixture.clock("2026-11-20T00:00:00Z");
        let new = |end: &str| {
            let file = format!("code,customer,product,ends_on\nNEWS,DEC4,PEAK,{end}\n");
            fixture.import("subscriptions.csv", &file);
        };
        new("2026-10-31");
        fixture.usage(&[("NEWS", "2026-10-20T08:00:00Z", 4)]);
        assert_eq!(fixture.late("DEP2", "2026-10"), ["PEAK 5"]);
        new("2026-10-10");
        fixture.usage(&[("NEWS", "2026-10-21T08:00:00Z", 6)]);
        assert_eq!(fixture.late("DEP2", "2026-10"), ["PEAK 7"]);
        fixture.verify();
    });
}
