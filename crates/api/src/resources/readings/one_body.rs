//! Stores the items of a whole body in one transaction.

use super::request::request;
use crate::context::Context;
use crate::problem::ApiProblem;
use axum::body::{Body, Bytes};
use countersign_app::actions::import::{ItemResult, ReceivedReadings};
use countersign_app::failure::{Failure, Result as AppResult};
use countersign_web::blocking;
use countersign_web::forms::FormSlot;
use countersign_web::problem::Problem;

/// Reads a body of limited size, with the room that it takes until it is dropped.
pub(crate) async fn whole_body(
    context: &Context,
    body: Body,
) -> Result<(Bytes, Option<FormSlot<'_>>), ApiProblem> {
    let forms = &context.state.forms;
    Ok(forms.read(&context.headers, body, context.sender(), false).await?)
}

/// Stores the items that `add` adds, and returns the result of each.
pub(crate) async fn receive(
    context: &Context,
    add: impl FnOnce(&mut ReceivedReadings) + Send + 'static,
) -> Result<Vec<ItemResult>, ApiProblem> {
    let (store, clock) = (context.state.store.clone(), context.state.clock);
    let request = request(context)?;
    let work = async move || {
        let mut received = ReceivedReadings::begin(&store, &clock, request).await?;
        add(&mut received);
        received.pass_on().await?;
        let results = received.written().await?;
        if let Err(error) = received.end().await {
            let event = "readings-not-processed";
            tracing::warn!(event, %error, "stored readings wait for the clock");
        }
        Ok(results)
    };
    let done: AppResult<Vec<ItemResult>> = blocking::run(work).await?;
    done.map_err(failed)
}

pub(super) fn failed(failure: Failure) -> ApiProblem {
    Problem::from(failure).into()
}
