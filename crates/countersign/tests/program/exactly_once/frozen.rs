//! Settings and terms that change after a report was made: what it froze still counts.

use crate::exactly_once::fixture::on_both;

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
        let ended = "code,customer,product,ends_on,billable\nDESUM,DEC3,SUM,2026-10-10,no\n";
        fixture.import("subscriptions.csv", ended);
        fixture.usage(&[("DESUM", "2026-10-20T08:00:00Z", 7)]);
        assert_eq!(fixture.late("DEP1", "2026-10"), ["SUM 7"]);
        assert!(fixture.missing("2026-10").is_empty());
        fixture.verify();
    });
}
