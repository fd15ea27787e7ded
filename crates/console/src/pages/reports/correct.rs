//! The form that proposes a correction: every line with its current figure, a new one and a reason;
//! empty, or with the suggestions of late readings.

use super::draft::text_error;
use super::edit::error_words;
use super::execute::{self, UnsavedInput};
use super::figures::{read_figure, written_figure};
use super::history_text::isolated;
use super::list_navigation::ListNavigation;
use super::report_view::ReportView;
use crate::addresses;
use crate::context::Context;
use crate::free_text::{cleaned, tidy};
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use axum::http::StatusCode;
use countersign_domain::correction::{
    LateDifference, ProductLabel, Suggestion, current_lines, suggestion,
};
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Verb;
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
    rows: Vec<CorrectionLineRow>,
    /// Whether late readings suggest a figure for any line.
    has_late: bool,
    reason: String,
    reason_error: Option<String>,
    /// The error of the whole form.
    error: Option<String>,
    /// Fields with errors: their addresses on the page, and their names.
    errors: Vec<(String, String)>,
    action: String,
    back: String,
    version: i64,
    language: &'static str,
}

/// A line of the form.
struct CorrectionLineRow {
    id: i64,
    name: String,
    unit: String,
    current: Option<String>,
    late: Option<String>,
    /// The remark that people set the figure, so that they have to decide.
    remark: Option<String>,
    chargeable: String,
    reason: String,
    chargeable_error: Option<String>,
    reason_error: Option<String>,
}

/// A line that can be corrected.
struct Correctable {
    product: ProductLabel,
    current: Option<Quantity>,
    late: Option<Quantity>,
    suggested: Option<Quantity>,
    by_people: bool,
}

/// What was typed.
#[derive(Default)]
struct CorrectionInput {
    version: Option<i64>,
    language: Option<String>,
    reason: String,
    chargeables: HashMap<i64, String>,
    reasons: HashMap<i64, String>,
}

#[derive(Deserialize)]
struct CorrectQuery {
    late: Option<String>,
}

impl CorrectionInput {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        let id = |name: &str, start: &str| name.strip_prefix(start)?.parse::<i64>().ok();
        for (name, value) in fields {
            match name.as_str() {
                "version" => input.version = value.parse().ok(),
                "language" => input.language = Some(value),
                "reason" => input.reason = value,
                name => {
                    if let Some(id) = id(name, "chargeable-") {
                        input.chargeables.insert(id, value);
                    } else if let Some(id) = id(name, "reason-") {
                        input.reasons.insert(id, value);
                    }
                }
            }
        }
        input
    }

    /// The initial form: the current figures, or those that late readings suggest.
    fn initial(locale: Locale, lines: &[Correctable], with_late: bool) -> Self {
        let mut input = Self::default();
        for line in lines {
            let suggested = line.suggested.filter(|_| with_late);
            let figure = suggested.or(line.current).map(|units| written_figure(units, locale));
            input.chargeables.insert(line.product.id, figure.unwrap_or_default());
            if suggested.is_some() {
                input.reasons.insert(line.product.id, locale.t("correction-late-reason"));
                input.reason = locale.t("correction-late-reason");
            }
        }
        input
    }

    /// The language in which its figures were written.
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

/// The errors: of figures and reasons by product, of the whole, and of its reason.
#[derive(Default)]
struct CorrectionErrors {
    chargeables: HashMap<i64, String>,
    reasons: HashMap<i64, String>,
    reason: Option<String>,
    whole: Option<String>,
}

impl CorrectionErrors {
    fn is_nothing(&self) -> bool {
        self.chargeables.is_empty()
            && self.reasons.is_empty()
            && self.reason.is_none()
            && self.whole.is_none()
    }
}

async fn find(context: &Context) -> Result<(ReportView, Vec<LateDifference>), Problem> {
    let (view, late) = context
        .read(async |tx| {
            let view = ReportView::find(context, tx).await?;
            let late = late_differences::of_report(tx, view.key()).await?;
            Ok((view, late))
        })
        .await?;
    Ok((view, late))
}

/// The current lines, and those that late readings would add.
fn correctable(view: &ReportView, late: &[LateDifference]) -> Vec<Correctable> {
    let current_lines = current_lines(view.report());
    let of_late = |code: &str| late.iter().find(|it| it.product.code == code);
    let mut lines: Vec<Correctable> = Vec::new();
    for current in &current_lines {
        let late = of_late(&current.product.code);
        let suggested = late.map(|late| suggestion(Some(current), late));
        lines.push(Correctable {
            product: current.product.clone(),
            current: Some(current.chargeable),
            late: late.map(|it| it.default_chargeable),
            suggested: suggested.and_then(charged),
            by_people: suggested == Some(Suggestion::SetByPeople),
        });
    }
    for late in late {
        if current_lines.iter().all(|it| it.product.code != late.product.code) {
            lines.push(Correctable {
                product: late.product.clone(),
                current: None,
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

/// Shows the form.
pub(super) async fn ask(context: &Context) -> Answer {
    let query: CorrectQuery = context.query()?;
    let (view, late) = find(context).await?;
    if let Some(refusal) = view.available(context.now).refusal(Verb::ProposeCorrection) {
        let own = ListNavigation::of(context).report(view.names().report_id);
        return execute::refused(context, refusal, Vec::new(), own).await;
    }
    let lines = correctable(&view, &late);
    let input = CorrectionInput::initial(context.locale, &lines, query.late.is_some());
    html(&page(context, &view, &lines, &input, CorrectionErrors::default()))
}

/// Shows the form with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    let input = CorrectionInput::read(super::edit::fields(context)?);
    let (view, late) = find(context).await?;
    let lines = correctable(&view, &late);
    if let Some(refusal) = view.available(context.now).refusal(Verb::ProposeCorrection) {
        let own = ListNavigation::of(context).report(view.names().report_id);
        return execute::refused(context, refusal, unsaved(context, &lines, &input), own).await;
    }
    html(&page(context, &view, &lines, &input, CorrectionErrors::default()))
}

/// Proposes it.
pub(super) async fn propose(context: &Context) -> Answer {
    let input = CorrectionInput::read(super::edit::fields(context)?);
    let (view, late) = find(context).await?;
    let lines = correctable(&view, &late);
    let own = ListNavigation::of(context).report(view.names().report_id);
    let version = input.version.unwrap_or(view.report().version);
    if let Some(refusal) = view.available(context.now).refusal(Verb::ProposeCorrection) {
        return execute::refused(context, refusal, unsaved(context, &lines, &input), own).await;
    }
    let (proposal, errors) = read(context, &lines, &input);
    if !errors.is_nothing() && version == view.report().version {
        let mut response = html(&page(context, &view, &lines, &input, errors))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let command = Command::ProposeCorrection(proposal);
    if let Err(refusal) = execute::command(context, view.key(), &command, version).await? {
        return execute::refused(context, &refusal, unsaved(context, &lines, &input), own).await;
    }
    let text = context.locale.t("correction-proposed-notice");
    Ok(Notice::good(text).on(context, redirect::to(&own)?))
}

/// The proposal and its errors. A line with the current figure and no reason is not part of it.
fn read(
    context: &Context,
    lines: &[Correctable],
    input: &CorrectionInput,
) -> (Proposal, CorrectionErrors) {
    let (locale, written) = (context.locale, input.locale(context));
    let (mut proposed, mut errors) = (Vec::new(), CorrectionErrors::default());
    for line in lines {
        let (id, text) = (line.product.id, input.chargeable(line.product.id));
        let reason = tidy(input.reason(id));
        if let Some(bad) = text_error(input.reason(id)) {
            errors.reasons.insert(id, error_words(locale, bad));
        }
        if text.trim().is_empty() && reason.is_empty() && line.current.is_none() {
            continue;
        }
        match read_figure(text, written, line.product.decimals) {
            Err(_) if text.trim().is_empty() => {
                errors.chargeables.insert(id, locale.t("correction-error-no-figure"));
            }
            Err(bad) => {
                let words = error_words(locale, super::draft::FieldError::Figure(bad));
                errors.chargeables.insert(id, words);
            }
            Ok(units) if units == line.current.unwrap_or_default() => {
                if !reason.is_empty() {
                    errors.chargeables.insert(id, locale.t("correction-error-same"));
                }
            }
            Ok(units) => {
                if reason.is_empty() {
                    errors.reasons.insert(id, locale.t("correction-error-reason"));
                }
                let line_reason = Some(reason);
                let code = line.product.code.clone();
                let chargeable = units.to_string();
                proposed.push((code, ProposedLine { chargeable, reason: line_reason }));
            }
        }
    }
    let reason = tidy(&input.reason);
    errors.reason = text_error(&input.reason).map(|bad| error_words(locale, bad));
    if reason.is_empty() {
        errors.reason = Some(locale.t("correction-error-whole-reason"));
    }
    if proposed.is_empty() && errors.chargeables.is_empty() {
        errors.whole = Some(locale.t("correction-error-nothing"));
    }
    let late = lines.iter().filter(|line| line.current.is_none());
    let late_products = late.map(|line| line.product.clone()).collect();
    (
        Proposal { lines: proposed.into_iter().collect(), reason: Some(reason), late_products },
        errors,
    )
}

/// The input, to show again if it could not be saved.
fn unsaved(context: &Context, lines: &[Correctable], input: &CorrectionInput) -> Vec<UnsavedInput> {
    let locale = context.locale;
    let mut unsaved = Vec::new();
    let mut keep = |label: String, text: &str| {
        let text = tidy(text);
        if !text.is_empty() {
            unsaved.push(UnsavedInput { label, text });
        }
    };
    keep(locale.t("correction-reason"), &input.reason);
    for line in lines {
        let (id, name) = (line.product.id, &line.product.name);
        let current = line.current.map(|units| written_figure(units, input.locale(context)));
        let figure = Some(input.chargeable(id)).filter(|text| Some(*text) != current.as_deref());
        let label = |key| format!("{name} · {}", locale.t(key));
        keep(label("correction-column-new"), figure.unwrap_or_default());
        keep(label("correction-column-reason"), input.reason(id));
    }
    unsaved
}

/// The fields with errors, in the order of the page.
fn error_links(
    context: &Context,
    lines: &[Correctable],
    errors: &CorrectionErrors,
) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for line in lines {
        let (id, name) = (line.product.id, &line.product.name);
        if errors.chargeables.contains_key(&id) {
            links.push((format!("chargeable-{id}"), name.clone()));
        } else if errors.reasons.contains_key(&id) {
            links.push((format!("reason-{id}"), name.clone()));
        }
    }
    if errors.reason.is_some() {
        links.push(("reason".to_owned(), context.locale.t("correction-reason")));
    }
    links
}

fn page(
    context: &Context,
    view: &ReportView,
    lines: &[Correctable],
    input: &CorrectionInput,
    mut errors: CorrectionErrors,
) -> CorrectPage {
    let (locale, report) = (context.locale, view.report());
    let partner = view.names().partner_name.clone();
    let navigation = ListNavigation::of(context);
    let title = locale.say("correction-propose-title").with("partner", isolated(&partner));
    let title = title.with("month", locale.month(report.cycle)).to_string();
    let links = error_links(context, lines, &errors);
    let row = |line: &Correctable| {
        let id = line.product.id;
        CorrectionLineRow {
            id,
            name: line.product.name.clone(),
            unit: line.product.unit.clone(),
            current: line.current.map(|units| locale.units(units)),
            late: line.late.map(|units| locale.units(units)),
            remark: line.by_people.then(|| locale.t("late-set-by-people")),
            chargeable: cleaned(input.chargeable(id)),
            reason: cleaned(input.reason(id)),
            chargeable_error: errors.chargeables.remove(&id),
            reason_error: errors.reasons.remove(&id),
        }
    };
    let other = match view.reader.company_kind {
        countersign_domain::actor::CompanyKind::Partner => &view.names().distributor_name,
        _ => &partner,
    };
    let follows = locale.say("correction-propose-follows").with("other", isolated(other));
    CorrectPage {
        layout: context.layout(title.clone()),
        title,
        follows: follows.to_string(),
        rows: lines.iter().map(row).collect(),
        has_late: lines.iter().any(|line| line.late.is_some()),
        reason: cleaned(&input.reason),
        reason_error: errors.reason,
        error: errors.whole,
        errors: links,
        action: navigation.at(&addresses::of_report(view.id(), "correction")),
        back: navigation.report(view.id()),
        version: input.version.unwrap_or(report.version),
        language: input.locale(context).code(),
        partner,
    }
}
