//! `POST /api/oauth/token`: the client credentials grant of OAuth 2.0 (RFC 6749).

use crate::answer::{ApiAnswer, JSON, of_kind, written};
use crate::authenticate;
use crate::context::{Context, Route, answering};
use crate::quota;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_app::identity::api_caller::TokenRefusal;
use countersign_app::identity::client_credentials::{self, Client, GrantRefusal, GrantRequest};
use countersign_app::random::SystemRandom;
use countersign_store::Tx;
use countersign_web::access::Access;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post("/api/oauth/token", Access::Everyone, answering(token))]
}

/// A request for a token.
#[derive(Default, Deserialize, ToSchema)]
pub(crate) struct TokenForm {
    /// `client_credentials`.
    #[serde(default)]
    #[schema(example = "client_credentials")]
    grant_type: String,
    /// The service account's id, unless it is sent by HTTP Basic.
    client_id: Option<String>,
    /// A token of the service account, unless it is sent by HTTP Basic.
    client_secret: Option<String>,
    /// Scopes, separated by spaces; all of the token's scopes if omitted.
    scope: Option<String>,
}

/// A token for an hour.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccessToken {
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Its lifetime in seconds.
    #[schema(example = 3600)]
    expires_in: i64,
    /// Its scopes, separated by spaces.
    scope: String,
}

/// The reason why there is no token.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenError {
    /// invalid_request, invalid_client, invalid_scope or unsupported_grant_type.
    #[schema(example = "invalid_client")]
    error: &'static str,
    error_description: String,
}

/// Get a token for an hour with the credentials of a service account.
///
/// Errors are those of OAuth 2.0: `error` and `error_description`.
#[utoipa::path(
    post,
    path = "/api/oauth/token",
    operation_id = "issueToken",
    tag = "Tokens",
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The token.", body = AccessToken),
        (status = 400, description = "The form or a scope is wrong.", body = TokenError),
        (status = 401, description = "The credentials are not accepted.", body = TokenError),
    ),
    security()
)]
pub(crate) async fn token(context: &Context) -> ApiAnswer {
    let form: TokenForm = match context.form() {
        Ok(form) => form,
        Err(_) => return Ok(bad_request("send a form that has each parameter at most once")),
    };
    if form.grant_type.is_empty() {
        return Ok(bad_request("send a form with grant_type=client_credentials"));
    }
    if form.grant_type != "client_credentials" {
        let detail = "the only grant_type is client_credentials";
        return Ok(refused(StatusCode::BAD_REQUEST, "unsupported_grant_type", detail));
    }
    let by_form = form.client_id.zip(form.client_secret);
    let Some((client_id, client_secret)) = basic(&context.headers).or(by_form) else {
        return Ok(unknown_client("name the client and its secret"));
    };
    let request = GrantRequest {
        client_id: &client_id,
        client_secret: &client_secret,
        scope: form.scope.as_deref(),
        address: context.client,
    };
    let now = context.machine_time;
    let found = async |tx: &mut Tx| Ok(client_credentials::client(tx, &request, now).await?);
    match context.look(found).await? {
        Ok(client) => Ok(counted(context, &client).await),
        Err(GrantRefusal::Scope) => {
            let detail = "the token of the client does not have the scope";
            Ok(refused(StatusCode::BAD_REQUEST, "invalid_scope", detail))
        }
        Err(GrantRefusal::Client(why)) => client_refused(context, why).await,
    }
}

/// Issues a token unless the quota is used up, which the issued tokens share.
async fn counted(context: &Context, client: &Client) -> Response {
    let now = context.machine_time;
    let usage = context.api.limits.count(client.account_id, client.company_id, now);
    let answer = match quota::admit(&usage) {
        Ok(()) => issued(context, client).await,
        Err(problem) => Err(problem),
    };
    let mut response = answer.unwrap_or_else(|problem| problem.answer(context));
    usage.mark(&mut response);
    response
}

async fn issued(context: &Context, client: &Client) -> ApiAnswer {
    let now = context.machine_time;
    let grant = async |tx: &mut Tx| client_credentials::grant(tx, client, now, &SystemRandom).await;
    let grant = context.change(grant).await?;
    let token = AccessToken {
        access_token: grant.token.text().to_owned(),
        token_type: "Bearer",
        expires_in: grant.seconds,
        scope: grant.scopes,
    };
    Ok(of_kind(StatusCode::OK, JSON, written(&token)?))
}

async fn client_refused(context: &Context, why: TokenRefusal) -> ApiAnswer {
    let (now, client) = (context.machine_time, context.client);
    authenticate::count_refusal(&context.state, why, client, now).await?;
    Ok(unknown_client(authenticate::words(why).1))
}

fn bad_request(detail: &str) -> Response {
    refused(StatusCode::BAD_REQUEST, "invalid_request", detail)
}

fn unknown_client(detail: &str) -> Response {
    let mut response = refused(StatusCode::UNAUTHORIZED, "invalid_client", detail);
    let challenge = HeaderValue::from_static("Basic realm=\"countersign\"");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    response
}

fn refused(status: StatusCode, error: &'static str, detail: &str) -> Response {
    let error = TokenError { error, error_description: detail.to_owned() };
    // Two texts can always be written.
    of_kind(status, JSON, serde_json::to_string(&error).unwrap_or_default())
}

/// The credentials of HTTP Basic. Ids and tokens have no characters that a form would escape.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credentials) = given.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
