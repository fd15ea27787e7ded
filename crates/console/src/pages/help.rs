//! The help: the documents for users, inside the program; the page about the program; and the page
//! that checks evidence packs, for everyone who takes it from this installation.

mod about;
mod documents;
mod render;
mod topic;

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::route::Route;
use askama::Template;
use axum::body::Body;
use countersign_app::evidence::page::{verify_page, verify_page_digest};
use countersign_web::access::Access;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
pub(crate) use topic::topic;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/help", Access::Everyone, index),
        Route::get("/help/{document}", Access::Everyone, show),
        Route::get(addresses::VERIFY_PAGE, Access::Everyone, verify),
        Route::get("/about", Access::Acting, about::show),
    ]
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    layout: Layout,
    /// Whether it is the index, which leads to all others.
    is_index: bool,
    html: String,
    /// The SHA-256 of the page that checks evidence packs.
    digest: &'static str,
}

/// Sends the page that checks packs as a file, exactly as packs have it.
async fn verify(_: &Context) -> Answer {
    let file = FileName { name: "verify.html", ending: "html" };
    download::attachment(Body::from(verify_page()), file)
}

async fn index(context: &Context) -> Answer {
    page(context, documents::INDEX)
}

async fn show(context: &Context) -> Answer {
    let name: String = context.parameter("document")?;
    page(context, &name)
}

fn page(context: &Context, name: &str) -> Answer {
    let document = documents::find(name).ok_or(Problem::NotFound)?;
    let (title, html_text) = render::render(document);
    html(&HelpPage {
        layout: context.layout(title),
        is_index: name == documents::INDEX,
        html: html_text,
        digest: verify_page_digest(),
    })
}
