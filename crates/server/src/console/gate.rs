//! What every request passes: who asks, whether they may, whether the form is ours; then the
//! handler, and the headers that every answer carries.

use super::access::Verdict;
use super::context::Context;
use super::forms::Sender;
use super::problem::{Answer, Problem};
use super::routes::Route;
use super::text::Locale;
use super::{App, early, guard, headers, notice, preferences, redirect, session_cookie, unsaved};
use crate::client_address;
use crate::identity::session::{self, Visitor};
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};
use cookie::Cookie;
use countersign_store::{Tx, installation};
use futures_util::FutureExt;
use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an answer may take to begin.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// Answers one request.
pub(crate) async fn serve(app: Arc<App>, route: &Route, request: Request) -> Response {
    let (began, counting) = (Instant::now(), Arc::clone(&app));
    let (mut parts, body) = request.into_parts();
    let parameters = RawPathParams::from_request_parts(&mut parts, &()).await;
    let parameters = parameters.map_or_else(
        |_| Vec::new(),
        |found| found.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
    );
    let (request_id, client) = (request_id(), client(&app, &parts));
    let _counted = match early::pass(&counting, &parts, client, &request_id) {
        Ok(counted) => counted,
        Err(response) => {
            let (method, took) = (&route.method, began.elapsed());
            counting.metrics.answered(method, route.path, response.status(), took);
            return *response;
        }
    };
    let secure = app.site.is_secure();
    let mut response = match open(app, (&parts, client), parameters, &request_id).await {
        Ok(mut context) => {
            let answer = unbroken(in_time(route, admit(&mut context, route, body))).await;
            let shows_notice = route.method == Method::GET && !route.path.starts_with("/assets");
            let mut response = answer.unwrap_or_else(|problem| problem.page(&context));
            notice::carry(&context, &mut response, shows_notice);
            response
        }
        Err(problem) => {
            tracing::error!(request = request_id, ?problem, "no answer");
            (axum::http::StatusCode::SERVICE_UNAVAILABLE, "The database is out of reach.")
                .into_response()
        }
    };
    headers::add(&mut response, &request_id, secure);
    counting.metrics.answered(&route.method, route.path, response.status(), began.elapsed());
    response
}

/// An upload takes as long as its client keeps sending; everything else has to answer in time.
async fn in_time(route: &Route, answer: impl Future<Output = Answer>) -> Answer {
    if route.takes_upload {
        return answer.await;
    }
    let late = |_| Err(Problem::Unavailable("the answer took too long".to_owned()));
    tokio::time::timeout(ANSWER_TIMEOUT, answer).await.unwrap_or_else(late)
}

/// A handler that breaks is a fault of ours, told like any other.
async fn unbroken(answer: impl Future<Output = Answer>) -> Answer {
    let broken = |_| Err(Problem::Fault("the handler broke".to_owned()));
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(broken)
}

/// A number that nobody can guess from the one before it.
fn request_id() -> String {
    let mut bytes = [0_u8; 8];
    // Without randomness the id is zeros: it identifies less, and guards nothing.
    getrandom::fill(&mut bytes).unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(bytes))
}

async fn open(
    app: Arc<App>,
    (parts, client): (&Parts, IpAddr),
    parameters: Vec<(String, String)>,
    request_id: &str,
) -> Result<Context, Problem> {
    let machine_time = app.clock.machine_time();
    let token = cookie_value(&parts.headers, session_cookie::name(app.site.is_secure()));
    let mut tx = app.store.read().await?;
    let installation = installation::load(&mut tx).await?;
    let visitor = match &token {
        Some(token) => session::look_up(&mut tx, token, machine_time).await?,
        None => None,
    };
    tx.rollback().await?;
    if let Some(visitor) = visitor.as_ref().filter(|it| it.is_to_be_touched(machine_time)) {
        let touch = async |tx: &mut Tx| session::touch(tx, visitor.session_id, machine_time).await;
        app.store.write(touch).await?;
    }
    let installation =
        installation.ok_or_else(|| Problem::Fault("the database has no installation".into()))?;
    let [language, theme] = preferences::cookies(app.site.is_secure());
    let chosen = cookie_value(&parts.headers, language).as_deref().and_then(Locale::from_code);
    let own = || visitor.as_ref()?.language.as_deref().and_then(Locale::from_code);
    let locale = chosen.or_else(own).or_else(|| Locale::accepted(&parts.headers));
    let theme = cookie_value(&parts.headers, theme);
    Ok(Context {
        now: app.clock.now(&installation),
        client,
        session_token: visitor.as_ref().and(token),
        locale: locale.unwrap_or_default(),
        theme: ["light", "dark"].into_iter().find(|name| theme.as_deref() == Some(name)),
        app,
        visitor,
        installation,
        machine_time,
        request_id: request_id.to_owned(),
        method: parts.method.clone(),
        uri: parts.uri.clone(),
        headers: parts.headers.clone(),
        parameters,
        fields: Bytes::new(),
        shows_again: false,
        upload: RefCell::new(None),
    })
}

async fn admit(context: &mut Context, route: &Route, body: Body) -> Answer {
    let app = Arc::clone(&context.app);
    let mut _room = None;
    let verdict = route.access.check(context.visitor.as_ref());
    match verdict {
        Verdict::Open => {}
        Verdict::SignIn | Verdict::First(_) if unsaved::may_be_ours(context, route) => {
            let carried_on = unsaved::signed_out(context, body).await?;
            return carried_on.map_or_else(|| turned_away(context, verdict), Ok);
        }
        _ => return turned_away(context, verdict),
    }
    if route.method == Method::POST {
        if guard::is_foreign(&context.headers, &context.app.site.origin) {
            return Err(Problem::ForeignForm);
        }
        if route.takes_upload {
            context.upload = RefCell::new(Some(body));
        } else {
            let is_stranger = context.visitor.as_ref().is_none_or(Visitor::awaits_code);
            let sender = (Sender::of(context), is_stranger);
            (context.fields, _room) = app.forms.read(&context.headers, body, sender).await?;
            let token = context.session_token.as_deref();
            if token.is_some_and(|token| !guard::carries(&context.fields, token)) {
                return unsaved::show_again(context, route).await;
            }
        }
    }
    let answer = route.run(context).await;
    if route.method == Method::POST {
        context.app.recent.forget();
    }
    answer
}

/// Whoever may not open a route.
fn turned_away(context: &Context, verdict: Verdict) -> Answer {
    match verdict {
        Verdict::SignIn => redirect::to_sign_in(context),
        Verdict::First(what) => redirect::to_first(what),
        Verdict::NotFound => Err(Problem::NotFound),
        Verdict::Forbidden | Verdict::Open => Err(Problem::Forbidden),
    }
}

/// A cookie's value.
pub(crate) fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lists = headers.get_all(header::COOKIE).into_iter().filter_map(|list| list.to_str().ok());
    let mut cookies = lists.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// Where the client is, seen through trusted proxies.
fn client(app: &App, parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    client_address::client(peer, &parts.headers, &app.site.trusted_proxies)
}
