//! The instants with which a cycle is compared.

use crate::context::Context;
use countersign_app::actions::close_cycle;
use countersign_store::completeness::Times;

pub(super) fn times(context: &Context) -> Times {
    close_cycle::times(&context.installation, context.now, context.machine_time)
}
