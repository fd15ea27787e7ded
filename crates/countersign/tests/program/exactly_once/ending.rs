//! Subscriptions that end in the middle of a month.

use crate::exactly_once::fixture::on_both;

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
