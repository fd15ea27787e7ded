//! Leaving for a company's identity provider.
//!
//! The response is a page that leads there, not a redirect: the policy header lets forms lead to
//! our own pages only, and browsers apply that to the redirects of a form.

use super::{error, state_cookie};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::pages::sign_in::password;
use crate::response_status::{refused, too_often};
use askama::Template;
use axum::http::{HeaderName, HeaderValue};
use countersign_app::identity::sign_on::authorize::{self, AuthorizationRequest};
use countersign_app::identity::sign_on::{SignOnError, SignOnPurpose};
use countersign_app::identity::throttle::{self, Subject};
use countersign_app::random::SystemRandom;
use countersign_store::sign_in_policies;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "sign_on_leave.html")]
struct SignOnLeave {
    layout: Layout,
    address: String,
    host: String,
}

#[derive(Deserialize)]
struct ProviderForm {
    #[serde(default)]
    company: String,
    #[serde(default)]
    next: String,
}

/// The destination of a person who leaves.
pub(crate) struct ProviderVisit<'a> {
    /// With whose provider they sign in.
    pub(crate) company_id: i64,
    /// What for.
    pub(crate) purpose: SignOnPurpose,
    /// Where they go afterwards.
    pub(crate) return_to: &'a str,
}

/// Lets a person leave who named their company. A company without a provider is answered like one
/// that does not exist.
pub(super) async fn by_company(context: &Context) -> Answer {
    let form: ProviderForm = context.form()?;
    let code = form.company.trim();
    if let Some(seconds) = seconds_to_wait(context).await? {
        let error = wait(context, seconds);
        return too_often(password::company_page(context, &form.next, code, error).await, seconds);
    }
    let found = context
        .read(async |tx| Ok(sign_in_policies::company_with_provider(tx, code).await?))
        .await?;
    let Some(company_id) = found else {
        let error = context.locale.t("sign-on-no-company");
        return refused(password::company_page(context, &form.next, code, error).await);
    };
    let return_to = redirect::safe(&form.next);
    send_to_provider(
        context,
        &ProviderVisit { company_id, purpose: SignOnPurpose::SignIn, return_to },
    )
    .await
}

/// Each departure counts as a wrong try until it has returned, so that no one can make the program
/// call a provider at will.
pub(crate) async fn seconds_to_wait(context: &Context) -> Result<Option<i64>, Problem> {
    let (now, subjects) = (context.machine_time, [Subject::address(context.client)]);
    let heard = context.write(async |tx| throttle::admit(tx, &subjects, now).await).await?;
    Ok(heard.err().map(|wait| wait.seconds))
}

pub(crate) fn wait(context: &Context, seconds: i64) -> String {
    context.locale.say("sign-in-wait").with("count", seconds).to_string()
}

/// Redirects the browser to the identity provider.
pub(crate) async fn send_to_provider(context: &Context, to: &ProviderVisit<'_>) -> Answer {
    let app = &context.app;
    let request = AuthorizationRequest {
        company_id: to.company_id,
        purpose: to.purpose,
        return_to: to.return_to,
        callback: &addresses::registered_callback(&app.state.site.origin),
    };
    let now = context.machine_time;
    let left =
        authorize::begin(&app.state.store, &app.network, &request, now, &SystemRandom).await?;
    let left = match left {
        Ok(left) => left,
        Err(why) => return error::page(context, why),
    };
    let Ok(refresh) = HeaderValue::from_str(&format!("0; url={}", left.address)) else {
        return error::page(context, SignOnError::OutOfReach);
    };
    let mut layout = context.layout(context.locale.t("sign-on-leave-title"));
    addresses::SIGN_IN.clone_into(&mut layout.here);
    let host = countersign_app::identity::sign_on::host(&left.address).to_owned();
    let mut response = html(&SignOnLeave { layout, address: left.address, host })?;
    response.headers_mut().insert(HeaderName::from_static("refresh"), refresh);
    state_cookie::set(context, &mut response, &left.state)?;
    Ok(response)
}
