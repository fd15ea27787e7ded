//! The checks of every request: early refusals, the caller, the quota, access and scope; then the
//! body, the handler, and the headers of every answer.

use crate::answer::ApiAnswer;
use crate::api::Api;
use crate::authenticate;
use crate::context::{Context, Route};
use crate::problem::{ApiProblem, wrong_with};
use crate::query::wrong;
use crate::quota;
use crate::rate_limit::Usage;
use crate::resources::usage_reports::statement::SIGNED_HEADERS;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use countersign_app::identity::api_caller::{self, Caller, TokenRefusal};
use countersign_store::Tx;
use countersign_store::installation;
use countersign_web::access::{Access, AccessVerdict};
use countersign_web::arrival::Arrival;
use countersign_web::context::{RequestContext, RequestSender};
use countersign_web::problem::Problem;
use countersign_web::{early, finish_response, request_span};
use std::cell::RefCell;
use std::net::IpAddr;
use std::sync::Arc;
use tracing::Instrument;

/// Answers one request.
pub(crate) async fn serve(api: Arc<Api>, route: &Route, request: Request) -> Response {
    let state = Arc::clone(&api.state);
    let (arrival, body) = Arrival::of(request, &state, route).await;
    let answer = async {
        let counted = early::pass(&state, &arrival.parts, arrival.client);
        if let Err(refused) = &counted {
            return ApiProblem::early(*refused).response(&arrival.request_id);
        }
        if let Some(probe) = route.probe {
            return probe(Arc::clone(&state)).await;
        }
        match open(&api, route, &arrival).await {
            Ok(context) => admitted(context, route, body).await,
            Err(problem) => problem.response(&arrival.request_id),
        }
    };
    let mut response = answer.instrument(arrival.span.clone()).await;
    arrival.finish(&state, route, &mut response);
    response
}

/// Finds the caller if the route needs one.
async fn open(api: &Arc<Api>, route: &Route, arrival: &Arrival) -> Result<Context, ApiProblem> {
    let (state, client) = (&api.state, arrival.client);
    let machine_time = state.clock.machine_time();
    let token = match route.access {
        Access::Everyone => None,
        _ => Some(authenticate::bearer(&arrival.parts.headers)?),
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
    let visitor = caller.as_ref().map(|it| it.visitor.clone());
    let sender = RequestSender { visitor, session_token: None, installation, machine_time };
    let request = RequestContext::of(Arc::clone(state), arrival, sender);
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

/// Answers a request whose caller is known, and adds the headers of the quota.
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
    refuse_packed(&context.headers)?;
    refuse_signature(&context.headers, route)?;
    let state = Arc::clone(&context.state);
    let mut _room = None;
    if route.takes_upload {
        context.request.upload = RefCell::new(Some(body));
    } else if route.method != Method::GET {
        let sender = context.request.sender();
        let is_stranger = context.caller.is_none();
        let read = state.forms.read(&context.headers, body, sender, is_stranger).await;
        (context.request.fields, _room) = read?;
    }
    Ok(route.run(context).await?)
}

/// Refuses a signature that nothing would look at.
fn refuse_signature(headers: &HeaderMap, route: &Route) -> Result<(), ApiProblem> {
    let given = SIGNED_HEADERS.iter().find(|it| headers.contains_key(**it));
    match given.filter(|_| !route.takes_signature) {
        Some(name) => {
            let detail = format!("This operation is not signed: omit {name}.");
            Err(wrong("bad_request", name, &detail))
        }
        None => Ok(()),
    }
}

/// Refuses a body that is still packed, by another encoding than those unpacked on the way.
fn refuse_packed(headers: &HeaderMap) -> Result<(), ApiProblem> {
    let encoding = headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes);
    let Some(encoding) = encoding.filter(|it| !it.eq_ignore_ascii_case(b"identity")) else {
        return Ok(());
    };
    let encoding = String::from_utf8_lossy(encoding);
    let detail = format!("The body is encoded as {encoding:?}; send gzip, zstd or no encoding.");
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    Err(wrong_with(status, "unsupported_encoding", "Content-Encoding", &detail))
}

/// Checks the caller's role, then the token's scopes.
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
