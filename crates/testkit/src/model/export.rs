//! Exports: one row per report line.

use std::fmt::Write as _;

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::csv::{guard, quote};
use super::installation::{Key, Model};
use super::number::{format_quantity, format_tenths, percent_tenths_half_up};
use super::report::{By, Comment, Line, Report, ReviewedHow};
use super::zone::{Cycle, format_second};

const COLUMNS: &str = "cycle,period_start,period_end,distributor,distributor_name,vendor,\
    partner,partner_name,company_id,city,state,status,review_kind,submission,approval,flagged,\
    product,product_name,unit,provisioned,used,over_provisioned_percent,default_chargeable,\
    chargeable,penalty,carried_forward,comment,report_comment,reasons,deadline,submitted_at,\
    decided_at,version";

/// The filters of an export. An absent one selects everything.
#[derive(Debug, Clone, Default)]
pub struct Filters<'a> {
    /// A status token.
    pub status: Option<&'a str>,
    /// A part of the partner's name, code or company id, without case, accents and width.
    pub partner: Option<&'a str>,
    /// A distributor's exact code.
    pub distributor: Option<&'a str>,
}

impl Model {
    /// The CSV export of one cycle, byte for byte.
    pub fn export_csv(&self, cycle: Cycle, filters: &Filters<'_>) -> String {
        let mut reports: Vec<(&Key, &Report)> = self
            .reports
            .iter()
            .filter(|(key, report)| key.cycle == cycle && passes(filters, key, report))
            .collect();
        // "Sorted by distributor, partner, vendor, product code (byte order)."
        reports.sort_by_key(|(key, report)| (&report.distributor, &key.partner, &key.vendor));
        let mut out = format!("{COLUMNS}\r\n");
        for (key, report) in reports {
            for (product, line) in &report.lines {
                let cells = cells(key, report, product, line);
                let record: Vec<String> = cells.iter().map(|cell| quote(cell)).collect();
                write!(out, "{}\r\n", record.join(",")).expect("a string takes all");
            }
        }
        out
    }
}

fn passes(filters: &Filters<'_>, key: &Key, report: &Report) -> bool {
    let fold = |text: &str| {
        let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
        let plain: String = text.nfkd().filter(|c| !is_accent(c)).collect();
        UniCase::unicode(plain).to_folded_case()
    };
    let found = |part: &str| {
        [&report.partner_name, &key.partner, &report.company_id]
            .iter()
            .any(|text| fold(text).contains(&fold(part)))
    };
    filters.status.is_none_or(|token| token == report.status.token())
        && filters.partner.is_none_or(found)
        && filters.distributor.is_none_or(|code| code == report.distributor)
}

fn cells(key: &Key, report: &Report, product: &str, line: &Line) -> Vec<String> {
    let yes = |is: bool| (if is { "yes" } else { "no" }).to_owned();
    let instant = |at: Option<jiff::Timestamp>| at.map(format_second).unwrap_or_default();
    let comment = |it: &Option<Comment>| it.as_ref().map_or(String::new(), |it| guard(&it.text));
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let percent = line
        .over_provisioned()
        .map(|(part, whole)| format_tenths(percent_tenths_half_up(part, whole)));
    vec![
        key.cycle.to_string(),
        key.cycle.first_day().to_string(),
        key.cycle.last_day().to_string(),
        guard(&report.distributor),
        guard(&report.distributor_name),
        guard(&key.vendor),
        guard(&key.partner),
        guard(&report.partner_name),
        report.company_id.clone(),
        guard(&report.city),
        guard(&report.state),
        report.status.label().to_owned(),
        word(report.kind.map(ReviewedHow::words)),
        word(report.submission.map(By::word)),
        word(report.approval.map(By::word)),
        yes(report.flagged),
        guard(product),
        guard(&line.product_name),
        guard(&line.unit),
        format_quantity(line.provisioned),
        line.used.map(format_quantity).unwrap_or_default(),
        percent.unwrap_or_default(),
        format_quantity(line.default),
        format_quantity(line.chargeable),
        yes(line.without_penalty.is_some()),
        yes(line.carried),
        comment(&line.comment),
        comment(&report.comment),
        report.reasons.as_deref().map(guard).unwrap_or_default(),
        format_second(report.deadline),
        instant(report.submitted_at),
        instant(report.decided_at),
        report.version.to_string(),
    ]
}
