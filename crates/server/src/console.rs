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
mod audit;
mod audit_words;
mod browser;
mod bulk;
mod change;
mod charts;
mod clock;
mod context;
mod corrections;
mod cycles;
mod dashboard;
mod demo;
mod directory;
mod dispatches;
mod download;
mod early;
pub mod explained;
mod forms;
mod gate;
mod guard;
mod headers;
mod imports;
mod jobs;
mod letters;
mod moments;
mod notice;
mod numbers;
mod outbox;
mod people;
mod preferences;
mod problem;
mod reasons;
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
mod unsaved;
mod unsubscribe;
mod ways;
mod words;

use crate::clock::Clock;
use crate::delivery::ways::Reach;
use crate::delivery::words::Overrides;
use crate::identity::chance::{Chance, Machine};
use crate::identity::hashing::Hasher;
use crate::identity::sign_on::Network;
use crate::metrics::Metrics;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use countersign_store::Store;
use problem::Answer;
use recent::Recent;
use std::sync::Arc;

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
    /// What a monitoring system is told.
    pub metrics: Metrics,
    /// How passwords are hashed.
    pub hasher: Hasher,
    /// The way to identity providers.
    pub network: Network,
    /// Whether messages leave from here, so that nobody has to hand a link over.
    pub sends_mail: bool,
    /// Whether links are shown to who is to hand them over: where no messages are sent, or the
    /// operator allows it.
    pub links_by_hand: bool,
    /// What letters say otherwise here.
    pub letters: Arc<Overrides>,
    /// How far dispatches get from here.
    pub reach: Reach,
    /// What signs the notices of people who are not signed in.
    pub notice_key: [u8; 32],
    /// Room for large forms.
    pub forms: forms::Room,
    /// The files that people are downloading.
    pub downloads: download::UnderWay,
    /// Those that they are sending.
    pub uploads: download::UnderWay,
    /// What each address has under way.
    pub under_way: early::UnderWay,
}

impl App {
    /// A console over a database.
    #[must_use]
    pub fn new(store: Store, clock: Clock, site: Site) -> Self {
        let (hasher, reach) = (Hasher::new(&Machine), Reach::nowhere(site.origin.clone()));
        let network = Network::new(site.is_secure(), reach.door.clone());
        let (recent, metrics) = (Recent::default(), Metrics::default());
        let letters = Arc::default();
        let (sends_mail, links_by_hand) = (false, true);
        let notice_key = (&Machine as &dyn Chance).bytes();
        let (forms, under_way) = (forms::Room::default(), early::UnderWay::default());
        let (downloads, uploads) = Default::default();
        Self {
            store,
            clock,
            site,
            recent,
            metrics,
            hasher,
            network,
            sends_mail,
            links_by_hand,
            letters,
            reach,
            notice_key,
            forms,
            downloads,
            uploads,
            under_way,
        }
    }

    /// The same, reaching farther.
    #[must_use]
    pub fn reaching(self, reach: Reach) -> Self {
        let network = Network::new(self.site.is_secure(), reach.door.clone());
        Self { reach, network, ..self }
    }

    /// The same, where messages leave from here, so that links need not be handed over.
    #[must_use]
    pub fn sending_mail(self, sends_mail: bool) -> Self {
        Self { sends_mail, links_by_hand: !sends_mail, ..self }
    }

    /// The same, where links may be handed over although messages leave from here.
    #[must_use]
    pub fn handing_links_over(self, allowed: bool) -> Self {
        let links_by_hand = allowed || !self.sends_mail;
        Self { links_by_hand, ..self }
    }

    /// The same, whose letters say some things otherwise.
    #[must_use]
    pub fn in_words(self, letters: Arc<Overrides>) -> Self {
        Self { letters, ..self }
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

/// Room for a page, so that it is not moved while it grows: lists of fifty rows are smaller.
const PAGE: usize = 64 << 10;

/// Renders a page.
fn html(page: &impl Template) -> Answer {
    let mut text = String::with_capacity(PAGE);
    page.render_into(&mut text)?;
    let mut response = Response::new(text.into());
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    if let Some(prefetch) = &*assets::PREFETCH {
        response.headers_mut().insert("speculation-rules", prefetch.clone());
    }
    Ok(response)
}
