//! A route of the console.

use crate::context::Context;

pub(crate) type Route = countersign_web::routes::Route<Context>;
