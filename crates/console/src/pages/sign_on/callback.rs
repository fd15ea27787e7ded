//! Coming back from a company's identity provider.

use super::{error, state_cookie};
use crate::addresses;
use crate::browser::{self, Browser};
use crate::context::Context;
use crate::notice::Notice;
use crate::preferences::remember;
use countersign_app::actions::audit;
use countersign_app::identity::browser as known;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::identity::sign_on::{
    self, SignOnError, SignOnPurpose, SignOnResult, authorize, callback,
};
use countersign_app::identity::throttle::{self, Subject};
use countersign_app::identity::token::Token;
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::preferences;
use countersign_store::sign_on_flows::Flow;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{redirect, session_cookie};
use serde::Deserialize;

#[derive(Deserialize)]
struct CallbackQuery {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CallbackQuery = context.query()?;
    let (flow, subject) = match proved(context, asked).await? {
        Ok(proved) => proved,
        Err(why) => return error::page(context, why),
    };
    match settled(context, &flow, &subject).await? {
        Ok((person_id, token)) => welcome(context, &flow, person_id, token).await,
        Err(why) => {
            let refused = AuditEntry {
                company_id: Some(flow.company_id),
                about: Some(flow.issuer),
                ..context.audit(Event::SignInRefused)
            };
            context.record(refused).await?;
            error::page(context, why)
        }
    }
}

/// The returned sign-in, and the subject for which the provider vouches.
async fn proved(
    context: &Context,
    asked: CallbackQuery,
) -> Result<SignOnResult<(Flow, String)>, Problem> {
    let (app, now) = (&context.app, context.machine_time);
    let cookie = state_cookie::of(context).unwrap_or_default();
    let state = asked.state.as_str();
    let back = context.write(async |tx| authorize::resume(tx, &cookie, state, now).await).await?;
    let (flow, provider) = match back {
        Ok(back) => back,
        Err(why) => return Ok(Err(why)),
    };
    let answer =
        sign_on::ProviderResponse { code: asked.code, issuer: asked.iss, error: asked.error };
    let callback = addresses::registered_callback(&app.state.site.origin);
    let proved = sign_on::prove(&app.network, &provider, &callback, &flow, &answer, now).await;
    Ok(proved.map(|subject| (flow, subject)))
}

/// The person, and the token of their session, unless they linked from a session.
async fn settled(
    context: &Context,
    flow: &Flow,
    subject: &str,
) -> Result<SignOnResult<(i64, Option<OpenedSession>)>, Problem> {
    let (store, now) = (&context.state.store, context.machine_time);
    let visitor = context.visitor.as_ref();
    let signed_in = visitor.filter(|it| it.person.is_some()).map(|it| it.person_id);
    let (browser, subjects) = (Browser::of(context), [Subject::address(context.client)]);
    let complete = async |tx: &mut countersign_store::Tx| {
        let person_id = match callback::complete(tx, flow, subject, signed_in, now).await? {
            Ok(person_id) => person_id,
            Err(why) => return Ok(Err(why)),
        };
        throttle::excuse(tx, &subjects, now).await?;
        let purpose = SignOnPurpose::of(flow);
        let came = AuditEntry {
            person_id: Some(person_id),
            company_id: Some(flow.company_id),
            about: Some(flow.issuer.clone()),
            ..context.audit(match purpose {
                SignOnPurpose::SignIn => Event::SignedIn,
                SignOnPurpose::Invitation { .. } | SignOnPurpose::Link { .. } => {
                    Event::IdentityLinked
                }
            })
        };
        audit::record(tx, came.clone()).await?;
        if matches!(purpose, SignOnPurpose::Invitation { .. }) {
            let event = Event::InvitationAccepted;
            let id = context.audit(event).id;
            audit::record(tx, AuditEntry { id, event, ..came }).await?;
        }
        if matches!(purpose, SignOnPurpose::Link { .. }) {
            return Ok(Ok((person_id, None)));
        }
        // A browser has one session: signing in again ends the one before.
        if let Some(visitor) = visitor {
            session::end(tx, visitor.person_id, visitor.session_id).await?;
        }
        let opening = SessionOpening {
            person_id,
            company_id: Some(flow.company_id),
            method: Method::SignOn,
            // The company trusts its provider to ask for a second factor.
            second_factor: SecondFactor::None,
            user_agent: &browser.user_agent,
            address: &browser.address,
        };
        let token = session::open(tx, &opening, now, &SystemRandom).await?;
        let known = known::note(tx, person_id, &browser.seen(), now, &SystemRandom).await?;
        Ok(Ok((person_id, Some((token, known)))))
    };
    match store.write(complete).await {
        // Two people linked one subject at the same time.
        Err(countersign_store::StoreError::Conflict(_)) => Ok(Err(SignOnError::Taken)),
        settled => Ok(settled?),
    }
}

/// The token of a session, and that of a new known browser.
type OpenedSession = (Token, Option<Token>);

async fn welcome(
    context: &Context,
    flow: &Flow,
    person_id: i64,
    opened: Option<OpenedSession>,
) -> Answer {
    let mut response =
        redirect::to(redirect::safe(flow.return_to.as_deref().unwrap_or(addresses::HOME)))?;
    state_cookie::clear(context, &mut response)?;
    let Some((token, known)) = opened else {
        let text = context.locale.t("account-provider-linked");
        return Ok(Notice::good(text).on(context, response));
    };
    session_cookie::set(context, &mut response, &token)?;
    browser::keep(context, &mut response, known.as_ref())?;
    let chosen = context.read(async |tx| Ok(preferences::find(tx, person_id).await?)).await?;
    remember(context, &mut response, &chosen)?;
    Ok(response)
}
