//! A request of the API, with its caller.

use crate::answer::ApiAnswer;
use crate::api::Api;
use crate::problem::ApiProblem;
use countersign_app::identity::api_caller::Caller;
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::context::RequestContext;
use countersign_web::problem::Answer;
use std::ops::Deref;
use std::sync::Arc;

/// A route of the API.
pub(crate) type Route = countersign_web::routes::Route<Context>;

/// A request and its caller. The body is in `fields`.
pub(crate) struct Context {
    pub(crate) request: RequestContext,
    pub(crate) api: Arc<Api>,
    /// The caller; `None` if the route needs no token.
    pub(crate) caller: Option<Caller>,
}

impl Deref for Context {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.request
    }
}

impl Context {
    /// The caller.
    ///
    /// # Errors
    /// A fault of the program if the route needs no token.
    pub(crate) fn caller(&self) -> Result<&Caller, ApiProblem> {
        self.caller.as_ref().ok_or_else(|| ApiProblem::fault("the route asks for no token"))
    }

    /// Reads one state of the database.
    ///
    /// # Errors
    /// The error of the work, or of a database that cannot be reached.
    pub(crate) async fn look<T>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, ApiProblem>,
    ) -> Result<T, ApiProblem> {
        self.state.store.reading(work).await
    }

    /// Does work in one transaction.
    ///
    /// # Errors
    /// The error of the work; nothing is written then.
    pub(crate) async fn change<T>(
        &self,
        work: impl AsyncFnMut(&mut Tx) -> StoreResult<T>,
    ) -> Result<T, ApiProblem> {
        Ok(self.state.store.write(work).await?)
    }
}

/// Turns a handler of the API into one for the route table, which takes a problem as an answer.
pub(crate) fn answering<H>(
    handler: H,
) -> impl AsyncFn(&Context) -> Answer + Copy + Send + Sync + 'static
where
    H: AsyncFn(&Context) -> ApiAnswer + Copy + Send + Sync + 'static,
{
    async move |context: &Context| {
        Ok(handler(context).await.unwrap_or_else(|problem| problem.answer(context)))
    }
}
