//! Moves that a file dates back.

use crate::exactly_once::place::on_both;

#[test]
fn a_move_can_be_dated_back_to_the_closing_of_the_last_month() {
    on_both(|place| {
        place.usage(&[("DES3", "2026-10-05T08:00:00Z", 10)]);
        place.clock("2026-11-20T00:00:00Z");
        let rows = |since: &str| format!("code,name,partner,since\nDEC3,C,DEP2,{since}\n");
        for (since, told) in [
            ("2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z or later"),
            ("2026-11-20T00:00:01Z", "an instant that is not in the future"),
            ("yesterday", "an instant such as"),
        ] {
            let file = place.write("customers.csv", &rows(since));
            let error = place.refused(&["import", &file], 1);
            assert!(error.contains(told), "{since}: {error}");
        }
        place.import("customers.csv", &rows("2026-11-01T00:00:00Z"));
        // The same file changes nothing, and a value before a later change is refused.
        place.import("customers.csv", &rows("2026-11-01T00:00:00Z"));
        let file = place
            .write("customers.csv", "code,name,partner,since\nDEC3,C,NYP,2026-10-01T00:00:00Z\n");
        place.refused(&["import", &file], 1);
        place.clock("2026-12-10T00:00:00Z");
        assert_eq!(place.charged("2026-10"), ["DEP1 PEAK 10"]);
        assert_eq!(place.charged("2026-11"), ["DEP2 PEAK 10"], "carried forward");
        place.verify();
    });
}

#[test]
fn a_dry_run_says_what_moves_and_moves_nothing() {
    on_both(|place| {
        place.clock("2026-11-20T00:00:00Z");
        let rows = "code,name,partner\nDEC3,C,DEP2\nDEC4,D,NYP\n";
        let file = place.write("customers.csv", rows);
        let told = place.run(&["import", &file, "--dry-run"]);
        let sentence = "2 customers change partner; October 2026 is closed: from November 2026 on";
        assert!(told.contains(sentence), "{told}");
        let again = place.run(&["import", &file]);
        assert!(again.contains(sentence), "{again}");
        let nothing = place.run(&["import", &file]);
        assert!(!nothing.contains("change partner"), "{nothing}");
    });
}
