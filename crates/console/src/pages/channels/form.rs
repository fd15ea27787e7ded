//! The form of a channel: saved, or shown again with its errors.

use super::execute::secret_page;
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
use countersign_app::actions::change_channels::{self, ChannelInput, ChannelRefusal, LONGEST_NAME};
use countersign_app::channels::secret::public_key;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::CompanyKind;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_store::companies::{self, Company};
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "channel_form.html")]
struct ChannelFormPage {
    layout: Layout,
    action: String,
    distributor: String,
    channels: String,
    kind: ChannelKind,
    kind_name: String,
    address_label: String,
    address_hint: String,
    fields: ChannelForm,
    vendors: Vec<(String, String)>,
    formats: Vec<(&'static str, String)>,
    longest_name: usize,
    errors: Vec<(&'static str, String)>,
    is_stale: bool,
    /// Whether it needs a secret, and none can be stored.
    is_keyless: bool,
    stored: Option<StoredChannel>,
}

/// The further data and actions of an existing channel.
struct StoredChannel {
    address: String,
    version: i64,
    stays: Option<String>,
    /// Whether its secret cannot be opened because its key is missing.
    is_locked: bool,
    counted: Option<String>,
    /// The line for `authorized_keys` of an SFTP channel.
    public_key: Option<String>,
    /// The consequence of a new secret, if it has one.
    renew: Option<(String, String)>,
    /// Until when the old secret also signs.
    old_until: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ChannelForm {
    kind: String,
    name: String,
    vendor: String,
    address: String,
    format: String,
    host_key: String,
    on: Option<String>,
    version: Option<i64>,
}

impl ChannelForm {
    fn of(channel: &DeliveryChannel, companies: &[Company]) -> Self {
        let vendor = companies.iter().find(|it| Some(it.id) == channel.said.vendor_id);
        Self {
            kind: channel.kind.token().to_owned(),
            name: channel.said.name.clone(),
            vendor: vendor.map(|it| it.code.clone()).unwrap_or_default(),
            address: channel.said.address.clone(),
            format: channel.said.format.token().to_owned(),
            host_key: channel.said.host_key.clone().unwrap_or_default(),
            on: channel.said.is_on.then(|| "1".to_owned()),
            version: Some(channel.version),
        }
    }

    fn filled(&self) -> ChannelInput {
        ChannelInput {
            name: self.name.clone(),
            vendor: self.vendor.clone(),
            address: self.address.clone(),
            format: self.format.clone(),
            host_key: self.host_key.clone(),
            is_on: self.on.is_some(),
        }
    }

    fn kind(&self) -> Result<ChannelKind, Problem> {
        let message = || Problem::BadRequest(format!("{:?} is not a kind of channel", self.kind));
        ChannelKind::from_token(&self.kind).ok_or_else(message)
    }
}

impl ChannelFormPage {
    /// What is wrong with a field.
    fn error(&self, field: &str) -> Option<&str> {
        let found = self.errors.iter().find(|(name, _)| *name == field);
        found.map(|(_, message)| message.as_str())
    }

    /// The ids of the elements that describe a field with a hint.
    fn described_by(&self, field: &str) -> String {
        match self.error(field) {
            Some(_) => format!("hint-{field} error-{field}"),
            None => format!("hint-{field}"),
        }
    }
}

/// The form of a new channel.
pub(super) async fn add(context: &Context) -> Answer {
    let asked: ChannelForm = context.query()?;
    // The list chooses a kind; the default is the first one.
    let kind = ChannelKind::from_token(&asked.kind).unwrap_or(ChannelKind::ALL[0]);
    let form = ChannelForm {
        on: Some("1".to_owned()),
        kind: kind.token().to_owned(),
        ..ChannelForm::default()
    };
    page(context, FormOf::New(context.parameter("id")?, kind), form, None).await
}

/// Adds a channel; a new secret is shown once.
pub(super) async fn create(context: &Context) -> Answer {
    let id = context.parameter("id")?;
    let distributor = context.read(async |tx| distributor(tx, id).await).await?;
    let form: ChannelForm = context.form()?;
    let (kind, filled) = (form.kind()?, form.filled());
    let (destinations, now) = (&context.app.outbound.destinations, context.machine_time);
    let added = changed(context, &distributor, "added", &filled.name);
    let add = async |tx: &mut _| {
        let channel =
            change_channels::add(tx, id, kind, &filled, destinations, now, &SystemRandom).await?;
        if channel.is_ok() {
            audit::record(tx, added.clone()).await?;
        }
        Ok(channel)
    };
    match context.write(add).await? {
        Ok(channel) if kind == ChannelKind::Webhook => secret_page(context, &channel, &distributor),
        Ok(channel) => {
            let message = Notice::good(context.locale.t("way-added"));
            Ok(message.on(context, redirect::to(&addresses::channel(channel.id))?))
        }
        Err(refused) => page(context, FormOf::New(id, kind), form, Some(refused)).await,
    }
}

/// The form of an existing channel.
pub(super) async fn edit(context: &Context) -> Answer {
    let (channel, form) = context
        .read(async |tx| {
            let (channel, _) = of_address(context, tx).await?;
            let form = ChannelForm::of(&channel, &companies::not_partners(tx).await?);
            Ok((channel, form))
        })
        .await?;
    page(context, FormOf::Stored(Box::new(channel)), form, None).await
}

/// Saves a changed channel.
pub(super) async fn save(context: &Context) -> Answer {
    let (channel, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let form: ChannelForm = context.form()?;
    let (filled, now) = (form.filled(), context.now);
    let version = form.version.ok_or_else(|| Problem::BadRequest("no version".to_owned()))?;
    let destinations = &context.app.outbound.destinations;
    let entry = changed(context, &distributor, "changed", &filled.name);
    let change = async |tx: &mut _| {
        let done =
            change_channels::change(tx, &channel, version, &filled, destinations, now).await?;
        if done.is_ok() {
            audit::record(tx, entry.clone()).await?;
        }
        Ok(done)
    };
    match context.write(change).await? {
        Ok(()) => {
            let message = Notice::good(context.locale.t("way-saved"));
            Ok(message.on(context, redirect::to(&addresses::channel(channel.id))?))
        }
        Err(refused) => page(context, FormOf::Stored(Box::new(channel)), form, Some(refused)).await,
    }
}

enum FormOf {
    /// A new channel of a distributor.
    New(i64, ChannelKind),
    /// What is there.
    Stored(Box<DeliveryChannel>),
}

async fn page(
    context: &Context,
    of: FormOf,
    fields: ChannelForm,
    refused: Option<ChannelRefusal>,
) -> Answer {
    let locale = context.locale;
    let (id, kind) = match &of {
        FormOf::New(id, kind) => (*id, *kind),
        FormOf::Stored(channel) => (channel.distributor_id, channel.kind),
    };
    let (distributor, companies, stored) = context
        .read(async |tx| {
            let distributor = distributor(tx, id).await?;
            let companies = companies::not_partners(tx).await?;
            let stored = match &of {
                FormOf::New(..) => None,
                FormOf::Stored(channel) => Some(stored(context, tx, channel).await?),
            };
            Ok((distributor, companies, stored))
        })
        .await?;
    let is_keyless = matches!(kind, ChannelKind::Sftp | ChannelKind::Webhook)
        && !context.state.store.can_seal().await?;
    let kind_name = locale.way_kind(kind);
    let vendors = companies.into_iter().filter(|it| it.kind == CompanyKind::Vendor);
    let errors = match &refused {
        Some(ChannelRefusal::Wrong(wrong)) => wrong.as_slice(),
        _ => &[],
    };
    let text = |what: &str| locale.t(&format!("way-address-{}{what}", kind.token()));
    let mut response = html(&ChannelFormPage {
        layout: context.layout(match &of {
            FormOf::New(..) => locale.say("way-add").with("kind", kind_name.clone()).to_string(),
            FormOf::Stored(channel) => channel.said.name.clone(),
        }),
        action: match &of {
            FormOf::New(..) => addresses::add_channel(id),
            FormOf::Stored(channel) => addresses::channel(channel.id),
        },
        distributor: distributor.name,
        channels: addresses::channels(id),
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
        is_stale: refused == Some(ChannelRefusal::Stale),
        is_keyless,
        stored,
    })?;
    *response.status_mut() = match refused {
        None => StatusCode::OK,
        Some(ChannelRefusal::Stale) => StatusCode::CONFLICT,
        Some(ChannelRefusal::Wrong(_)) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok(response)
}

async fn stored(
    context: &Context,
    tx: &mut countersign_store::Tx,
    channel: &DeliveryChannel,
) -> Result<StoredChannel, Problem> {
    let locale = context.locale;
    let zone = zone_of(context)?;
    let secret = channel.secret.as_ref();
    let public_key = match channel.kind {
        ChannelKind::Sftp => secret.and_then(|it| public_key(&it.text).ok()),
        _ => None,
    };
    let old = secret.and_then(|it| it.old.as_ref()).map(|(_, until)| *until);
    let old = old.filter(|until| *until > context.machine_time);
    Ok(StoredChannel {
        address: addresses::channel(channel.id),
        version: channel.version,
        stays: stays(context),
        is_locked: channel.is_locked,
        counted: counted(context, tx, channel).await?,
        public_key,
        renew: (secret.is_some() || channel.is_locked).then(|| match channel.kind {
            ChannelKind::Sftp => (locale.t("way-renew-key"), locale.t("way-renew-key-text")),
            _ => (locale.t("way-renew-secret"), locale.t("way-renew-secret-text")),
        }),
        old_until: old.map(|until| locale.moment(until, &zone).words()),
    })
}
