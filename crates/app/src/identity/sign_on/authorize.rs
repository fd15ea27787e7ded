//! Sends a browser to its company's provider, and recognises it when it returns.

use super::network::Network;
use super::provider::{self, Secrets};
use super::{SignOnError, SignOnPurpose, SignOnResult, WITHIN};
use crate::identity::token::Token;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::sign_in_policies::{self, Provider};
use countersign_store::sign_on_flows::{self, Flow};
use countersign_store::{Result, Store, Tx};

/// A request to sign in at a company's provider.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationRequest<'a> {
    /// The company whose provider is asked.
    pub company_id: i64,
    /// The purpose.
    pub purpose: SignOnPurpose,
    /// The path on our own site to which they go afterwards.
    pub return_to: &'a str,
    /// The address to which the provider sends them back.
    pub callback: &'a str,
}

/// A sign-in that has begun: the browser is on its way to the provider.
#[derive(Debug)]
pub struct StartedSignOn {
    /// The state for its cookie, by which it is recognised when it returns.
    pub state: Token,
    /// The address at the provider.
    pub address: String,
}

/// Asks the provider for its address, and stores what has to match later.
///
/// # Errors
/// The store's.
pub async fn begin(
    store: &Store,
    network: &Network,
    request: &AuthorizationRequest<'_>,
    now: Instant,
    random: &dyn Random,
) -> Result<SignOnResult<StartedSignOn>> {
    let policy =
        store.reading(async |tx| sign_in_policies::find(tx, request.company_id).await).await?;
    let Some(provider) = policy.provider else { return Ok(Err(SignOnError::NoProvider)) };
    if provider.is_locked {
        tracing::warn!(
            event = "client-secret-sealed",
            issuer = provider.issuer,
            "the client secret cannot be opened"
        );
        return Ok(Err(SignOnError::OutOfReach));
    }
    let secrets = Secrets::new(random);
    let address = provider::address(network, &provider, request.callback, &secrets).await;
    let address = match address {
        Ok(address) => address,
        Err(error) => return Ok(Err(error)),
    };
    let (person_id, link_id) = match request.purpose {
        SignOnPurpose::SignIn => (None, None),
        SignOnPurpose::Invitation { person_id, link_id } => (Some(person_id), Some(link_id)),
        SignOnPurpose::Link { person_id } => (Some(person_id), None),
    };
    let flow = Flow {
        id: random.id(),
        company_id: request.company_id,
        issuer: provider.issuer,
        nonce: secrets.nonce,
        verifier: secrets.verifier,
        person_id,
        link_id,
        return_to: Some(request.return_to.to_owned()),
        expires_at: now.plus_micros(WITHIN),
    };
    let hash = secrets.state.hash();
    let keep = async |tx: &mut Tx| {
        sign_on_flows::remove_old(tx, now).await?;
        sign_on_flows::add(tx, &flow, &hash).await
    };
    store.write(keep).await?;
    Ok(Ok(StartedSignOn { state: secrets.state, address }))
}

/// Recognises a browser once: its cookie and the provider's state have to be the same. Returns the
/// flow, and the provider if it is still the company's.
///
/// # Errors
/// Fails when the database does.
pub async fn resume(
    tx: &mut Tx,
    cookie: &str,
    state: &str,
    now: Instant,
) -> Result<SignOnResult<(Flow, Provider)>> {
    let known = Token::parse(cookie).zip(Token::parse(state));
    // Comparing hashes reveals nothing of the tokens by timing.
    let known = known.filter(|(cookie, state)| cookie.hash() == state.hash());
    let Some((token, _)) = known else { return Ok(Err(SignOnError::Stale)) };
    let flow = sign_on_flows::take(tx, &token.hash()).await?;
    let Some(flow) = flow.filter(|flow| now < flow.expires_at) else {
        return Ok(Err(SignOnError::Stale));
    };
    let provider = current_provider(tx, &flow).await?;
    Ok(provider.map(|provider| (flow, provider)).ok_or(SignOnError::NoProvider))
}

/// The provider with which a flow began, if it is still the company's.
pub(super) async fn current_provider(tx: &mut Tx, flow: &Flow) -> Result<Option<Provider>> {
    let policy = sign_in_policies::find(tx, flow.company_id).await?;
    Ok(policy.provider.filter(|it| it.issuer == flow.issuer))
}
