//! The data behind a line of a report or of the running month: customers, their subscriptions, and
//! the readings of every day.

use super::days_chart::{DaysChart, highest};
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::daily_units::{Daily, DayUnits, Total, of_line, totals};
use countersign_domain::basis::Basis;
use countersign_domain::cycle::Cycle;
use countersign_domain::figure::Standing;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use countersign_domain::report::Report;
use countersign_domain::zone::{date_of_number, day_number};
use countersign_language::numbers::Maybe;
use countersign_language::text::Locale;
use countersign_store::figures::{self, FigureRow};
use countersign_store::{Tx, purges};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Subscriptions that are shown before the reader asks for more.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "report_line.html")]
struct LinePage {
    layout: Layout,
    back: String,
    /// The page that leads back, in words.
    from: Vec<String>,
    name: String,
    unit: String,
    basis: String,
    provisioned: String,
    used: Maybe,
    default: String,
    chargeable: String,
    /// The subscription whose days are shown, if only one's are.
    only: Option<String>,
    chart: Option<DaysChart>,
    chart_note: String,
    /// What is said where there is no chart.
    no_chart: String,
    /// The meaning of the mark; `None` if no single day gave the figure.
    chart_mark: Option<String>,
    days: Vec<DayRow>,
    customers: Vec<CustomerRow>,
    more: Option<(i64, String)>,
}

struct DayRow {
    date: String,
    provisioned: Maybe,
    used: Maybe,
    read: String,
    mark: Option<String>,
}

struct CustomerRow {
    name: String,
    code: String,
    provisioned: String,
    used: Maybe,
    default: String,
    counted: bool,
    subscriptions: Vec<SubscriptionRow>,
}

struct SubscriptionRow {
    code: String,
    address: String,
    plan: Option<String>,
    counts: bool,
    provisioned: Maybe,
    provisioned_on: Option<String>,
    used: Maybe,
    used_on: Option<String>,
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct LineQuery {
    all: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    page(context, None).await
}

pub(super) async fn show_subscription(context: &Context) -> Answer {
    let code: String = context.parameter("subscription")?;
    page(context, Some(&code)).await
}

/// A line with the data behind it, and where it belongs.
pub(super) struct LineSource {
    pub(super) line: Line,
    pub(super) cycle: Cycle,
    /// The subscriptions of the line.
    pub(super) rows: Vec<FigureRow>,
    /// The days of those that are charted.
    pub(super) daily: Vec<Daily>,
    pub(super) is_purged: bool,
    /// How many days of the cycle there are yet.
    pub(super) days: usize,
    /// The title of the page, and what leads back from it.
    pub(super) title: String,
    pub(super) from: Vec<String>,
    pub(super) back: String,
    /// The page of the line.
    pub(super) own: String,
    pub(super) navigation: ListNavigation,
}

impl LineSource {
    /// The line of a product, and its subscriptions among the rows of a report; the second part has
    /// those whose days are charted.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if there is no such line, or no such subscription in it.
    pub(super) fn find(
        report: &Report,
        product: &str,
        mut rows: Vec<FigureRow>,
        only: Option<&str>,
    ) -> Result<(Line, Vec<FigureRow>, Vec<FigureRow>), Problem> {
        let line = report.lines.iter().find(|line| line.product.code == product);
        let line = line.ok_or(Problem::NotFound)?.clone();
        rows.retain(|row| row.product_id == line.product.id);
        let is_charted = |row: &&FigureRow| only.is_none_or(|code| row.subscription_code == code);
        let charted: Vec<FigureRow> = rows.iter().filter(is_charted).cloned().collect();
        if only.is_some() && charted.is_empty() {
            return Err(Problem::NotFound);
        }
        Ok((line, rows, charted))
    }
}

async fn page(context: &Context, only: Option<&str>) -> Answer {
    let product: String = context.parameter("product")?;
    let source = context.read(async |tx| of_report(context, tx, &product, only).await).await?;
    render(context, source, only)
}

async fn of_report(
    context: &Context,
    tx: &mut Tx,
    product: &str,
    only: Option<&str>,
) -> Result<LineSource, Problem> {
    let view = ReportView::find(context, tx).await?;
    let report = view.report();
    let rows = figures::of_report(tx, view.key()).await?;
    let (line, rows, charted) = LineSource::find(report, product, rows, only)?;
    let purged_before = purges::readings_from(tx).await?;
    let is_purged = purged_before.is_some_and(|from| report.cycle < from);
    let daily = match is_purged {
        true => Vec::new(),
        false => of_line(tx, report, &line, charted).await?,
    };
    let navigation = ListNavigation::of(context);
    let partner = view.names().partner_name.clone();
    let month = context.locale.month(report.cycle);
    let title = context.locale.say("report-line-title");
    let title = title.with("product", isolated(&line.product.name));
    let title = title.with("partner", isolated(&partner)).with("month", month.clone());
    Ok(LineSource {
        cycle: report.cycle,
        rows,
        daily,
        is_purged,
        days: usize::MAX,
        title: title.to_string(),
        from: vec![partner, month],
        back: navigation.report(view.id()),
        own: addresses::line(view.id(), product),
        navigation,
        line,
    })
}

/// The page of a line, or of one of its subscriptions.
pub(super) fn render(context: &Context, source: LineSource, only: Option<&str>) -> Answer {
    let LineSource { line, navigation, own, rows, .. } = source;
    let locale = context.locale;
    let asked = context.query::<LineQuery>().ok().and_then(|asked| asked.all);
    let (customers, more) = customers(context, &navigation, &own, &line, rows, asked.is_some());
    let first = day_number(source.cycle.first_date());
    let counted = source.daily.iter().filter(|it| it.row.standing.counts() || only.is_some());
    let counted = counted.count();
    let mut chart = Chart::of(&line, &source.daily, first, only.is_some());
    let whole = chart.end_with(source.days);
    let days = chart.rows(locale, first, counted);
    let no_chart = if source.is_purged { "report-days-purged" } else { "report-days-none" };
    html(&LinePage {
        layout: context.layout(source.title),
        from: match only {
            None => source.from,
            Some(_) => std::iter::once(line.product.name.clone()).chain(source.from).collect(),
        },
        back: match only {
            None => source.back,
            Some(_) => navigation.at(&own),
        },
        name: line.product.name.clone(),
        unit: line.product.unit.clone(),
        basis: locale.t(basis_key(line.product.basis)),
        provisioned: locale.units(line.figures.provisioned),
        used: locale.maybe(line.figures.used),
        default: locale.units(line.figures.default_chargeable),
        chargeable: locale.units(line.chargeable()),
        only: only.map(str::to_owned),
        chart_note: locale.t(chart.note),
        no_chart: locale.t(no_chart),
        chart_mark: (!chart.marks.is_empty()).then(|| locale.t(chart.mark)),
        chart: DaysChart::new(whole, chart.marks, |units| locale.units(units)),
        days,
        customers: if only.is_some() { Vec::new() } else { customers },
        more: more.map(|count| {
            let own = navigation.at(&own);
            let and = if own.contains('?') { '&' } else { '?' };
            (count, format!("{own}{and}all=1"))
        }),
    })
}

const fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Peak => "report-basis-peak",
        Basis::Average => "report-basis-average",
        Basis::P85 => "report-basis-p85",
        Basis::Last => "report-basis-last",
        Basis::Sum => "report-basis-sum",
    }
}

struct Chart {
    totals: Vec<Total>,
    marks: Vec<usize>,
    mark: &'static str,
    note: &'static str,
}

impl Chart {
    /// For one subscription, the days that gave its figures are marked; for a whole line whose
    /// basis counts highest days, the day with the most used units, or provisioned ones if none
    /// were used.
    fn of(line: &Line, daily: &[Daily], first: i64, one: bool) -> Self {
        if let (true, [only]) = (one, daily) {
            let total = |day: &DayUnits| Total {
                provisioned: day.provisioned,
                used: day.used,
                read: i64::from(day.provisioned.is_some()),
            };
            let of_used = only.row.used.and(only.row.used_on);
            let on = if only.row.used.is_some() { of_used } else { only.row.provisioned_on };
            let marks = on.and_then(|on| usize::try_from(on - first).ok()).into_iter().collect();
            let totals = only.days.iter().map(total).collect();
            let mark = "report-days-mark";
            return Self { totals, marks, mark, note: "report-days-note-one" };
        }
        let totals = totals(daily, line.product.basis);
        let used = highest(&totals, |day| day.used);
        let most = used.or_else(|| highest(&totals, |day| day.provisioned));
        let most = most.filter(|_| line.product.basis == Basis::Peak);
        let (marks, mark) = (most.into_iter().collect(), "report-days-highest");
        Self { totals, marks, mark, note: "report-days-note-all" }
    }

    /// Drops the days that are still to come, and returns all days with those empty.
    fn end_with(&mut self, days: usize) -> Vec<Total> {
        let all = self.totals.len();
        self.totals.truncate(days);
        self.marks.retain(|day| *day < days);
        let mut whole = self.totals.clone();
        whole.resize(all, Total::default());
        whole
    }

    fn rows(&self, locale: Locale, first: i64, of: usize) -> Vec<DayRow> {
        let of = i64::try_from(of).unwrap_or(i64::MAX);
        let row = |(at, day): (usize, &Total)| DayRow {
            date: locale.written(date_of_number(first + i64::try_from(at).unwrap_or(0))),
            provisioned: locale.maybe(day.provisioned),
            used: locale.maybe(day.used),
            read: locale
                .say("report-days-read")
                .with("count", locale.count(day.read))
                .with("of", locale.count(of))
                .to_string(),
            mark: self.marks.contains(&at).then(|| locale.t(self.mark)),
        };
        self.totals.iter().enumerate().map(row).collect()
    }
}

/// Customers with their subscriptions, those with the most idle units first, and the number of
/// subscriptions that are left out.
fn customers(
    context: &Context,
    navigation: &ListNavigation,
    own: &str,
    line: &Line,
    rows: Vec<FigureRow>,
    all: bool,
) -> (Vec<CustomerRow>, Option<i64>) {
    let mut by_customer: BTreeMap<String, Vec<FigureRow>> = BTreeMap::new();
    for row in rows {
        by_customer.entry(row.customer_code.clone()).or_default().push(row);
    }
    let mut sums: Vec<(CustomerSums, Vec<FigureRow>)> =
        by_customer.into_values().map(|rows| (CustomerSums::of(&rows), rows)).collect();
    sums.sort_by_key(|(sums, _)| std::cmp::Reverse((sums.idle(), sums.default)));
    let (mut shown, mut left_out) = (0, 0);
    let mut customers = Vec::new();
    for (sums, rows) in sums {
        if shown >= SHOWN && !all {
            left_out += rows.len();
            continue;
        }
        shown += rows.len();
        customers.push(customer(context, navigation, own, line, &sums, &rows));
    }
    (customers, i64::try_from(left_out).ok().filter(|left_out| *left_out > 0))
}

/// The units of one customer that count.
#[derive(Default)]
struct CustomerSums {
    provisioned: i64,
    used: Option<i64>,
    default: i64,
    counted: bool,
}

impl CustomerSums {
    fn of(rows: &[FigureRow]) -> Self {
        let mut sums = Self::default();
        for row in rows.iter().filter(|row| row.standing.counts()) {
            let provisioned = row.provisioned.map_or(0, Quantity::micros);
            sums.counted = true;
            sums.provisioned = sums.provisioned.saturating_add(provisioned);
            let used = row.used.map(Quantity::micros);
            sums.used = match (sums.used, used) {
                (Some(a), Some(b)) => Some(a.saturating_add(b)),
                (a, b) => a.or(b),
            };
            sums.default = sums.default.saturating_add(used.unwrap_or(provisioned));
        }
        sums
    }

    const fn idle(&self) -> i64 {
        self.provisioned.saturating_sub(self.default)
    }
}

fn customer(
    context: &Context,
    navigation: &ListNavigation,
    own: &str,
    line: &Line,
    sums: &CustomerSums,
    rows: &[FigureRow],
) -> CustomerRow {
    let locale = context.locale;
    let units = |micros| locale.units(Quantity::from_micros(micros));
    let first = rows.first();
    CustomerRow {
        name: first.map(|row| row.customer_name.clone()).unwrap_or_default(),
        code: first.map(|row| row.customer_code.clone()).unwrap_or_default(),
        provisioned: units(sums.provisioned),
        used: locale.maybe(sums.used.map(Quantity::from_micros)),
        default: units(sums.default),
        counted: sums.counted,
        subscriptions: rows
            .iter()
            .map(|row| SubscriptionRow {
                code: row.subscription_code.clone(),
                address: navigation
                    .at(&addresses::subscription_of_line(own, &row.subscription_code)),
                plan: row.plan.clone(),
                counts: row.standing.counts(),
                provisioned: locale.maybe(row.provisioned),
                provisioned_on: day_words(
                    locale,
                    line.product.basis.of_provisioned(),
                    row.provisioned_on,
                    row.provisioned_days,
                ),
                used: locale.maybe(row.used),
                used_on: row.used.and_then(|_| {
                    day_words(locale, line.product.basis, row.used_on, row.used_days)
                }),
                notes: notes(context, row),
            })
            .collect(),
    }
}

/// The days of a figure, in words.
fn day_words(locale: Locale, basis: Basis, on: Option<i64>, days: i64) -> Option<String> {
    if let Some(on) = on {
        let date = locale.written(date_of_number(on));
        return Some(locale.say("report-figure-on").with("date", date).to_string());
    }
    let key = match basis {
        Basis::Average => "report-figure-mean",
        Basis::Sum => "report-figure-sum",
        Basis::Peak | Basis::P85 | Basis::Last => return None,
    };
    (days > 0).then(|| locale.say(key).with("count", days).to_string())
}

/// Whether and why a subscription counts, and further remarks.
fn notes(context: &Context, row: &FigureRow) -> Vec<String> {
    let locale = context.locale;
    let day = |day: i64| locale.written(date_of_number(day));
    let before = row.in_force_at.map(|at| day(at.utc_day()));
    let dated = |key, date: String| locale.say(key).with("date", date).to_string();
    let mut notes = Vec::new();
    match (row.standing, before) {
        (Standing::Counted, Some(date)) => notes.push(dated("report-standing-in-force", date)),
        (Standing::Counted, None) => {}
        (Standing::CarriedForward, date) => {
            notes.push(dated("report-standing-carried-forward", date.unwrap_or_default()));
        }
        (Standing::NoData, Some(date)) => notes.push(dated("report-standing-no-data-since", date)),
        (Standing::NoData, None) => notes.push(locale.t("report-standing-no-data")),
        (Standing::NotBillable, _) => notes.push(locale.t("report-standing-not-billable")),
        (Standing::Ended, _) => notes.push(locale.t("report-standing-ended")),
    }
    if let Some(on) = row.ends_on {
        notes.push(dated("report-ends-on", day(on)));
    }
    if row.after_end > 0 {
        notes.push(locale.say("report-after-end").with("count", row.after_end).to_string());
    }
    if row.standing.counts() && row.used.is_none() {
        notes.push(locale.t("report-no-used"));
    }
    notes
}
