//! The statement that a service account signs before a decision, and the headers that carry it.

use super::described_parameters::OfReport;
use super::show::{id, stored};
use crate::answer::{ApiAnswer, JSON, of_kind};
use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use crate::refusal;
use axum::http::{HeaderValue, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::make_statements;
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::signature::{Envelope, SignatureKind};
use countersign_domain::statement::{Statement, parse_verb};

/// The header with the statement, and the one with the fingerprint of the key and the signature.
const STATEMENT: &str = "Countersign-Statement";
const SIGNATURE: &str = "Countersign-Signature";
/// Both.
pub(crate) const SIGNED_HEADERS: [&str; 2] = [STATEMENT, SIGNATURE];

/// What the statement is about.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfVerb {
    /// What you are going to do: submit, approve, reject, agree-correction, dispatch, complete or
    /// return.
    #[param(example = "approve")]
    verb: String,
}

/// Read the statement to sign before a decision on a usage report.
///
/// Sign the body as it is, byte for byte, with the registered Ed25519 key of the service account.
#[utoipa::path(
    get,
    path = "/api/v1/usage-reports/{id}/statement",
    operation_id = "readStatement",
    tag = "Usage reports",
    params(OfReport, OfVerb),
    responses((status = 200, description = "The statement.", body = Object)),
    security(("token" = ["reports.read"]))
)]
pub(crate) async fn show(context: &Context) -> ApiAnswer {
    let mut parameters = Parameters::read(context, &["verb"])?;
    let word = parameters.take("verb").unwrap_or_default();
    let verb = parse_verb(&word).map_err(|expected| {
        wrong("bad_request", "verb", &format!("verb is {word:?}; {expected}."))
    });
    let (person, id) = (context.person()?, id(context)?);
    let statement = context
        .look(async |tx| {
            let stored = stored(tx, person, id).await?;
            let verb = verb?;
            let stated = make_statements::of_turn(tx, &stored, person, verb, context.now).await?;
            stated.map_err(|refused| refusal::problem(&refused, None))
        })
        .await?;
    Ok(of_kind(StatusCode::OK, JSON, statement.text()))
}

/// The signed statement of a request; `None` if it has none.
///
/// # Errors
/// 400 if the headers cannot be read.
pub(super) fn signed(context: &Context) -> Result<Option<SignedStatement>, ApiProblem> {
    let unreadable = |name, detail: &str| wrong("bad_request", name, &format!("{name} {detail}."));
    let header = |name| {
        let value = context.headers.get(name).map(HeaderValue::to_str).transpose();
        value.map_err(|_| unreadable(name, "is not ASCII"))
    };
    let (statement, signature) = match (header(STATEMENT)?, header(SIGNATURE)?) {
        (None, None) => return Ok(None),
        (Some(statement), Some(signature)) => (statement, signature),
        (None, Some(_)) => return Err(unreadable(STATEMENT, "is required with the signature")),
        (Some(_), None) => return Err(unreadable(SIGNATURE, "is required with the statement")),
    };
    let text = STANDARD.decode(statement).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let statement = text.as_deref().and_then(Statement::parse);
    let statement =
        statement.ok_or_else(|| unreadable(STATEMENT, "must be a statement in base64"))?;
    let (key, signature) = signature
        .split_once(' ')
        .ok_or_else(|| unreadable(SIGNATURE, "must be a fingerprint, a space and base64"))?;
    let (key, signature) = (key.to_owned(), signature.to_owned());
    let envelope = Envelope { bulk: None, key, kind: SignatureKind::Key, signature };
    Ok(Some(SignedStatement { statement, envelope }))
}
