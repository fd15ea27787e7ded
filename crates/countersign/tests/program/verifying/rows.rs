//! Careful forgeries: hashes calculated again over changes, and rows removed together.
//!
//! SQL here: changes that the program never makes.

use crate::proving::forger::{OldCheckpoints, rebuild_log};
use crate::verifying::fixture::{VerifyFixture, on_both, verify};
use crate::verifying::forging::without_triggers;
use countersign_domain::dispatch::Heading;
use countersign_domain::export::content_hash;
use countersign_domain::history::{Hash, genesis, link};
use countersign_store::reports::Key;
use countersign_store::{Row, Store, Tx, Value, companies, dispatches, history};
use uuid::Uuid;

/// The findings of `verify` after a person has done this to the database, and has written and
/// signed the log again: those that do not come from the log.
fn after(fixture: &VerifyFixture, forge: impl AsyncFnOnce(&mut Tx)) -> Vec<String> {
    fixture.with(async |store: &Store| {
        without_triggers(store).await;
        let mut tx = store.begin().await.unwrap();
        forge(&mut tx).await;
        tx.commit().await.unwrap();
        let signer = fixture.log_key().signer(&[]).unwrap().unwrap();
        rebuild_log(store, OldCheckpoints::Signed(&signer)).await;
        let found = verify(store).await.broken;
        found.into_iter().filter(|it| !it.starts_with("the trigger ")).collect()
    })
}

async fn execute(tx: &mut Tx, sql: &str, values: &[Value<'_>]) {
    assert!(tx.execute(sql, values).await.unwrap() > 0, "{sql}");
}

/// The report of a partner and month, and its id.
async fn report(tx: &mut Tx, partner: &str, cycle: i64) -> (Key, Uuid) {
    let sql = "SELECT cycle, partner_id, vendor_id, id FROM reports \
        WHERE partner_code = $1 AND cycle = $2";
    let found = |row: Row<'_>| {
        let key = Key { cycle: row.get(0)?, partner_id: row.get(1)?, vendor_id: row.get(2)? };
        Ok((key, row.get(3)?))
    };
    tx.first(sql, &[partner.into(), cycle.into()], found).await.unwrap().unwrap()
}

const OCTOBER: i64 = 2026 * 12 + 9;
const NOVEMBER: i64 = OCTOBER + 1;
const OF_REPORT: &str = "cycle = $1 AND partner_id = $2 AND vendor_id = $3";

fn values(key: Key) -> [Value<'static>; 3] {
    [key.cycle.into(), key.partner_id.into(), key.vendor_id.into()]
}

/// Calculates the hashes of a history again, after its texts were changed, and the report's head.
async fn chain_again(tx: &mut Tx, (key, id): (Key, Uuid), change: impl Fn(String) -> String) {
    let mut hash = genesis(id);
    for (version, (body, _)) in (1_i64..).zip(history::of_report(tx, key).await.unwrap()) {
        let body = change(body);
        hash = link(&hash, &body);
        let sql =
            format!("UPDATE history SET body = $5, hash = $6 WHERE {OF_REPORT} AND version = $4");
        let [a, b, c] = values(key);
        execute(tx, &sql, &[a, b, c, version.into(), (&body).into(), Value::Bytes(&hash)]).await;
    }
    let sql = format!("UPDATE reports SET head = $4 WHERE {OF_REPORT}");
    let [a, b, c] = values(key);
    execute(tx, &sql, &[a, b, c, Value::Bytes(&hash)]).await;
}

/// Calculates the hash of a document again, and that of its dispatch.
async fn hash_again(tx: &mut Tx, from: &str, to: &str) {
    let d1 = companies::of_code(tx, "D1").await.unwrap().unwrap().id;
    let dispatch = dispatches::of_number(tx, d1, 1).await.unwrap().unwrap();
    let mut hashes: Vec<Hash> = Vec::new();
    for document in dispatches::documents(tx, dispatch.id, 0, 100).await.unwrap() {
        let text = document.text.replacen(from, to, 1);
        let hash = content_hash(&text);
        hashes.push(hash);
        let sql = "UPDATE dispatched_reports SET document = $1, hash = $2 \
            WHERE dispatch_id = $3 AND position = $4";
        let fixture = [dispatch.id.into(), document.position.into()];
        execute(tx, sql, &[(&text).into(), Value::Bytes(&hash), fixture[0], fixture[1]]).await;
    }
    let heading = Heading {
        distributor: "D1".to_owned(),
        number: 1,
        vendor: "ACME".to_owned(),
        created_at: dispatch.created_at,
        purchase_order: dispatch.purchase_order,
        note: dispatch.note,
    };
    let hash = heading.hash(&hashes);
    let sql = "UPDATE dispatches SET hash = $1 WHERE id = $2";
    execute(tx, sql, &[Value::Bytes(&hash), dispatch.id.into()]).await;
}

#[test]
fn a_figure_of_a_sent_document_is_found_though_all_hashes_are_made_again() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            hash_again(tx, r#""chargeable":"15""#, r#""chargeable":"16""#).await;
        });
        let expected = "report 2026-10 of P1 (ACME): its document of version 6: \
            lines.2.chargeable is \"16\", expected \"15\"";
        assert_eq!(found, [expected]);
    });
}

#[test]
fn a_history_that_is_chained_again_is_found_by_what_was_sent_of_it() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            let report = report(tx, "P1", OCTOBER).await;
            chain_again(tx, report, |body| body.replace("fine", "never seen")).await;
        });
        assert!(
            !found.is_empty() && found.iter().all(|it| it.contains("history_head")),
            "{found:?}"
        );
    });
}

#[test]
fn figures_of_a_chained_history_are_found_by_readings() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            let report = report(tx, "P1", NOVEMBER).await;
            let forged = |body: String| body.replace(r#""after":"19""#, r#""after":"17""#);
            chain_again(tx, report, forged).await;
        });
        assert_eq!(found, ["report 2026-11 of P1 (ACME): line EP: edited is 19, expected 17"]);
    });
}

#[test]
fn an_entry_that_is_cut_off_with_its_version_and_hash_is_found() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            let (key, _) = report(tx, "P1", NOVEMBER).await;
            let links = history::of_report(tx, key).await.unwrap();
            let (_, head) = links[links.len() - 2];
            let [a, b, c] = values(key);
            let last = i64::try_from(links.len()).unwrap();
            let sql = format!("DELETE FROM history WHERE {OF_REPORT} AND version = $4");
            execute(tx, &sql, &[a, b, c, last.into()]).await;
            let sql = format!("UPDATE reports SET version = $4, head = $5 WHERE {OF_REPORT}");
            execute(tx, &sql, &[a, b, c, (last - 1).into(), Value::Bytes(&head)]).await;
        });
        let expected = "report 2026-11 of P1 (ACME): comment is the whole of it, expected nothing";
        assert_eq!(found, [expected]);
    });
}

#[test]
fn a_report_that_is_gone_with_its_history_leaves_traces() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            let (key, _) = report(tx, "P3", OCTOBER).await;
            for table in ["history", "reports", "report_lines"] {
                execute(tx, &format!("DELETE FROM {table} WHERE {OF_REPORT}"), &values(key)).await;
            }
        });
        for table in ["figures", "dispatched_reports", "late_differences"] {
            let told = format!(
                "report 2026-10 of P3 (ACME): {table} has rows of this report, which does not exist"
            );
            assert!(found.contains(&told), "{found:?}");
        }
        let compared = "report 2026-11 of P3 (ACME): compared is true, expected false";
        assert!(found.iter().any(|it| it == compared), "{found:?}");
    });
}

#[test]
fn readings_and_changes_of_settings_that_are_gone_are_found() {
    on_both(|fixture| {
        let found = after(fixture, async |tx| {
            execute(tx, "DELETE FROM readings WHERE provisioned = 20000000", &[]).await;
            execute(tx, "DELETE FROM setting_changes WHERE setting = 'resubmit_days'", &[]).await;
        });
        let has = |part: &str| found.iter().any(|it| it.contains(part));
        assert!(has("subscription S2, by its readings: provisioned is 20, expected"), "{found:?}");
        assert!(has("resubmit_days is 4, but its last change set nothing"), "{found:?}");
    });
}

#[test]
fn the_triggers_that_are_missing_are_named() {
    on_both(|fixture| {
        fixture.with(async |store| {
            without_triggers(store).await;
            let found = verify(store).await;
            assert!(found.count >= 6, "{:?}", found.broken);
            assert!(found.broken.iter().all(|it| it.starts_with("the trigger ")), "{found:?}");
        });
    });
}
