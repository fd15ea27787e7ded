//! Verifies the report's own row: changing columns agree with the history, frozen ones with the
//! digest of the first entry, and list columns follow from both.

use super::findings::OfReport;
use super::history::Chain;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use crate::actions::made_terms;
use countersign_domain::code::report_uuid;
use countersign_domain::frozen;
use countersign_domain::replay::Replayed;
use countersign_domain::schedule;
use countersign_domain::settings::Setting;
use countersign_store::reports::{Beside, StoredReport};

/// The columns that the digest of the first entry covers, in words.
const FROZEN: &str = "one of id, distributor_id, distributor_code, distributor_name, vendor_code, \
     partner_code, partner_name, company_id, city, state, time_zone, rules, made_at, the first \
     deadline, or product_id, product_code, product_name, unit, decimals, basis, reports_usage of \
     a line";

/// Compares the changing columns with the history.
pub(super) fn verify_replayed(replayed: &Replayed, findings: &mut OfReport<'_>) {
    for what in &replayed.broken {
        findings.add(what);
    }
    for it in &replayed.differences {
        let place = it.product.as_ref().map(|product| format!("line {product}: "));
        findings.differs(place.unwrap_or_default(), it.column, &it.stored, &it.expected);
    }
}

pub(super) fn verify_frozen(
    stored: &StoredReport,
    parts: &Parts,
    chain: &Chain,
    replayed: &Replayed,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    let (names, report) = (&stored.names, &stored.report);
    let parties = report.parties;
    for (column, stored, id) in [
        ("distributor_code", &names.distributor, parties.distributor_id),
        ("partner_code", &names.partner, parties.partner_id),
        ("vendor_code", &names.vendor, parties.vendor_id),
    ] {
        if known.code(id) != stored {
            findings.differs("", column, stored, known.code(id));
        }
    }
    if report.cycle < known.first_cycle {
        let first = known.first_cycle;
        findings.add(format!("its cycle is before {first}, the first_cycle of the installation"));
    }
    let id = report_uuid(&names.partner, &names.vendor, report.cycle);
    if names.report_id != id {
        findings.differs("", "id", names.report_id, id);
    }
    let Some(first) = chain.entries.first() else { return };
    let Some(digest) = &first.frozen else {
        // Made by an earlier program, whose deadline followed from the making.
        let days = report.rules.value(Setting::AutoSubmitDays);
        let deadline = schedule::deadline(report.made_at, days, &report.zone);
        if deadline != replayed.first_deadline {
            findings.differs("", "the first deadline", replayed.first_deadline, deadline);
        }
        return;
    };
    let (products, changes) = known.ownership.products();
    let made = made_terms::of(stored, replayed, products, changes);
    let found = frozen::digest(names, report, &parts.rules, replayed.first_deadline, &made);
    if found != *digest && made_terms::are_unknown(stored, replayed) {
        findings.without_terms();
    } else if found != *digest {
        findings.add(format!(
            "data that its making froze has changed: {FROZEN} (digest {found}, expected {digest})"
        ));
    }
}

/// A refresh drops a line, but none of the subscriptions behind it: the report still lists them.
/// Those that count have a line.
pub(super) fn verify_dropped(
    parts: &Parts,
    replayed: &Replayed,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    for code in &replayed.dropped_lines {
        let product = known.ownership.snapshot.products().find(|product| product.code == *code);
        let lists = |id: i64| parts.figures.iter().any(|row| row.product_id == id);
        if !product.is_some_and(|product| lists(product.id)) {
            findings.add(format!("its line {code} is missing"));
        }
    }
}

/// Compares the columns by which lists show, find and sort.
pub(super) fn verify_beside(stored: &StoredReport, parts: &Parts, findings: &mut OfReport<'_>) {
    let expected = Beside::of(stored, &parts.last_month);
    let Some(found) = parts.beside.as_ref().filter(|found| **found != expected) else { return };
    for ((column, found), (_, expected)) in found.columns().into_iter().zip(expected.columns()) {
        if found != expected {
            findings.differs("", column, found, expected);
        }
    }
}
