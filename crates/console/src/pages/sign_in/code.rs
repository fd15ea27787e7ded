//! The second step: the code of the device, or a recovery code.

use crate::addresses;
use crate::browser::{self, Browser};
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::response_status::{refused, too_often};
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::identity::browser as known;
use countersign_app::identity::session::{self, Awaits, Visitor};
use countersign_app::identity::throttle::{self, Subject, ThrottleKind, Wait};
use countersign_app::identity::token::Token;
use countersign_app::identity::{recovery, totp};
use countersign_app::random::SystemRandom;
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::second_factors;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use countersign_web::session_cookie;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    layout: Layout,
    next: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct CodeQuery {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct SignInCodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// The result of a code.
enum Tried {
    Passed {
        token: Token,
        left: Option<i64>,
        browser: Option<Token>,
    },
    Wrong,
    /// The device's secret cannot be opened, and it is no recovery code either.
    Locked,
    Wait(Wait),
}

fn page(context: &Context, next: &str, error: Option<String>) -> Answer {
    let next = redirect::safe(next).to_owned();
    html(&CodePage { layout: context.layout(context.locale.t("code-title")), next, error })
}

fn is_asked(visitor: &Visitor) -> bool {
    visitor.awaits == Some(Awaits::Code)
}

pub(super) async fn show(context: &Context) -> Answer {
    let next = context.query::<CodeQuery>()?.next;
    match is_asked(context.visitor()?) {
        true => page(context, &next, None),
        false => redirect::to(redirect::safe(&next)),
    }
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: SignInCodeForm = context.form()?;
    let visitor = context.visitor()?;
    if !is_asked(visitor) {
        return redirect::to(addresses::HOME);
    }
    let locale = context.locale;
    match attempt(context, visitor, &form.code).await? {
        Tried::Wrong => refused(page(context, &form.next, Some(locale.t("code-wrong")))),
        Tried::Locked => refused(page(context, &form.next, Some(locale.t("code-locked")))),
        Tried::Wait(wait) => {
            let error = locale.say("sign-in-wait").with("count", wait.seconds).to_string();
            too_often(page(context, &form.next, Some(error)), wait.seconds)
        }
        Tried::Passed { token, left, browser } => {
            let mut response = redirect::to(redirect::safe(&form.next))?;
            session_cookie::set(context, &mut response, &token)?;
            browser::keep(context, &mut response, browser.as_ref())?;
            Ok(match left {
                None => response,
                Some(left) => {
                    let text = locale.say("code-recovery-used").with("count", left);
                    Notice::good(text).on(context, response)
                }
            })
        }
    }
}

async fn attempt(context: &Context, visitor: &Visitor, code: &str) -> Result<Tried, Problem> {
    let (person_id, now) = (visitor.person_id, context.machine_time);
    let browser = Browser::of(context);
    let seen = browser.seen();
    // Counted before it is checked, so that no two are tried at once.
    let (subjects, heard) = context
        .write(async |tx| {
            let subjects = match known::is_known(tx, person_id, seen.carries).await? {
                true => vec![Subject::person(ThrottleKind::KnownBrowserCode, person_id)],
                false => {
                    vec![
                        Subject::person(ThrottleKind::Code, person_id),
                        Subject::address(context.client),
                    ]
                }
            };
            let heard = throttle::admit(tx, &subjects, now).await?;
            Ok((subjects, heard))
        })
        .await?;
    if let Err(wait) = heard {
        context.record(context.audit(Event::Throttled)).await?;
        return Ok(Tried::Wait(wait));
    }
    context
        .write(async |tx| {
            let by_device = totp::verify(tx, person_id, code, now).await?;
            if !by_device && !recovery::use_up(tx, person_id, code, now).await? {
                audit::record(tx, context.audit(Event::CodeRefused)).await?;
                let factor = second_factors::find(tx, person_id).await?;
                let is_locked = factor.is_some_and(|it| it.secret.is_none());
                return Ok(if is_locked { Tried::Locked } else { Tried::Wrong });
            }
            throttle::excuse(tx, &subjects, now).await?;
            let about = Some(if by_device { "device" } else { "recovery code" }.to_owned());
            audit::record(tx, AuditEntry { about, ..context.audit(Event::CodePassed) }).await?;
            let token = session::pass(tx, visitor, now, &SystemRandom).await?;
            let left = second_factors::codes_left(tx, person_id).await?;
            let browser = known::note(tx, person_id, &seen, now, &SystemRandom).await?;
            Ok(Tried::Passed { token, left: (!by_device).then_some(left), browser })
        })
        .await
}
