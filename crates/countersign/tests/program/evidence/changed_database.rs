//! A pack of a database that was changed before.
//!
//! SQL here: changes that the program never makes.

use super::pack::{Pack, asked, made};
use crate::proving::forger::{OldCheckpoints, rebuild_log, rewrite, run};
use crate::proving::threats::{key, on_both};
use crate::verifying::forging::without_triggers;
use countersign_domain::actor::Actor;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_store::Store;
use countersign_store::reports::Key;

/// What an attacker changes, by SQL on one report, or in its history.
enum Change {
    Sql(&'static str),
    History(fn(&mut Vec<countersign_domain::history::Entry>)),
}

const OF_REPORT: &str = "WHERE cycle = $1 AND partner_id = $2";

/// A change, and words of what is found.
const CHANGES: [(&str, Change, &str); 10] = [
    (
        "a figure",
        Change::Sql("UPDATE figures SET provisioned = provisioned + 1000000"),
        "figures.jsonl: it was changed since the first submission",
    ),
    (
        "a line",
        Change::Sql("UPDATE report_lines SET edited = 1000000"),
        "document.json: it does not follow from the history: lines",
    ),
    (
        "a line's frozen figure",
        Change::Sql("UPDATE report_lines SET provisioned = 1000000"),
        "figures.jsonl",
    ),
    (
        "a reason",
        Change::Sql("UPDATE reports SET reasons = 'other'"),
        "document.json: it does not follow from the history: reasons",
    ),
    (
        "a name",
        Change::Sql("UPDATE reports SET partner_name = 'Other'"),
        "frozen.json: it was changed since the report was made",
    ),
    (
        "a reading",
        Change::Sql("UPDATE readings SET provisioned = provisioned + 1000000"),
        "does not follow from its readings",
    ),
    (
        "the approver",
        Change::History(|entries| {
            let approval = entries.iter_mut().find(|it| it.verb == Verb::Approve).unwrap();
            let Actor::Person(person) = &mut approval.actor else { panic!("a person approved") };
            person.id += 1;
        }),
        "is not in the log",
    ),
    (
        "an instant",
        Change::History(|entries| {
            entries[1].recorded_at = entries[1].recorded_at.plus_micros(-1);
        }),
        "is not in the log",
    ),
    ("the order", Change::History(|entries| entries.swap(1, 2)), "is not in the log"),
    (
        "an entry's line",
        Change::History(|entries| {
            entries[0].lines[0].provisioned = Quantity::from_micros(1_000_000);
        }),
        "is not in the log",
    ),
];

async fn make(change: &Change, store: &Store, of: Key) {
    without_triggers(store).await;
    match change {
        Change::Sql(sql) if sql.contains("readings") => {
            let sql = format!("{sql} WHERE partner_id = $1 AND received_at < $2");
            let at = countersign_domain::instant::Instant::parse("2026-11-01T00:00:00Z").unwrap();
            assert!(run(store, &sql, &[of.partner_id.into(), at.into()]).await > 0);
        }
        Change::Sql(sql) => {
            let values = [of.cycle.into(), of.partner_id.into()];
            assert!(run(store, &format!("{sql} {OF_REPORT}"), &values).await > 0, "{sql}");
        }
        Change::History(change) => rewrite(store, of, change).await,
    }
}

#[test]
fn a_pack_of_a_changed_database_shows_what_was_changed() {
    on_both(|kept| {
        for (what, change, words) in &CHANGES {
            kept.in_copy(async |store| {
                let of = key(store, "P1").await;
                make(change, store, of).await;
                let found = Pack::read(&made(store, &asked()).await.unwrap()).check();
                let named =
                    |it: &String| it.contains("reports/2026-10/P1-ACME") && it.contains(words);
                assert!(found.broken.iter().any(named), "{what}: {:?}", found.broken);
            });
        }
    });
}

#[test]
fn a_log_that_was_written_again_does_not_lead_to_its_checkpoint() {
    on_both(|kept| {
        kept.in_copy(async |store| {
            let of = key(store, "P1").await;
            make(&CHANGES[6].1, store, of).await;
            rebuild_log(store, OldCheckpoints::Stay).await;
            let found = Pack::read(&made(store, &asked()).await.unwrap()).check();
            assert!(found.broken.iter().any(|it| it.contains("is not in the log")));
        });
    });
}
