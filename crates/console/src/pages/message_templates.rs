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
use countersign_delivery::message::EmailMessage;
use countersign_delivery::{overrides, sample_messages};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::Operator;
use countersign_domain::message::{Audience, MessageKind};
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
struct MessageTemplatesPage {
    layout: Layout,
    rows: Vec<TemplateRow>,
}

struct TemplateRow {
    kind: String,
    to: String,
    can_be_declined: bool,
    cells: Vec<TemplateCell>,
}

/// A kind in a language.
struct TemplateCell {
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
    languages: Vec<(String, Locale, bool)>,
    code: &'static str,
    from: Option<String>,
    subject: String,
    text: String,
    page: String,
    own: Vec<String>,
    several: Option<(bool, String)>,
}

#[derive(Deserialize)]
struct PreviewQuery {
    language: Option<String>,
    /// Whether it lists several reports or dispatches.
    several: Option<String>,
}

/// The message that is previewed.
struct PreviewedMessage {
    kind: MessageKind,
    locale: Locale,
    several: bool,
}

impl PreviewedMessage {
    fn of(context: &Context) -> Result<Self, Problem> {
        let token: String = context.parameter("kind")?;
        let kind = MessageKind::from_token(&token).ok_or(Problem::NotFound)?;
        let query: PreviewQuery = context.query()?;
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

    fn message(&self, app: &App) -> Result<EmailMessage, Problem> {
        let count = if self.several { 3 } else { 1 };
        let reader = sample_messages::reader(
            self.locale,
            self.kind,
            &app.message_templates,
            &app.state.site.origin,
        );
        let message = reader.and_then(|reader| sample_messages::message(&reader, self.kind, count));
        message.map_err(Problem::Fault)
    }
}

async fn list(context: &Context) -> Answer {
    let locale = context.locale;
    let row = |kind: MessageKind| TemplateRow {
        kind: locale.message_kind(kind),
        to: match kind.audience() {
            Audience::Company(company) => locale.company_kind(company),
            Audience::Person => locale.t("letters-to-person"),
        },
        can_be_declined: kind.can_be_declined(),
        cells: Locale::ALL.map(|of| cell(context, kind, of)).into(),
    };
    html(&MessageTemplatesPage {
        layout: context.layout(locale.t("letters-title")),
        rows: MessageKind::ALL.map(row).into(),
    })
}

fn cell(context: &Context, kind: MessageKind, locale: Locale) -> TemplateCell {
    TemplateCell {
        language: locale.own_name(),
        code: locale.code(),
        address: addresses::message_template(kind, locale, false, false),
        is_own: overrides::of_kind(&context.app.message_templates, locale, kind).next().is_some(),
    }
}

async fn preview(context: &Context) -> Answer {
    let asked = PreviewedMessage::of(context)?;
    let message = asked.message(&context.app)?;
    let PreviewedMessage { kind, locale, several } = asked;
    let language =
        |of: Locale| (addresses::message_template(kind, of, false, several), of, of == locale);
    let mut response = html(&Preview {
        layout: context.layout(context.locale.message_kind(kind)),
        kind: context.locale.message_kind(kind),
        languages: Locale::ALL.map(language).into(),
        code: locale.code(),
        text: message.text().map_err(unrendered)?,
        from: message.sender,
        subject: message.subject,
        page: addresses::message_template(kind, locale, true, several),
        own: overrides::of_kind(&context.app.message_templates, locale, kind).collect(),
        several: kind
            .is_joined()
            .then(|| (several, addresses::message_template(kind, locale, false, !several))),
    })?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, FRAMING_POLICY);
    Ok(response)
}

async fn page(context: &Context) -> Answer {
    framed(&PreviewedMessage::of(context)?.message(&context.app)?)
}

/// A message itself, as a mail program shows it, for a frame of our own pages.
pub(crate) fn framed(message: &EmailMessage) -> Answer {
    let mut response = Response::new(message.html().map_err(unrendered)?.into());
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_SECURITY_POLICY, FRAMED_POLICY);
    headers.insert(header::X_FRAME_OPTIONS, FRAMED_BY_US);
    Ok(response)
}
