//! The context of a request: its visitor, its time, and its input.

use crate::arrival::Arrival;
use crate::cookies::{self, CookieName};
use crate::forms::Sender;
use crate::note_use;
use crate::problem::Problem;
use crate::state::State;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Uri};
use countersign_app::actions::audit;
use countersign_app::identity::client_network;
use countersign_app::identity::session::{self, Visitor};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::installation::Installation;
use countersign_store::{Result as StoreResult, Tx};
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::net::IpAddr;
use std::sync::Arc;
use tracing::Span;

/// A request, and who sent it.
pub struct RequestContext {
    /// What all requests share.
    pub state: Arc<State>,
    /// The visitor; none for a stranger.
    pub visitor: Option<Visitor>,
    /// The session's secret, from which the token of forms is derived.
    pub session_token: Option<String>,
    pub installation: Installation,
    /// The installation's time.
    pub now: Instant,
    /// The machine's time, which sessions use.
    pub machine_time: Instant,
    /// The id of the request in the log and on error pages.
    pub request_id: String,
    /// The span of the request. The current one may be that of a transaction.
    pub span: Span,
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    /// The address of the client, seen through trusted proxies.
    pub client: IpAddr,
    /// The parts of the path that the route names.
    pub parameters: Vec<(String, String)>,
    /// The undecoded fields of a form.
    pub fields: Bytes,
    /// The body of an upload, if the route accepts uploads.
    pub upload: RefCell<Option<Body>>,
}

/// Who sent a request, and when.
pub struct RequestSender {
    /// The visitor; `None` for a stranger.
    pub visitor: Option<Visitor>,
    /// The session's secret, if the request has a session.
    pub session_token: Option<String>,
    pub installation: Installation,
    /// The machine's time.
    pub machine_time: Instant,
}

/// Records a use of a session.
async fn note_use(state: &State, visitor: &Visitor, now: Instant) {
    let touch = async |tx: &mut Tx| session::touch(tx, visitor.session_id, now).await;
    if let Err(error) = note_use::soon(&state.store, touch).await {
        let event = "session-use-unrecorded";
        tracing::warn!(event, error, "the use of a session could not be recorded");
    }
}

impl RequestContext {
    /// Finds the visitor by the session cookie, in the span of the request.
    ///
    /// # Errors
    /// Fails if the database cannot be reached or has no installation.
    pub async fn open(state: Arc<State>, arrival: &Arrival) -> Result<Self, Problem> {
        let machine_time = state.clock.machine_time();
        let token = cookies::value(&arrival.parts.headers, cookies::SESSION.on(&state.site));
        let read = async |tx: &mut Tx| session::look_up(tx, token.as_deref(), machine_time).await;
        let (installation, visitor) = state.store.reading(read).await?;
        if let Some(visitor) = visitor.as_ref().filter(|it| it.is_to_be_touched(machine_time)) {
            note_use(&state, visitor, machine_time).await;
        }
        let installation = installation
            .ok_or_else(|| Problem::Fault("the database has no installation".into()))?;
        let session_token = visitor.as_ref().and(token);
        let sender = RequestSender { visitor, session_token, installation, machine_time };
        Ok(Self::of(state, arrival, sender))
    }

    /// The context of a request whose sender is known.
    #[must_use]
    pub fn of(state: Arc<State>, arrival: &Arrival, sender: RequestSender) -> Self {
        let RequestSender { visitor, session_token, installation, machine_time } = sender;
        Self {
            now: state.clock.now(&installation),
            client: arrival.client,
            session_token,
            state,
            visitor,
            installation,
            machine_time,
            request_id: arrival.request_id.clone(),
            span: arrival.span.clone(),
            method: arrival.parts.method.clone(),
            uri: arrival.parts.uri.clone(),
            headers: arrival.parts.headers.clone(),
            parameters: arrival.parameters.clone(),
            fields: Bytes::new(),
            upload: RefCell::new(None),
        }
    }

    /// The person who acts; the route has to ask for one.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] if the route admits strangers.
    pub fn person(&self) -> Result<&Person, Problem> {
        self.visitor.as_ref().and_then(|it| it.person.as_ref()).ok_or(Problem::Forbidden)
    }

    /// The visitor who is signed in.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] if the route admits strangers.
    pub fn visitor(&self) -> Result<&Visitor, Problem> {
        self.visitor.as_ref().ok_or(Problem::Forbidden)
    }

    /// The one whose limits of forms and files count: the person, or else the address.
    #[must_use]
    pub fn sender(&self) -> Sender {
        match &self.visitor {
            Some(visitor) => {
                let company_id = visitor.person.as_ref().map(|person| person.company_id);
                Sender::Person { id: visitor.person_id, company_id }
            }
            None => Sender::Network(client_network::of(self.client)),
        }
    }

    /// The value of a cookie that the browser sent.
    #[must_use]
    pub fn cookie(&self, name: CookieName) -> Option<String> {
        cookies::value(&self.headers, name.on(&self.state.site))
    }

    /// A named part of the address.
    ///
    /// # Errors
    /// [`Problem::NotFound`] if it is invalid.
    pub fn parameter<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.and_then(|(_, text)| text.parse().ok()).ok_or(Problem::NotFound)
    }

    /// The query of the address.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] with the invalid part.
    pub fn query<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let query = self.uri.query().unwrap_or_default();
        if query.contains("%00") {
            let message = "the address contains the character NUL; remove it".to_owned();
            return Err(Problem::BadRequest(message));
        }
        serde_html_form::from_str(query).map_err(|error| Problem::BadRequest(error.to_string()))
    }

    /// The fields of a form; NUL, which no database accepts, is refused.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] with the invalid field.
    pub fn form<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let refused = |why: String| Err(Problem::BadRequest(why));
        if self.fields.windows(3).any(|part| part == b"%00") || self.fields.contains(&0) {
            return refused("a field contains the character NUL; remove it".to_owned());
        }
        serde_html_form::from_bytes(&self.fields).or_else(|error| refused(error.to_string()))
    }

    /// Reads one state of the database; the transaction ends with the work, whatever it returns.
    ///
    /// # Errors
    /// The error of the work, or of a database that cannot be reached.
    pub async fn read<T>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.state.store.reading(work).await
    }

    /// Does work in one transaction.
    ///
    /// # Errors
    /// The error of the work; nothing is written then.
    pub async fn write<T>(
        &self,
        work: impl AsyncFnMut(&mut Tx) -> StoreResult<T>,
    ) -> Result<T, Problem> {
        Ok(self.state.store.write(work).await?)
    }

    /// An audit entry about an action of this visitor.
    pub fn audit(&self, event: Event) -> AuditEntry {
        let visitor = self.visitor.as_ref();
        let acting = visitor.and_then(|it| it.person.as_ref());
        AuditEntry {
            person_id: visitor.map(|it| it.person_id),
            company_id: acting.map(|it| it.company_id),
            address: Some(self.client.to_string()),
            ..audit::entry(event, self.machine_time)
        }
    }

    /// Adds a separate entry to the audit record.
    ///
    /// # Errors
    /// Fails if the database cannot be reached.
    pub async fn record(&self, entry: AuditEntry) -> Result<(), Problem> {
        self.write(async |tx| audit::record(tx, entry.clone()).await).await
    }

    /// The path and query, to return to.
    pub fn here(&self) -> String {
        self.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string)
    }
}
