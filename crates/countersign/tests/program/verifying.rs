//! `verify`, on both engines: it finds nothing in an honest record, and whatever it can find in one
//! that was changed without the program.

mod columns;
pub(crate) mod fixture;
pub(crate) mod forging;
mod rows;

use fixture::on_both;

#[test]
fn an_honest_record_holds() {
    on_both(|fixture| {
        let findings = fixture.verify();
        assert_eq!(findings.broken, Vec::<String>::new());
        assert_eq!((findings.count, findings.waiting), (0, 0));
        let exported = fixture.run(&["export", "--cycle=2026-10"]);
        let statuses = ["Completed", "Under review", "Rejected", "MSP preparing"];
        for status in statuses {
            assert!(exported.contains(status), "{exported}");
        }
    });
}
