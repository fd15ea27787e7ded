//! A one-time link: sent to its person, or shown once to the Administrator who hands it over.

use super::scope::ManagedCompany;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::link::{self, LinkPurpose, Maker, Order};
use countersign_app::identity::token::Token;
use countersign_app::notifications::account;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::{Result, Tx};
use countersign_web::problem::Answer;
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "person_link.html")]
struct PersonLink {
    layout: Layout,
    people: String,
    name: String,
    email: String,
    address: String,
    is_invitation: bool,
    /// Whether it is also sent to them by e-mail.
    is_mailed: bool,
}

/// Makes a link, and sends it if messages are sent; `None` if this link may not be made.
pub(super) async fn make(tx: &mut Tx, context: &Context, order: &Order) -> Result<Option<Token>> {
    let now = context.machine_time;
    let made = link::make(tx, order, now, &SystemRandom).await?;
    if made.is_some() {
        let by_hand = if order.mailed { "by mail" } else { "by hand" };
        let made = AuditEntry {
            company_id: order.company_id,
            about_person_id: Some(order.person_id),
            about: Some(order.kind.token().to_owned()),
            after: Some(by_hand.to_owned()),
            ..context.audit(Event::LinkMade)
        };
        audit::record(tx, made).await?;
    }
    if let Some(token) = made.as_ref().filter(|_| context.app.sends_mail) {
        let Order { person_id, company_id, kind, .. } = *order;
        account::send_link(tx, person_id, company_id, kind, token, now, &SystemRandom).await?;
    }
    Ok(made)
}

/// The response to a person who made a link: the page with the link, or that it was sent.
pub(super) fn answer(
    context: &Context,
    scope: &ManagedCompany,
    name: &str,
    email: &str,
    kind: LinkPurpose,
    made: Option<Token>,
) -> Answer {
    let locale = context.locale;
    let Some(token) = made else {
        let key = match scope.maker {
            Maker::Operator => "person-link-not-shown",
            _ => "person-link-elsewhere",
        };
        let notice = Notice::bad(locale.t(key));
        return Ok(notice.on(context, redirect::to(&scope.address(addresses::PEOPLE))?));
    };
    let is_invitation = kind == LinkPurpose::Invitation;
    if !context.app.links_by_hand {
        let key = if is_invitation { "handed-invitation-sent" } else { "handed-reset-sent" };
        let notice = Notice::good(locale.say(key).with_text("email", email));
        return Ok(notice.on(context, redirect::to(&scope.address(addresses::PEOPLE))?));
    }
    let title = if is_invitation { "handed-invitation" } else { "handed-reset" };
    html(&PersonLink {
        layout: context.layout(locale.t(title)),
        people: scope.address(addresses::PEOPLE),
        name: name.to_owned(),
        email: email.to_owned(),
        address: format!("{}{}", context.state.site.origin, link::path(&token)),
        is_invitation,
        is_mailed: context.app.sends_mail,
    })
}
