//! Invitations to people who already have an account: they accept in a separate session.

use super::link::{addressed, closed, joins, maker, opened, record_use};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::link::{self, OpenedLink};
use countersign_app::identity::sign_on::host;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_web::problem::Answer;
use countersign_web::redirect;

#[derive(Template)]
#[template(path = "link_consent.html")]
struct ConsentPage {
    layout: Layout,
    name: String,
    email: String,
    /// The companies that are joined, with the role in each.
    joins: Vec<(String, String)>,
    /// The person who made it, if there was one.
    maker: Option<String>,
    asked: ConsentReader,
    /// The address of this page.
    address: String,
    /// The sign-in page, which leads back here.
    sign_in: String,
    provider: Option<String>,
}

/// The visitor of an invitation.
enum ConsentReader {
    /// Its person.
    Person,
    SomebodyElse(String),
    Stranger,
}

/// The visitor of an invitation. A session that still waits for a proof does not count.
fn asked(context: &Context, opened: &OpenedLink) -> ConsentReader {
    let visitor = context.visitor.as_ref();
    match visitor.filter(|it| it.awaited_proof().is_none()) {
        Some(visitor) if visitor.person_id == opened.person.id => ConsentReader::Person,
        Some(visitor) => ConsentReader::SomebodyElse(visitor.email.clone()),
        None => ConsentReader::Stranger,
    }
}

pub(super) async fn page(context: &Context, opened: &OpenedLink) -> Answer {
    let token: String = context.parameter("token")?;
    let (maker, provider) = context
        .read(async |tx| {
            let maker = maker(tx, opened).await?;
            let provider = super::link::provider(tx, opened).await?;
            Ok((maker, provider))
        })
        .await?;
    let address = addresses::link(&token);
    html(&ConsentPage {
        layout: context.layout(context.locale.t("consent-title")),
        name: addressed(opened).to_owned(),
        email: opened.person.email.clone(),
        joins: joins(context, opened),
        maker,
        asked: asked(context, opened),
        sign_in: addresses::sign_in(&address),
        provider: provider.map(|(_, provider)| host(&provider.issuer).to_owned()),
        address,
    })
}

pub(super) async fn accept(context: &Context) -> Answer {
    let Some(opened) = opened(context).await? else { return closed(context) };
    if !matches!(asked(context, &opened), ConsentReader::Person) {
        return page(context, &opened).await;
    }
    let now = context.machine_time;
    let joined = context
        .write(async |tx| {
            let joined = link::consent(tx, &opened, now).await?;
            if joined {
                record_use(tx, context, &opened, "consent").await?;
            }
            Ok(joined)
        })
        .await?;
    if !joined {
        return closed(context);
    }
    let notice = Notice::good(context.locale.t("company-accepted"));
    Ok(notice.on(context, redirect::to(addresses::CHOOSE_COMPANY)?))
}

/// Declines the invitation; the link identifies the person well enough.
pub(super) async fn decline(context: &Context) -> Answer {
    let Some(opened) = opened(context).await? else { return closed(context) };
    let now = context.machine_time;
    let declined = context
        .write(async |tx| {
            let company_id = link::decline(tx, &opened, now).await?;
            if company_id.is_some() {
                let event = context.audit(Event::InvitationDeclined);
                let about_person_id = Some(opened.person.id);
                audit::record(tx, AuditEntry { about_person_id, company_id, ..event }).await?;
            }
            Ok(company_id)
        })
        .await?;
    if declined.is_none() {
        return closed(context);
    }
    let notice = Notice::good(context.locale.t("company-declined"));
    Ok(notice.on(context, redirect::to(addresses::SIGN_IN)?))
}
