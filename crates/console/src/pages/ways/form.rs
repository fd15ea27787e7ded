//! The form of a way: filled in, and taken or handed back with what is wrong.

use super::act::secret_page;
use super::{changed, counted, distributor, of_address, stays};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use askama::Template;
use axum::http::StatusCode;
use countersign_app::actions::audit;
use countersign_app::actions::change_ways::{self, Filled, LONGEST_NAME, Refused};
use countersign_app::channels::secret::public_key;
use countersign_app::random::Machine;
use countersign_domain::actor::CompanyKind;
use countersign_domain::way::{FileFormat, Kind};
use countersign_store::companies::{self, Company};
use countersign_store::ways::Way;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "way_form.html")]
struct Page {
    layout: Layout,
    action: String,
    distributor: String,
    ways: String,
    kind: Kind,
    kind_name: String,
    address_label: String,
    address_hint: String,
    fields: Form,
    vendors: Vec<(String, String)>,
    formats: Vec<(&'static str, String)>,
    longest_name: usize,
    /// What is wrong, by field.
    errors: Vec<(&'static str, String)>,
    is_stale: bool,
    /// Whether it has a secret, and none can be stored.
    is_keyless: bool,
    stored: Option<Stored>,
}

/// What there is to know and to do about a way that is there.
struct Stored {
    address: String,
    version: i64,
    stays: Option<String>,
    /// Whether its secret cannot be opened, as its key is missing.
    is_locked: bool,
    counted: Option<String>,
    /// The line of `authorized_keys`, where it is let in by a key.
    public_key: Option<String>,
    /// What making a new secret means, where it has one.
    renew: Option<(String, String)>,
    /// Until when the secret before signs too.
    old_until: Option<String>,
}

/// The form's fields.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    kind: String,
    name: String,
    vendor: String,
    address: String,
    format: String,
    host_key: String,
    on: Option<String>,
    version: Option<i64>,
}

impl Form {
    fn of(way: &Way, companies: &[Company]) -> Self {
        let vendor = companies.iter().find(|it| Some(it.id) == way.said.vendor_id);
        Self {
            kind: way.kind.token().to_owned(),
            name: way.said.name.clone(),
            vendor: vendor.map(|it| it.code.clone()).unwrap_or_default(),
            address: way.said.address.clone(),
            format: way.said.format.token().to_owned(),
            host_key: way.said.host_key.clone().unwrap_or_default(),
            on: way.said.is_on.then(|| "1".to_owned()),
            version: Some(way.version),
        }
    }

    fn filled(&self) -> Filled {
        Filled {
            name: self.name.clone(),
            vendor: self.vendor.clone(),
            address: self.address.clone(),
            format: self.format.clone(),
            host_key: self.host_key.clone(),
            is_on: self.on.is_some(),
        }
    }

    fn kind(&self) -> Result<Kind, Problem> {
        let told = || Problem::BadRequest(format!("{:?} is no kind of way", self.kind));
        Kind::from_token(&self.kind).ok_or_else(told)
    }
}

impl Page {
    /// What is wrong with a field.
    fn error(&self, field: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(name, _)| *name == field);
        found.map(|(_, told)| told.as_str())
    }

    /// The ids of what describes a field that has a hint.
    fn described_by(&self, field: &str) -> String {
        match self.error(field) {
            Some(_) => format!("hint-{field} error-{field}"),
            None => format!("hint-{field}"),
        }
    }
}

/// The form of something new.
pub(super) async fn add(context: &Context) -> Answer {
    let asked: Form = context.query()?;
    // A kind is chosen on the list; without one it is the first.
    let kind = Kind::from_token(&asked.kind).unwrap_or(Kind::ALL[0]);
    let form = Form { on: Some("1".to_owned()), kind: kind.token().to_owned(), ..Form::default() };
    page(context, Whose::Distributor(context.parameter("id")?, kind), form, None).await
}

/// Takes something new in; a secret that was made is shown this once.
pub(super) async fn create(context: &Context) -> Answer {
    let id = context.parameter("id")?;
    let distributor = context.read(async |tx| distributor(tx, id).await).await?;
    let form: Form = context.form()?;
    let (kind, filled) = (form.kind()?, form.filled());
    let (destinations, now) = (&context.app.outbound.destinations, context.machine_time);
    let added = changed(context, &distributor, "added", &filled.name);
    let add = async |tx: &mut _| {
        let way = change_ways::add(tx, (id, kind), &filled, destinations, (now, &Machine)).await?;
        if way.is_ok() {
            audit::record(tx, added.clone()).await?;
        }
        Ok(way)
    };
    match context.write(add).await? {
        Ok(way) if kind == Kind::Webhook => secret_page(context, &way, &distributor),
        Ok(way) => {
            let told = Notice::good(context.locale.t("way-added"));
            Ok(told.on(context, redirect::to(&addresses::channel(way.id))?))
        }
        Err(refused) => page(context, Whose::Distributor(id, kind), form, Some(refused)).await,
    }
}

/// The form of what is there.
pub(super) async fn edit(context: &Context) -> Answer {
    let (way, form) = context
        .read(async |tx| {
            let (way, _) = of_address(context, tx).await?;
            let form = Form::of(&way, &companies::not_partners(tx).await?);
            Ok((way, form))
        })
        .await?;
    page(context, Whose::Way(Box::new(way)), form, None).await
}

/// Takes a change in.
pub(super) async fn save(context: &Context) -> Answer {
    let (way, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let form: Form = context.form()?;
    let (filled, now) = (form.filled(), context.now);
    let version = form.version.ok_or_else(|| Problem::BadRequest("no version".to_owned()))?;
    let destinations = &context.app.outbound.destinations;
    let entry = changed(context, &distributor, "changed", &filled.name);
    let change = async |tx: &mut _| {
        let done = change_ways::change(tx, &way, version, &filled, destinations, now).await?;
        if done.is_ok() {
            audit::record(tx, entry.clone()).await?;
        }
        Ok(done)
    };
    match context.write(change).await? {
        Ok(()) => {
            let told = Notice::good(context.locale.t("way-saved"));
            Ok(told.on(context, redirect::to(&addresses::channel(way.id))?))
        }
        Err(refused) => page(context, Whose::Way(Box::new(way)), form, Some(refused)).await,
    }
}

/// What the form is of.
enum Whose {
    /// Something new of a distributor.
    Distributor(i64, Kind),
    /// What is there.
    Way(Box<Way>),
}

async fn page(context: &Context, whose: Whose, fields: Form, refused: Option<Refused>) -> Answer {
    let locale = context.locale;
    let (id, kind) = match &whose {
        Whose::Distributor(id, kind) => (*id, *kind),
        Whose::Way(way) => (way.distributor_id, way.kind),
    };
    let (distributor, companies, stored) = context
        .read(async |tx| {
            let distributor = distributor(tx, id).await?;
            let companies = companies::not_partners(tx).await?;
            let stored = match &whose {
                Whose::Distributor(..) => None,
                Whose::Way(way) => Some(stored(context, tx, way).await?),
            };
            Ok((distributor, companies, stored))
        })
        .await?;
    let is_keyless =
        matches!(kind, Kind::Sftp | Kind::Webhook) && !context.state.store.can_seal().await?;
    let kind_name = locale.way_kind(kind);
    let vendors = companies.into_iter().filter(|it| it.kind == CompanyKind::Vendor);
    let errors = match &refused {
        Some(Refused::Wrong(wrong)) => wrong.as_slice(),
        _ => &[],
    };
    let text = |what: &str| locale.t(&format!("way-address-{}{what}", kind.token()));
    let mut response = html(&Page {
        layout: context.layout(match &whose {
            Whose::Distributor(..) => {
                locale.say("way-add").with("kind", kind_name.clone()).to_string()
            }
            Whose::Way(way) => way.said.name.clone(),
        }),
        action: match &whose {
            Whose::Distributor(..) => addresses::add_channel(id),
            Whose::Way(way) => addresses::channel(way.id),
        },
        distributor: distributor.name,
        ways: addresses::channels(id),
        kind,
        kind_name,
        address_label: text(""),
        address_hint: text("-hint"),
        fields,
        vendors: vendors.map(|it| (it.code, it.name)).collect(),
        formats: FileFormat::ALL
            .map(|format| (format.token(), locale.t(&format!("way-format-{}", format.token()))))
            .to_vec(),
        longest_name: LONGEST_NAME,
        errors: errors.iter().map(|(field, key)| (*field, locale.t(key))).collect(),
        is_stale: refused == Some(Refused::Stale),
        is_keyless,
        stored,
    })?;
    *response.status_mut() = match refused {
        None => StatusCode::OK,
        Some(Refused::Stale) => StatusCode::CONFLICT,
        Some(Refused::Wrong(_)) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(response)
}

async fn stored(
    context: &Context,
    tx: &mut countersign_store::Tx,
    way: &Way,
) -> Result<Stored, Problem> {
    let locale = context.locale;
    let zone = zone_of(tx, context.person()?).await?;
    let secret = way.secret.as_ref();
    let public_key = match way.kind {
        Kind::Sftp => secret.and_then(|it| public_key(&it.text).ok()),
        _ => None,
    };
    let old = secret.and_then(|it| it.old.as_ref()).map(|(_, until)| *until);
    let old = old.filter(|until| *until > context.machine_time);
    Ok(Stored {
        address: addresses::channel(way.id),
        version: way.version,
        stays: stays(context),
        is_locked: way.is_locked,
        counted: counted(context, tx, way).await?,
        public_key,
        renew: (secret.is_some() || way.is_locked).then(|| match way.kind {
            Kind::Sftp => (locale.t("way-renew-key"), locale.t("way-renew-key-text")),
            _ => (locale.t("way-renew-secret"), locale.t("way-renew-secret-text")),
        }),
        old_until: old.map(|until| locale.moment(until, &zone).words()),
    })
}
