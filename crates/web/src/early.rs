//! Requests that are refused before the session is looked up: for another host, or too many.

use crate::client_address::is_one_of;
use crate::requests_under_way::CountedRequest;
use crate::serve::{ListensAt, host};
use crate::state::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use std::net::IpAddr;

/// The reason of an early refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlyRefusal {
    /// It does not clearly name one host.
    Unclear,
    /// It is for another host.
    Another,
    /// Its address has too many concurrent requests.
    TooMany,
}

impl EarlyRefusal {
    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Unclear => StatusCode::BAD_REQUEST,
            Self::Another => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

/// An id that cannot be guessed from the one before it.
#[must_use]
pub fn request_id() -> String {
    let mut bytes = [0_u8; 8];
    // Without randomness the id is zeros: it identifies less, and protects nothing.
    getrandom::fill(&mut bytes).unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(bytes))
}

/// Counts a request and lets it pass, or refuses it. A trusted proxy that does not name its client
/// speaks for many, so its requests are not counted together.
///
/// # Errors
/// The reason of the refusal.
pub fn pass<'a>(
    state: &'a State,
    parts: &Parts,
    client: IpAddr,
) -> Result<Option<CountedRequest<'a>>, EarlyRefusal> {
    if let Some(ListensAt(here)) = parts.extensions.get() {
        let meant = host::check(parts, *here, Some(&state.site.origin));
        let named = parts.headers.get(header::HOST);
        meant.map_err(|not_ours| {
            tracing::info!(
                target: "refused",
                event = "host-refused",
                host = ?named,
                ?not_ours,
                from = %client,
                "not for this host"
            );
            match not_ours {
                host::NotOurs::Unclear => EarlyRefusal::Unclear,
                host::NotOurs::Another => EarlyRefusal::Another,
            }
        })?;
    }
    if is_one_of(&state.site.trusted_proxies, client) {
        return Ok(None);
    }
    state.under_way.begin(client).map(Some).ok_or_else(|| {
        let event = "too-many-requests";
        tracing::info!(target: "refused", event, from = %client, "too many requests at once");
        EarlyRefusal::TooMany
    })
}
