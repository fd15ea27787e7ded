//! The actions on a report that ask before they are executed: one table says what each of them
//! asks for, says and leads to; one flow shows the form and executes the command.
//!
//! Does not own: approving, which asks nothing; submitting and proposing a correction, whose forms
//! are pages of their own.

mod consequences;
mod flow;
mod input;
mod page;
mod specification;

use super::full;
use crate::context::Context;
use crate::route::Route;
use countersign_domain::access::parties_of;
use specification::{ACTIONS, Action};

/// The form of each action, and where it is sent.
pub(super) fn routes() -> impl Iterator<Item = Route> {
    ACTIONS.iter().flat_map(|action| [form(action), target(action)])
}

fn form(action: &'static Action) -> Route {
    let ask = async move |context: &Context| flow::ask(context, action).await;
    Route::get(action.route, full(parties_of(action.verb)), ask)
}

fn target(action: &'static Action) -> Route {
    let execute = async move |context: &Context| flow::execute(context, action).await;
    let route = Route::post(action.route, full(parties_of(action.verb)), execute);
    match action.fields.is_empty() {
        true => route,
        false => {
            route.typed_again(async move |context: &Context| flow::ask_again(context, action).await)
        }
    }
}
