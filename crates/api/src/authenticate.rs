//! Finds the caller by the request's token. Refused tokens are counted by address; they do not slow
//! down callers with a valid token behind the same address.

use crate::problem::ApiProblem;
use axum::http::{HeaderMap, StatusCode, header};
use countersign_app::actions::audit;
use countersign_app::identity::api_caller::{self, Caller, TokenRefusal};
use countersign_app::identity::throttle::{self, Subject};
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_web::note_use;
use countersign_web::state::State;
use std::net::IpAddr;

/// The token of a request.
///
/// # Errors
/// 401 if there is none.
pub(crate) fn bearer(headers: &HeaderMap) -> Result<&str, ApiProblem> {
    let given = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
    let token = given
        .and_then(|it| it.split_once(' '))
        .and_then(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer").then_some(token.trim()));
    token.ok_or_else(|| {
        let detail = "Send the header Authorization: Bearer, and your token.";
        let problem = ApiProblem::new(StatusCode::UNAUTHORIZED, "token_missing", detail);
        problem.with_header(header::WWW_AUTHENTICATE, "Bearer realm=\"countersign\"".to_owned())
    })
}

/// The code and sentence of a refusal. Only someone who holds a token learns more than that it is
/// unknown.
pub(crate) const fn words(refused: TokenRefusal) -> (&'static str, &'static str) {
    match refused {
        TokenRefusal::Unknown => ("token_unknown", "There is no such token."),
        TokenRefusal::Expired => ("token_expired", "The token has expired. Make another one."),
        TokenRefusal::Revoked => {
            ("token_revoked", "The token was revoked, or its service account was ended.")
        }
        TokenRefusal::Network => {
            ("token_refused_here", "The token is not accepted from your network address.")
        }
        TokenRefusal::NoAccess => {
            ("token_no_access", "The person behind the token no longer acts for the company.")
        }
    }
}

/// The problem of a refused token.
pub(crate) fn problem(refused: TokenRefusal) -> ApiProblem {
    let (code, detail) = words(refused);
    ApiProblem::new(StatusCode::UNAUTHORIZED, code, detail).with_header(
        header::WWW_AUTHENTICATE,
        "Bearer realm=\"countersign\", error=\"invalid_token\"".to_owned(),
    )
}

/// Counts a refused token, and adds it to the audit record.
///
/// # Errors
/// 429 if too many came from the address; 503 if the database is away.
pub(crate) async fn count_refusal(
    state: &State,
    refused: TokenRefusal,
    client: IpAddr,
    now: Instant,
) -> Result<(), ApiProblem> {
    let subjects = [Subject::tokens_of(client)];
    let admitted = state
        .store
        .write(async |tx| {
            let admitted = throttle::admit(tx, &subjects, now).await?;
            let event = match admitted {
                Ok(()) => Event::TokenRefused,
                Err(_) => Event::Throttled,
            };
            let entry = AuditEntry {
                about: Some(words(refused).0.replace("token_", "")),
                address: Some(client.to_string()),
                ..audit::entry(event, now)
            };
            audit::record(tx, entry).await?;
            Ok(admitted)
        })
        .await?;
    admitted.map_err(|wait| {
        let detail = "Too many requests without an accepted token came from your address.";
        ApiProblem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", detail)
            .with_header(header::RETRY_AFTER, wait.seconds.to_string())
    })
}

/// Records the use of a token.
pub(crate) async fn note_use(state: &State, caller: &Caller, client: IpAddr, now: Instant) {
    let id = caller.token_id;
    let note = async |tx: &mut Tx| api_caller::note_use(tx, id, client, now).await;
    if let Err(error) = note_use::soon(&state.store, note).await {
        let event = "token-use-unrecorded";
        tracing::warn!(event, error, "the use of a token could not be recorded");
    }
}
