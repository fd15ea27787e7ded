//! The web console: pages made on the server for all three parties and the operator.
//!
//! One folder per family of pages, each with its `routes()`, which say who may open what; the
//! [`gate`] finds out who asks and checks that before any handler runs, so that a handler cannot
//! forget to. A handler is `async fn(&Context) -> Answer`: it reads, or calls an action, and
//! renders a view struct with its template. Every text is a message of `locales/`.
//!
//! Does not own: rules (`domain`), what is done (`actions`), how connections are served
//! ([`crate::serve`]).

mod access;
mod account;
mod administration;
mod aside;
mod assets;
mod browser;
mod bulk;
mod change;
mod charts;
mod clock;
mod context;
mod corrections;
mod dashboard;
mod demo;
mod directory;
mod dispatches;
mod download;
mod gate;
mod guard;
mod headers;
mod imports;
mod jobs;
mod moments;
mod notice;
mod numbers;
mod outbox;
mod people;
mod preferences;
mod problem;
mod recent;
mod redirect;
mod report_lists;
mod reports;
mod routes;
mod session_cookie;
mod settings;
mod shell;
mod sign_in;
mod sign_on;
pub mod text;
mod unsubscribe;
mod words;

use crate::clock::Clock;
use crate::identity::chance::Machine;
use crate::identity::hashing::Hasher;
use crate::identity::sign_on::Network;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_store::Store;
use problem::Answer;
use recent::Recent;

pub use routes::{Listed, listing, router};

/// What all requests share.
pub struct App {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// How it is reached.
    pub site: Site,
    /// What was counted a moment ago.
    pub recent: Recent,
    /// How passwords are hashed.
    pub hasher: Hasher,
    /// The way to identity providers.
    pub network: Network,
    /// Whether messages leave from here, so that nobody has to hand a link over.
    pub sends_mail: bool,
}

impl App {
    /// A console over a database.
    #[must_use]
    pub fn new(store: Store, clock: Clock, site: Site) -> Self {
        let (hasher, network) = (Hasher::new(&Machine), Network::new(site.is_secure()));
        let (recent, sends_mail) = (Recent::default(), false);
        Self { store, clock, site, recent, hasher, network, sends_mail }
    }

    /// The same, where messages leave from here.
    #[must_use]
    pub fn sending_mail(self, sends_mail: bool) -> Self {
        Self { sends_mail, ..self }
    }
}

/// How the console is reached from outside.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme, host and port that people type, such as `https://reports.example`.
    pub origin: String,
    /// Addresses of proxies whose word about a client's address is taken.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// A demonstration: signing in takes one click.
    pub demo: bool,
}

impl Site {
    /// Whether pages travel encrypted, so that cookies can be kept to that.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

/// Renders a page.
fn html(page: &impl Template) -> Answer {
    let mut response = Response::new(page.render()?.into());
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Some(prefetch) = &*assets::PREFETCH {
        response.headers_mut().insert("speculation-rules", prefetch.clone());
    }
    Ok(response)
}
