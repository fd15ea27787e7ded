//! The page about the program: its version, its database, its licence.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_store::inspect::{self, Inspection};
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    layout: Layout,
    version: &'static str,
    /// The engine and its version.
    database: String,
}

pub(super) async fn show(context: &Context) -> Answer {
    let database = match inspect::inspect(&context.state.store).await? {
        Inspection::Embedded(embedded) => format!("SQLite {}", embedded.version),
        Inspection::Server(server) => format!("PostgreSQL {}", server.version),
    };
    html(&AboutPage {
        layout: context.layout(context.locale.t("about-title")),
        version: env!("CARGO_PKG_VERSION"),
        database,
    })
}
