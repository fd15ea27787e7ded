//! Routes: what is served at an address, who may open it, and the router made of them.
//!
//! A skin names its routes and what serves one; every other method of a path is answered with 405
//! and every other path with 404 by the same service, so that each passes the same checks.

use crate::access::Access;
use crate::problem::{Answer, Problem};
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

type Handler<C> = Box<dyn Fn(&C) -> LocalFuture<'_> + Send + Sync>;

fn boxed<C, H>(handler: H) -> Handler<C>
where
    H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
{
    Box::new(move |context| Box::pin(async move { handler(context).await }))
}

/// A page or a form's target.
pub struct Route<C> {
    /// `GET` or `POST`.
    pub method: Method,
    /// The address, with `{names}` for its parts.
    pub path: &'static str,
    /// Who may open it.
    pub access: Access,
    /// Whether the body is a file, read as it comes.
    pub takes_upload: bool,
    handler: Handler<C>,
    /// Shows what was typed into an older form again, and does nothing else.
    again: Option<Handler<C>>,
}

impl<C> Route<C> {
    fn new<H>(method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self { method, path, access, takes_upload: false, handler: boxed(handler), again: None }
    }

    /// A page.
    #[must_use]
    pub fn get<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::GET, path, access, handler)
    }

    /// A form's target.
    #[must_use]
    pub fn post<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::POST, path, access, handler)
    }

    /// Takes a file, which the handler reads as it comes.
    #[must_use]
    pub fn taking_upload(self) -> Self {
        Self { takes_upload: true, ..self }
    }

    /// A form that a person types into: should their session end meanwhile, this page shows what
    /// was typed again.
    #[must_use]
    pub fn typed_again<H>(self, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self { again: Some(boxed(handler)), ..self }
    }

    /// Whether it can show again what was typed.
    #[must_use]
    pub const fn keeps_input(&self) -> bool {
        self.again.is_some()
    }

    /// The page with what was typed; none if the form is not one of those.
    pub async fn show_again(&self, context: &C) -> Option<Answer> {
        match &self.again {
            Some(again) => Some(again(context).await),
            None => None,
        }
    }

    /// Runs the handler.
    pub async fn run(&self, context: &C) -> Answer {
        (self.handler)(context).await
    }
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

impl<C> Route<C> {
    /// The route as it is known outside.
    #[must_use]
    pub fn listed(&self) -> Listed {
        Listed {
            method: if self.method == Method::GET { "GET" } else { "POST" },
            path: self.path,
            access: format!("{:?}", self.access),
        }
    }
}

/// The routes of a skin as a service; `serve` answers a request at one of them.
///
/// A handler works on one thread from its first to its last step: the router is for runtimes
/// that poll a task where it was spawned.
pub fn router<C, F>(
    routes: Vec<Route<C>>,
    serve: impl Fn(Arc<Route<C>>, Request) -> F + Clone + Send + Sync + 'static,
) -> Router
where
    C: 'static,
    F: Future<Output = Response> + 'static,
{
    let serving = |route: Route<C>| {
        let (serve, route) = (serve.clone(), Arc::new(route));
        move |request: Request| SendWrapper::new(Box::pin(serve(Arc::clone(&route), request)))
    };
    let mut paths: BTreeMap<&'static str, Vec<Route<C>>> = BTreeMap::new();
    for route in routes {
        paths.entry(route.path).or_default().push(route);
    }
    let router = paths.into_iter().fold(Router::new(), |router, (path, routes)| {
        let others = any(serving(other_methods(path, &routes)));
        let methods = routes.into_iter().fold(others, |methods, route| {
            let is_page = route.method == Method::GET;
            let filter = if is_page { MethodFilter::GET } else { MethodFilter::POST };
            methods.on(filter, serving(route))
        });
        router.route(path, methods)
    });
    let nowhere = Route::get("/{*rest}", Access::Everyone, async |_: &C| Err(Problem::NotFound));
    router.fallback_service(any(serving(nowhere)))
}

/// What is answered at a path to the methods that it does not take.
fn other_methods<C>(path: &'static str, routes: &[Route<C>]) -> Route<C> {
    let takes = |method| routes.iter().any(|route| route.method == method);
    let allowed = match (takes(Method::GET), takes(Method::POST)) {
        (true, true) => "GET, HEAD, POST",
        (true, false) => "GET, HEAD",
        (false, _) => "POST",
    };
    let refuse = async move |_: &C| Err(Problem::Method(allowed));
    Route::get(path, Access::Everyone, refuse)
}
