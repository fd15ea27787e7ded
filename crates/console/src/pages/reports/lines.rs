//! The lines of a report as rows of its table.

use super::edit_form::LineForm;
use super::remarks::{Remark, Remarked};
use super::trend_chart::Trend;
use countersign_domain::access::{Parties, sees};
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_language::numbers::Maybe;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;
use countersign_store::figures::FigureRow;
use countersign_store::reports::Key;
use countersign_store::{Result, Tx, reports};
use std::collections::BTreeMap;

pub(super) struct LineRow {
    pub(super) id: i64,
    /// The page with the data behind it.
    pub(super) address: Option<String>,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) provisioned: String,
    pub(super) used: Maybe,
    pub(super) percent: Maybe,
    pub(super) violation: bool,
    pub(super) chargeable: String,
    /// What changed against last month.
    pub(super) change: Option<SignedChange>,
    /// Last month's figures, if the line existed.
    pub(super) last: Option<LastMonthText>,
    /// Twelve months.
    pub(super) trend: Trend,
    pub(super) remarks: Vec<Remark>,
    pub(super) comment: Option<String>,
    /// Whether the comment is from before a rejection and no longer counts.
    pub(super) comment_is_old: bool,
    pub(super) reasons: Option<String>,
    /// The customers with the most over-provisioned units.
    pub(super) customers: Vec<String>,
    pub(super) more_customers: i64,
    /// Its fields, if the reader can change it.
    pub(super) form: Option<LineForm>,
    /// The field for the reason why it is rejected.
    pub(super) reason_field: Option<ReasonField>,
}

/// What was entered as the reason for a line.
pub(super) struct ReasonField {
    pub(super) text: String,
    pub(super) error: Option<String>,
}

/// A line's figures of the month before.
pub(super) struct LastMonthText {
    /// The month and its chargeable units.
    pub(super) figures: String,
    /// All of its figures.
    pub(super) words: String,
}

/// Further data for describing lines.
pub(super) struct Background {
    before: Option<Report>,
    trend: BTreeMap<i64, Vec<(Cycle, Quantity)>>,
    figures: Vec<FigureRow>,
    running: bool,
}

const NAMED: usize = 3;

impl Background {
    /// What the reader may know of the months before: a vendor does not know what was never
    /// dispatched, nor a distributor what the partner had under another.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn load(tx: &mut Tx, reader: &Person, key: Key) -> Result<Self> {
        let knows = |parties: &Parties, status| sees(reader, parties, status);
        let trend = reports::trend(tx, key, super::trend_chart::MONTHS, knows).await?;
        let before = Key { cycle: key.cycle.plus(-1), ..key };
        let before = reports::find(tx, &[before]).await?.pop().flatten().map(|it| it.report);
        let before = before.filter(|it| knows(&it.parties, it.status));
        let figures = countersign_store::figures::of_report(tx, key).await?;
        Ok(Self { before, trend, figures, running: false })
    }

    /// The background of a report that is not stored.
    pub(super) async fn so_far(
        tx: &mut Tx,
        reader: &Person,
        key: Key,
        rows: Vec<FigureRow>,
    ) -> Result<Self> {
        Ok(Self { figures: rows, running: true, ..Self::load(tx, reader, key).await? })
    }

    /// Every line of a report as a row; `reasons` are those of the distributor, by product.
    pub(super) fn rows(
        &self,
        locale: Locale,
        report: &Report,
        reasons: &[(String, String)],
    ) -> Vec<LineRow> {
        report.lines.iter().map(|line| self.row(locale, report, line, reasons)).collect()
    }

    /// A line with what its remarks go by.
    pub(super) fn remarked<'a>(&self, report: &'a Report, line: &'a Line) -> Remarked<'a> {
        let last_month = self.last_month(line.product.id).map(Line::chargeable);
        Remarked { report, line, last_month, running: self.running }
    }

    fn last_month(&self, product: i64) -> Option<&Line> {
        self.before.as_ref()?.lines.iter().find(|it| it.product.id == product)
    }

    fn row(
        &self,
        locale: Locale,
        report: &Report,
        line: &Line,
        reasons: &[(String, String)],
    ) -> LineRow {
        let (product, figures) = (&line.product, &line.figures);
        let threshold = report.rules.threshold();
        let compared = self.before.as_ref();
        let last = self.last_month(product.id);
        let charged = self.trend.get(&product.id).map(Vec::as_slice).unwrap_or_default();
        let (customers, more_customers) = self.customers(locale, product.id);
        LineRow {
            id: product.id,
            address: None,
            name: product.name.clone(),
            unit: product.unit.clone(),
            provisioned: locale.units(figures.provisioned),
            used: locale.maybe(figures.used),
            percent: locale.maybe_percent(line.over_provisioned()),
            violation: line.is_violation(threshold),
            chargeable: locale.units(line.chargeable()),
            change: compared.map(|_| {
                SignedChange::between(locale, last.map(Line::chargeable), line.chargeable())
            }),
            last: last.map(|last| LastMonthText::of(locale, report.cycle.plus(-1), last)),
            trend: Trend::new(locale, report.cycle, charged),
            remarks: self.remarked(report, line).remarks(locale),
            comment: line.comment.as_ref().map(|comment| comment.text.clone()),
            comment_is_old: line.comment.as_ref().is_some_and(|comment| !comment.counts),
            reasons: reasons.iter().find(|(code, _)| *code == product.code).map(|it| it.1.clone()),
            customers,
            more_customers,
            form: None,
            reason_field: None,
        }
    }

    /// The customers with the most unused units: "Kiel Werft 210 of 420".
    fn customers(&self, locale: Locale, product: i64) -> (Vec<String>, i64) {
        let mut by_customer: BTreeMap<&str, (&str, i64, i64)> = BTreeMap::new();
        let counted =
            self.figures.iter().filter(|row| row.product_id == product && row.standing.counts());
        for row in counted {
            let own = by_customer.entry(&row.customer_code).or_insert((&row.customer_name, 0, 0));
            let provisioned = row.provisioned.map_or(0, Quantity::micros);
            own.1 = own.1.saturating_add(provisioned);
            own.2 = own.2.saturating_add(row.used.map_or(provisioned, Quantity::micros));
        }
        let count = by_customer.len();
        let mut idle: Vec<_> = by_customer.into_values().filter(|it| it.1 > it.2).collect();
        idle.sort_by_key(|(_, provisioned, used)| used - provisioned);
        idle.truncate(NAMED);
        let units = |micros| locale.units(Quantity::from_micros(micros));
        let words = idle.iter().map(|(name, provisioned, used)| {
            let message = locale.say("report-unused-of");
            let message = message.with("customer", super::history_text::isolated(name));
            let message = message.with("unused", units(provisioned - used));
            message.with("provisioned", units(*provisioned)).to_string()
        });
        let words: Vec<String> = words.collect();
        let more = i64::try_from(count - words.len()).unwrap_or(i64::MAX);
        (words, more)
    }
}

impl LastMonthText {
    fn of(locale: Locale, cycle: Cycle, line: &Line) -> Self {
        let provisioned = locale.units(line.figures.provisioned);
        let used = line.figures.used.map(|used| locale.units(used));
        let chargeable = locale.units(line.chargeable());
        let words = locale
            .say("report-last-month")
            .with_text("month", locale.month(cycle))
            .with_text("provisioned", &provisioned)
            .with("used", used.unwrap_or_else(|| locale.t("not-reported")))
            .with_text("chargeable", &chargeable);
        let figures = locale.say("report-last-chargeable");
        let figures = figures.with_text("month", locale.short_month(cycle));
        let figures = figures.with_text("units", &chargeable).to_string();
        Self { figures, words: words.to_string() }
    }
}
