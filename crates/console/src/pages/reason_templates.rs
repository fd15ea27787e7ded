//! The texts that a distributor's people choose from when they reject reports.

use crate::addresses;
use crate::context::Context;
use crate::free_text::{cleaned, error_key, tidy};
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::route::Route;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::keep_reason_templates::{self, MOST};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind;
use countersign_store::reason_templates;
use countersign_web::access::Access;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// Empty fields below the texts.
const FREE: usize = 2;

pub(crate) fn routes() -> Vec<Route> {
    let decides = Access::Of(&[CompanyKind::Distributor], Area::UsageReports, Right::Full);
    vec![
        Route::get(addresses::REASON_TEMPLATES, decides, show),
        Route::post(addresses::REASON_TEMPLATES, decides, save).typed_again(again),
    ]
}

#[derive(Template)]
#[template(path = "reason_templates.html")]
struct ReasonTemplates {
    layout: Layout,
    /// Each with its error.
    texts: Vec<(String, Option<String>)>,
}

#[derive(Deserialize)]
struct TemplateForm {
    #[serde(default)]
    text: Vec<String>,
}

async fn show(context: &Context) -> Answer {
    let company = context.person()?.company_id;
    let texts =
        context.read(async |tx| Ok(reason_templates::of_company(tx, company).await?)).await?;
    html(&page(context, texts))
}

/// Shows the texts from before the session ended.
async fn again(context: &Context) -> Answer {
    html(&page(context, context.form::<TemplateForm>()?.text))
}

fn page(context: &Context, mut texts: Vec<String>) -> ReasonTemplates {
    texts.retain(|text| !tidy(text).is_empty());
    texts.resize(MOST.min(texts.len() + FREE), String::new());
    let shown = |text: String| {
        let error = error_key(&text).map(|key| context.locale.t(key));
        (cleaned(&text), error)
    };
    ReasonTemplates {
        layout: context.layout(context.locale.t("reason-templates-title")),
        texts: texts.into_iter().map(shown).collect(),
    }
}

async fn save(context: &Context) -> Answer {
    let form: TemplateForm = context.form()?;
    if form.text.iter().any(|text| error_key(text).is_some()) {
        let mut response = html(&page(context, form.text))?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let texts = form.text.iter().map(|text| tidy(text)).filter(|text| !text.is_empty());
    let (texts, person): (Vec<String>, _) = (texts.collect(), context.person()?);
    let keep = async |tx: &mut _| keep_reason_templates::run(tx, person, &texts).await;
    if !context.write(keep).await? {
        return Err(Problem::Forbidden);
    }
    let notice = Notice::good(context.locale.t("reason-templates-saved"));
    Ok(notice.on(context, redirect::to(addresses::REASON_TEMPLATES)?))
}
