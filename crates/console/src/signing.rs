//! Signing decisions on a page with a passkey: what a form offers, the question that the script
//! puts to the device, and the answer that the form brings along.
//!
//! A statement is made when the person presses the button, and goes into the form. What is posted
//! is compared with the report as it is then.

use crate::addresses;
use crate::context::Context;
use crate::passkey_answer::decoded;
use crate::passkey_site::{self, NoPasskeys};
use crate::response_status::with_status;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_app::actions::sign_with_passkey::{self, PasskeyTouch};
use countersign_app::identity::passkeys::signing_key;
use countersign_app::identity::webauthn::{Assertion, RelyingParty};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::passkey::challenge_of;
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::audit::Event;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::{SignatureFault, SigningRule};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use countersign_store::{Result as StoreResult, Tx, passkeys, signing_rules};
use countersign_web::problem::{Answer, Problem};
use serde::{Deserialize, Serialize};

/// What the form of a decision says about signing.
#[derive(Default)]
pub(crate) struct SigningView {
    /// Whether nothing is done without a signature.
    pub(crate) is_required: bool,
    pub(crate) button: Option<SigningButton>,
    /// Why its reader cannot sign here, and where to go, if they have to.
    pub(crate) obstacle: Option<(String, Option<(String, String)>)>,
}

/// The button that asks the device.
pub(crate) struct SigningButton {
    /// Where the script asks for what is signed.
    pub(crate) address: String,
    pub(crate) site: String,
    pub(crate) label: String,
}

impl SigningView {
    /// What a form says that leads to a verb. `address` is where its statement is made.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(crate) async fn of(
        context: &Context,
        tx: &mut Tx,
        verb: Verb,
        address: String,
    ) -> Result<Self, Problem> {
        let rule = signing_rules::of_company(tx, context.person()?.company_id).await?.of(verb);
        if rule == SigningRule::Off {
            return Ok(Self::default());
        }
        let is_required = rule == SigningRule::Required;
        let has_passkey = !passkeys::of_person(tx, context.visitor()?.person_id).await?.is_empty();
        let site = passkey_site::of(context);
        let locale = context.locale;
        Ok(match site {
            Ok(RelyingParty { id: site, .. }) if has_passkey => {
                let label = locale.say("signing-do").with("verb", verb.word()).to_string();
                let button = Some(SigningButton { address, site, label });
                Self { is_required, button, obstacle: None }
            }
            site => {
                let obstacle = is_required.then(|| obstacle(context, site.err()));
                Self { is_required, button: None, obstacle }
            }
        })
    }
}

/// Why a person who has to sign cannot do it on this page.
fn obstacle(context: &Context, site: Option<NoPasskeys>) -> (String, Option<(String, String)>) {
    let locale = context.locale;
    match site {
        None => {
            let add = (addresses::PASSKEYS.to_owned(), locale.t("passkey-add"));
            (locale.t("signing-no-passkey"), Some(add))
        }
        Some(NoPasskeys::NumericAddress(by_name)) => {
            let elsewhere = by_name.map(|origin| format!("{origin}{}", context.here()));
            let link = elsewhere.map(|address| (address.clone(), address));
            (locale.t("signing-numeric-address"), link)
        }
        Some(NoPasskeys::Unencrypted) => (locale.t("signing-unencrypted"), None),
    }
}

/// What the script asks the device, and puts into the form.
#[derive(Serialize)]
pub(crate) struct Question {
    challenge: String,
    /// What the form brings along, so that the same text is signed.
    statement: String,
    /// The ids of the person's passkeys.
    known: Vec<String>,
}

impl Question {
    /// The question whether a person signs a text. Their passkeys get the signing keys that they
    /// have lacked so far.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(crate) async fn of(
        context: &Context,
        tx: &mut Tx,
        person_id: i64,
        text: &str,
        statement: String,
    ) -> StoreResult<Self> {
        let entry = context.audit(Event::SigningKeyAdded);
        signing_key::add_missing(tx, person_id, &entry, &SystemRandom).await?;
        let own = passkeys::of_person(tx, person_id).await?;
        let known = own.iter().map(|it| URL_SAFE_NO_PAD.encode(&it.credential_id)).collect();
        Ok(Self { challenge: URL_SAFE_NO_PAD.encode(challenge_of(text)), statement, known })
    }

    /// The question for the script; 204 if there is nothing to sign.
    pub(crate) fn answer(question: Option<&Self>) -> Answer {
        let Some(question) = question else {
            return with_status(Ok(Response::default()), StatusCode::NO_CONTENT);
        };
        let text = serde_json::to_string(question)
            .map_err(|error| Problem::Fault(format!("a question could not be written: {error}")))?;
        Ok(of_kind("application/json", text))
    }
}

/// The answer that the script shows instead of a question.
pub(crate) fn not_asked(words: String) -> Answer {
    with_status(Ok(of_kind("text/plain; charset=utf-8", words)), StatusCode::CONFLICT)
}

fn of_kind(kind: &'static str, body: String) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

#[derive(Default, Deserialize)]
struct TouchForm {
    #[serde(default)]
    statement: String,
    #[serde(default)]
    credential: String,
    #[serde(default)]
    client_data: String,
    #[serde(default)]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
}

/// The answer of a device in a form.
pub(crate) struct SentTouch {
    /// What the question said.
    pub(crate) statement: String,
    site: RelyingParty,
    credential: Vec<u8>,
    client_data: Vec<u8>,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
}

impl SentTouch {
    /// The answer in the form of a request; `None` if it has none.
    ///
    /// # Errors
    /// [`Problem::BadRequest`] if the request has no form, or a signature at an address where
    /// passkeys cannot be used.
    pub(crate) fn of(context: &Context) -> Result<Option<Self>, Problem> {
        let form: TouchForm = context.form()?;
        if form.signature.is_empty() {
            return Ok(None);
        }
        // Without this refusal, the decision would be saved unsigned.
        let nowhere = |_| Problem::BadRequest("passkeys do not work at this address".to_owned());
        let site = passkey_site::of(context).map_err(nowhere)?;
        Ok(Some(Self {
            site,
            credential: decoded(&form.credential),
            client_data: decoded(&form.client_data),
            authenticator_data: decoded(&form.authenticator_data),
            signature: decoded(&form.signature),
            statement: form.statement,
        }))
    }

    pub(crate) fn touch(&self) -> PasskeyTouch<'_> {
        PasskeyTouch {
            relying_party: &self.site,
            credential_id: &self.credential,
            answer: Assertion {
                client_data: &self.client_data,
                authenticator_data: &self.authenticator_data,
                signature: &self.signature,
            },
        }
    }
}

/// The statement in a form, signed; `None` if the form has no signature.
///
/// # Errors
/// Fails when the database does; a refusal is an answer.
pub(crate) async fn statement(
    context: &Context,
    tx: &mut Tx,
    person_id: i64,
    sent: Option<&SentTouch>,
) -> StoreResult<Result<Option<SignedStatement>, Refusal>> {
    let Some(sent) = sent else { return Ok(Ok(None)) };
    let Some(statement) = Statement::parse(&sent.statement) else {
        return Ok(Err(Refusal::SignatureRefused(SignatureFault::Unreadable)));
    };
    let (touch, text) = (sent.touch(), statement.text());
    let now = context.machine_time;
    let signed = sign_with_passkey::run(tx, person_id, &touch, &text, now).await?;
    let signed = signed.map(|touched| Some(touched.on(statement, None)));
    Ok(signed.map_err(Refusal::SignatureRefused))
}
