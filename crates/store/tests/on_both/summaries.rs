//! List rows change with every change of a report, and of the month before.

use crate::content::{ABOUT, ReportContent, cycle, entry, instant, line, made, store_all};
use crate::databases::{Fresh, NOW, on_both, on_both_fresh};
use countersign_domain::access::Parties;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::{Entry, genesis};
use countersign_domain::line::Comment;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::{ReviewKind, Status, Verb};
use countersign_domain::surprise::{LastMonth, ListSummary};
use countersign_store::reports::{
    Changed, Filter, Key, ListRow, PagePosition, SortKey, StoredReport, find, insert, keys_after,
    last_month, page, replace_lines, save, trend,
};
use countersign_store::{Engine, Store, StoreError, Tx, history};
use std::collections::{BTreeSet, HashMap};

const AUGUST: ReportContent = ReportContent { cycle: "2026-08", ..ABOUT };
const OCTOBER: ReportContent = ReportContent { cycle: "2026-10", ..ABOUT };

fn units(units: i64) -> Quantity {
    Quantity::from_units(units)
}

/// The rows of a month, as a list shows them.
async fn rows(tx: &mut Tx, month: Cycle) -> Vec<ListRow> {
    let filter = Filter::of_cycle(month);
    page(tx, &filter, SortKey::Partner.into(), &PagePosition::First, 5_000).await.unwrap().rows
}

/// The row of a report.
async fn row(store: &Store, key: Key) -> ListRow {
    let mut tx = store.read().await.unwrap();
    rows(&mut tx, key.cycle).await.into_iter().find(|row| row.key == key).unwrap()
}

/// Compares every row with its stored report and the one of the month before.
async fn assert_true(store: &Store) -> usize {
    let mut tx = store.read().await.unwrap();
    let keys = keys_after(&mut tx, None, 10_000).await.unwrap();
    let stored: Vec<StoredReport> =
        find(&mut tx, &keys).await.unwrap().into_iter().flatten().collect();
    let by_key: HashMap<Key, &StoredReport> = stored.iter().map(|it| (it.key(), it)).collect();
    let months: BTreeSet<Cycle> = keys.iter().map(|key| key.cycle).collect();
    let mut seen = 0;
    for month in months {
        for row in rows(&mut tx, month).await {
            let key = row.key;
            let month = Key { cycle: key.cycle.plus(-1), ..key };
            let last = by_key.get(&month).map_or(Vec::new(), |it| {
                let mut lines = it.report.lines.clone();
                lines.sort_by_key(|line| line.product.id);
                lines.iter().map(LastMonth::of).collect()
            });
            assert_eq!(last_month(&mut tx, key).await.unwrap(), last);
            let distributor = |key| by_key.get(key).map(|it| it.report.parties.distributor_id);
            let moved = distributor(&month) != distributor(&key);
            let last = if moved { Vec::new() } else { last };
            let told = ListSummary {
                lines: row.lines,
                violations: row.violations,
                penalties: row.penalties,
                comments: row.comments,
                has_comment: row.has_comment,
                compared: row.compared,
                change: row.change,
                surprise: row.surprise,
                plain_change: row.plain_change,
            };
            assert_eq!(told, ListSummary::of(&by_key[&key].report, &last), "{key:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, keys.len());
    seen
}

async fn save_one(
    store: &Store,
    before: &StoredReport,
    after: &StoredReport,
) -> Result<(), StoreError> {
    let changed = [Changed { before: &before.report, after }];
    store.write(async |tx| save(tx, &changed).await).await
}

/// The report after a change, one version on.
fn changed(stored: &StoredReport, change: impl FnOnce(&mut StoredReport)) -> StoredReport {
    let mut after = stored.clone();
    after.report.version += 1;
    change(&mut after);
    after
}

/// Code, units before and after of the largest change.
fn told(row: &ListRow) -> Option<(&str, Option<Quantity>, Quantity)> {
    row.change.as_ref().map(|change| (&*change.product, change.before, change.after))
}

#[tokio::test]
async fn a_report_is_compared_with_the_month_before_from_its_making_on() {
    on_both(async |store| {
        let mut august = made(&AUGUST);
        august.report.lines = vec![line(30, "B"), line(32, "C")];
        august.report.lines[1].edited = Some(units(400));
        let september = made(&ABOUT);
        let elsewhere = made(&ReportContent { vendor_id: 2, ..ABOUT });
        store_all(store, &[&august]).await;
        store_all(store, &[&september, &elsewhere]).await;
        let row = row(store, september.key()).await;
        assert_eq!(told(&row), Some(("C", Some(units(400)), units(0))));
        let change = row.change.as_ref().unwrap();
        assert_eq!((&*change.name, change.decimals), ("Product C 🙂", 2));
        assert_eq!(row.surprise, 400 * 1_000_000 / 410 * 1_000);
        assert_eq!(assert_true(store).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_report_is_not_compared_with_a_month_under_another_distributor() {
    on_both(async |store| {
        let mut august = made(&ReportContent { distributor: "D-2", ..AUGUST });
        august.report.lines[1].edited = Some(units(400));
        let september = made(&ABOUT);
        store_all(store, &[&august]).await;
        store_all(store, &[&september]).await;
        let now = row(store, september.key()).await;
        assert_eq!((now.compared, told(&now), now.surprise), (false, None, 0));
        let edited = changed(&august, |it| it.report.lines[1].edited = Some(units(900)));
        save_one(store, &august, &edited).await.unwrap();
        let now = row(store, september.key()).await;
        assert_eq!((now.compared, told(&now), now.surprise), (false, None, 0));
        assert_eq!(assert_true(store).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_saved_edit_and_a_lifted_penalty_are_told_at_once() {
    on_both(async |store| {
        let mut first = made(&ABOUT);
        first.report.lines[1].penalty = true;
        store_all(store, &[&made(&AUGUST), &first]).await;
        assert_eq!(row(store, first.key()).await.penalties, 1);
        let lifted = changed(&first, |it| it.report.lines[1].penalty = false);
        save_one(store, &first, &lifted).await.unwrap();
        let now = row(store, first.key()).await;
        assert_eq!((now.penalties, now.violations, now.surprise), (0, 1, 0));
        let edited = changed(&lifted, |it| {
            it.report.lines[0].edited = Some(units(1_000));
            it.report.lines[1].comment = Some(Comment { text: "x".to_owned(), counts: true });
            it.report.comment = Some("all".to_owned());
        });
        save_one(store, &lifted, &edited).await.unwrap();
        let now = row(store, first.key()).await;
        assert_eq!((now.comments, now.has_comment), (1, true));
        let default = Quantity::parse("80.25", 2).unwrap();
        assert_eq!(told(&now), Some(("A", Some(default), units(1_000))));
        let commented = changed(&edited, |it| it.report.comment = None);
        save_one(store, &edited, &commented).await.unwrap();
        assert_eq!(row(store, first.key()).await.surprise % 1_000, 1);
        assert_true(store).await;
    })
    .await;
}

#[tokio::test]
async fn the_month_after_is_compared_anew_when_a_figure_changes() {
    on_both(async |store| {
        let (august, october) = (made(&AUGUST), made(&OCTOBER));
        store_all(store, &[&august, &october]).await;
        assert!(!row(store, october.key()).await.compared);

        // A missing report is made after the one that follows it.
        let mut september = made(&ABOUT);
        september.report.lines[0].edited = Some(units(500));
        store_all(store, &[&september]).await;
        let now = row(store, october.key()).await;
        let default = Quantity::parse("80.25", 2).unwrap();
        assert_eq!(told(&now), Some(("A", Some(units(500)), default)));

        let edited = changed(&september, |it| it.report.lines[0].edited = Some(units(90)));
        save_one(store, &september, &edited).await.unwrap();
        assert_eq!(told(&row(store, october.key()).await), Some(("A", Some(units(90)), default)));

        let mut refreshed = edited.clone();
        refreshed.report.lines = vec![line(31, "A")];
        store.write(async |tx| replace_lines(tx, &refreshed).await).await.unwrap();
        assert_eq!(told(&row(store, october.key()).await), Some(("B", None, default)));
        assert_eq!(row(store, refreshed.key()).await.lines, 1);
        assert_eq!(assert_true(store).await, 3);
    })
    .await;
}

#[tokio::test]
async fn many_months_of_many_partners_are_stored_and_saved_at_once() {
    on_both(async |store| {
        let mut all: Vec<StoredReport> = Vec::new();
        for partner_id in 1..=200 {
            for month in ["2026-08", "2026-09", "2026-10"] {
                let mut stored = made(&ReportContent { cycle: month, partner_id, ..ABOUT });
                let salt = (partner_id * 7 + stored.report.cycle.number()) % 11;
                stored.report.lines[0].edited = Some(units(salt * 10));
                all.push(stored);
            }
        }
        // Neighbouring months of one partner are in one batch, in any order.
        all.reverse();
        store_all(store, &all.iter().collect::<Vec<_>>()).await;
        assert_eq!(assert_true(store).await, 600);
        let after: Vec<StoredReport> = all
            .iter()
            .map(|it| changed(it, |it| it.report.lines[1].edited = Some(units(it.report.version))))
            .collect();
        let pairs = all.iter().zip(&after);
        let changes: Vec<Changed<'_>> =
            pairs.map(|(before, after)| Changed { before: &before.report, after }).collect();
        store.write(async |tx| save(tx, &changes).await).await.unwrap();
        assert_true(store).await;
    })
    .await;
}

/// Saves so many edits of a report, during other writes.
async fn edit_often(store: &Store, stored: &StoredReport, times: i64) {
    let mut now = stored.clone();
    for n in 1..=times {
        let after = changed(&now, |it| it.report.lines[0].edited = Some(units(n * 3)));
        save_one(store, &now, &after).await.unwrap();
        now = after;
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn months_that_are_edited_at_the_same_time_are_compared_as_both_end_up() {
    on_both(async |store| {
        let months = [AUGUST, ABOUT, OCTOBER].map(|about| made(&about));
        store_all(store, &months.iter().collect::<Vec<_>>()).await;
        let [august, september, october] = &months;
        tokio::join!(
            edit_often(store, august, 40),
            edit_often(store, september, 40),
            edit_often(store, october, 40),
        );
        assert_eq!(assert_true(store).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_report_that_is_made_while_the_month_before_is_edited_is_compared_with_the_edit() {
    on_both(async |store| {
        for partner_id in 1..=30 {
            let august = made(&ReportContent { partner_id, ..AUGUST });
            let september = made(&ReportContent { partner_id, ..ABOUT });
            store_all(store, &[&august]).await;
            let make = store.write(async |tx| insert(tx, &[&september]).await);
            let ((), made) = tokio::join!(edit_often(store, &august, 2), make);
            made.unwrap();
        }
        assert_eq!(assert_true(store).await, 60);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_moves_with_a_deadline_that_is_extended() {
    on_both(async |store| {
        let early = made(&ABOUT);
        let mut late = made(&ReportContent { partner_id: 12, partner: "P-2", ..ABOUT });
        late.report.deadline = early.report.deadline.plus_micros(10);
        store_all(store, &[&early, &late]).await;
        let new = late.report.deadline.plus_micros(10);
        let mut after = early.clone();
        after.report.deadline = new;
        after.report.version += 1;
        let changed = [Changed { before: &early.report, after: &after }];
        store.write(async |tx| save(tx, &changed).await).await.unwrap();
        let mut tx = store.read().await.unwrap();
        let filter = Filter::of_cycle(cycle("2026-09"));
        let found =
            page(&mut tx, &filter, SortKey::Due.into(), &PagePosition::First, 10).await.unwrap();
        let keys: Vec<Key> = found.rows.iter().map(|row| row.key).collect();
        assert_eq!(keys, [late.key(), early.key()]);
        assert_eq!(found.rows[1].due_at(), Some(new));
    })
    .await;
}

#[tokio::test]
async fn the_months_before_are_told_per_product() {
    on_both(async |store| {
        let mut months: Vec<StoredReport> = ["2025-09", "2025-10", "2026-07", "2026-09", "2026-10"]
            .iter()
            .map(|month| made(&ReportContent { cycle: month, ..ABOUT }))
            .collect();
        months[1].report.lines[0].edited = Some(units(7));
        months[2].report.lines.remove(0);
        months[3].report.lines[1].penalty = true;
        let other = made(&ReportContent { vendor_id: 2, ..ABOUT });
        store_all(store, &months.iter().chain([&other]).collect::<Vec<_>>()).await;
        let mut tx = store.read().await.unwrap();
        let found = trend(&mut tx, months[3].key(), 12, |_, _| true).await.unwrap();
        let default = Quantity::parse("80.25", 2).unwrap();
        let told = |months: &[(&str, Quantity)]| {
            months.iter().map(|(month, units)| (cycle(month), *units)).collect::<Vec<_>>()
        };
        let of_a = told(&[("2025-10", units(7)), ("2026-09", default)]);
        let of_b = told(&[("2025-10", default), ("2026-07", default), ("2026-09", units(100))]);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [(30, of_b), (31, of_a)]);
        let alone = trend(&mut tx, months[3].key(), 1, |_, _| true).await.unwrap();
        assert!(alone.values().all(|months| months.len() == 1), "{alone:?}");
        drop(tx);
        let knows = |parties: &Parties, _| parties.distributor_id != 1;
        let mut moved = made(&ReportContent { cycle: "2026-11", ..ABOUT });
        moved.report.parties.distributor_id = 1;
        store_all(store, &[&moved]).await;
        let mut tx = store.read().await.unwrap();
        let known = trend(&mut tx, moved.key(), 2, knows).await.unwrap();
        assert!(known.values().flatten().all(|(month, _)| *month == cycle("2026-10")), "{known:?}");
        assert_eq!(trend(&mut tx, moved.key(), 2, |_, _| true).await.unwrap()[&30].len(), 2);
    })
    .await;
}

const FIRST_STEP: &str = include_str!("../../migrations/0001_record.sql");

/// Returns a database to its state before the third step. SQL here: there is no other way to get an
/// old one.
async fn take_back(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let of_engine = |sqlite, postgres| match store.engine() {
        Engine::Sqlite => sqlite,
        Engine::Postgres => postgres,
    };
    let indexes = of_engine(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
        "SELECT CAST(c.relname AS TEXT) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid \
         WHERE NOT i.indisprimary AND c.relnamespace = CAST(current_schema() AS regnamespace) \
         AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)",
    );
    for index in tx.all(indexes, &[], |row| row.get::<String>(0)).await.unwrap() {
        tx.execute(&format!("DROP INDEX {index}"), &[]).await.unwrap();
    }
    for table in countersign_store::schema::TABLES.iter().rev() {
        let Some(columns) = first_columns(table.name) else {
            tx.execute(&format!("DROP TABLE {}", table.name), &[]).await.unwrap();
            continue;
        };
        for (column, _) in table.columns.iter().filter(|it| !columns.contains(&it.0)) {
            let drop = format!("ALTER TABLE {} DROP COLUMN {column}", table.name);
            tx.execute(&drop, &[]).await.unwrap();
        }
    }
    // What a later step removed.
    let instant = of_engine("INTEGER", "TIMESTAMPTZ");
    let number = of_engine("INTEGER", "BIGINT");
    for (table, column, kind) in [
        ("customers", "owned_since", instant),
        ("subscriptions", "former_partner_id", number),
        ("subscriptions", "held_since", instant),
    ] {
        let add = format!("ALTER TABLE {table} ADD COLUMN {column} {kind}");
        tx.execute(&add, &[]).await.unwrap();
    }
    if store.engine() == Engine::Postgres {
        // Indexes and triggers of later steps.
        for function in [
            "refuse_dispatch_change",
            "refuse_link_change",
            "refuse_log_change",
            "refuse_audit_change",
            "refuse_audit_truncation",
            "refuse_purge_change",
            "refuse_signature_change",
            "refuse_stamp_change",
        ] {
            tx.execute(&format!("DROP FUNCTION {function}()"), &[]).await.unwrap();
        }
    }
    for statement in
        FIRST_STEP.split(';').filter_map(|it| it.find("CREATE INDEX").map(|at| &it[at..]))
    {
        tx.execute(statement, &[]).await.unwrap();
    }
    tx.execute("DELETE FROM schema_migrations WHERE version > 2", &[]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The columns that the first step gave a table, or `None` if it is of a later one.
fn first_columns(table: &str) -> Option<Vec<&'static str>> {
    let (_, rest) = FIRST_STEP.split_once(&format!("CREATE TABLE {table} (\n"))?;
    let (columns, _) = rest.split_once("\n) {end}").unwrap();
    Some(columns.lines().filter_map(|line| line.trim().split(' ').next()).collect())
}

/// Reports of three months with something to list in all of them.
fn before_the_lists() -> Vec<StoredReport> {
    let mut all: Vec<StoredReport> = Vec::new();
    for partner_id in 1..=20 {
        for month in ["2026-08", "2026-09", "2026-10"] {
            let mut stored = made(&ReportContent { cycle: month, partner_id, ..ABOUT });
            let n = all.len();
            let report = &mut stored.report;
            report.lines[0].edited = Some(units(partner_id * report.cycle.number() % 13));
            report.lines[1].penalty = n.is_multiple_of(4);
            report.status = [Status::Preparing, Status::UnderReview, Status::Approved][n % 3];
            if report.status != Status::Preparing {
                report.review = Some(ReviewKind::Manual);
                report.submitted_at = Some(instant("2026-10-05T21:59:59Z"));
                report.review_by = Some(instant("2026-10-11T00:00:00+02:00"));
            }
            if report.status == Status::Approved {
                report.decided_at = Some(NOW.plus_micros(partner_id));
            }
            stored.names.partner = format!("P-{partner_id}");
            stored.names.city = (!n.is_multiple_of(5)).then(|| format!("Stadt {n}"));
            all.push(stored);
        }
    }
    all
}

/// Was approved and undone, which only its history records.
fn reopened() -> (StoredReport, Vec<Entry>) {
    let mut stored = made(&ReportContent { partner_id: 500, partner: "P-500", ..ABOUT });
    let report = &mut stored.report;
    report.status = Status::UnderReview;
    report.review = Some(ReviewKind::Reopened);
    report.submitted_at = Some(instant("2026-10-03T00:00:00Z"));
    report.review_by = Some(instant("2026-10-26T00:00:00+01:00"));
    let step = |version, verb, from, to, at: &str| Entry {
        at: instant(at),
        from,
        to,
        ..entry(version, verb, Some(7))
    };
    let (preparing, under_review) = (Status::Preparing, Status::UnderReview);
    let entries = vec![
        step(1, Verb::Make, None, preparing, "2026-10-02T00:00:00Z"),
        step(2, Verb::Submit, Some(preparing), under_review, "2026-10-03T00:00:00Z"),
        step(3, Verb::Approve, Some(under_review), Status::Approved, "2026-10-04T00:00:00Z"),
        step(4, Verb::Reopen, Some(Status::Approved), under_review, "2026-10-20T12:00:00Z"),
    ];
    (stored, entries)
}

async fn all_rows(store: &Store) -> Vec<ListRow> {
    let mut rows = Vec::new();
    let mut tx = store.read().await.unwrap();
    for month in ["2026-08", "2026-09", "2026-10"] {
        for by in SortKey::ALL {
            let filter = Filter::of_cycle(cycle(month));
            let found =
                page(&mut tx, &filter, by.into(), &PagePosition::First, 1_000).await.unwrap();
            rows.extend(found.rows);
        }
    }
    rows
}

#[tokio::test]
async fn an_older_database_is_given_what_lists_show() {
    on_both_fresh(async |fresh: &Fresh| {
        let store = fresh.migrated().await;
        let all = before_the_lists();
        store_all(&store, &all.iter().collect::<Vec<_>>()).await;
        let (again, entries) = reopened();
        let links = history::chain(&genesis(again.names.report_id), entries);
        store_all(&store, &[&again]).await;
        let append = store.write(async |tx| history::append(tx, [(again.key(), &links)]).await);
        append.await.unwrap();
        let before = all_rows(&store).await;
        assert_eq!(before.len(), 61 * SortKey::ALL.len());

        // Reports of an older program have nine settings.
        let mut tx = store.begin().await.unwrap();
        let rules = serde_json::to_value(all[0].report.rules).unwrap();
        let nine = serde_json::to_string(&rules.as_array().unwrap()[..9]).unwrap();
        tx.execute("UPDATE reports SET rules = $1", &[nine.as_str().into()]).await.unwrap();
        tx.commit().await.unwrap();
        take_back(&store).await;
        // Prepared statements have the old definition of the table.
        let store = fresh.open().await;
        assert!(store.migrate(NOW).await.unwrap() >= 1);
        let after = all_rows(&store).await;
        assert_eq!(after.len(), before.len());
        for (after, before) in after.iter().zip(&before) {
            assert_eq!(after, before);
        }
        assert_eq!(assert_true(&store).await, 61);
    })
    .await;
}
