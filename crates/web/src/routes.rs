//! Routes with their access, and the router made of them.
//!
//! A skin names its routes and the service behind them. The same service answers every other method
//! of a path with 405 and every other path with 404, so that all requests pass the same checks.

use crate::access::Access;
use crate::problem::{Answer, Problem};
use crate::state::State;
use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use axum::routing::{MethodFilter, any};
use countersign_domain::api_scope::Scope;
use send_wrapper::SendWrapper;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type LocalFuture<'a> = Pin<Box<dyn Future<Output = Answer> + 'a>>;

/// Answers a probe, without a session and without a context.
pub type Probe = fn(Arc<State>) -> Pin<Box<dyn Future<Output = Response> + Send>>;

type Handler<C> = Box<dyn Fn(&C) -> LocalFuture<'_> + Send + Sync>;

fn boxed<C, H>(handler: H) -> Handler<C>
where
    H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
{
    Box::new(move |context| Box::pin(async move { handler(context).await }))
}

pub struct Route<C> {
    pub method: Method,
    /// The path, with `{names}` for its parts.
    pub path: &'static str,
    pub access: Access,
    /// The scope that a token needs; `None` if no token is asked for.
    pub scope: Option<Scope>,
    /// Whether the body is a file, which the handler reads as it arrives.
    pub takes_upload: bool,
    /// Whether a request may carry the caller's signature.
    pub takes_signature: bool,
    /// What answers instead of the handler where the route is asked by machines, which have no
    /// session and are not counted.
    pub probe: Option<Probe>,
    handler: Handler<C>,
    /// Shows the input of an older form again, and does nothing else.
    again: Option<Handler<C>>,
}

impl<C> Route<C> {
    fn new<H>(method: Method, path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        let handler = boxed(handler);
        Self {
            method,
            path,
            access,
            scope: None,
            takes_upload: false,
            takes_signature: false,
            probe: None,
            handler,
            again: None,
        }
    }

    #[must_use]
    pub fn get<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::GET, path, access, handler)
    }

    #[must_use]
    pub fn post<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::POST, path, access, handler)
    }

    #[must_use]
    pub fn patch<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::PATCH, path, access, handler)
    }

    #[must_use]
    pub fn put<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::PUT, path, access, handler)
    }

    /// Open to tokens with this scope.
    #[must_use]
    pub fn needing(self, scope: Scope) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// A path that removes something.
    #[must_use]
    pub fn delete<H>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self::new(Method::DELETE, path, access, handler)
    }

    /// A probe: open to everyone, and answered even while the database is away.
    #[must_use]
    pub fn probe(path: &'static str, probe: Probe) -> Self {
        let unreached = async |_: &C| Err(Problem::NotFound);
        Self { probe: Some(probe), ..Self::get(path, Access::Everyone, unreached) }
    }

    /// Accepts a file, which the handler reads as it arrives.
    #[must_use]
    pub fn taking_upload(self) -> Self {
        Self { takes_upload: true, ..self }
    }

    /// Accepts the signature of the decision that it makes.
    #[must_use]
    pub fn taking_signature(self) -> Self {
        Self { takes_signature: true, ..self }
    }

    /// A form into which a person types: if their session ends meanwhile, this page shows the input
    /// again.
    #[must_use]
    pub fn typed_again<H>(self, handler: H) -> Self
    where
        H: AsyncFn(&C) -> Answer + Copy + Send + Sync + 'static,
    {
        Self { again: Some(boxed(handler)), ..self }
    }

    /// Whether it can show the input again.
    #[must_use]
    pub const fn keeps_input(&self) -> bool {
        self.again.is_some()
    }

    /// The page with the input; `None` if the form cannot show it again.
    pub async fn show_again(&self, context: &C) -> Option<Answer> {
        match &self.again {
            Some(again) => Some(again(context).await),
            None => None,
        }
    }

    pub async fn run(&self, context: &C) -> Answer {
        (self.handler)(context).await
    }
}

/// A route as tests see it, so that none is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRoute {
    /// `GET`, `POST`, `PATCH` or `PUT`.
    pub method: &'static str,
    /// The path, with `{names}` for its parts.
    pub path: &'static str,
    pub access: String,
    /// The scope that a token needs.
    pub scope: Option<Scope>,
    /// Whether a request may carry the caller's signature.
    pub takes_signature: bool,
}

impl ListedRoute {
    /// Method and path.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

impl<C> Route<C> {
    #[must_use]
    pub fn listed(&self) -> ListedRoute {
        ListedRoute {
            method: match self.method {
                Method::GET => "GET",
                Method::PATCH => "PATCH",
                Method::PUT => "PUT",
                Method::DELETE => "DELETE",
                _ => "POST",
            },
            path: self.path,
            access: format!("{:?}", self.access),
            scope: self.scope,
            takes_signature: self.takes_signature,
        }
    }
}

/// The routes of a skin as a service; `serve` answers a request at one of them, and every request
/// at another path.
///
/// A handler runs on one thread from its first to its last step: the router is for runtimes that
/// poll a task where it was spawned.
pub fn router<C, F>(
    routes: Vec<Route<C>>,
    serve: impl Fn(Arc<Route<C>>, Request) -> F + Clone + Send + Sync + 'static,
) -> Router
where
    C: 'static,
    F: Future<Output = Response> + 'static,
{
    let nowhere = serving(nowhere("/{*rest}"), &serve);
    paths(routes, &serve).fallback_service(any(nowhere))
}

/// The same for a skin below a path, such as `/api/{*rest}`, to be merged with the skin around it.
pub fn subtree<C, F>(
    routes: Vec<Route<C>>,
    rest: &'static str,
    serve: impl Fn(Arc<Route<C>>, Request) -> F + Clone + Send + Sync + 'static,
) -> Router
where
    C: 'static,
    F: Future<Output = Response> + 'static,
{
    let nowhere = serving(nowhere(rest), &serve);
    paths(routes, &serve).route(rest, any(nowhere))
}

fn nowhere<C>(path: &'static str) -> Route<C> {
    Route::get(path, Access::Everyone, async |_: &C| Err(Problem::NotFound))
}

type Served<F> = SendWrapper<Pin<Box<F>>>;

fn serving<C, F, S>(
    route: Route<C>,
    serve: &S,
) -> impl Fn(Request) -> Served<F> + Clone + Send + Sync + use<C, F, S>
where
    S: Fn(Arc<Route<C>>, Request) -> F + Clone + Send + Sync + 'static,
    C: 'static,
    F: Future<Output = Response> + 'static,
{
    let (serve, route) = (serve.clone(), Arc::new(route));
    move |request: Request| SendWrapper::new(Box::pin(serve(Arc::clone(&route), request)))
}

fn paths<C, F>(
    routes: Vec<Route<C>>,
    serve: &(impl Fn(Arc<Route<C>>, Request) -> F + Clone + Send + Sync + 'static),
) -> Router
where
    C: 'static,
    F: Future<Output = Response> + 'static,
{
    let mut paths: BTreeMap<&'static str, Vec<Route<C>>> = BTreeMap::new();
    for route in routes {
        paths.entry(route.path).or_default().push(route);
    }
    paths.into_iter().fold(Router::new(), |router, (path, routes)| {
        let others = any(serving(other_methods(path, &routes), serve));
        let methods = routes.into_iter().fold(others, |methods, route| {
            let filter = match route.method {
                Method::GET => MethodFilter::GET,
                Method::PATCH => MethodFilter::PATCH,
                Method::PUT => MethodFilter::PUT,
                Method::DELETE => MethodFilter::DELETE,
                _ => MethodFilter::POST,
            };
            methods.on(filter, serving(route, serve))
        });
        router.route(path, methods)
    })
}

/// The response to methods that a path does not accept.
fn other_methods<C>(path: &'static str, routes: &[Route<C>]) -> Route<C> {
    let takes = |method| routes.iter().any(|route| route.method == method);
    let allowed = match (takes(Method::GET), takes(Method::PATCH), takes(Method::POST)) {
        (true, ..) if takes(Method::DELETE) => "GET, HEAD, PUT, DELETE",
        (true, ..) if takes(Method::PUT) => "GET, HEAD, PUT",
        (true, true, _) if takes(Method::DELETE) => "GET, HEAD, PATCH, DELETE",
        (true, true, _) => "GET, HEAD, PATCH",
        (true, false, true) => "GET, HEAD, POST",
        (true, false, false) => "GET, HEAD",
        (false, true, _) => "PATCH",
        (false, false, _) => "POST",
    };
    let refuse = async move |_: &C| Err(Problem::Method(allowed));
    Route::get(path, Access::Everyone, refuse)
}
