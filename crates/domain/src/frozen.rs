//! The digest of the data that is frozen into a report when it is made.
//!
//! Anyone with access to the database can change a report's row. The first entry of its history
//! holds this digest, and the history is chained by hash: with 64 characters per report, its names,
//! rules, time zone and the terms of its lines are as safe as the history itself.

mod read_back;

use crate::export::{Names, hex};
use crate::instant::Instant;
use crate::line::ProductTerms;
use crate::report::Report;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use read_back::FrozenParts;

/// The digest of a report's frozen parts, as 64 hexadecimal digits.
///
/// `rules` is the stored text, because a later program may know more settings than were frozen.
/// `deadline` is the first one, and `lines` are those that the report was made with, sorted by
/// code.
#[must_use]
pub fn digest<'a>(
    names: &Names,
    report: &Report,
    rules: &str,
    deadline: Instant,
    lines: impl IntoIterator<Item = &'a ProductTerms>,
) -> String {
    digest_of(&text(names, report, rules, deadline, lines))
}

/// The text that is digested.
#[must_use]
pub fn text<'a>(
    names: &Names,
    report: &Report,
    rules: &str,
    deadline: Instant,
    lines: impl IntoIterator<Item = &'a ProductTerms>,
) -> String {
    let parties = report.parties;
    let text = json!([
        names.report_id.to_string(),
        [parties.distributor_id, parties.partner_id, parties.vendor_id],
        report.cycle.to_string(),
        [&names.distributor, &names.distributor_name, &names.vendor],
        [&names.partner, &names.partner_name, &names.company_id],
        [&names.city, &names.state],
        report.zone.name(),
        rules,
        [report.made_at.micros(), deadline.micros()],
        lines.into_iter().map(terms).collect::<Vec<_>>(),
    ]);
    text.to_string()
}

/// The digest of such a text.
#[must_use]
pub fn digest_of(text: &str) -> String {
    let digest = Sha256::new().chain_update(b"countersign/frozen/1").chain_update(text);
    hex(&digest.finalize().into())
}

fn terms(terms: &ProductTerms) -> Value {
    json!([
        terms.id,
        terms.code,
        terms.name,
        terms.unit,
        terms.decimals,
        terms.basis.token(),
        terms.reports_usage,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Basis;
    use crate::export::tests::{names, report};
    use crate::zone::Zone;
    use uuid::Uuid;

    fn of(names: &Names, report: &Report, rules: &str) -> String {
        digest(names, report, rules, report.deadline, report.lines.iter().map(|it| &it.product))
    }

    #[test]
    fn every_frozen_part_is_in_the_digest() {
        let whole = of(&names(), &report(), "[]");
        assert_eq!(whole.len(), 64);
        assert_eq!(whole, of(&names(), &report(), "[]"));
        let changed_names: [fn(&mut Names); 9] = [
            |it| it.report_id = Uuid::nil(),
            |it| it.distributor.push('x'),
            |it| it.distributor_name.push('x'),
            |it| it.vendor.push('x'),
            |it| it.partner.push('x'),
            |it| it.partner_name.push('x'),
            |it| it.company_id.push('x'),
            |it| it.city = Some(String::new()),
            |it| it.state = None,
        ];
        for change in changed_names {
            let mut names = names();
            change(&mut names);
            assert_ne!(of(&names, &report(), "[]"), whole, "{names:?}");
        }
        let changed_reports: [fn(&mut Report); 12] = [
            |it| it.parties.partner_id = 9,
            |it| it.parties.distributor_id = 9,
            |it| it.parties.vendor_id = 9,
            |it| it.zone = Zone::parse("Asia/Seoul").unwrap(),
            |it| it.made_at = it.made_at.plus_micros(1),
            |it| it.deadline = it.deadline.plus_micros(1),
            |it| it.lines[0].product.id = 9,
            |it| it.lines[0].product.name.push('x'),
            |it| it.lines[0].product.unit.push('x'),
            |it| it.lines[0].product.decimals += 1,
            |it| it.lines[0].product.basis = Basis::Last,
            |it| it.lines[0].product.reports_usage ^= true,
        ];
        for change in changed_reports {
            let mut report = report();
            change(&mut report);
            assert_ne!(of(&names(), &report, "[]"), whole, "{report:?}");
        }
        assert_ne!(of(&names(), &report(), "[1]"), whole);
    }

    #[test]
    fn the_parts_are_read_back_from_the_text() {
        let (names, report) = (names(), report());
        let terms = || report.lines.iter().map(|it| &it.product);
        let whole = text(&names, &report, "[1]", report.deadline, terms());
        let parts = FrozenParts::parse(&whole).unwrap();
        assert_eq!((&parts.names, parts.rules.as_str()), (&names, "[1]"));
        assert_eq!((parts.parties, parts.cycle), (report.parties, report.cycle));
        assert_eq!(parts.zone.name(), report.zone.name());
        assert_eq!((parts.made_at, parts.deadline), (report.made_at, report.deadline));
        assert_eq!(parts.terms, terms().cloned().collect::<Vec<_>>());
        assert!(FrozenParts::parse(&whole.replace("2026-09", "2026-9x")).is_none());
        assert!(FrozenParts::parse("[]").is_none());
    }

    #[test]
    fn what_moves_later_is_not_in_the_digest() {
        let mut report = report();
        let whole = of(&names(), &report, "[]");
        report.flagged = true;
        report.comment = Some("later".into());
        report.version = 9;
        report.lines[0].edited = Some(crate::quantity::Quantity::ZERO);
        assert_eq!(of(&names(), &report, "[]"), whole);
    }
}
