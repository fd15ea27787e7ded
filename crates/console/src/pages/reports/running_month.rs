//! The running month: the lines as they would be if it ended now, and coming violations that can
//! still be prevented.

use super::history_text::isolated;
use super::line::{self, LineSource};
use super::lines::{Background, LineRow};
use super::list_navigation::ListNavigation;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::report_lists::participation::Participation;
use askama::Template;
use countersign_app::actions::daily_units::of_line;
use countersign_app::actions::foresee_violations;
use countersign_app::actions::preview_report;
use countersign_domain::actor::Person;
use countersign_domain::cycle::Cycle;
use countersign_domain::report::Report;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::figures::FigureRow;
use countersign_store::partners::{self, Partner};
use countersign_store::reports::{self, StoredReport};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "report_so_far.html")]
struct SoFarPage {
    layout: Layout,
    zone: String,
    today: String,
    made_on: String,
    reports: Vec<RunningReport>,
    coming: Vec<String>,
    empty: Option<String>,
}

/// The report of one vendor so far.
struct RunningReport {
    vendor: String,
    lines: Vec<LineRow>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let cycle = cycle(context)?;
    let person = context.person()?;
    context.read(async |tx| page(context, tx, person, cycle).await).await
}

/// The customers, subscriptions and days of a line.
pub(super) async fn show_line(context: &Context) -> Answer {
    line_page(context, None).await
}

pub(super) async fn show_subscription(context: &Context) -> Answer {
    let code: String = context.parameter("subscription")?;
    line_page(context, Some(&code)).await
}

fn cycle(context: &Context) -> Result<Cycle, Problem> {
    let word: String = context.parameter("cycle")?;
    Cycle::parse(&word).map_err(|_| Problem::NotFound)
}

async fn line_page(context: &Context, only: Option<&str>) -> Answer {
    let cycle = cycle(context)?;
    let product: String = context.parameter("product")?;
    let read = async |tx: &mut Tx| {
        let Some((partner, _)) = running(context, tx, context.person()?, cycle).await? else {
            return Ok(None);
        };
        let found = preview_report::so_far(tx, &partner, cycle).await?.into_iter();
        let has_line = |report: &Report| report.lines.iter().any(|it| it.product.code == product);
        let mut found = found.filter(|(stored, _)| has_line(&stored.report));
        let (stored, rows) = found.next().ok_or(Problem::NotFound)?;
        let (line, rows, charted) = LineSource::find(&stored.report, &product, rows, only)?;
        let daily = of_line(tx, &stored.report, &line, charted).await?;
        let today = stored.report.zone.days(cycle).index_of(context.now);
        let days = today.map_or(usize::MAX, |day| usize::from(day) + 1);
        Ok(Some((line, rows, daily, days)))
    };
    let Some((line, rows, daily, days)) = context.read(read).await? else {
        // The report was made meanwhile: the month leads on to it.
        return redirect::to(&addresses::so_far(cycle));
    };
    let month = month(context.locale, cycle);
    let source = LineSource {
        cycle,
        rows,
        daily,
        is_purged: false,
        days,
        title: format!("{} · {month}", isolated(&line.product.name)),
        from: vec![month],
        back: addresses::so_far(cycle),
        own: addresses::line_so_far(cycle, &product),
        navigation: ListNavigation::of(context),
        line,
    };
    line::render(context, source, only)
}

/// Such as "November 2026 so far".
fn month(locale: Locale, cycle: Cycle) -> String {
    locale.say("report-so-far-title").with("month", locale.month(cycle)).to_string()
}

/// The reader's company in a cycle that is running or was not made yet; `None` if it was made.
async fn running(
    context: &Context,
    tx: &mut Tx,
    person: &Person,
    cycle: Cycle,
) -> Result<Option<(Partner, Participation)>, Problem> {
    let partner = partners::by_id(tx, person.company_id).await?.ok_or(Problem::NotFound)?;
    let participation = Participation::of(tx, person).await?.ok_or(Problem::NotFound)?;
    if cycle <= partner.made_through {
        return Ok(None);
    }
    match participation.zone.cycle_start(cycle) > context.now {
        true => Err(Problem::NotFound),
        false => Ok(Some((partner, participation))),
    }
}

async fn page(context: &Context, tx: &mut Tx, person: &Person, cycle: Cycle) -> Answer {
    let Some((partner, participation)) = running(context, tx, person, cycle).await? else {
        let made = reports::of_partner(tx, person.company_id, cycle).await?;
        let found = reports::find(tx, &made).await?.into_iter().flatten().next();
        let stored = found.ok_or(Problem::NotFound)?;
        return redirect::to(&addresses::report(stored.names.report_id));
    };
    let zone = participation.zone.clone();
    let locale = context.locale;
    let mut made_at = None;
    let (mut running, mut coming) = (Vec::new(), Vec::new());
    for (stored, rows) in preview_report::so_far(tx, &partner, cycle).await? {
        made_at = Some(stored.report.made_at);
        coming.extend(violations(context, tx, &stored, &rows, &zone).await?);
        let background = Background::so_far(tx, person, stored.key(), rows).await?;
        let mut lines = background.rows(locale, &stored.report, &[]);
        for (row, line) in lines.iter_mut().zip(&stored.report.lines) {
            row.address = Some(addresses::line_so_far(cycle, &line.product.code));
        }
        let vendor = super::report_view::vendor_name(tx, &stored).await?;
        running.push(RunningReport { vendor, lines });
    }
    let nothing = || locale.t("report-so-far-empty");
    html(&SoFarPage {
        layout: context.layout(month(locale, cycle)),
        zone: context.locale.zone(zone.name()),
        today: locale.date(context.now, &zone).words(),
        made_on: made_at.map(|at| locale.date(at, &zone).words()).unwrap_or_default(),
        empty: participation.reason(locale).or_else(|| running.is_empty().then(nothing)),
        reports: running,
        coming,
    })
}

async fn violations(
    context: &Context,
    tx: &mut Tx,
    stored: &StoredReport,
    rows: &[FigureRow],
    zone: &Zone,
) -> Result<Vec<String>, Problem> {
    let (locale, report) = (context.locale, &stored.report);
    let last_day = zone.days(report.cycle).index_of(context.now).unwrap_or(u8::MAX).min(30);
    let mut violations = Vec::new();
    for line in &report.lines {
        if !line.is_violation(report.rules.threshold()) {
            continue;
        }
        let own = rows.iter().filter(|row| row.product_id == line.product.id).cloned();
        let since = foresee_violations::since(tx, report, line, own.collect(), last_day).await?;
        let date = since.map(|day| {
            let first = report.cycle.first_date();
            locale.written(first.saturating_add(jiff::Span::new().days(i64::from(day))))
        });
        let key = if date.is_some() { "report-coming-since" } else { "report-coming" };
        let share = line.over_provisioned().map(|share| locale.percent(share)).unwrap_or_default();
        let message = locale.say(key).with("date", date.unwrap_or_default());
        let message = message.with("product", isolated(&line.product.name));
        let message = message.with("percent", share);
        let message = message.with("provisioned", locale.units(line.figures.provisioned));
        let used = locale.units(line.figures.default_chargeable);
        violations.push(message.with("used", used).to_string());
    }
    Ok(violations)
}
