//! The checks of every request: early refusals, the caller, how much they ask, access and scope;
//! then the body, the handler, and the headers of every answer.

use crate::answer::ApiAnswer;
use crate::api::Api;
use crate::authenticate;
use crate::context::{Context, Route};
use crate::problem::ApiProblem;
use crate::quota;
use crate::rate_limit::Usage;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use countersign_app::identity::api_caller::{self, Caller, TokenRefusal};
use countersign_store::Tx;
use countersign_store::installation;
use countersign_web::access::{Access, AccessVerdict};
use countersign_web::context::RequestContext;
use countersign_web::forms::Sender;
use countersign_web::problem::Problem;
use countersign_web::{
    client_address, early, finish_response, headers, request_span, trace_parent,
};
use std::cell::RefCell;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;
use tracing::{Instrument, Span};

/// What is known of a request before its caller is.
struct Incoming<'a> {
    parts: &'a Parts,
    client: IpAddr,
    parameters: Vec<(String, String)>,
    request_id: &'a str,
}

/// Answers one request.
pub(crate) async fn serve(api: Arc<Api>, route: &Route, request: Request) -> Response {
    let (began, state) = (Instant::now(), Arc::clone(&api.state));
    let (mut parts, body) = request.into_parts();
    let parameters = RawPathParams::from_request_parts(&mut parts, &()).await;
    let parameters = parameters.map_or_else(
        |_| Vec::new(),
        |found| found.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect(),
    );
    let request_id = early::request_id();
    let client = client_address::of(&parts, &state.site.trusted_proxies);
    let span = request_span::open(&request_id, &route.method, route.path);
    trace_parent::adopt(&span, &parts, &state.site.trusted_proxies);
    let answer = async {
        let counted = early::pass(&state, &parts, client);
        if let Err(refused) = &counted {
            return ApiProblem::early(*refused).response(&request_id);
        }
        if let Some(probe) = route.probe {
            return probe(Arc::clone(&state)).await;
        }
        let incoming = Incoming { parts: &parts, client, parameters, request_id: &request_id };
        match open(&api, route, incoming).await {
            Ok(context) => admitted(context, route, body).await,
            Err(problem) => problem.response(&request_id),
        }
    };
    let mut response = answer.instrument(span.clone()).await;
    request_span::record_status(&span, response.status());
    headers::add(&mut response, &request_id, state.site.is_secure());
    state.metrics.answered(&route.method, route.path, response.status(), began.elapsed());
    response
}

/// Finds the caller, where the route asks for one.
async fn open(
    api: &Arc<Api>,
    route: &Route,
    incoming: Incoming<'_>,
) -> Result<Context, ApiProblem> {
    let (state, client) = (&api.state, incoming.client);
    let machine_time = state.clock.machine_time();
    let token = match route.access {
        Access::Everyone => None,
        _ => Some(authenticate::bearer(&incoming.parts.headers)?),
    };
    let read = async |tx: &mut Tx| -> Result<_, Problem> {
        let installation = installation::load(tx).await?;
        let caller = match token {
            Some(token) => Some(api_caller::look_up(tx, token, client, machine_time).await?),
            None => None,
        };
        Ok((installation, caller))
    };
    let (installation, caller) = state.store.reading(read).await.inspect_err(|problem| {
        tracing::error!(event = "database-away", ?problem, "the database did not answer");
    })?;
    let installation =
        installation.ok_or_else(|| ApiProblem::fault("the database has no installation"))?;
    let caller = match caller {
        Some(Err(refused)) => return Err(refuse(state, refused, client).await),
        found => found.and_then(Result::ok),
    };
    if let Some(caller) = caller.as_ref().filter(|it| it.is_to_be_noted(machine_time)) {
        authenticate::note_use(state, caller, client, machine_time).await;
    }
    let request = RequestContext {
        now: state.clock.now(&installation),
        client,
        session_token: None,
        visitor: caller.as_ref().map(|it| it.visitor.clone()),
        state: Arc::clone(state),
        installation,
        machine_time,
        request_id: incoming.request_id.to_owned(),
        span: Span::current(),
        method: incoming.parts.method.clone(),
        uri: incoming.parts.uri.clone(),
        headers: incoming.parts.headers.clone(),
        parameters: incoming.parameters,
        fields: Bytes::new(),
        upload: RefCell::new(None),
    };
    Ok(Context { request, api: Arc::clone(api), caller })
}

async fn refuse(
    state: &countersign_web::state::State,
    refused: TokenRefusal,
    client: IpAddr,
) -> ApiProblem {
    let now = state.clock.machine_time();
    match authenticate::count_refusal(state, refused, client, now).await {
        Ok(()) => authenticate::problem(refused),
        Err(problem) => problem,
    }
}

/// The answer to a request whose caller is known, with the headers of their quota.
async fn admitted(mut context: Context, route: &Route, body: Body) -> Response {
    let usage = context.caller.as_ref().map(|caller| count(&context, caller));
    if let Some(visitor) = &context.visitor {
        request_span::record_visitor(&context.span, visitor);
    }
    let work = async {
        let answered = answer(&mut context, route, usage, body).await;
        Ok(answered.unwrap_or_else(|problem| problem.answer(&context)))
    };
    let answered = finish_response::in_time(route.takes_upload, work);
    let answered = finish_response::unbroken(answered).await;
    let mut response =
        answered.unwrap_or_else(|problem| ApiProblem::from(problem).answer(&context));
    if let Some(usage) = usage {
        usage.mark(&mut response);
    }
    response
}

fn count(context: &Context, caller: &Caller) -> Usage {
    let counted = caller.account_id.unwrap_or(caller.token_id);
    context.api.limits.count(counted, caller.company_id, context.machine_time)
}

async fn answer(
    context: &mut Context,
    route: &Route,
    usage: Option<Usage>,
    body: Body,
) -> ApiAnswer {
    if let Some(usage) = usage {
        quota::admit(&usage)?;
    }
    check_access(context, route)?;
    let state = Arc::clone(&context.state);
    let mut _room = None;
    if route.takes_upload {
        context.request.upload = RefCell::new(Some(body));
    } else if route.method != Method::GET {
        let sender = Sender::of(&context.request);
        let is_stranger = context.caller.is_none();
        let read = state.forms.read(&context.headers, body, sender, is_stranger).await;
        (context.request.fields, _room) = read?;
    }
    Ok(route.run(context).await?)
}

/// Checks what the caller's role includes, then what the token does.
fn check_access(context: &Context, route: &Route) -> Result<(), ApiProblem> {
    match route.access.check(context.visitor.as_ref()) {
        AccessVerdict::Open => {}
        AccessVerdict::NotFound => return Err(Problem::NotFound.into()),
        _ => return Err(Problem::Forbidden.into()),
    }
    let Some(scope) = route.scope else { return Ok(()) };
    if context.caller()?.scopes.contains(&scope) {
        return Ok(());
    }
    let token = scope.token();
    let detail = format!("The token does not have the scope {token}.");
    let challenge =
        format!("Bearer realm=\"countersign\", error=\"insufficient_scope\", scope=\"{token}\"");
    Err(ApiProblem::new(StatusCode::FORBIDDEN, "insufficient_scope", &detail)
        .with_header(header::WWW_AUTHENTICATE, challenge))
}
