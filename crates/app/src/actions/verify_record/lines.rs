//! Verifies lines: each is the sum of its subscriptions, and from the first submission on its
//! entry's digest covers all of them.

use super::findings::OfReport;
use super::history::Chain;
use super::record_context::RecordContext;
use super::report_parts::Parts;
use crate::actions::compute_figures::TOO_LARGE;
use countersign_domain::basis::Folded;
use countersign_domain::figure::Figure;
use countersign_domain::line::{Line, LineFigures, LineSum};
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
use countersign_store::figures::{FigureRow, digest};
use countersign_store::reports::StoredReport;
use std::collections::BTreeMap;

/// The columns that the digest of the first submission covers, in words.
const SEALED: &str = "a column of its figures, or of a line product_id, product_code, \
     product_name, unit, decimals, basis, reports_usage, provisioned, used, default_chargeable, \
     carried_forward, subscriptions or without_used";

/// The text of a column.
type Column = fn(&LineFigures) -> String;

/// Verifies that every line is the sum of its subscriptions.
pub(super) fn verify_sums(stored: &StoredReport, parts: &Parts, findings: &mut OfReport<'_>) {
    let mut sums: BTreeMap<i64, LineSum> = BTreeMap::new();
    for row in &parts.figures {
        sums.entry(row.product_id).or_default().add(&figure(row));
    }
    for line in &stored.report.lines {
        let code = &line.product.code;
        match sums.remove(&line.product.id).unwrap_or_default().figures() {
            Ok(Some(figures)) => compare(line, &figures, findings),
            Ok(None) => compare(line, &LineFigures::NONE, findings),
            Err(_) => findings.add(format!("line {code}: {TOO_LARGE}")),
        }
    }
    for (product, sum) in sums {
        if !matches!(sum.figures(), Ok(None)) {
            let rows = parts.figures.iter().filter(|row| row.product_id == product);
            let codes: Vec<_> = rows.take(5).map(|row| row.subscription_code.as_str()).collect();
            let codes = codes.join(", ");
            findings.add(format!("subscriptions that count are in no line: {codes}"));
        }
    }
}

fn compare(line: &Line, sum: &LineFigures, findings: &mut OfReport<'_>) {
    let stored = &line.figures;
    if stored == sum {
        return;
    }
    let none = || "nothing".to_owned();
    let used = |it: &LineFigures| it.used.map_or_else(none, |used| used.to_string());
    let columns: [(&str, Column); 5] = [
        ("provisioned", |it| it.provisioned.to_string()),
        ("default_chargeable", |it| it.default_chargeable.to_string()),
        ("carried_forward", |it| it.carried_forward.to_string()),
        ("subscriptions", |it| it.subscriptions.to_string()),
        ("without_used", |it| it.without_used.to_string()),
    ];
    let place = format!("line {}, by its subscriptions: ", line.product.code);
    for (column, of) in columns {
        if of(stored) != of(sum) {
            findings.differs(&place, column, of(stored), of(sum));
        }
    }
    if stored.used != sum.used {
        findings.differs(&place, "used", used(stored), used(sum));
    }
}

fn figure(row: &FigureRow) -> Figure {
    let folded = |quantity: Option<Quantity>| {
        quantity.map(|quantity| Folded { quantity, day: None, days: 0 })
    };
    Figure { standing: row.standing, provisioned: folded(row.provisioned), used: folded(row.used) }
}

/// Verifies the data of a line and a figure that never changes in the directory.
pub(super) fn verify_directory(
    stored: &StoredReport,
    parts: &Parts,
    known: &RecordContext,
    findings: &mut OfReport<'_>,
) {
    for line in &stored.report.lines {
        let own = &line.product;
        let place = format!("line {}, by its product: ", own.code);
        let Ok(product) = known.ownership.snapshot.product(own.id) else {
            findings.add(format!("{place}product_id {} is not a product", own.id));
            continue;
        };
        if product.code != own.code {
            findings.differs(&place, "product_code", &own.code, &product.code);
        }
        // The product has readings, because the line is made of them, so this is fixed.
        if product.decimals != own.decimals {
            findings.differs(&place, "decimals", own.decimals, product.decimals);
        }
        if !product.has_readings {
            findings.add(format!("{place}has_readings is false, but the line is made of readings"));
        }
    }
    for it in &parts.unlike {
        let place = format!("subscription {}, by the directory: ", it.code);
        let own = it.own_code.as_deref().unwrap_or("no subscription");
        if own != it.code {
            findings.differs(&place, "subscription_code", &it.code, own);
        }
        if it.own_home.is_some_and(|own| own != it.home) {
            let own = it.own_home.map_or("nobody", |own| known.code(own));
            findings.differs(&place, "home_partner_id", known.code(it.home), own);
        }
    }
    for product in &parts.uncommented {
        findings.differs(
            format!("line {product}: "),
            "comment_counts",
            true,
            "false: there is none",
        );
    }
}

/// Verifies the digest in the entry of the first submission.
pub(super) fn verify_seal(
    stored: &StoredReport,
    parts: &Parts,
    chain: &Chain,
    findings: &mut OfReport<'_>,
) {
    let mut submissions = chain.entries.iter().filter(|entry| entry.verb == Verb::Submit);
    let Some(seal) = submissions.next().and_then(|entry| entry.frozen.as_ref()) else { return };
    let found = digest(&stored.report.lines, &parts.figures);
    if found != *seal {
        findings.add(format!(
            "data that its first submission froze has changed: {SEALED} (digest {found}, expected \
             {seal})"
        ));
    }
}
