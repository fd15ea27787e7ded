//! What the pages about signing keys share: those of a person belong to their account, and those of
//! a service account to the people of its company.

use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::account::confirm_password;
use crate::reader_zone::zone_of;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::manage_signing_keys::{
    self, MOST_KEYS, NewKey, Signer, SigningKeyFault,
};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::public_key::KeyFault;
use countersign_domain::audit::Event;
use countersign_domain::signature::SignatureKind;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::passwords;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::signing_keys::{self, KeyOwner};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

/// The owner of the keys of a page.
pub(crate) struct KeyHolder {
    /// The service account; the reader without one.
    pub(crate) account: Option<ServiceAccount>,
    /// The page above, with its name.
    pub(crate) back: (String, String),
    /// The page itself.
    pub(crate) here: String,
    /// The company, if it has to be named.
    pub(crate) company: Option<String>,
}

/// The fields of both forms as a person filled them in.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct KeyForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    key: String,
    /// The key to remove.
    #[serde(default)]
    id: String,
    /// The password that confirms it, for people who have one.
    #[serde(default)]
    current: String,
    pub(crate) company: Option<String>,
}

struct KeyRow {
    id: Uuid,
    name: String,
    algorithm: String,
    fingerprint: String,
    /// Its name with the beginning of its fingerprint, which is long.
    label: String,
    added: Moment,
    removed: Option<Moment>,
    /// Whether it can be removed here: the key of a passkey ends with its passkey.
    is_removable: bool,
    is_of_passkey: bool,
}

#[derive(Template)]
#[template(path = "signing_keys.html")]
struct SigningKeysPage {
    layout: Layout,
    back: (String, String),
    add: String,
    remove: String,
    of_account: bool,
    company: Option<String>,
    rows: Vec<KeyRow>,
    has_key: bool,
    asks_password: bool,
    form: KeyForm,
    error: Option<String>,
}

impl KeyHolder {
    fn owner(&self, context: &Context) -> Result<KeyOwner, Problem> {
        Ok(match &self.account {
            Some(account) => KeyOwner::Account(account.id),
            None => KeyOwner::Person(context.person()?.id),
        })
    }

    fn signer(&self) -> Signer<'_> {
        self.account.as_ref().map_or(Signer::Person, Signer::Account)
    }

    /// An address below the page.
    fn below(&self, what: &str) -> String {
        match self.here.split_once('?') {
            None => format!("{}{what}", self.here),
            Some((path, _)) => format!("{path}{what}"),
        }
    }
}

/// The page with the keys of an owner.
pub(crate) async fn page(
    context: &Context,
    holder: &KeyHolder,
    form: KeyForm,
    error: Option<String>,
) -> Answer {
    let (locale, zone, owner) = (context.locale, zone_of(context)?, holder.owner(context)?);
    let person_id = context.visitor()?.person_id;
    let (keys, password) = context
        .read(async |tx| {
            let keys = signing_keys::of_owner(tx, owner).await?;
            Ok((keys, passwords::find(tx, person_id).await?))
        })
        .await?;
    let moment = |at| locale.moment(at, &zone);
    let row = |key: signing_keys::SigningKey| KeyRow {
        id: key.id,
        label: format!("{} · {:.15}…", key.name, key.fingerprint),
        name: key.name,
        algorithm: key.algorithm,
        fingerprint: key.fingerprint,
        added: moment(key.added_at),
        is_removable: key.removed_at.is_none() && key.kind != SignatureKind::Passkey,
        is_of_passkey: key.kind == SignatureKind::Passkey,
        removed: key.removed_at.map(moment),
    };
    let rows: Vec<KeyRow> = keys.into_iter().map(row).collect();
    html(&SigningKeysPage {
        layout: context.layout(locale.t("signing-keys")),
        back: holder.back.clone(),
        add: holder.below(""),
        remove: holder.below("/remove"),
        of_account: holder.account.is_some(),
        company: holder.company.clone(),
        has_key: rows.iter().any(|row| row.is_removable),
        rows,
        asks_password: password.is_some(),
        form: KeyForm { current: String::new(), ..form },
        error,
    })
}

/// Registers the key of a form.
pub(crate) async fn add(context: &Context, holder: &KeyHolder, form: KeyForm) -> Answer {
    if let Some(error) = confirm_password::error(context, &form.current).await? {
        return refused(page(context, holder, form, Some(error)).await);
    }
    let (person, new) = (context.person()?, NewKey { name: &form.name, text: &form.key });
    let added = context
        .write(async |tx| {
            let (signer, entry) = (holder.signer(), context.audit(Event::SigningKeyAdded));
            manage_signing_keys::add(tx, person, signer, new, entry, &SystemRandom).await
        })
        .await?;
    match added {
        Ok(_) => done(context, holder, "signing-key-was-added"),
        Err(fault) => {
            let error = fault_words(context.locale, fault);
            refused(page(context, holder, form, Some(error)).await)
        }
    }
}

/// Removes the key that a form names.
pub(crate) async fn remove(context: &Context, holder: &KeyHolder, form: KeyForm) -> Answer {
    let id: Uuid = form.id.parse().map_err(|_| Problem::NotFound)?;
    if let Some(error) = confirm_password::error(context, &form.current).await? {
        return refused(page(context, holder, form, Some(error)).await);
    }
    let person = context.person()?;
    let removed = context
        .write(async |tx| {
            let entry = context.audit(Event::SigningKeyRemoved);
            manage_signing_keys::remove(tx, person, holder.signer(), id, entry).await
        })
        .await?;
    if removed.is_err() {
        return Err(Problem::NotFound);
    }
    done(context, holder, "signing-key-was-removed")
}

fn done(context: &Context, holder: &KeyHolder, notice: &str) -> Answer {
    let response = redirect::to(&holder.here)?;
    Ok(Notice::good(context.locale.t(notice)).on(context, response))
}

/// The reason why no key was registered.
fn fault_words(locale: Locale, fault: SigningKeyFault) -> String {
    match fault {
        SigningKeyFault::NotPermitted => locale.t("signing-key-error-not-permitted"),
        SigningKeyFault::Key(KeyFault::Private) => locale.t("signing-key-error-private"),
        SigningKeyFault::Key(KeyFault::Unreadable) => locale.t("signing-key-error-unreadable"),
        SigningKeyFault::Key(KeyFault::Kind) => locale.t("signing-key-error-kind"),
        SigningKeyFault::Name => locale.t("token-error-name"),
        SigningKeyFault::Registered => locale.t("signing-key-error-registered"),
        SigningKeyFault::TooMany => {
            locale.say("signing-key-error-too-many").with("count", MOST_KEYS).to_string()
        }
    }
}
