//! One cycle: every count with its list, and the reasons that block its closing.

use super::list;
use super::metric::Metric;
use super::scope::CycleScope;
use super::times::times;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::close_cycle;
use countersign_app::actions::uncounted_summary::UncountedSummary;
use countersign_domain::access::may_close_cycles;
use countersign_domain::completeness::InTheWay;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_domain::uncounted::Reason;
use countersign_language::text::Locale;
use countersign_store::completeness::{CycleTally, DistributorCycle, ReportMetric};
use countersign_store::cycle_closings::{self, Closing};
use countersign_store::{Tx, people};
use countersign_web::problem::{Answer, Problem};
use countersign_web::report_query::ReportQuery;

#[derive(Template)]
#[template(path = "cycle.html")]
struct CyclePage {
    layout: Layout,
    month: String,
    distributor: String,
    cycles_address: String,
    close_address: String,
    /// The totals of a distributor's own cycle.
    totals: Option<String>,
    /// The evidence pack, if there are reports.
    evidence: Option<String>,
    /// The sentence about its closing.
    closed: Option<String>,
    /// How many reports changed since then.
    changed: Option<String>,
    in_the_way: Vec<CycleRemark>,
    /// Remarks that block nothing.
    remarks: Vec<CycleRemark>,
    may_close: bool,
    sections: Vec<Section>,
}

/// A sentence with a link.
struct CycleRemark {
    text: String,
    address: Option<String>,
}

/// Counts that belong together.
struct Section {
    title: String,
    hint: Option<String>,
    rows: Vec<MetricCount>,
}

struct MetricCount {
    /// The token of a status; blank for anything else.
    mark: &'static str,
    label: String,
    count: String,
    /// None if there is nothing to list.
    address: Option<String>,
}

/// Shows the page.
pub(super) async fn show(context: &Context) -> Answer {
    context.read(async |tx| page(context, tx).await).await
}

async fn page(context: &Context, tx: &mut Tx) -> Answer {
    let Some(scope) = CycleScope::of(context, tx).await? else {
        return list::choose_in(context, tx, None).await;
    };
    let cycle = scope.cycle(context)?;
    let of = DistributorCycle { distributor_id: scope.id, cycle };
    let tally = context.app.counts.tally(tx, of, times(context)).await?;
    let in_no_line = context.app.counts.in_no_line(tx, of, context.now).await?;
    let progress = close_cycle::progress(&scope.snapshot, of, &tally, context.now)?;
    let closing = cycle_closings::last(tx, of).await?;
    let changed = match closing {
        Some(closing) => cycle_closings::changed_since(tx, of, closing.at).await?,
        None => 0,
    };
    let closed = match closing {
        Some(closing) => Some(closed(context, tx, &scope, closing).await?),
        None => None,
    };
    let in_the_way = progress.in_the_way();
    let formatter =
        CycleFormatter { locale: context.locale, scope: &scope, cycle, tally: &tally, in_no_line };
    let may_close = in_the_way.is_empty() && (closed.is_none() || changed > 0);
    let text = context.locale.say("cycle-changed-since").with("count", changed);
    html(&CyclePage {
        layout: context.layout(context.locale.t("cycle-title")),
        month: context.locale.month(cycle),
        cycles_address: scope.at(addresses::CYCLES, &[]),
        close_address: addresses::of_cycle(cycle, "close"),
        totals: (!scope.is_named).then(|| addresses::totals(&ReportQuery::of_cycle(cycle).text())),
        evidence: (tally.statuses.iter().any(|(_, count)| *count > 0))
            .then(|| scope.at(&addresses::of_cycle(cycle, "evidence.zip"), &[])),
        closed,
        changed: (changed > 0).then(|| text.to_string()),
        in_the_way: in_the_way.iter().map(|it| formatter.in_the_way(*it)).collect(),
        remarks: formatter.remarks(),
        may_close: may_close && may_close_cycles(context.person()?),
        sections: formatter.sections(),
        distributor: scope.name.clone(),
    })
}

/// The sentence about who closed it and when; the operator sees no names.
async fn closed(
    context: &Context,
    tx: &mut Tx,
    scope: &CycleScope,
    closing: Closing,
) -> Result<String, Problem> {
    let locale = context.locale;
    let at = locale.moment(closing.at, &scope.zone).words();
    let name = people::name(tx, closing.person_id).await?.filter(|_| !scope.is_named);
    Ok(match name {
        Some(name) => {
            let who = locale.person(name);
            locale.say("cycle-closed-by").with_text("at", at).with_text("who", who)
        }
        None => locale.say("cycle-closed").with_text("at", at),
    }
    .to_string())
}

/// What the page is told with.
struct CycleFormatter<'a> {
    locale: Locale,
    scope: &'a CycleScope,
    cycle: Cycle,
    tally: &'a CycleTally,
    in_no_line: UncountedSummary,
}

impl CycleFormatter<'_> {
    /// The list behind a count: statuses of a distributor lead to its list of reports.
    fn address(&self, metric: Metric) -> Option<String> {
        if metric.count(self.tally) == 0 {
            return None;
        }
        Some(match metric {
            Metric::Reports(ReportMetric::Status(status)) if !self.scope.is_named => {
                let query = ReportQuery::of_cycle(self.cycle).with_status(Some(status));
                addresses::reports(&query.text())
            }
            _ => self.scope.at(&addresses::of_cycle(self.cycle, metric.word()), &[]),
        })
    }

    fn in_the_way(&self, it: InTheWay) -> CycleRemark {
        let (key, count, metric) = match it {
            InTheWay::NotOver => ("cycle-way-not-over", 0, None),
            InTheWay::Unmade(count) => ("cycle-way-unmade", count, Some(Metric::NotMade)),
            InTheWay::Faults(count) => ("cycle-way-faults", count, Some(Metric::NotMade)),
            InTheWay::Reports(status, count) => {
                let key = match status {
                    Status::Preparing => "cycle-way-preparing",
                    Status::UnderReview => "cycle-way-under-review",
                    Status::Rejected => "cycle-way-rejected",
                    _ => "cycle-way-approved",
                };
                (key, count, Some(Metric::Reports(ReportMetric::Status(status))))
            }
        };
        let text = self.locale.say(key).with("count", count).to_string();
        CycleRemark { text, address: metric.and_then(|metric| self.address(metric)) }
    }

    /// What may stay as it is.
    fn remarks(&self) -> Vec<CycleRemark> {
        let remarks = [
            (Metric::Reports(ReportMetric::Status(Status::Submitted)), "cycle-known-submitted"),
            (Metric::Reports(ReportMetric::Unopened), "cycle-known-unopened"),
            (Metric::Reports(ReportMetric::Nobody), "cycle-known-nobody"),
            (Metric::NoData, "cycle-known-no-data"),
            (Metric::CarriedForward, "cycle-known-carried-forward"),
        ];
        let text = |(metric, key): (Metric, &'static str)| {
            let count = metric.count(self.tally);
            let text = || self.locale.say(key).with("count", count).to_string();
            (count > 0).then(|| CycleRemark { text: text(), address: self.address(metric) })
        };
        let late = self.in_no_line.of(Reason::CameTooLate);
        let twice = self.in_no_line.twice();
        let link = |text: String| CycleRemark { text, address: Some(self.in_no_line_address()) };
        let late = (late > 0)
            .then(|| link(self.locale.say("cycle-known-too-late").with("count", late).to_string()));
        let twice = (twice > 0)
            .then(|| link(self.locale.say("cycle-known-twice").with("count", twice).to_string()));
        let first = twice.into_iter().chain(late);
        first.chain(remarks.into_iter().filter_map(text)).collect()
    }

    fn in_no_line_address(&self) -> String {
        self.scope.at(&addresses::of_cycle(self.cycle, "in-no-line"), &[])
    }

    /// The row of subscriptions in no line.
    fn in_no_line(&self) -> MetricCount {
        let count = self.in_no_line.count();
        MetricCount {
            mark: "",
            label: self.locale.t("cycle-in-no-line"),
            count: self.locale.count(count),
            address: Some(self.in_no_line_address()),
        }
    }

    fn sections(&self) -> Vec<Section> {
        let reports =
            |items: &[ReportMetric]| items.iter().copied().map(Metric::Reports).collect::<Vec<_>>();
        let mut data =
            self.section("data", true, &[Metric::NoData, Metric::CarriedForward, Metric::NotMade]);
        data.rows.push(self.in_no_line());
        vec![
            self.section("statuses", false, &reports(&Status::ALL.map(ReportMetric::Status))),
            self.section(
                "late",
                false,
                &reports(&[ReportMetric::Due, ReportMetric::ReviewLate, ReportMetric::LeftBehind]),
            ),
            self.section("people", true, &reports(&[ReportMetric::Unopened, ReportMetric::Nobody])),
            self.section(
                "system",
                false,
                &reports(&[
                    ReportMetric::SubmittedBySystem,
                    ReportMetric::Penalised,
                    ReportMetric::ApprovedBySystem,
                ]),
            ),
            data,
        ]
    }

    fn section(&self, word: &str, has_hint: bool, metrics: &[Metric]) -> Section {
        let row = |metric: &Metric| MetricCount {
            mark: match metric {
                Metric::Reports(ReportMetric::Status(status)) => status.token(),
                _ => "",
            },
            label: label(self.locale, *metric),
            count: self.locale.count(metric.count(self.tally)),
            address: self.address(*metric),
        };
        Section {
            title: self.locale.t(&format!("cycle-{word}")),
            hint: has_hint.then(|| self.locale.t(&format!("cycle-{word}-hint"))),
            rows: metrics.iter().map(row).collect(),
        }
    }
}

/// What a count is of.
pub(super) fn label(locale: Locale, metric: Metric) -> String {
    match metric {
        Metric::Reports(ReportMetric::Status(status)) => locale.status(status),
        _ => locale.t(&format!("cycle-count-{}", metric.word())),
    }
}
