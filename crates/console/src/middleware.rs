//! The checks of every request for a page: early refusals, the visitor, access, and the origin of
//! forms; then the handler, and the headers of every response.

use crate::app::App;
use crate::context::Context;
use crate::route::Route;
use crate::{early_page, notice, problem_page, redirect, unsaved};
use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use countersign_web::access::AccessVerdict;
use countersign_web::arrival::Arrival;
use countersign_web::context::RequestContext;
use countersign_web::problem::{Answer, Problem};
use countersign_web::{csrf, early, finish_response, request_span};
use std::cell::RefCell;
use std::sync::Arc;
use tracing::Instrument;

/// Answers one request.
pub(crate) async fn serve(app: Arc<App>, route: &Route, request: Request) -> Response {
    let state = Arc::clone(&app.state);
    let (arrival, body) = Arrival::of(request, &state, route).await;
    let answer = async {
        let parts = &arrival.parts;
        // Balancers name no host, and send many requests from one address.
        if let Some(probe) = route.probe {
            return probe(Arc::clone(&state)).await;
        }
        let counted = early::pass(&state, parts, arrival.client);
        if let Err(refused) = &counted {
            return early_page::show(*refused, parts);
        }
        match RequestContext::open(Arc::clone(&state), &arrival).await {
            Ok(request) => page(Context::new(app, request), route, body).await,
            // The store has logged it.
            Err(problem @ Problem::Outdated) => early_page::show_problem(&problem, parts),
            Err(problem) => {
                tracing::error!(event = "database-away", ?problem, "the database did not answer");
                let away = Problem::Unavailable(String::new());
                early_page::show_problem(&away, parts)
            }
        }
    };
    let mut response = answer.instrument(arrival.span.clone()).await;
    arrival.finish(&state, route, &mut response);
    response
}

/// The page of a route, or the problem that prevents it.
async fn page(mut context: Context, route: &Route, body: Body) -> Response {
    let admitted = finish_response::in_time(route.takes_upload, admit(&mut context, route, body));
    let answer = finish_response::unbroken(admitted).await;
    let shows_notice = route.method == Method::GET && !route.path.starts_with("/assets");
    let mut response = answer.unwrap_or_else(|problem| problem_page::show(&problem, &context));
    notice::carry(&context, &mut response, shows_notice);
    response
}

async fn admit(context: &mut Context, route: &Route, body: Body) -> Answer {
    if let Some(visitor) = &context.visitor {
        request_span::record_visitor(&context.span, visitor);
    }
    let state = Arc::clone(&context.state);
    let mut _room = None;
    let verdict = route.access.check(context.visitor.as_ref());
    match verdict {
        AccessVerdict::Open => {}
        AccessVerdict::SignIn | AccessVerdict::First(_) if unsaved::may_be_ours(context, route) => {
            let carried_on = unsaved::signed_out(context, body).await?;
            return carried_on.map_or_else(|| turned_away(context, verdict), Ok);
        }
        _ => return turned_away(context, verdict),
    }
    if route.method == Method::POST {
        if csrf::is_foreign(&context.headers, &context.state.site.origin) {
            return Err(Problem::ForeignForm);
        }
        if route.takes_upload {
            context.upload = RefCell::new(Some(body));
        } else {
            let visitor = context.visitor.as_ref();
            let is_stranger = visitor.is_none_or(|it| it.awaited_proof().is_some());
            let sender = context.sender();
            (context.fields, _room) =
                state.forms.read(&context.headers, body, sender, is_stranger).await?;
            let token = context.session_token.as_deref();
            if token.is_some_and(|token| !csrf::carries(&context.fields, token)) {
                return unsaved::show_again(context, route).await;
            }
        }
    }
    let answer = route.run(context).await;
    if route.method == Method::POST {
        context.app.counts.forget();
    }
    answer
}

/// The response to a visitor who may not open a route.
fn turned_away(context: &Context, verdict: AccessVerdict) -> Answer {
    match verdict {
        AccessVerdict::SignIn => redirect::to_sign_in(context),
        AccessVerdict::First(what) => redirect::to_first(what),
        AccessVerdict::NotFound => Err(Problem::NotFound),
        AccessVerdict::Forbidden | AccessVerdict::Open => Err(Problem::Forbidden),
    }
}
