//! Reports of an earlier program, which kept no terms of products: those at the upgrade apply to
//! them from then on.

use crate::upgrade::after_upgrade::{engines, findings, program};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::fixtures::Fixture;
use std::path::Path;

/// The last step whose program did not keep them.
const STEP: usize = 39;

fn import(program: &CommandLine, folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    program.expect(&["import", file.to_str().unwrap()], 0).unwrap();
}

#[test]
fn a_product_that_changes_after_the_upgrade_changes_no_earlier_report() {
    let folder = tempfile::tempdir().unwrap();
    for databases in engines(&folder) {
        let program = program(Fixture::of(STEP).load(&databases).unwrap());
        program.expect(&["migrate", "--no-backup"], 0).unwrap();
        // P3 has no line of this product in September.
        let subscription = "code,customer,product\nS313,C31,MG\n";
        import(&program, folder.path(), "subscriptions.csv", subscription);
        let product = "code,name,unit,vendor,basis\nMG,Mail Guard,Mails,ACME,peak\n";
        import(&program, folder.path(), "products.csv", product);
        let usage = "subscription,observed_at,provisioned,used\nS313,2026-09-11,5,5\n\
            S313,2026-09-12,7,7\n";
        import(&program, folder.path(), "usage.csv", usage);
        let shown = ["report", "show", "--cycle=2026-09", "--partner=P3", "--format=json"];
        let shown = program.expect(&shown, 0).unwrap().out;
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let late = &shown[0]["late_differences"][0];
        assert_eq!(
            (&late["product"], &late["default_chargeable_now"]),
            (&"MG".into(), &"12".into())
        );
        assert_eq!(findings(&program), "");
    }
}
