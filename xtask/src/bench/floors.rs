//! The floors: what the engines' own shells do for the same task, as SQL.
//!
//! A floor writes bare tables with a key and typed columns, applies no rules, freezes no names and
//! checks nothing. On SQLite it runs with the settings of our own connections.

use std::path::Path;

use super::engine::Engine;

/// The first and the last UTC day of October 2026, and its number as a cycle.
const DAYS: (u32, u32) = (20_727, 20_757);
const CYCLE: u32 = 2026 * 12 + 9;

fn readings_columns(engine: &Engine) -> &'static str {
    match engine.is_postgres() {
        false => "subscription TEXT, observed_at TEXT, provisioned NUMERIC, used NUMERIC",
        true => {
            "subscription TEXT COLLATE \"C\", observed_at TIMESTAMPTZ, \
             provisioned NUMERIC, used NUMERIC"
        }
    }
}

/// Loads a CSV file into `table`, whose columns are the file's.
fn load(engine: &Engine, table: &str, file: &Path) -> String {
    let file = file.display();
    match engine.is_postgres() {
        false => format!(".mode csv\n.import --skip 1 {file} {table}\n"),
        true => format!("\\copy {table} FROM '{file}' WITH (FORMAT csv, HEADER)\n"),
    }
}

fn keyed(engine: &Engine) -> &'static str {
    if engine.is_postgres() { ")" } else { ") WITHOUT ROWID" }
}

/// The readings into a bare table with the same key, as they are in the file.
pub(super) fn import(engine: &Engine, file: &Path) -> String {
    let (columns, end) = (readings_columns(engine), keyed(engine));
    let load = load(engine, "bare_readings", file);
    format!(
        "CREATE TABLE bare_readings ({columns}, PRIMARY KEY (observed_at, subscription){end};\n\
         {load}"
    )
}

/// The same file again, over the existing rows.
pub(super) fn again(engine: &Engine, file: &Path) -> String {
    let (columns, load) = (readings_columns(engine), load(engine, "incoming", file));
    format!(
        "CREATE TEMPORARY TABLE incoming ({columns});\n{load}\
         INSERT INTO bare_readings SELECT subscription, observed_at, provisioned, used \
         FROM incoming WHERE true ON CONFLICT (observed_at, subscription) DO UPDATE \
         SET provisioned = excluded.provisioned, used = excluded.used;\n"
    )
}

/// Figures, lines, reports and history of a cycle from our own readings, in one transaction.
///
/// Grouped before joining, and joined in the order written, because SQLite's planner chooses worse
/// by itself or without statistics.
pub(super) fn make(engine: &Engine) -> String {
    let end = keyed(engine);
    let (first, last) = DAYS;
    format!(
        "BEGIN;
CREATE TABLE bare_figures (cycle BIGINT, partner_id BIGINT, vendor_id BIGINT, product_id BIGINT,
    subscription_id BIGINT, provisioned BIGINT, used BIGINT,
    PRIMARY KEY (cycle, partner_id, vendor_id, product_id, subscription_id){end};
CREATE TABLE bare_lines (cycle BIGINT, partner_id BIGINT, vendor_id BIGINT, product_id BIGINT,
    provisioned BIGINT, used BIGINT, subscriptions BIGINT,
    PRIMARY KEY (cycle, partner_id, vendor_id, product_id){end};
CREATE TABLE bare_reports (cycle BIGINT, partner_id BIGINT, vendor_id BIGINT, partner_code TEXT,
    partner_name TEXT, status TEXT, version BIGINT, PRIMARY KEY (cycle, partner_id, vendor_id){end};
CREATE TABLE bare_history (cycle BIGINT, partner_id BIGINT, vendor_id BIGINT, version BIGINT,
    verb TEXT, body TEXT, PRIMARY KEY (cycle, partner_id, vendor_id, version){end};
INSERT INTO bare_figures
    SELECT {CYCLE}, c.partner_id, p.vendor_id, s.product_id, s.id, r.provisioned, r.used
    FROM (SELECT partner_id, subscription_id, MAX(provisioned) AS provisioned, MAX(used) AS used
        FROM readings WHERE day BETWEEN {first} AND {last}
        GROUP BY partner_id, subscription_id) r
    CROSS JOIN subscriptions s CROSS JOIN customers c CROSS JOIN products p CROSS JOIN partners t
    CROSS JOIN distributors d CROSS JOIN regions g
    WHERE s.id = r.subscription_id AND c.id = s.customer_id AND p.id = s.product_id
    AND t.id = c.partner_id AND d.id = t.distributor_id AND g.id = d.region_id
    AND t.type = 'msp' AND d.type = 'distributor' AND g.usage_reports;
INSERT INTO bare_lines
    SELECT cycle, partner_id, vendor_id, product_id, CAST(SUM(provisioned) AS BIGINT),
    CAST(SUM(used) AS BIGINT), COUNT(*)
    FROM bare_figures GROUP BY cycle, partner_id, vendor_id, product_id;
INSERT INTO bare_reports
    SELECT l.cycle, l.partner_id, l.vendor_id, c.code, c.name, 'preparing', 1
    FROM (SELECT cycle, partner_id, vendor_id FROM bare_lines
        GROUP BY cycle, partner_id, vendor_id) l JOIN companies c ON c.id = l.partner_id;
INSERT INTO bare_history
    SELECT cycle, partner_id, vendor_id, 1, 'report.make', '{{\"version\":1}}' FROM bare_reports;
COMMIT;
"
    )
}

/// The rows of reports and lines as they are stored, in the order of the export.
pub(super) fn export(engine: &Engine, file: &Path) -> String {
    let file = file.display();
    let join = format!(
        "SELECT r.cycle, r.distributor_code, r.distributor_name, r.vendor_code, r.partner_code, \
         r.partner_name, r.company_id, r.city, r.state, r.status, r.review_kind, r.submission, \
         r.approval, r.flagged, l.product_code, l.product_name, l.unit, l.provisioned, l.used, \
         l.default_chargeable, l.edited, l.penalty, l.carried_forward, l.comment, \
         r.comment AS report_comment, r.reasons, r.deadline, r.submitted_at, r.decided_at, \
         r.version FROM reports r JOIN report_lines l ON l.cycle = r.cycle \
         AND l.partner_id = r.partner_id AND l.vendor_id = r.vendor_id WHERE r.cycle = {CYCLE} \
         ORDER BY r.distributor_code, r.partner_code, r.vendor_code, l.product_code"
    );
    match engine.is_postgres() {
        false => format!(".mode csv\n.headers on\n.output {file}\n{join};\n"),
        true => format!("\\copy ({join}) TO '{file}' WITH (FORMAT csv, HEADER)\n"),
    }
}

/// An update and a history row for each report, committed one by one. `keys` holds a report's
/// `partner_id|vendor_id|version` per line.
pub(super) fn approvals(engine: &Engine, keys: &str) -> String {
    let (at, hash) = match engine.is_postgres() {
        false => ("1794268800000000", format!("X'{}'", "5a".repeat(32))),
        true => ("'2026-11-10T00:00:00Z'", format!("'\\x{}'", "5a".repeat(32))),
    };
    let body = r#"{"version":3,"at":"2026-11-10T00:00:00Z","verb":"report.approve"}"#;
    let mut script = String::new();
    for key in keys.lines() {
        let mut cells = key.split('|');
        let mut cell = || cells.next().unwrap_or_default();
        let (partner, vendor, version) = (cell(), cell(), cell());
        let report = format!("cycle = {CYCLE} AND partner_id = {partner} AND vendor_id = {vendor}");
        script.push_str(&format!(
            "BEGIN;\nUPDATE reports SET status = 'approved', approval = 'manual', \
             decided_at = {at}, version = {version} + 1 WHERE {report} AND version = {version};\n\
             INSERT INTO history (cycle, partner_id, vendor_id, version, verb, body, hash) VALUES \
             ({CYCLE}, {partner}, {vendor}, {version} + 1, 'report.approve', '{body}', {hash});\n\
             COMMIT;\n"
        ));
    }
    script
}

/// The reports that [`approvals`] is about.
pub(super) const UNDER_REVIEW: &str = "SELECT partner_id, vendor_id, version FROM reports \
    WHERE status = 'under-review' ORDER BY partner_id";

/// Copies the reports of the only cycle into the `more` cycles before it.
pub(super) fn more_cycles(more: u32) -> String {
    let mut script = "BEGIN;\nCREATE TEMPORARY TABLE one AS SELECT * FROM reports;\n".to_owned();
    for _ in 0..more {
        script.push_str("UPDATE one SET cycle = cycle - 1;\nINSERT INTO reports ");
        script.push_str("SELECT * FROM one;\n");
    }
    script.push_str("COMMIT;\n");
    script
}

/// The rows that making reports wrote: figures, lines, reports, history.
pub(super) const MADE: [&str; 2] = [
    "SELECT (SELECT COUNT(*) FROM figures), (SELECT COUNT(*) FROM report_lines), \
     (SELECT COUNT(*) FROM reports), (SELECT COUNT(*) FROM history)",
    "SELECT (SELECT COUNT(*) FROM bare_figures), (SELECT COUNT(*) FROM bare_lines), \
     (SELECT COUNT(*) FROM bare_reports), (SELECT COUNT(*) FROM bare_history)",
];
