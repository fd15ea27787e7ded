//! The pages of one report: what it says, its history, and how it can be checked.

mod history;
#[cfg(test)]
mod tests;

use crate::document::{Document, LineText};
use crate::flow::Flow;
use crate::pdf::{Attachment, Head, PrintError, write};
use crate::table::{BODY, Column, TOTAL, Table};
use crate::totals::{ABSENT, Total, units};
use crate::wrapping::Style;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::history::{Entry, HistoryField};
use countersign_domain::instant::Instant;
use countersign_domain::percent::{OverProvisioned, ThresholdHundredths};
use countersign_domain::quantity::Quantity;
use countersign_domain::report::How;
use countersign_domain::settings::Setting;
use countersign_domain::status::{ReviewKind, Status};
use countersign_domain::zone::{Zone, parse_date};
use countersign_language::text::Locale;
use std::collections::BTreeMap;

/// The most lines, and the most entries of a history.
pub const MOST: usize = 20_000;

const TEXT: Style = Style::plain(9_000);
const SMALL: Style = Style::gray(8_000);

/// The content of a report's pages.
pub struct ReportPages<'a> {
    pub language: Locale,
    /// The canonical document.
    pub document: &'a str,
    /// The history up to the version of the document.
    pub history: &'a [Entry],
    /// The signatures of decisions, by the version of their entry.
    pub signed: &'a BTreeMap<i64, SignedWith>,
    /// The chargeable units of the month before, by product; none if it had no report.
    pub last_month: Option<&'a BTreeMap<String, Quantity>>,
    /// Above this share a line is a violation.
    pub threshold: Option<ThresholdHundredths>,
    /// Whether it comes from a rehearsal.
    pub is_rehearsal: bool,
}

/// The key of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedWith {
    pub algorithm: String,
    pub fingerprint: String,
}

/// Writes the pages of a report, with files attached.
///
/// # Errors
/// [`PrintError`], with its reason.
pub fn print(pages: &ReportPages<'_>, attachments: Vec<Attachment>) -> Result<Vec<u8>, PrintError> {
    let document = Document::read(pages.document)?;
    let counts = [("lines", document.lines.len()), ("entries", pages.history.len())];
    if let Some((what, _)) = counts.into_iter().find(|(_, count)| *count > MOST) {
        return Err(PrintError::TooLarge { what, most: MOST });
    }
    let printer = Printer::of(&document, pages)?;
    let flow = printer.flow(&attachments)?;
    let locale = pages.language;
    let title = printer.title();
    let digest = hex(&content_hash(pages.document));
    let head = Head {
        footer: [title.clone(), format!("SHA-256 {digest}")],
        title,
        language: locale.code(),
        at: pages.history.last().map_or(Instant::from_micros(0), |entry| entry.recorded_at),
        id: format!("countersign report {} {}", document.report_id, document.version),
        page: &|number, of| {
            let message = locale.say("print-page").with_text("number", number);
            message.with_text("of", of).to_string()
        },
    };
    write(flow, &head, attachments)
}

struct Printer<'a> {
    locale: Locale,
    zone: Zone,
    cycle: Cycle,
    document: &'a Document,
    /// The names of the lines' products, by code.
    products: BTreeMap<&'a str, &'a str>,
    pages: &'a ReportPages<'a>,
}

impl<'a> Printer<'a> {
    fn of(document: &'a Document, pages: &'a ReportPages<'a>) -> Result<Self, PrintError> {
        let unreadable = |what: &str| PrintError::Unreadable(what.to_owned());
        Ok(Self {
            locale: pages.language,
            zone: Zone::parse(&document.time_zone).map_err(|_| unreadable("its time zone"))?,
            cycle: Cycle::parse(&document.cycle).map_err(|_| unreadable("its cycle"))?,
            products: document.lines.iter().map(|it| (&*it.product, &*it.product_name)).collect(),
            document,
            pages,
        })
    }

    fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// "Usage report October 2026 – Ångström AB"
    fn title(&self) -> String {
        let message = self.locale.say("print-report-title");
        let message = message.with("month", self.locale.month(self.cycle));
        message.with("partner", self.document.partner_name.clone()).to_string()
    }

    fn flow(&self, attachments: &[Attachment]) -> Result<Flow, PrintError> {
        let mut flow = Flow::new();
        flow.title(&self.title());
        if self.pages.is_rehearsal {
            flow.paragraph(&self.t("print-rehearsal"), Style::bold(9_000));
        }
        if self.document.flagged {
            flow.paragraph(&self.t("report-flag"), Style::bold(9_000));
        }
        self.facts(&mut flow)?;
        let texts = [
            ("report-reasons", &self.document.reasons),
            ("report-comment", &self.document.report_comment),
        ];
        for (heading, text) in texts {
            if let Some(text) = text {
                flow.heading(&self.t(heading));
                flow.paragraph(text, TEXT);
            }
        }
        flow.heading(&self.t("report-lines"));
        self.lines(&mut flow);
        flow.heading(&self.t("report-history"));
        self.history(&mut flow);
        flow.heading(&self.t("print-proof"));
        self.proof(&mut flow, attachments);
        Ok(flow)
    }

    fn facts(&self, flow: &mut Flow) -> Result<(), PrintError> {
        let it = self.document;
        let coded = |name: &str, code: &str| format!("{name} ({code})");
        let place: Vec<&str> =
            [&it.city, &it.state].into_iter().flatten().map(|it| &**it).collect();
        let period = self.locale.say("print-from-to");
        let period = period.with("from", self.date(&it.period_start)?);
        let period = period.with("to", self.date(&it.period_end)?).to_string();
        let mut facts = vec![
            ("print-period", format!("{period} ({})", it.time_zone)),
            ("company-partner", coded(&it.partner_name, &it.partner)),
            ("print-company-id", it.company_id.clone()),
            ("print-place", place.join(", ")),
            ("company-distributor", coded(&it.distributor_name, &it.distributor)),
            ("company-vendor", it.vendor.clone()),
            ("print-status", self.status()),
            ("report-field-deadline", self.deadline(&it.deadline)),
            ("print-submitted", self.done(&it.submitted_at, &it.submission)),
            ("print-decided", self.done(&it.decided_at, &it.approval)),
            ("print-version", self.locale.count(it.version)),
        ];
        facts.retain(|(_, text)| !text.is_empty());
        let columns = vec![Column::text(String::new(), 1), Column::text(String::new(), 3)];
        let mut table = Table::begin(flow, columns);
        for (label, text) in facts {
            table.row(&[self.t(label), text], BODY);
        }
        Ok(())
    }

    fn date(&self, text: &str) -> Result<String, PrintError> {
        let date = parse_date(text).map_err(PrintError::Unreadable)?;
        Ok(self.locale.written(date))
    }

    fn status(&self) -> String {
        let it = self.document;
        let status = Status::parse(&it.status);
        let status = status.map_or_else(|_| it.status.clone(), |status| self.locale.status(status));
        let review = it.review_kind.as_deref();
        let known = |label| ReviewKind::from_label(label).map(|kind| self.locale.review_kind(kind));
        match review.map(|label| known(label).unwrap_or_else(|| label.to_owned())) {
            Some(review) => format!("{status} ({review})"),
            None => status,
        }
    }

    /// An instant in the zone of the report and in UTC, with how it came.
    fn done(&self, at: &Option<String>, how: &Option<String>) -> String {
        let Some(at) = at else { return String::new() };
        let how = how.as_deref().and_then(How::from_token).map(|how| match how {
            How::Manual => self.t("print-manual"),
            How::Automatic => self.t("print-automatic"),
        });
        let at = self.instant(at);
        how.map_or_else(|| at.clone(), |how| format!("{at}, {how}"))
    }

    fn instant(&self, text: &str) -> String {
        match Instant::parse(text) {
            Ok(at) => format!("{} ({text})", self.locale.moment(at, &self.zone).words()),
            Err(_) => text.to_owned(),
        }
    }

    fn deadline(&self, text: &str) -> String {
        match Instant::parse(text) {
            Ok(at) => format!("{} ({text})", self.locale.deadline(at, &self.zone).words()),
            Err(_) => text.to_owned(),
        }
    }

    fn lines(&self, flow: &mut Flow) {
        let columns = vec![
            Column::text(self.t("report-column-product"), 24),
            Column::text(self.t("print-unit"), 12),
            Column::figure(self.t("report-column-provisioned"), 19),
            Column::figure(self.t("report-column-used"), 12),
            Column::figure(self.t("report-column-percent"), 13),
            Column::figure(self.t("report-default"), 15),
            Column::figure(self.t("report-column-chargeable"), 15),
            Column::figure(self.t("print-last-month"), 12),
        ];
        let mut table = Table::begin(flow, columns);
        let mut totals: BTreeMap<&str, [Total; 5]> = BTreeMap::new();
        for line in &self.document.lines {
            let before = self.pages.last_month.and_then(|it| it.get(&line.product)).copied();
            let figures = [
                Some(line.provisioned),
                line.used,
                Some(line.default_chargeable),
                Some(line.chargeable),
                before,
            ];
            let [provisioned, used, default, chargeable, before] =
                figures.map(|figure| units(self.locale, figure));
            let percent = line.over_provisioned_percent.as_deref();
            let percent = percent.map_or_else(|| ABSENT.to_owned(), |it| self.locale.regroup(it));
            let product = format!("{}\n{}", line.product_name, line.product);
            let texts = [
                product,
                line.unit.clone(),
                provisioned,
                used,
                percent,
                default,
                chargeable,
                before,
            ];
            table.row(&texts, BODY);
            let remarks = self.remarks(line);
            if !remarks.is_empty() {
                table.note(&remarks.join("\n"));
            }
            let totals = totals.entry(&line.unit).or_default();
            for (total, figure) in totals.iter_mut().zip(figures) {
                total.add(figure);
            }
        }
        for (unit, totals) in totals {
            let [provisioned, used, default, chargeable, before] =
                totals.map(|total| total.text(self.locale));
            let label = self.t("print-total");
            let unit = unit.to_owned();
            let percent = String::new();
            let texts = [label, unit, provisioned, used, percent, default, chargeable, before];
            table.row(&texts, TOTAL);
        }
    }

    /// The remarks on a line, and its comment.
    fn remarks(&self, line: &LineText) -> Vec<String> {
        let mut remarks = Vec::new();
        if line.penalty {
            remarks.push(self.t("print-penalty"));
        }
        let share = OverProvisioned::new(line.provisioned, line.default_chargeable);
        let share = share.filter(|_| line.over_provisioned_percent.is_some());
        let exceeds = |threshold: &i64| share.is_some_and(|share| share.exceeds(*threshold));
        if let Some(threshold) = self.pages.threshold.filter(exceeds) {
            let percent = Setting::OverProvisioningThresholdPercent.format(threshold);
            let message = self.locale.say("report-line-violation");
            remarks.push(message.with("percent", self.locale.regroup(&percent)).to_string());
        }
        if line.carried_forward {
            remarks.push(self.t("report-line-carried-forward"));
        }
        if let Some(comment) = &line.comment {
            remarks.push(self.labelled(HistoryField::Comment, comment));
        }
        remarks
    }

    /// "Comment: …"
    fn labelled(&self, field: HistoryField, text: &str) -> String {
        let message = self.locale.say("print-labelled");
        let message = message.with("label", self.locale.history_field(field));
        message.with("text", text.to_owned()).to_string()
    }

    fn proof(&self, flow: &mut Flow, attachments: &[Attachment]) {
        flow.paragraph(&self.t("print-proof-text"), TEXT);
        let columns = vec![Column::text(String::new(), 1), Column::text(String::new(), 3)];
        let mut table = Table::begin(flow, columns);
        let digest = hex(&content_hash(self.pages.document));
        table.row(&[self.t("print-document-hash"), digest], BODY);
        table.row(&[self.t("print-history-head"), self.document.history_head.clone()], BODY);
        table.row(&[self.t("print-report-id"), self.document.report_id.clone()], BODY);
        let names: Vec<&str> = attachments.iter().map(|file| &*file.name).collect();
        table.row(&[self.t("print-attached"), names.join(", ")], BODY);
    }
}
