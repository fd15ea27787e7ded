//! The summary of an evidence pack: where it comes from, the totals of its products, its reports.

use crate::document::Document;
use crate::flow::Flow;
use crate::pdf::{Attachment, Head, PrintError, write};
use crate::report::MOST;
use crate::table::{BODY, Column, Table};
use crate::totals::Total;
use crate::wrapping::Style;
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use countersign_language::text::Locale;
use std::collections::BTreeMap;

/// What a pack says of itself.
pub struct SummaryHead<'a> {
    pub language: Locale,
    pub from: Cycle,
    pub to: Cycle,
    /// Whom it was made for: the kind of the company, and its code.
    pub reader: (CompanyKind, Option<&'a str>),
    /// The name of the log.
    pub log: &'a str,
    pub records: u64,
    /// In base64.
    pub root: &'a str,
    pub signed_at: Instant,
    /// The public key that signed the checkpoint, if the pack has it.
    pub key: Option<&'a str>,
    pub entries: u64,
    pub unproven: u64,
    pub is_rehearsal: bool,
}

/// A summary in progress.
#[derive(Default)]
pub struct Summary {
    reports: Vec<ReportRow>,
    totals: BTreeMap<Product, [Total; 3]>,
}

/// Vendor, code, name and unit.
type Product = [String; 4];

struct ReportRow {
    cycle: String,
    distributor: String,
    partner: String,
    vendor: String,
    status: String,
    version: i64,
    hash: String,
}

impl Summary {
    /// Adds a report by its canonical document.
    ///
    /// # Errors
    /// [`PrintError::Unreadable`] if it is none.
    pub fn add(&mut self, document: &str) -> Result<(), PrintError> {
        // More than is printed is not kept either.
        if self.too_large().is_some() {
            return Ok(());
        }
        let hash = hex(&content_hash(document));
        let it = Document::read(document)?;
        for line in it.lines {
            let product = [it.vendor.clone(), line.product, line.product_name, line.unit];
            let totals = self.totals.entry(product).or_default();
            let figures = [Some(line.provisioned), line.used, Some(line.chargeable)];
            for (total, figure) in totals.iter_mut().zip(figures) {
                total.add(figure);
            }
        }
        self.reports.push(ReportRow {
            cycle: it.cycle,
            distributor: it.distributor,
            partner: format!("{} ({})", it.partner_name, it.partner),
            vendor: it.vendor,
            status: it.status,
            version: it.version,
            hash,
        });
        Ok(())
    }

    /// What there is too much of.
    fn too_large(&self) -> Option<&'static str> {
        let counts = [("reports", self.reports.len()), ("products", self.totals.len())];
        counts.into_iter().find(|(_, count)| *count > MOST).map(|(what, _)| what)
    }

    /// Writes the pages, with files attached.
    ///
    /// # Errors
    /// [`PrintError`], with its reason.
    pub fn print(
        self,
        head: &SummaryHead<'_>,
        attachments: Vec<Attachment>,
    ) -> Result<Vec<u8>, PrintError> {
        if let Some(what) = self.too_large() {
            return Err(PrintError::TooLarge { what, most: MOST });
        }
        let locale = head.language;
        let title = match head.from == head.to {
            true => locale.say("print-pack-title-one").with("month", locale.month(head.from)),
            false => {
                let title = locale.say("print-pack-title").with("from", locale.month(head.from));
                title.with("to", locale.month(head.to))
            }
        };
        let title = title.to_string();
        let mut flow = Flow::new();
        flow.title(&title);
        if head.is_rehearsal {
            flow.paragraph(&locale.t("print-rehearsal"), Style::bold(9_000));
        }
        flow.paragraph(&locale.t("print-pack-text"), Style::plain(9_000));
        self.facts(head, &mut flow);
        flow.heading(&locale.t("print-pack-totals"));
        self.totals(locale, &mut flow);
        flow.heading(&locale.t("print-pack-reports"));
        self.rows(locale, &mut flow);
        let file = Head {
            footer: [title.clone(), format!("{} · {} · {}", head.log, head.records, head.root)],
            title,
            language: locale.code(),
            at: head.signed_at,
            id: format!(
                "countersign evidence {} {} {} {}",
                head.log, head.root, head.from, head.to
            ),
            page: &|number, of| {
                let message = locale.say("print-page").with_text("number", number);
                message.with_text("of", of).to_string()
            },
        };
        write(flow, &file, attachments)
    }

    fn facts(&self, head: &SummaryHead<'_>, flow: &mut Flow) {
        let locale = head.language;
        let count = |count: u64| locale.count(i64::try_from(count).unwrap_or(i64::MAX));
        let (kind, code) = head.reader;
        let kind = locale.company_kind(kind);
        let reader = code.map_or_else(|| kind.clone(), |code| format!("{kind} {code}"));
        let reports = u64::try_from(self.reports.len()).unwrap_or(u64::MAX);
        let facts = [
            ("print-pack-for", reader),
            ("print-pack-reports", count(reports)),
            ("print-pack-entries", count(head.entries)),
            ("print-pack-unproven", count(head.unproven)),
            ("print-pack-log", head.log.to_owned()),
            ("print-pack-records", count(head.records)),
            ("print-pack-root", head.root.to_owned()),
            ("print-pack-signed-at", head.signed_at.to_string()),
            ("print-pack-key", head.key.unwrap_or_default().to_owned()),
        ];
        let columns = vec![Column::text(String::new(), 1), Column::text(String::new(), 3)];
        let mut table = Table::begin(flow, columns);
        for (label, text) in facts.into_iter().filter(|(_, text)| !text.is_empty()) {
            table.row(&[locale.t(label), text], BODY);
        }
    }

    fn totals(&self, locale: Locale, flow: &mut Flow) {
        let columns = vec![
            Column::text(locale.t("company-vendor"), 14),
            Column::text(locale.t("report-column-product"), 32),
            Column::text(locale.t("print-unit"), 12),
            Column::figure(locale.t("report-column-provisioned"), 14),
            Column::figure(locale.t("report-column-used"), 14),
            Column::figure(locale.t("report-column-chargeable"), 14),
        ];
        let mut table = Table::begin(flow, columns);
        for ([vendor, code, name, unit], totals) in &self.totals {
            let [provisioned, used, chargeable] = totals.map(|total| total.text(locale));
            let product = format!("{name}\n{code}");
            let texts = [vendor.clone(), product, unit.clone(), provisioned, used, chargeable];
            table.row(&texts, BODY);
        }
    }

    fn rows(&self, locale: Locale, flow: &mut Flow) {
        let columns = vec![
            Column::text(locale.t("print-pack-cycle"), 8),
            Column::text(locale.t("company-distributor"), 13),
            Column::text(locale.t("company-partner"), 20),
            Column::text(locale.t("company-vendor"), 14),
            Column::text(locale.t("print-status"), 13),
            Column::figure(locale.t("print-version"), 8),
            Column::text(locale.t("print-pack-hash"), 30),
        ];
        let mut table = Table::begin(flow, columns);
        for it in &self.reports {
            let status = Status::parse(&it.status);
            let status = status.map_or_else(|_| it.status.clone(), |it| locale.status(it));
            let texts = [
                it.cycle.clone(),
                it.distributor.clone(),
                it.partner.clone(),
                it.vendor.clone(),
                status,
                locale.count(it.version),
                it.hash.clone(),
            ];
            table.row(&texts, BODY);
        }
    }
}
