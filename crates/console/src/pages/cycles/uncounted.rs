//! The subscriptions of a cycle that are in no line, with the reason, and those in two lines. A
//! report that came too late can be made from here.

use super::list;
use super::scope::{CycleScope, of_address};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::refusal_words::refusal_words;
use askama::Template;
use countersign_app::actions::list_uncounted::Uncounted;
use countersign_app::actions::make_late_report;
use countersign_app::actions::uncounted_summary::UncountedSummary;
use countersign_domain::access::may_make_late;
use countersign_domain::uncounted::Reason;
use countersign_language::datetime::Moment;
use countersign_store::completeness::DistributorCycle;
use countersign_store::{Tx, purges, reports};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The order of the page: reasons about which a person can do something come first.
const ORDER: [Reason; 9] = [
    Reason::CameTooLate,
    Reason::Fault,
    Reason::NotMadeYet,
    Reason::NoData,
    Reason::Ended,
    Reason::Reseller,
    Reason::Isp,
    Reason::RegionOff,
    Reason::BeforeFirstCycle,
];

#[derive(Template)]
#[template(path = "cycle_in_no_line.html")]
struct UncountedPage {
    layout: Layout,
    month: String,
    distributor: String,
    cycle_address: String,
    make_address: String,
    is_purged: bool,
    twice: Vec<Twice>,
    groups: Vec<ReasonGroup>,
}

/// A subscription that two lines count.
struct Twice {
    subscription: String,
    reports: Vec<ReportLink>,
}

struct ReportLink {
    text: String,
    address: String,
}

/// The subscriptions with one reason.
struct ReasonGroup {
    title: String,
    hint: String,
    /// How many rows are left out.
    more: Option<String>,
    rows: Vec<UncountedRow>,
    /// The reports that can be made.
    to_make: Vec<ToMake>,
}

struct UncountedRow {
    partner: String,
    subscription: String,
    customer: String,
    product: String,
    units: Option<String>,
    last: Option<Moment>,
}

/// A missing report that a person can have made.
struct ToMake {
    partner_id: i64,
    vendor_id: i64,
    text: String,
}

/// Shows the page.
pub(super) async fn show(context: &Context) -> Answer {
    context.read(async |tx| page(context, tx).await).await
}

async fn page(context: &Context, tx: &mut Tx) -> Answer {
    let Some(scope) = CycleScope::of(context, tx).await? else {
        return list::choose_in(context, tx, Some("in-no-line")).await;
    };
    let cycle = scope.cycle(context)?;
    let found = context
        .app
        .counts
        .in_no_line(tx, DistributorCycle { distributor_id: scope.id, cycle }, context.now)
        .await?;
    let twice = twice(tx, context, &found).await?;
    let may_make = may_make_late(context.person()?, scope.id).is_ok();
    let mut groups = Vec::new();
    for reason in ORDER {
        if let Some((count, rows)) = found.by_reason.get(&reason) {
            groups.push(group(context, &scope, reason, *count, rows, may_make)?);
        }
    }
    html(&UncountedPage {
        layout: context.layout(context.locale.t("cycle-in-no-line")),
        month: context.locale.month(cycle),
        cycle_address: scope.at(&addresses::cycle(cycle), &[]),
        make_address: scope.at(&addresses::of_cycle(cycle, "make"), &[]),
        is_purged: purges::readings_from(tx).await?.is_some_and(|from| cycle < from),
        twice,
        groups,
        distributor: scope.name.clone(),
    })
}

async fn twice(
    tx: &mut Tx,
    context: &Context,
    found: &UncountedSummary,
) -> Result<Vec<Twice>, Problem> {
    let mut all = Vec::new();
    for (subscription, keys) in &found.twice {
        let mut links = Vec::new();
        for stored in reports::find(tx, keys).await?.into_iter().flatten() {
            let (names, cycle) = (&stored.names, stored.report.cycle);
            links.push(ReportLink {
                text: format!("{} · {}", names.partner_name, context.locale.month(cycle)),
                address: addresses::report(names.report_id),
            });
        }
        all.push(Twice { subscription: subscription.clone(), reports: links });
    }
    Ok(all)
}

fn group(
    context: &Context,
    scope: &CycleScope,
    reason: Reason,
    count: i64,
    found: &[Uncounted],
    may_make: bool,
) -> Result<ReasonGroup, Problem> {
    let (locale, snapshot) = (context.locale, &scope.snapshot);
    let (mut rows, mut to_make) = (Vec::new(), BTreeMap::new());
    for it in found {
        let product = snapshot.product(it.product_id)?;
        let vendor = snapshot.company(it.key.vendor_id)?;
        if may_make && reason == Reason::CameTooLate {
            let text = locale.say("cycle-make").with_text("partner", &it.partner);
            let text = text.with_text("vendor", &vendor.name).to_string();
            to_make.insert((it.key.partner_id, it.key.vendor_id), text);
        }
        rows.push(UncountedRow {
            partner: it.partner.clone(),
            subscription: it.subscription.clone(),
            customer: it.customer.clone(),
            product: product.name.clone(),
            units: it.default_chargeable.map(|units| locale.units(units)),
            last: it.last_at.map(|at| locale.short_moment(at, &scope.zone)),
        });
    }
    let left_out = count - i64::try_from(rows.len()).unwrap_or(count);
    let more = locale.say("cycle-in-no-line-more").with("count", left_out);
    Ok(ReasonGroup {
        title: locale.say(title_of(reason)).with("count", count).to_string(),
        hint: locale.t(&format!("{}-hint", title_of(reason))),
        more: (left_out > 0).then(|| more.to_string()),
        rows,
        to_make: to_make
            .into_iter()
            .map(|((partner_id, vendor_id), text)| ToMake { partner_id, vendor_id, text })
            .collect(),
    })
}

const fn title_of(reason: Reason) -> &'static str {
    match reason {
        Reason::BeforeFirstCycle => "cycle-reason-before-first-cycle",
        Reason::Ended => "cycle-reason-ended",
        Reason::NoData => "cycle-reason-no-data",
        Reason::Reseller => "cycle-reason-reseller",
        Reason::Isp => "cycle-reason-isp",
        Reason::RegionOff => "cycle-reason-region-off",
        Reason::Fault => "cycle-reason-fault",
        Reason::NotMadeYet => "cycle-reason-not-made-yet",
        Reason::CameTooLate => "cycle-reason-came-too-late",
    }
}

#[derive(Deserialize)]
struct MakeReportForm {
    partner: i64,
    vendor: i64,
}

/// Makes a report that came too late, and shows the page again.
pub(super) async fn make(context: &Context) -> Answer {
    let person = context.person()?;
    may_make_late(person, person.company_id).map_err(|_| Problem::Forbidden)?;
    let (scope, zone) = context
        .read(async |tx| {
            let scope = CycleScope::of(context, tx).await?;
            let zone = match &scope {
                Some(scope) => scope.zone.clone(),
                None => zone_of(context)?,
            };
            Ok((scope, zone))
        })
        .await?;
    let cycle = of_address(context, &zone)?;
    let wanted: MakeReportForm = context.form()?;
    let scope = scope.ok_or(Problem::NotFound)?;
    let now = context.now;
    let work = async |tx: &mut Tx| {
        let vendor = Some(wanted.vendor);
        make_late_report::run(tx, person, cycle, wanted.partner, vendor, now).await
    };
    let notice = match context.write(work).await? {
        Ok(_) => Notice::good(context.locale.t("cycle-made")),
        Err(refusal) => Notice::bad(refusal_words(context.locale, &refusal, &scope.zone)),
    };
    context.app.counts.forget();
    let back = scope.at(&addresses::of_cycle(cycle, "in-no-line"), &[]);
    Ok(notice.on(context, redirect::to(&back)?))
}
