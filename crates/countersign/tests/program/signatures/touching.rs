//! Passkeys of people who sign, made of software.

use super::fixture::now;
use countersign_app::actions::audit;
use countersign_app::actions::sign_with_passkey::{self, PasskeyTouch};
use countersign_app::identity::passkeys::signing_key;
use countersign_app::identity::webauthn::{self, Assertion, Expected, RelyingParty};
use countersign_app::random::{Random, SystemRandom};
use countersign_app::signatures::passkey::challenge_of;
use countersign_app::signatures::touched_text::TouchedText;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::signature::SignatureFault;
use countersign_store::passkeys::{self, Passkey};
use countersign_store::{Store, Tx};
use countersign_testkit::authenticator::{Authenticator, Used};

pub(super) const ORIGIN: &str = "https://reports.example";

pub(super) fn site() -> RelyingParty {
    RelyingParty { id: "reports.example".to_owned(), origin: ORIGIN.to_owned() }
}

/// Adds the device's passkey to a person, with its signing key.
pub(super) async fn add(store: &Store, person: &Person, device: &Authenticator) -> Passkey {
    let (site, at) = (site(), now(store).await);
    let made = device.make(b"challenge");
    let expected = Expected { relying_party: &site, challenge: b"challenge" };
    let client_data = made.client_data.as_bytes();
    let made = webauthn::register(expected, client_data, &made.attestation).unwrap();
    let passkey = Passkey {
        id: (&SystemRandom as &dyn Random).id(),
        person_id: person.id,
        credential_id: made.id,
        algorithm: made.key.algorithm.number(),
        public_key: made.key.bytes,
        sign_count: made.sign_count.into(),
        is_backup_eligible: made.is_backup_eligible,
        name: "Laptop".to_owned(),
        made_at: at,
        last_used_at: None,
    };
    let entry = audit::of_machine_as(Event::PasskeyAdded, at, person);
    let add = async |tx: &mut Tx| {
        passkeys::add(tx, &passkey).await?;
        signing_key::add(tx, &passkey, &entry, &SystemRandom).await
    };
    store.write(add).await.unwrap();
    passkey
}

/// An answer of the device, as the page sends it.
pub(super) fn touch<'a>(
    site: &'a RelyingParty,
    device: &'a Authenticator,
    used: &'a Used,
) -> PasskeyTouch<'a> {
    PasskeyTouch {
        relying_party: site,
        credential_id: &device.credential_id,
        answer: Assertion {
            client_data: used.client_data.as_bytes(),
            authenticator_data: &used.authenticator_data,
            signature: &used.signature,
        },
    }
}

/// Takes the device's answer to one text as the signature of another.
pub(super) async fn touched(
    store: &Store,
    person: &Person,
    device: &Authenticator,
    (asked, text): (&str, &str),
) -> Result<TouchedText, SignatureFault> {
    let (site, at) = (site(), now(store).await);
    let used = device.sign(&challenge_of(asked));
    let sign = async |tx: &mut Tx| {
        sign_with_passkey::run(tx, person.id, &touch(&site, device, &used), text, at).await
    };
    store.write(sign).await.unwrap()
}
