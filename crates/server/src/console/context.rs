//! What a handler knows of a request: who asks, in which language, at what time, and what came.

use super::App;
use super::problem::Problem;
use super::shell::Shell;
use super::text::Locale;
use crate::actions::audit;
use crate::identity::session::Visitor;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Uri};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::Entry;
use countersign_store::installation::Installation;
use countersign_store::{Result as StoreResult, Tx};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::sync::Arc;

/// A request that the gate let through.
pub(crate) struct Context {
    /// What all requests share.
    pub(crate) app: Arc<App>,
    /// Who asks; none where strangers may.
    pub(crate) visitor: Option<Visitor>,
    /// The session's secret, which the forms' token is derived from.
    pub(crate) session_token: Option<String>,
    /// The language of the page.
    pub(crate) locale: Locale,
    /// `light` or `dark`, where the reader chose one.
    pub(crate) theme: Option<&'static str>,
    /// What kind of database it is.
    pub(crate) installation: Installation,
    /// The installation's time.
    pub(crate) now: Instant,
    /// The machine's time, which sessions go by.
    pub(crate) machine_time: Instant,
    /// What the request is known by in the log and on error pages.
    pub(crate) request_id: String,
    /// What was asked.
    pub(crate) method: Method,
    /// The address.
    pub(crate) uri: Uri,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// Where the client is, seen through trusted proxies.
    pub(crate) client: std::net::IpAddr,
    /// The parts of the address that the route names.
    pub(crate) parameters: Vec<(String, String)>,
    /// A form's fields as they came.
    pub(crate) fields: Bytes,
    /// Whether the answer is a page with what was typed before the session ended.
    pub(crate) shows_again: bool,
    /// What is uploaded, where the route takes uploads.
    pub(crate) upload: RefCell<Option<Body>>,
}

impl Context {
    /// Who acts; the route asks for somebody who does.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] where the route let a stranger in.
    pub(crate) fn person(&self) -> Result<&Person, Problem> {
        self.visitor.as_ref().and_then(|it| it.person.as_ref()).ok_or(Problem::Forbidden)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] where the route let a stranger in.
    pub(crate) fn visitor(&self) -> Result<&Visitor, Problem> {
        self.visitor.as_ref().ok_or(Problem::Forbidden)
    }

    /// A named part of the address.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it cannot be one.
    pub(crate) fn parameter<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.and_then(|(_, text)| text.parse().ok()).ok_or(Problem::NotFound)
    }

    /// The query of the address.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] that says which part makes no sense.
    pub(crate) fn query<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let query = self.uri.query().unwrap_or_default();
        if query.contains("%00") {
            let told = "the address holds the character NUL; take it out".to_owned();
            return Err(Problem::BadRequest(told));
        }
        serde_html_form::from_str(query).map_err(|error| Problem::BadRequest(error.to_string()))
    }

    /// The fields of a form; NUL, which no database takes, is refused.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] that says which field makes no sense.
    pub(crate) fn form<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let refused = |why: String| Err(Problem::BadRequest(why));
        if self.fields.windows(3).any(|part| part == b"%00") || self.fields.contains(&0) {
            return refused("a field holds the character NUL; take it out".to_owned());
        }
        serde_html_form::from_bytes(&self.fields).or_else(|error| refused(error.to_string()))
    }

    /// Begins to read one state of the database.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub(crate) async fn read(&self) -> Result<Tx, Problem> {
        Ok(self.app.store.read().await?)
    }

    /// Does work in one transaction.
    ///
    /// # Errors
    /// What the work fails with; nothing is written then.
    pub(crate) async fn write<T>(
        &self,
        work: impl AsyncFnMut(&mut Tx) -> StoreResult<T>,
    ) -> Result<T, Problem> {
        Ok(self.app.store.write(work).await?)
    }

    /// An entry of the audit record about what this visitor does now.
    pub(crate) fn audit(&self, event: Event) -> Entry {
        let visitor = self.visitor.as_ref();
        let acting = visitor.and_then(|it| it.person.as_ref());
        Entry {
            person_id: visitor.map(|it| it.person_id),
            company_id: acting.map(|it| it.company_id),
            address: Some(self.client.to_string()),
            ..audit::entry(event, self.machine_time)
        }
    }

    /// Adds an entry of its own to the audit record.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub(crate) async fn record(&self, entry: Entry) -> Result<(), Problem> {
        self.write(async |tx| audit::record(tx, entry.clone()).await).await
    }

    /// What surrounds every page.
    pub(crate) fn shell(&self, title: String) -> Shell {
        Shell::new(self, title)
    }

    /// The path and query, to come back to.
    pub(crate) fn here(&self) -> String {
        self.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
    }
}
