//! The one table of routes, and the router made of it.

use super::access::Access;
use super::context::Context;
use super::problem::{Answer, Problem};
use super::{
    App, account, administration, assets, audit, bulk, clock, corrections, cycles, dashboard, demo,
    directory, dispatches, gate, imports, jobs, letters, outbox, people, preferences, report_lists,
    reports, settings, sign_in, sign_on, unsubscribe, ways,
};
use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, any};
use send_wrapper::SendWrapper;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type LocalFuture<'a> = Pin<Box<dyn Future<Output = Answer> + 'a>>;

type Handler = Box<dyn Fn(&Context) -> LocalFuture<'_> + Send + Sync>;

fn boxed<H>(handler: H) -> Handler
where
    H: AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static,
{
    Box::new(move |context| Box::pin(async move { handler(context).await }))
}

/// A page or a form's target.
pub(crate) struct Route {
    /// `GET` or `POST`.
    pub(crate) method: Method,
    /// The address, with `{names}` for its parts.
    pub(crate) path: &'static str,
    /// Who may open it.
    pub(crate) access: Access,
    /// Whether the body is a file, read as it comes.
    pub(crate) takes_upload: bool,
    handler: Handler,
    /// Shows what was typed into an older form once more, and does nothing else.
    again: Option<Handler>,
}

impl Route {
    fn new<H>(method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static,
    {
        Self { method, path, access, takes_upload: false, handler: boxed(handler), again: None }
    }

    /// A page.
    pub(crate) fn get<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::GET, path, access, handler)
    }

    /// A form's target.
    pub(crate) fn post<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::POST, path, access, handler)
    }

    /// Takes a file, which the handler reads as it comes.
    pub(crate) fn taking_upload(self) -> Self {
        Self { takes_upload: true, ..self }
    }

    /// A form that somebody types into: should their session end meanwhile, this page shows what
    /// was typed once more.
    pub(crate) fn typed_again<H>(self, handler: H) -> Self
    where
        H: AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static,
    {
        Self { again: Some(boxed(handler)), ..self }
    }

    /// Whether it can show once more what was typed.
    pub(crate) const fn keeps_input(&self) -> bool {
        self.again.is_some()
    }

    /// The page with what was typed; none where the form is not one of those.
    pub(crate) async fn show_again(&self, context: &Context) -> Option<Answer> {
        match &self.again {
            Some(again) => Some(again(context).await),
            None => None,
        }
    }

    /// Runs the handler.
    pub(crate) async fn run(&self, context: &Context) -> Answer {
        (self.handler)(context).await
    }
}

/// Every route there is.
pub(crate) fn all() -> Vec<Route> {
    let families = [
        dashboard::routes(),
        report_lists::routes(),
        reports::routes(),
        cycles::routes(),
        bulk::routes(),
        corrections::routes(),
        dispatches::routes(),
        ways::routes(),
        directory::routes(),
        administration::routes(),
        settings::routes(),
        imports::routes(),
        clock::routes(),
        outbox::routes(),
        letters::routes(),
        jobs::routes(),
        sign_in::routes(),
        sign_on::routes(),
        account::routes(),
        unsubscribe::routes(),
        people::routes(),
        audit::routes(),
        preferences::routes(),
        assets::routes(),
        demo::routes(),
    ];
    families.into_iter().flatten().collect()
}

/// A route as it is known outside: what the tests go through, so that none is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address, with `{names}` for its parts.
    pub path: &'static str,
    /// Who may open it, in the program's words.
    pub access: String,
}

impl Listed {
    /// Method and path, as one names it.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Every route there is.
#[must_use]
pub fn listing() -> Vec<Listed> {
    let listed = |route: Route| Listed {
        method: if route.method == Method::GET { "GET" } else { "POST" },
        path: route.path,
        access: format!("{:?}", route.access),
    };
    all().into_iter().map(listed).collect()
}

/// The console as a service.
///
/// A handler works on one thread from its first to its last step: the router is for runtimes
/// that poll a task where it was spawned.
pub fn router(app: &Arc<App>) -> Router {
    let mut paths: BTreeMap<&'static str, Vec<Route>> = BTreeMap::new();
    for route in all() {
        paths.entry(route.path).or_default().push(route);
    }
    let router = paths.into_iter().fold(Router::new(), |router, (path, routes)| {
        let others = any(serving(app, other_methods(path, &routes)));
        let methods = routes.into_iter().fold(others, |methods, route| {
            let is_page = route.method == Method::GET;
            let filter = if is_page { MethodFilter::GET } else { MethodFilter::POST };
            methods.on(filter, serving(app, route))
        });
        router.route(path, methods)
    });
    let nowhere = Route::get("/{*rest}", Access::Everyone, nowhere);
    router.fallback_service(any(serving(app, nowhere)))
}

/// What serves a route.
fn serving(
    app: &Arc<App>,
    route: Route,
) -> impl Fn(Request) -> SendWrapper<Pin<Box<dyn Future<Output = Response>>>> + Clone + use<> {
    let (app, route) = (Arc::clone(app), Arc::new(route));
    move |request: Request| {
        let (app, route) = (Arc::clone(&app), Arc::clone(&route));
        SendWrapper::new(Box::pin(async move { gate::serve(app, &route, request).await }))
    }
}

/// What is answered at a path to the methods that it does not take.
fn other_methods(path: &'static str, routes: &[Route]) -> Route {
    let takes = |method| routes.iter().any(|route| route.method == method);
    let allowed = match (takes(Method::GET), takes(Method::POST)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        (false, _) => "POST",
    };
    let refuse = async move |_: &Context| Err(Problem::Method(allowed));
    Route::get(path, Access::Everyone, refuse)
}

async fn nowhere(_: &Context) -> Answer {
    Err(Problem::NotFound)
}
