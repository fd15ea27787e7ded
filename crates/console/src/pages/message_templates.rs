//! Previews of messages with made-up data, for the operator: each kind in each language, and
//! whether this installation replaces its texts.

use crate::addresses;
use crate::app::App;
use crate::context::Context;
use crate::html::{html, unrendered};
use crate::layout::Layout;
use crate::route::Route;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_delivery::letter::Letter;
use countersign_delivery::{overrides, sample};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_domain::message::{Audience, Kind};
use countersign_language::text::Locale;
use countersign_web::access::Access;
use countersign_web::headers::{FRAMED_BY_US, FRAMED_POLICY, FRAMING_POLICY};
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;

pub(crate) fn routes() -> Vec<Route> {
    let reads = Access::Of(&[Operator], Area::Directory, Right::Read);
    vec![
        Route::get("/message-templates", reads, list),
        Route::get("/message-templates/{kind}", reads, preview),
        Route::get("/message-templates/{kind}/page", reads, page),
    ]
}

#[derive(Template)]
#[template(path = "message_templates.html")]
struct MessageTemplates {
    layout: Layout,
    languages: Vec<&'static str>,
    rows: Vec<Row>,
}

struct Row {
    kind: String,
    to: String,
    can_be_declined: bool,
    cells: Vec<Cell>,
}

struct Cell {
    language: &'static str,
    code: &'static str,
    address: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "message_template.html")]
struct Preview {
    layout: Layout,
    kind: String,
    languages: Vec<(String, &'static str, bool)>,
    code: &'static str,
    from: Option<String>,
    subject: String,
    text: String,
    page: String,
    own: Vec<String>,
    several: Option<(bool, String)>,
}

#[derive(Deserialize)]
struct Query {
    language: Option<String>,
    /// Whether it lists several reports or dispatches.
    several: Option<String>,
}

struct Asked {
    kind: Kind,
    locale: Locale,
    several: bool,
}

impl Asked {
    fn of(context: &Context) -> Result<Self, Problem> {
        let token: String = context.parameter("kind")?;
        let kind = Kind::from_token(&token).ok_or(Problem::NotFound)?;
        let query: Query = context.query()?;
        let unknown =
            |code: &str| Problem::BadRequest(format!("{code:?} is not a language of the program"));
        let locale = match query.language.as_deref() {
            None => context.locale,
            Some(code) => Locale::ALL
                .into_iter()
                .find(|locale| locale.code() == code)
                .ok_or_else(|| unknown(code))?,
        };
        let several = query.several.is_some() && kind.is_joined();
        Ok(Self { kind, locale, several })
    }

    fn letter(&self, app: &App) -> Result<Letter, Problem> {
        let count = if self.several { 3 } else { 1 };
        let reader =
            sample::reader(self.locale, self.kind, &app.message_templates, &app.state.site.origin);
        let letter = reader.and_then(|reader| sample::letter(&reader, self.kind, count));
        letter.map_err(Problem::Fault)
    }
}

async fn list(context: &Context) -> Answer {
    let locale = context.locale;
    let row = |kind: Kind| Row {
        kind: locale.message_kind(kind),
        to: match kind.audience() {
            Audience::Company(company) => locale.company_kind(company),
            Audience::Person => locale.t("letters-to-person"),
        },
        can_be_declined: kind.can_be_declined(),
        cells: Locale::ALL.map(|of| cell(context, kind, of)).into(),
    };
    html(&MessageTemplates {
        layout: context.layout(locale.t("letters-title")),
        languages: Locale::ALL.map(Locale::own_name).into(),
        rows: Kind::ALL.map(row).into(),
    })
}

fn cell(context: &Context, kind: Kind, locale: Locale) -> Cell {
    Cell {
        language: locale.own_name(),
        code: locale.code(),
        address: addresses::message_template(kind, locale, false, false),
        is_own: overrides::of_kind(&context.app.message_templates, locale, kind).next().is_some(),
    }
}

async fn preview(context: &Context) -> Answer {
    let asked = Asked::of(context)?;
    let letter = asked.letter(&context.app)?;
    let Asked { kind, locale, several } = asked;
    let language = |of: Locale| {
        (addresses::message_template(kind, of, false, several), of.own_name(), of == locale)
    };
    let mut response = html(&Preview {
        layout: context.layout(context.locale.message_kind(kind)),
        kind: context.locale.message_kind(kind),
        languages: Locale::ALL.map(language).into(),
        code: locale.code(),
        text: letter.text().map_err(unrendered)?,
        from: letter.sender,
        subject: letter.subject,
        page: addresses::message_template(kind, locale, true, several),
        own: overrides::of_kind(&context.app.message_templates, locale, kind).collect(),
        several: kind
            .is_joined()
            .then(|| (several, addresses::message_template(kind, locale, false, !several))),
    })?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, FRAMING_POLICY);
    Ok(response)
}

/// The message itself, as a mail program shows it.
async fn page(context: &Context) -> Answer {
    let letter = Asked::of(context)?.letter(&context.app)?;
    let mut response = Response::new(letter.html().map_err(unrendered)?.into());
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_SECURITY_POLICY, FRAMED_POLICY);
    headers.insert(header::X_FRAME_OPTIONS, FRAMED_BY_US);
    Ok(response)
}
