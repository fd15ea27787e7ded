//! Moves that a file dates back.

use crate::exactly_once::fixture::on_both;

#[test]
fn a_move_can_be_dated_back_to_the_closing_of_the_last_month() {
    on_both(|fixture| {
        fixture.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        fixture.clock("2026-11-20T00:00:00Z");
        let rows = |since: &str| format!("code,name,partner,since\nDEC3,C,DEP2,{since}\n");
        for (since, told) in [
            ("2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z or later"),
            ("2026-11-20T00:00:01Z", "an instant that is not in the future"),
            ("yesterday", "an instant such as"),
        ] {
            let file = fixture.write("customers.csv", &rows(since));
            let error = fixture.refused(&["import", &file], 1);
            assert!(error.contains(told), "{since}: {error}");
        }
        fixture.import("customers.csv", &rows("2026-11-01T00:00:00Z"));
        // The same file changes nothing, and a value before a later change is refused.
        fixture.import("customers.csv", &rows("2026-11-01T00:00:00Z"));
        let file = fixture
            .write("customers.csv", "code,name,partner,since\nDEC3,C,NYP,2026-10-01T00:00:00Z\n");
        fixture.refused(&["import", &file], 1);
        fixture.clock("2026-12-10T00:00:00Z");
        assert_eq!(fixture.charged("2026-10"), ["DEP1 PEAK 10"]);
        assert_eq!(fixture.charged("2026-11"), ["DEP2 PEAK 10"], "carried forward");
        fixture.verify();
    });
}

#[test]
fn a_dry_run_says_what_moves_and_moves_nothing() {
    on_both(|fixture| {
        fixture.clock("2026-11-20T00:00:00Z");
        let rows = "code,name,partner\nDEC3,C,DEP2\nDEC4,D,NYP\n";
        let file = fixture.write("customers.csv", rows);
        let told = fixture.run(&["import", &file, "--dry-run"]);
        let sentence = "2 customers change partner; October 2026 is closed: from November 2026 on";
        assert!(told.contains(sentence), "{told}");
        let again = fixture.run(&["import", &file]);
        assert!(again.contains(sentence), "{again}");
        let nothing = fixture.run(&["import", &file]);
        assert!(!nothing.contains("change partner"), "{nothing}");
    });
}
