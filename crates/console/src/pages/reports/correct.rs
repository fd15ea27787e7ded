//! The form that proposes a correction: every line with the figure that stands, a new one and a
//! reason; opened empty, or with what late readings suggest.

use super::act::{self, Kept};
use super::draft::text_wrong;
use super::edit::wrong_words;
use super::figures::{read_figure, written_figure};
use super::journey::Journey;
use super::opened::Opened;
use super::told::isolated;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reasons::{cleaned, tidy};
use askama::Template;
use axum::http::StatusCode;
use countersign_domain::correction::{
    LateDifference, ProductLabel, Suggestion, standing, suggestion, unfinished,
};
use countersign_domain::quantity::Quantity;
use countersign_domain::refusal::Refusal;
use countersign_domain::status::{Status, Verb};
use countersign_domain::workflow::{Command, Proposal, ProposedLine};
use countersign_language::text::Locale;
use countersign_store::late_differences;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "report_correct.html")]
struct CorrectPage {
    layout: Layout,
    partner: String,
    title: String,
    follows: String,
    rows: Vec<Row>,
    /// Whether a line has a figure that late readings would make of it.
    has_late: bool,
    reason: String,
    reason_error: Option<String>,
    /// What is wrong with the whole.
    error: Option<String>,
    /// Fields that are wrong: their addresses on the page, and their names.
    errors: Vec<(String, String)>,
    action: String,
    back: String,
    version: i64,
    language: &'static str,
}

/// A line of the form.
struct Row {
    id: i64,
    name: String,
    unit: String,
    stands: Option<String>,
    late: Option<String>,
    /// That people set the figure, so that they say what it becomes.
    remark: Option<String>,
    chargeable: String,
    reason: String,
    chargeable_error: Option<String>,
    reason_error: Option<String>,
}

/// A line that can be corrected.
struct Correctable {
    product: ProductLabel,
    stands: Option<Quantity>,
    late: Option<Quantity>,
    suggested: Option<Quantity>,
    by_people: bool,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    version: Option<i64>,
    language: Option<String>,
    reason: String,
    chargeables: HashMap<i64, String>,
    reasons: HashMap<i64, String>,
}

#[derive(Deserialize)]
struct Query {
    late: Option<String>,
}

impl Typed {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        let id = |name: &str, start: &str| name.strip_prefix(start)?.parse::<i64>().ok();
        for (name, value) in fields {
            match name.as_str() {
                "version" => typed.version = value.parse().ok(),
                "language" => typed.language = Some(value),
                "reason" => typed.reason = value,
                name => {
                    if let Some(id) = id(name, "chargeable-") {
                        typed.chargeables.insert(id, value);
                    } else if let Some(id) = id(name, "reason-") {
                        typed.reasons.insert(id, value);
                    }
                }
            }
        }
        typed
    }

    /// The form as it is opened: the figures that stand, or those that late readings suggest.
    fn opened(locale: Locale, lines: &[Correctable], with_late: bool) -> Self {
        let mut typed = Self::default();
        for line in lines {
            let suggested = line.suggested.filter(|_| with_late);
            let figure = suggested.or(line.stands).map(|units| written_figure(units, locale));
            typed.chargeables.insert(line.product.id, figure.unwrap_or_default());
            if suggested.is_some() {
                typed.reasons.insert(line.product.id, locale.t("correction-late-reason"));
                typed.reason = locale.t("correction-late-reason");
            }
        }
        typed
    }

    /// The language that its figures were written in.
    fn locale(&self, context: &Context) -> Locale {
        let written = self.language.as_deref();
        let known = Locale::ALL.into_iter().find(|locale| Some(locale.code()) == written);
        known.unwrap_or(context.locale)
    }

    fn chargeable(&self, id: i64) -> &str {
        self.chargeables.get(&id).map_or("", String::as_str)
    }

    fn reason(&self, id: i64) -> &str {
        self.reasons.get(&id).map_or("", String::as_str)
    }
}

/// What is wrong, and where: figures and reasons by product, the whole, and its reason.
#[derive(Default)]
struct Wrong {
    chargeables: HashMap<i64, String>,
    reasons: HashMap<i64, String>,
    reason: Option<String>,
    whole: Option<String>,
}

impl Wrong {
    fn is_nothing(&self) -> bool {
        self.chargeables.is_empty()
            && self.reasons.is_empty()
            && self.reason.is_none()
            && self.whole.is_none()
    }
}

async fn find(context: &Context) -> Result<(Opened, Vec<LateDifference>), Problem> {
    let (opened, late) = context
        .read(async |tx| {
            let opened = Opened::find(context, tx).await?;
            let late = late_differences::of_report(tx, opened.key()).await?;
            Ok((opened, late))
        })
        .await?;
    Ok((opened, late))
}

/// The lines as they stand, and those that late readings would add.
fn correctable(opened: &Opened, late: &[LateDifference]) -> Vec<Correctable> {
    let standing = standing(opened.report());
    let of_late = |code: &str| late.iter().find(|it| it.product.code == code);
    let mut lines: Vec<Correctable> = Vec::new();
    for stands in &standing {
        let late = of_late(&stands.product.code);
        let told = late.map(|late| suggestion(Some(stands), late));
        lines.push(Correctable {
            product: stands.product.clone(),
            stands: Some(stands.chargeable),
            late: late.map(|it| it.default_chargeable),
            suggested: told.and_then(charged),
            by_people: told == Some(Suggestion::SetByPeople),
        });
    }
    for late in late {
        if standing.iter().all(|it| it.product.code != late.product.code) {
            lines.push(Correctable {
                product: late.product.clone(),
                stands: None,
                late: Some(late.default_chargeable),
                suggested: charged(suggestion(None, late)),
                by_people: false,
            });
        }
    }
    lines
}

const fn charged(suggestion: Suggestion) -> Option<Quantity> {
    match suggestion {
        Suggestion::Charge(units) => Some(units),
        Suggestion::Nothing | Suggestion::SetByPeople => None,
    }
}

/// Why there is nothing to propose now.
fn refusal(opened: &Opened) -> Option<Refusal> {
    let (report, verb) = (opened.report(), Verb::ProposeCorrection);
    match report.status {
        Status::Completed => unfinished(report).map(|_| Refusal::CorrectionUnfinished),
        status => Some(Refusal::WrongStatus { verb, status }),
    }
}

/// Asks what is to be corrected.
pub(super) async fn ask(context: &Context) -> Answer {
    let query: Query = context.query()?;
    let (opened, late) = find(context).await?;
    if let Some(refusal) = refusal(&opened) {
        let own = Journey::of(context).report(opened.names().report_id);
        return act::refused(context, &refusal, Vec::new(), own).await;
    }
    let lines = correctable(&opened, &late);
    let typed = Typed::opened(context.locale, &lines, query.late.is_some());
    html(&page(context, &opened, &lines, &typed, Wrong::default()))
}

/// Asks with what was typed before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    let typed = Typed::read(super::edit::fields(context)?);
    let (opened, late) = find(context).await?;
    let lines = correctable(&opened, &late);
    if let Some(refusal) = refusal(&opened) {
        let own = Journey::of(context).report(opened.names().report_id);
        return act::refused(context, &refusal, kept(context, &lines, &typed), own).await;
    }
    html(&page(context, &opened, &lines, &typed, Wrong::default()))
}

/// Proposes it.
pub(super) async fn propose(context: &Context) -> Answer {
    let typed = Typed::read(super::edit::fields(context)?);
    let (opened, late) = find(context).await?;
    let lines = correctable(&opened, &late);
    let own = Journey::of(context).report(opened.names().report_id);
    let version = typed.version.unwrap_or(opened.report().version);
    if let Some(refusal) = refusal(&opened) {
        return act::refused(context, &refusal, kept(context, &lines, &typed), own).await;
    }
    let (proposal, wrong) = read(context, &lines, &typed);
    if !wrong.is_nothing() && version == opened.report().version {
        let mut response = html(&page(context, &opened, &lines, &typed, wrong))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let command = Command::ProposeCorrection(proposal);
    if let Err(refusal) = act::carry_out(context, opened.key(), &command, version).await? {
        return act::refused(context, &refusal, kept(context, &lines, &typed), own).await;
    }
    let told = context.locale.t("correction-proposed-notice");
    Ok(Notice::good(told).on(context, redirect::to(&own)?))
}

/// What is proposed, and what is wrong with it. A line whose figure stands and that has no reason
/// is not meant.
fn read(context: &Context, lines: &[Correctable], typed: &Typed) -> (Proposal, Wrong) {
    let (locale, written) = (context.locale, typed.locale(context));
    let (mut proposed, mut wrong) = (Vec::new(), Wrong::default());
    for line in lines {
        let (id, text) = (line.product.id, typed.chargeable(line.product.id));
        let reason = tidy(typed.reason(id));
        if let Some(bad) = text_wrong(typed.reason(id)) {
            wrong.reasons.insert(id, wrong_words(locale, bad));
        }
        if text.trim().is_empty() && reason.is_empty() && line.stands.is_none() {
            continue;
        }
        match read_figure(text, written, line.product.decimals) {
            Err(_) if text.trim().is_empty() => {
                wrong.chargeables.insert(id, locale.t("correction-error-no-figure"));
            }
            Err(bad) => {
                let words = wrong_words(locale, super::draft::Wrong::Figure(bad));
                wrong.chargeables.insert(id, words);
            }
            Ok(units) if units == line.stands.unwrap_or_default() => {
                if !reason.is_empty() {
                    wrong.chargeables.insert(id, locale.t("correction-error-same"));
                }
            }
            Ok(units) => {
                if reason.is_empty() {
                    wrong.reasons.insert(id, locale.t("correction-error-reason"));
                }
                let line_reason = Some(reason);
                let code = line.product.code.clone();
                let chargeable = units.to_string();
                proposed.push((code, ProposedLine { chargeable, reason: line_reason }));
            }
        }
    }
    let reason = tidy(&typed.reason);
    wrong.reason = text_wrong(&typed.reason).map(|bad| wrong_words(locale, bad));
    if reason.is_empty() {
        wrong.reason = Some(locale.t("correction-error-whole-reason"));
    }
    if proposed.is_empty() && wrong.chargeables.is_empty() {
        wrong.whole = Some(locale.t("correction-error-nothing"));
    }
    let late = lines.iter().filter(|line| line.stands.is_none());
    let late_products = late.map(|line| line.product.clone()).collect();
    (Proposal { lines: proposed.into_iter().collect(), reason: Some(reason), late_products }, wrong)
}

/// What was typed, to be taken along where it could not be stored.
fn kept(context: &Context, lines: &[Correctable], typed: &Typed) -> Vec<Kept> {
    let locale = context.locale;
    let mut kept = Vec::new();
    let mut keep = |label: String, text: &str| {
        let text = tidy(text);
        if !text.is_empty() {
            kept.push(Kept { label, text });
        }
    };
    keep(locale.t("correction-reason"), &typed.reason);
    for line in lines {
        let (id, name) = (line.product.id, &line.product.name);
        let stands = line.stands.map(|units| written_figure(units, typed.locale(context)));
        let figure = Some(typed.chargeable(id)).filter(|text| Some(*text) != stands.as_deref());
        let label = |key| format!("{name} · {}", locale.t(key));
        keep(label("correction-column-new"), figure.unwrap_or_default());
        keep(label("correction-column-reason"), typed.reason(id));
    }
    kept
}

/// The fields that are wrong, in the order of the page.
fn errors(context: &Context, lines: &[Correctable], wrong: &Wrong) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    for line in lines {
        let (id, name) = (line.product.id, &line.product.name);
        if wrong.chargeables.contains_key(&id) {
            errors.push((format!("chargeable-{id}"), name.clone()));
        } else if wrong.reasons.contains_key(&id) {
            errors.push((format!("reason-{id}"), name.clone()));
        }
    }
    if wrong.reason.is_some() {
        errors.push(("reason".to_owned(), context.locale.t("correction-reason")));
    }
    errors
}

fn page(
    context: &Context,
    opened: &Opened,
    lines: &[Correctable],
    typed: &Typed,
    mut wrong: Wrong,
) -> CorrectPage {
    let (locale, report) = (context.locale, opened.report());
    let partner = opened.names().partner_name.clone();
    let journey = Journey::of(context);
    let title = locale.say("correction-propose-title").with("partner", isolated(&partner));
    let title = title.with("month", locale.month(report.cycle)).to_string();
    let errors = errors(context, lines, &wrong);
    let row = |line: &Correctable| {
        let id = line.product.id;
        Row {
            id,
            name: line.product.name.clone(),
            unit: line.product.unit.clone(),
            stands: line.stands.map(|units| locale.units(units)),
            late: line.late.map(|units| locale.units(units)),
            remark: line.by_people.then(|| locale.t("late-set-by-people")),
            chargeable: cleaned(typed.chargeable(id)),
            reason: cleaned(typed.reason(id)),
            chargeable_error: wrong.chargeables.remove(&id),
            reason_error: wrong.reasons.remove(&id),
        }
    };
    let other = match opened.reader.company_kind {
        countersign_domain::actor::CompanyKind::Partner => &opened.names().distributor_name,
        _ => &partner,
    };
    let follows = locale.say("correction-propose-follows").with("other", isolated(other));
    CorrectPage {
        layout: context.layout(title.clone()),
        title,
        follows: follows.to_string(),
        rows: lines.iter().map(row).collect(),
        has_late: lines.iter().any(|line| line.late.is_some()),
        reason: cleaned(&typed.reason),
        reason_error: wrong.reason,
        error: wrong.whole,
        errors,
        action: journey.at(&addresses::of_report(opened.id(), "correction")),
        back: journey.at(&opened.address()),
        version: typed.version.unwrap_or(report.version),
        language: typed.locale(context).code(),
        partner,
    }
}
