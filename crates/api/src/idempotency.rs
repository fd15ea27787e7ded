//! Safe retries: with an `Idempotency-Key`, an operation runs once, and every repetition gets the
//! first answer.
//! [`answer_once`] explains why this holds even if the process dies.

use crate::answer::{ApiAnswer, JSON, of_kind, written};
use crate::context::Context;
use crate::etag::Tag;
use crate::problem::{ApiProblem, PROBLEM_JSON, wrong_with};
use crate::query::wrong;
use crate::resources::usage_reports::statement::SIGNED_HEADERS;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use countersign_app::actions::answer_once::{self, Asked, Reserved};
use countersign_app::random::{Random, SystemRandom};
use countersign_store::idempotent_requests::{KeptAnswer, RequestName};
use countersign_store::{Result as StoreResult, StoreError, Tx};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The header with the key.
pub(crate) const HEADER: &str = "idempotency-key";
/// The most characters of a key.
const LONGEST: usize = 255;
/// The headers of an operation that can be repeated safely, for the description.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct RetryHeaders {
    /// A key of your choice that makes a retry safe.
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// An answer that can be stored.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    kind: &'static str,
    tag: Option<String>,
    /// The address of what the operation made.
    location: Option<String>,
    body: String,
    /// The body that is stored instead, if this one has a secret.
    kept_body: Option<String>,
}

impl Reply {
    /// The result of an operation on a report of this version.
    ///
    /// # Errors
    /// A fault of the program, if the value cannot be written.
    pub(crate) fn done(value: &impl Serialize, version: i64) -> Result<Self, StoreError> {
        let tag = Some(Tag::of_version(version).text().to_owned());
        Ok(Self { tag, ..Self::ok(value)? })
    }

    /// The result of an operation.
    ///
    /// # Errors
    /// A fault of the program, if the value cannot be written.
    pub(crate) fn ok(value: &impl Serialize) -> Result<Self, StoreError> {
        let body = written(value).map_err(|_| StoreError::Corrupt("an answer".to_owned()))?;
        let (status, kept_body) = (StatusCode::OK, None);
        Ok(Self { status, kind: JSON, tag: None, location: None, body, kept_body })
    }

    /// The result of an operation that made something, or carries it on.
    ///
    /// # Errors
    /// A fault of the program, if the value cannot be written.
    pub(crate) fn at(
        status: StatusCode,
        value: &impl Serialize,
        location: String,
    ) -> Result<Self, StoreError> {
        Ok(Self { status, location: Some(location), ..Self::ok(value)? })
    }

    /// The same, but a repeated request gets this value: a secret is shown once and not stored.
    ///
    /// # Errors
    /// A fault of the program, if the value cannot be written.
    pub(crate) fn keeping(self, value: &impl Serialize) -> Result<Self, StoreError> {
        Ok(Self { kept_body: Some(Self::ok(value)?.body), ..self })
    }

    /// A refusal of the rules.
    pub(crate) fn refused(problem: &ApiProblem, context: &Context) -> Self {
        let document = problem.document(&context.request_id);
        let body = serde_json::to_string(&document).unwrap_or_default();
        let status = problem.status();
        Self { status, kind: PROBLEM_JSON, tag: None, location: None, body, kept_body: None }
    }

    fn kept(&self) -> KeptAnswer {
        let tag = self.tag.as_deref().unwrap_or_default();
        let location = self.location.as_deref().unwrap_or_default();
        KeptAnswer {
            status: i64::from(self.status.as_u16()),
            headers: format!("{}\n{tag}\n{location}", self.kind),
            body: self.kept_body.as_ref().unwrap_or(&self.body).clone(),
        }
    }

    fn of_kept(kept: KeptAnswer) -> Result<Self, ApiProblem> {
        let unread = || ApiProblem::fault("a kept answer cannot be read");
        let status = u16::try_from(kept.status).ok();
        let status = status.and_then(|it| StatusCode::from_u16(it).ok()).ok_or_else(unread)?;
        let (kind, rest) = kept.headers.split_once('\n').ok_or_else(unread)?;
        // Answers of earlier releases have no location.
        let (tag, location) = rest.split_once('\n').unwrap_or((rest, ""));
        let kind = [JSON, PROBLEM_JSON].into_iter().find(|it| *it == kind).ok_or_else(unread)?;
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (tag, location, body) = (given(tag), given(location), kept.body);
        Ok(Self { status, kind, tag, location, body, kept_body: None })
    }

    fn response(self) -> Response {
        let mut response = of_kind(self.status, self.kind, self.body);
        if let Some(tag) = self.tag.and_then(|tag| HeaderValue::from_str(&tag).ok()) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        if let Some(location) = self.location.and_then(|it| HeaderValue::from_str(&it).ok()) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

/// Runs an operation once for each key.
///
/// # Errors
/// As [`once_after`].
pub(crate) async fn once(
    context: &Context,
    mut work: impl AsyncFnMut(&mut Tx) -> StoreResult<Reply>,
) -> ApiAnswer {
    once_after(context, async || Ok(()), async |tx: &mut Tx, ()| work(tx).await).await
}

/// Runs an operation once for each key, with what `read` found for it. A repetition gets the first
/// answer even if nothing is found any more.
///
/// # Errors
/// 400 for an invalid key, 409 while the first request is being answered, 422 if the key belongs to
/// another request, and the errors of `read` and of a database that cannot be reached.
pub(crate) async fn once_after<T>(
    context: &Context,
    read: impl AsyncFnOnce() -> Result<T, ApiProblem>,
    mut work: impl AsyncFnMut(&mut Tx, &T) -> StoreResult<Reply>,
) -> ApiAnswer {
    let Some(key) = key(context)? else {
        let found = read().await?;
        return Ok(context.change(async |tx| work(tx, &found).await).await?.response());
    };
    let (caller, print) = (context.caller()?.name(), fingerprint(context));
    let name = RequestName { caller: &caller, key: &key };
    let run = (&SystemRandom as &dyn Random).id();
    let asked = Asked { name, fingerprint: &print, run };
    if let Some(answered) = reserve(context, asked).await? {
        let mut response = Reply::of_kept(answered)?.response();
        let repeated = HeaderValue::from_static("true");
        response.headers_mut().insert("idempotency-replayed", repeated);
        return Ok(response);
    }
    let answer = async {
        let found = read().await?;
        let keep = async |tx: &mut Tx| {
            let reply = work(tx, &found).await?;
            answer_once::keep(tx, asked, &reply.kept()).await?;
            Ok(reply)
        };
        context.change(keep).await
    };
    match answer.await {
        Ok(reply) => Ok(reply.response()),
        Err(problem) => {
            // If the database is unavailable, the key is released once the run must have ended.
            let released = context.change(async |tx| answer_once::release(tx, asked).await).await;
            drop(released);
            Err(problem)
        }
    }
}

fn key(context: &Context) -> Result<Option<String>, ApiProblem> {
    let Some(given) = context.headers.get(HEADER) else { return Ok(None) };
    let text = given.to_str().unwrap_or_default().trim();
    if text.is_empty() || text.len() > LONGEST {
        let detail = format!("The key has 1 to {LONGEST} visible characters of ASCII.");
        return Err(wrong("bad_request", "Idempotency-Key", &detail));
    }
    Ok(Some(text.to_owned()))
}

/// The hash that identifies a request: of its method, address, expected version, body and
/// signature.
fn fingerprint(context: &Context) -> [u8; 32] {
    let seen = context.headers.get(header::IF_MATCH).map_or(&b""[..], HeaderValue::as_bytes);
    let here = context.here();
    let mut parts =
        vec![context.method.as_str().as_bytes(), here.as_bytes(), seen, &context.fields];
    // Without a signature, a request keeps the fingerprint that earlier programs gave it.
    parts.extend(SIGNED_HEADERS.iter().filter_map(|it| Some(context.headers.get(*it)?.as_bytes())));
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The earlier answer, or `None` if this request has to be answered.
async fn reserve(context: &Context, asked: Asked<'_>) -> Result<Option<KeptAnswer>, ApiProblem> {
    let now = context.machine_time;
    let reserved = context.change(async |tx| answer_once::reserve(tx, asked, now).await).await?;
    match reserved {
        Reserved::Now => Ok(None),
        Reserved::Answered(answer) => Ok(Some(answer)),
        Reserved::InUse => Err(ApiProblem::new(
            StatusCode::CONFLICT,
            "idempotency_key_in_use",
            "The first request with this key is still being answered. Try again.",
        )
        .with_header(header::RETRY_AFTER, "1".to_owned())),
        Reserved::Reused => Err(wrong_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency_key_reused",
            "Idempotency-Key",
            "The key belongs to a request with another method, address, If-Match, body or \
             signature.",
        )),
    }
}
