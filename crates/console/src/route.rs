//! A route of the console.

use crate::context::Context;

/// A page or a form's target.
pub(crate) type Route = countersign_web::routes::Route<Context>;
