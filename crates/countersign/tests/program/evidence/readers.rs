//! Who gets what in a pack.

use super::pack::{P1, Pack};
use crate::verifying::fixture::{VerifyFixture, on_both};
use serde_json::Value;
use std::fs;

fn pack(fixture: &VerifyFixture, more: &[&str]) -> Pack {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.zip");
    let path = file.display().to_string();
    let verb = ["evidence", "--from=2026-10", "--to=2026-11", "-o", &path];
    fixture.program.expect(&[&verb, more].concat(), 0).unwrap();
    fixture.program.expect(&["verify", &path], 0).unwrap();
    Pack::read(&fs::read(file).unwrap())
}

/// The folders of reports, without their cycle.
fn reports(pack: &Pack) -> Vec<&str> {
    let names = pack.0.iter().filter_map(|(name, _)| name.strip_suffix("/document.json"));
    names.map(|name| name.trim_start_matches("reports/")).collect()
}

#[test]
fn each_company_gets_its_own_reports_and_what_concerns_it() {
    on_both(|fixture| {
        let own = pack(fixture, &["--as=p1@x.example"]);
        assert_eq!(reports(&own), ["2026-10/P1-ACME", "2026-11/P1-ACME"]);
        assert_eq!(own.text("dispatches.jsonl"), "", "a partner knows of no dispatch");
        assert_eq!(own.text(&format!("{P1}/sent.jsonl")), "");
        let manifest: Value = serde_json::from_str(&own.text("manifest.json")).unwrap();
        assert_eq!(manifest["reader"]["kind"], "partner");
        assert_eq!(manifest["reader"]["company"], "P1");

        let d2 = pack(fixture, &["--as=d2@x.example"]);
        assert_eq!(reports(&d2), ["2026-10/P5-ACME", "2026-11/P5-ACME"]);
        assert_eq!(d2.text("dispatches.jsonl").lines().count(), 1);

        // P3 was returned, and P2 was never sent.
        let vendor = pack(fixture, &["--as=v@x.example"]);
        assert_eq!(reports(&vendor), ["2026-10/P1-ACME", "2026-10/P5-ACME"]);
        let history = vendor.text(&format!("{P1}/history.jsonl"));
        let last = history.lines().last().unwrap();
        assert!(last.contains("report.complete-amendment"), "{last}");
        let whole = pack(fixture, &["--partner=P1"]);
        assert!(
            whole.text(&format!("{P1}/history.jsonl")).lines().count() > history.lines().count()
        );
        assert_eq!(reports(&whole), ["2026-10/P1-ACME", "2026-11/P1-ACME"]);
        assert_eq!(reports(&pack(fixture, &["--distributor=D2"])), reports(&d2));
    });
}

#[test]
fn no_company_learns_of_reports_that_are_not_its_own() {
    on_both(|fixture| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pack.zip").display().to_string();
        let refused = |more: &[&str]| {
            let verb = ["evidence", "--cycle=2026-10", "-o", &path];
            fixture.program.expect(&[&verb, more].concat(), 2).unwrap().err
        };
        let none = "countersign: there is no such report\n";
        assert_eq!(refused(&["--as=p1@x.example", "--partner=P2"]), none);
        assert_eq!(refused(&["--as=d2@x.example", "--partner=P1"]), none);
        assert_eq!(refused(&["--as=v@x.example", "--partner=P2"]), none);
        assert_eq!(refused(&["--partner=nobody"]), none);
        assert_eq!(refused(&["--as=d2@x.example", "--distributor=D1"]), none);
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is left");
        let verb =
            ["user", "add", "lm@x.example", "--name=L", "--company=P1", "--role=License Manager"];
        fixture.run(&verb);
        let role = refused(&["--as=lm@x.example"]);
        assert!(role.contains("License Manager has no access to usage reports"), "{role}");
    });
}

#[test]
fn an_erased_person_is_in_no_pack_and_the_pack_still_holds() {
    on_both(|fixture| {
        fixture.run(&["user", "erase", "v@x.example", "--yes"]);
        let pack = pack(fixture, &["--partner=P1"]);
        for (name, content) in &pack.0 {
            let text = String::from_utf8_lossy(content);
            assert!(!text.contains("v@x.example"), "{name}");
        }
    });
}
