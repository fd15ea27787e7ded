//! The rights of a program that sends a long body. They are checked again for each batch, because
//! such a body may take an hour.

use crate::authenticate::{self, bearer};
use crate::context::Context;
use crate::problem::ApiProblem;
use countersign_app::actions::import::may_send_readings;
use countersign_app::clock::Clock;
use countersign_app::identity::api_caller;
use countersign_domain::api_scope::Scope;
use countersign_store::Store;
use countersign_web::problem::Problem;
use std::net::IpAddr;

/// The token of a body.
pub(super) struct KeptRights {
    store: Store,
    clock: Clock,
    token: String,
    client: IpAddr,
}

impl KeptRights {
    pub(super) fn of(context: &Context) -> Result<Self, ApiProblem> {
        Ok(Self {
            store: context.state.store.clone(),
            clock: context.state.clock,
            token: bearer(&context.headers)?.to_owned(),
            client: context.client,
        })
    }

    /// Checks that the token is still accepted, and that its person or account may still send
    /// readings.
    ///
    /// # Errors
    /// 401 if the token has ended, 403 if the role or the scopes are no longer enough.
    pub(super) async fn check(&self) -> Result<(), ApiProblem> {
        let (token, now) = (&self.token, self.clock.machine_time());
        let read = async |tx: &mut _| api_caller::look_up(tx, token, self.client, now).await;
        let caller = self.store.reading(read).await?.map_err(authenticate::problem)?;
        let may_send = caller.visitor.person.as_ref().is_some_and(may_send_readings)
            && caller.scopes.contains(&Scope::ReadingsWrite);
        if may_send { Ok(()) } else { Err(Problem::Forbidden.into()) }
    }
}
