//! The requests to a provider, and the checks of its responses.
//!
//! The description and the keys are fetched each time, so that a withdrawn key no longer counts.

use super::network::Network;
use super::{SignOnError, SignOnResult};
use crate::identity::token::Token;
use crate::random::Random;
use chrono::DateTime;
use countersign_domain::instant::Instant;
use countersign_store::sign_in_policies::Provider;
use countersign_store::sign_on_flows::Flow;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreJwsSigningAlgorithm,
    CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RequestTokenError, TokenResponse,
};

/// A provider with its description.
type Described = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The accepted signatures: those that published keys prove. A shared secret proves less, because
/// anyone who has it can sign.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The parameters that the browser brings back from the provider.
#[derive(Default)]
pub struct ProviderResponse {
    /// The code to exchange for the signed token.
    pub code: Option<String>,
    /// The issuer that the provider names, if it names one.
    pub issuer: Option<String>,
    /// The error code, if there is no code.
    pub error: Option<String>,
}

impl std::fmt::Debug for ProviderResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// The random values of one sign-in.
pub(super) struct Secrets {
    pub(super) state: Token,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

impl Secrets {
    pub(super) fn new(random: &dyn Random) -> Self {
        let text = || Token::new(random).text();
        Self { state: Token::new(random), nonce: text(), verifier: text() }
    }
}

/// Logs what a page does not say: whose provider failed, and how. Codes, tokens and secrets are not
/// included.
fn logged(provider: &Provider, why: &str, error: SignOnError) -> SignOnError {
    tracing::warn!(
        event = "sign-on-failed",
        issuer = provider.issuer,
        why,
        ?error,
        "single sign-on failed"
    );
    error
}

/// The error code of a provider, if it looks like one, so that no code, token or secret is logged.
fn word(text: &str) -> &str {
    let is_word = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_word { text } else { "an error of its own" }
}

/// Fetches the description of a provider.
async fn describe(
    network: &Network,
    provider: &Provider,
    callback: &str,
) -> SignOnResult<Described> {
    let out_of_reach = |why: &str| logged(provider, why, SignOnError::OutOfReach);
    let issuer = IssuerUrl::new(provider.issuer.clone());
    let issuer = issuer.map_err(|_| out_of_reach("the issuer is not an address"))?;
    let callback = RedirectUrl::new(callback.to_owned());
    let callback = callback.map_err(|_| out_of_reach("the public address is not an address"))?;
    let ask = |request| network.ask(request);
    let described = CoreProviderMetadata::discover_async(issuer, &ask).await;
    let described = described.map_err(|error| out_of_reach(&reason(&error)))?;
    if !network.allows(described.authorization_endpoint().url().scheme()) {
        return Err(out_of_reach("its page for signing in is not encrypted"));
    }
    let by_form = described.token_endpoint_auth_methods_supported().is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    let id = ClientId::new(provider.client_id.clone());
    let secret = provider.client_secret.clone().map(ClientSecret::new);
    let client = CoreClient::from_provider_metadata(described, id, secret);
    let client = client.set_redirect_uri(callback);
    let way = if by_form { AuthType::RequestBody } else { AuthType::BasicAuth };
    Ok(client.set_auth_type(way))
}

/// Whether a provider describes itself as one that people can sign in with; the log says why not.
pub async fn describes_itself(network: &Network, provider: &Provider, origin: &str) -> bool {
    describe(network, provider, origin).await.is_ok()
}

/// An error with its first cause.
fn reason(error: &dyn std::error::Error) -> String {
    let source = error.source().map(|it| format!(": {it}"));
    format!("{error}{}", source.unwrap_or_default())
}

/// The address at which a provider signs a person in.
pub(super) async fn address(
    network: &Network,
    provider: &Provider,
    callback: &str,
    secrets: &Secrets,
) -> SignOnResult<String> {
    let client = describe(network, provider, callback).await?;
    let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
    let (state, nonce) = (secrets.state.text(), secrets.nonce.clone());
    let request = client.authorize_url(
        CoreAuthenticationFlow::AuthorizationCode,
        move || CsrfToken::new(state),
        move || Nonce::new(nonce),
    );
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let (address, _, _) = request.set_pkce_challenge(challenge).url();
    Ok(address.into())
}

/// Exchanges the code for the subject for which the provider vouches.
///
/// # Errors
/// [`Obstacle::Declined`], [`Obstacle::OutOfReach`] or [`Obstacle::Untrusted`].
pub async fn prove(
    network: &Network,
    provider: &Provider,
    callback: &str,
    flow: &Flow,
    answer: &ProviderResponse,
    now: Instant,
) -> SignOnResult<String> {
    if answer.issuer.as_ref().is_some_and(|issuer| *issuer != provider.issuer) {
        return Err(logged(provider, "the response names another issuer", SignOnError::Untrusted));
    }
    if let Some(error) = &answer.error {
        return Err(logged(provider, word(error), SignOnError::Declined));
    }
    let code = answer.code.clone();
    let code = code.ok_or_else(|| logged(provider, "it sent no code", SignOnError::Declined))?;
    let client = describe(network, provider, callback).await?;
    let out_of_reach = |why: &str| logged(provider, why, SignOnError::OutOfReach);
    let request = client.exchange_code(AuthorizationCode::new(code));
    let request = request.map_err(|_| out_of_reach("it names no token endpoint"))?;
    let request = request.set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()));
    let ask = |request| network.ask(request);
    let tokens = request.request_async(&ask).await.map_err(|error| match error {
        RequestTokenError::ServerResponse(said) => {
            logged(provider, word(said.error().as_ref()), SignOnError::Declined)
        }
        RequestTokenError::Request(why) => {
            out_of_reach(&format!("the token endpoint did not answer: {why}"))
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            out_of_reach("the response of the token endpoint is invalid")
        }
    })?;
    let untrusted = |why: &str| logged(provider, why, SignOnError::Untrusted);
    let signed =
        tokens.id_token().ok_or_else(|| untrusted("the response has no identity token"))?;
    let time = DateTime::from_timestamp_micros(now.micros()).unwrap_or_default();
    let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
    let verifier = verifier.set_time_fn(move || time);
    // The library asks whether further audiences are accepted; `is_meant` checks that.
    let verifier = verifier.set_other_audience_verifier_fn(|_| true);
    let claims = signed.claims(&verifier, &Nonce::new(flow.nonce.clone()));
    let claims = claims.map_err(|error| untrusted(&reason(&error)))?;
    let others = claims.audiences().iter().map(|it| it.as_str());
    let party = claims.authorized_party().map(|it| it.as_str());
    match is_meant(provider, others, party) {
        true => Ok(claims.subject().to_string()),
        false => Err(untrusted("the identity token names further audiences")),
    }
}

/// Whether a token with further audiences was issued to this client: it says so, or the company
/// lists these audiences. A token that names another client is refused.
fn is_meant<'a>(
    provider: &Provider,
    audiences: impl Iterator<Item = &'a str>,
    party: Option<&str>,
) -> bool {
    let is_taken = |audience: &str| {
        audience == provider.client_id || provider.other_audiences.iter().any(|it| it == audience)
    };
    match party {
        Some(party) => party == provider.client_id,
        None => audiences.into_iter().all(is_taken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn what_is_meant_for_others_too_is_taken_on_our_behalf_or_where_the_company_says_so() {
        let provider = |others: &[&str]| Provider {
            issuer: "https://login.nordlicht.example".to_owned(),
            client_id: "cs".to_owned(),
            client_secret: None,
            is_locked: false,
            other_audiences: others.iter().map(|it| (*it).to_owned()).collect(),
        };
        for (others, audiences, party, taken) in [
            (&[] as &[&str], &["cs"] as &[&str], None, true),
            (&[], &["cs"], Some("cs"), true),
            (&[], &["cs"], Some("other"), false),
            (&[], &["cs", "other"], Some("cs"), true),
            (&[], &["cs", "other"], None, false),
            (&[], &["cs", "other"], Some("other"), false),
            (&["other"], &["cs", "other"], None, true),
            (&["other"], &["cs", "other", "third"], None, false),
            (&["other"], &["cs", "other"], Some("other"), false),
        ] {
            let meant = is_meant(&provider(others), audiences.iter().copied(), party);
            assert_eq!(meant, taken, "{others:?} {audiences:?} {party:?}");
        }
    }

    #[test]
    fn only_a_code_of_an_error_is_told() {
        assert_eq!(word("access_denied"), "access_denied");
        for other in ["", "Xk3-secret", "c0de", "a line\nof its own", &"x".repeat(41)] {
            assert!(other.is_empty() || word(other) == "an error of its own", "{other}");
        }
    }

    #[test]
    fn what_is_made_up_differs_and_does_not_print_itself() {
        let secrets = Secrets::new(&SeededRandom::new(1));
        let all = [secrets.state.text(), secrets.nonce.clone(), secrets.verifier.clone()];
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
        assert!(all.iter().all(|text| text.len() == 43));
        let answer =
            ProviderResponse { code: Some("c0de".to_owned()), ..ProviderResponse::default() };
        assert!(!format!("{answer:?}").contains("c0de"));
    }
}
