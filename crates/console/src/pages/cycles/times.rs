//! The instants that a cycle is measured against.

use crate::context::Context;
use countersign_app::actions::close_cycle;
use countersign_store::completeness::Times;

/// What a cycle is measured against.
pub(super) fn times(context: &Context) -> Times {
    close_cycle::times(&context.installation, context.now, context.machine_time)
}
