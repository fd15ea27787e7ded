//! The plans of the lists' statements: each page is a range of an index.

use crate::databases::Fresh;
use countersign_store::{Engine, all_statements};

/// SQLite's name for a look-up of one report.
const BY_KEY: &str = "USING PRIMARY KEY (cycle=? AND partner_id=? AND vendor_id=?)";

/// SQL here: SQLite's query plans for the statements of the lists.
#[tokio::test]
async fn every_page_without_a_text_is_a_range_of_an_index_and_nothing_is_sorted() {
    let fresh = Fresh::new(Engine::Sqlite);
    let store = fresh.migrated().await;
    let connection = rusqlite::Connection::open(store.url().file().unwrap()).unwrap();
    let mut seen = 0;
    for (module, name, sql) in all_statements() {
        let found = name.starts_with("Found");
        let (text, flagged) = (name.contains("with a text"), name.contains("flagged"));
        let criteria = name.contains("with criteria");
        let skipped = (text || flagged) && !found || name.starts_with("Keys") || criteria;
        if module != "reports::walk" || skipped {
            continue;
        }
        seen += 1;
        let steps = steps(&connection, sql);
        for step in &steps {
            assert!(!step.contains("TEMP B-TREE"), "{name}: {steps:#?}");
            assert!(!step.starts_with("SCAN reports"), "{name}: {steps:#?}");
            // Rows merged from several ranges are looked up by key.
            if name.starts_with("Rows") && !name.contains(" of One") && step.ends_with(BY_KEY) {
                continue;
            }
            if step.starts_with("SEARCH reports") && !step.contains("by_flag") {
                let vendor = name.contains(" Vendor ");
                let own = if vendor { "INDEX vendor_reports_by_" } else { "INDEX reports_by_" };
                assert!(
                    step.contains(own) && (found || step.contains("status=?")),
                    "{name}: {steps:#?}"
                );
            }
            if name.contains("from a place") && step.starts_with("SEARCH") {
                let range = step.contains(")>(") || step.contains(")<(");
                assert!(range, "{name}: {steps:#?}");
            }
        }
        if found {
            let covered = steps.iter().all(|step| step.contains("COVERING INDEX"));
            let index = if flagged { "reports_by_flag" } else { "reports_by_text" };
            assert!(covered && steps[0].contains(index), "{name}: {steps:#?}");
            continue;
        }
        let by = name.split(" by ").nth(1).unwrap().split(' ').next().unwrap();
        let by = if by == "None" { "status".to_owned() } else { by.to_lowercase() };
        // Counts without an order may use any index of their scope.
        let any = !name.starts_with("Rows") && !name.contains("from a place");
        let used = steps.iter().any(|step| step.contains(&format!("by_{by} ")));
        assert!(used || any, "{name}: {steps:#?}");
        let flags =
            steps.iter().any(|step| step.contains("by_flag (") && step.contains("flagged=?"));
        assert_eq!(flags, name.starts_with("Statuses"), "{name}: {steps:#?}");
    }
    assert_eq!(seen, 114);
}

/// SQL here: SQLite's query plans for the statements of the lists.
#[tokio::test]
async fn criteria_and_orders_without_an_index_are_answered_by_the_index_of_the_criteria() {
    let fresh = Fresh::new(Engine::Sqlite);
    let store = fresh.migrated().await;
    let connection = rusqlite::Connection::open(store.url().file().unwrap()).unwrap();
    let mut covered = 0;
    for (module, name, sql) in all_statements() {
        let is_asked = name.contains("with criteria") && !name.starts_with("Keys");
        if module != "reports::walk" || !is_asked {
            continue;
        }
        let steps = steps(&connection, sql);
        let reads = |step: &&String| step.starts_with("SEARCH reports") && !step.ends_with(BY_KEY);
        // Only a text that many reports have is looked for here, and it is not in the index; a
        // vendor's list of an order by distributors has a better one.
        if name.contains("with a text") || name.contains("Vendor by Distributor") {
            continue;
        }
        let whole_cycle = |step: &String| {
            step.starts_with("SCAN reports") || step.ends_with("PRIMARY KEY (cycle=?)")
        };
        assert!(!steps.iter().any(whole_cycle), "{name}: {steps:#?}");
        let has_index =
            ["by Surprise", "by Standing", "by City"].iter().any(|by| name.contains(by));
        let is_page = name.starts_with("Rows") || name.contains("from a place");
        if !(is_page && (has_index || name.contains("by None"))) {
            let whole = steps.iter().filter(reads).all(|step| {
                step.contains("COVERING INDEX") && step.contains("reports_by_criteria")
            });
            assert!(whole, "{name}: {steps:#?}");
            covered += 1;
        }
        if has_index && name.starts_with("Rows") {
            assert!(!steps.iter().any(|it| it.contains("TEMP B-TREE")), "{name}: {steps:#?}");
        }
    }
    assert!(covered > 50, "{covered}");
}

fn steps(connection: &rusqlite::Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut steps: Vec<String> = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}
