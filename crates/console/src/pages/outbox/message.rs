//! A message of the outbox as its reader gets it: composed again, in their language, without its
//! secrets.

use crate::addresses;
use crate::context::Context;
use crate::html::{html, unrendered};
use crate::layout::Layout;
use crate::pages::message_templates::framed;
use crate::reader_zone::zone_of;
use askama::Template;
use axum::http::header;
use countersign_delivery::compose_from::{ReadMessage, read_again};
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_language::datetime::Moment;
use countersign_store::outbox::MessageName;
use countersign_web::headers::FRAMING_POLICY;
use countersign_web::problem::{Answer, Problem};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "outbox_message.html")]
struct OutboxMessage {
    layout: Layout,
    name: String,
    email: String,
    state: String,
    at: Option<Moment>,
    error: Option<String>,
    has_link: bool,
    message: Option<MessageParts>,
}

/// The parts of a composed message.
struct MessageParts {
    code: &'static str,
    language: &'static str,
    from: Option<String>,
    subject: String,
    text: String,
    /// The address of the page for the frame.
    page: String,
}

/// The name of a message in an address.
#[derive(Deserialize)]
struct MessageAddress {
    id: Option<String>,
    person: Option<i64>,
    kind: Option<String>,
    company: Option<i64>,
    at: Option<i64>,
}

impl MessageAddress {
    fn name(self) -> Option<MessageName> {
        if let Some(id) = self.id {
            return Some(MessageName::Id(id));
        }
        Some(MessageName::Untried {
            person_id: self.person?,
            kind: MessageKind::from_token(&self.kind?)?,
            company_id: self.company,
            at: Instant::from_micros(self.at?),
        })
    }
}

async fn read(context: &Context) -> Result<(MessageName, ReadMessage), Problem> {
    let name = context.query::<MessageAddress>()?.name().ok_or(Problem::NotFound)?;
    let (origin, templates) = (&context.state.site.origin, &context.app.message_templates);
    let found = context
        .read(async |tx| Ok(read_again(tx, &name, origin, Arc::clone(templates)).await?))
        .await?;
    Ok((name, found.ok_or(Problem::NotFound)?))
}

pub(super) async fn show(context: &Context) -> Answer {
    let (name, ReadMessage { kept, addressee, composed }) = read(context).await?;
    let locale = context.locale;
    let zone = zone_of(context)?;
    let (state, at) = match (kept.sent_at, kept.failed_at) {
        (Some(at), _) => ("outbox-sent", Some(at)),
        (None, Some(at)) => ("outbox-failed", Some(at)),
        (None, None) => ("outbox-waiting", kept.next_attempt_at),
    };
    let message = match composed {
        Ok(message) => Some(MessageParts {
            code: message.locale.code(),
            language: message.locale.own_name(),
            text: message.text().map_err(unrendered)?,
            from: message.sender,
            subject: message.subject,
            page: addresses::outbox_message(&name, true),
        }),
        Err(_) => None,
    };
    let mut response = html(&OutboxMessage {
        layout: context.layout(locale.message_kind(kept.kind)),
        name: addressee.name,
        email: addressee.email,
        state: locale.t(state),
        at: at.map(|at| locale.moment(at, &zone)),
        error: kept.last_error,
        has_link: kept.kind.lets_in(),
        message,
    })?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, FRAMING_POLICY);
    Ok(response)
}

/// The message itself, for the frame.
pub(super) async fn page(context: &Context) -> Answer {
    let (_, read) = read(context).await?;
    framed(&read.composed.map_err(|_| Problem::NotFound)?)
}
