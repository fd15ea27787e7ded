//! The payload of a delivery: a file, its name, and the accompanying message.

mod event;

use crate::message::{EmailMessage, MessageItem, one_line};
use crate::prove;
use countersign_app::actions::export_dispatch;
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::failure::{Failure, Result};
use countersign_app::formats::csv_out::Dialect;
use countersign_domain::code::delivery_uuid;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_domain::dispatch::file_stem;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::deliveries::ClaimedDelivery;
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::dispatches::{self, Dispatch};
use countersign_store::{Store, StoreError, Tx, companies, regions};
use std::fs::File;
use std::io::Write;
use uuid::Uuid;

pub struct Payload {
    /// The same for all attempts.
    pub id: Uuid,
    /// The same for all attempts by e-mail.
    pub message_id: String,
    /// The instant of the attempt.
    pub at: Instant,
    pub name: String,
    pub media_type: &'static str,
    pub file: File,
    /// The message that accompanies the file.
    pub message: EmailMessage,
}

/// A dispatch with its distributor and vendor.
pub(super) struct SentDispatch {
    dispatch: Dispatch,
    distributor: CompanyName,
    vendor: CompanyName,
    locale: Locale,
    zone: Zone,
}

/// A company in documents.
struct CompanyName {
    code: String,
    name: String,
}

///
/// # Errors
/// Fails when the database does.
pub async fn file_name(tx: &mut Tx, dispatch: &Dispatch, ending: &str) -> Result<String> {
    let all = companies::not_partners(tx).await?;
    let code = |id: i64| all.iter().find(|it| it.id == id).map_or("", |it| it.code.as_str());
    let (distributor, vendor) = (code(dispatch.distributor_id), code(dispatch.vendor_id));
    Ok(format!("{}.{ending}", file_stem(distributor, vendor, dispatch.number)))
}

impl SentDispatch {
    async fn find(tx: &mut Tx, id: Uuid) -> Result<Self> {
        let gone = |what: &str| StoreError::Corrupt(format!("there is no such {what}"));
        let dispatch = dispatches::find(tx, id).await?.ok_or_else(|| gone("dispatch"))?;
        let all = companies::not_partners(tx).await?;
        let named = |id: i64| {
            let company = all.iter().find(|company| company.id == id);
            company.map(|it| CompanyName { code: it.code.clone(), name: it.name.clone() })
        };
        let (distributor, vendor) = (named(dispatch.distributor_id), named(dispatch.vendor_id));
        let distributor = distributor.ok_or_else(|| gone("distributor"))?;
        let vendor = vendor.ok_or_else(|| gone("vendor"))?;
        let (locale, zone) = place_of(tx, dispatch.distributor_id).await?;
        Ok(Self { dispatch, distributor, vendor, locale, zone })
    }

    fn months(&self) -> String {
        let (first, last) = (self.dispatch.first_cycle, self.dispatch.last_cycle);
        let first_month = self.locale.month(first);
        match first == last {
            true => first_month,
            false => format!("{first_month} – {}", self.locale.month(last)),
        }
    }

    fn message(&self, name: &str, origin: &str) -> EmailMessage {
        let (locale, dispatch) = (self.locale, &self.dispatch);
        let say = |key: &'static str| {
            let message = locale.say(key).with("number", one_line(&dispatch.name()));
            let message = message.with("months", self.months());
            let message = message.with("distributor", one_line(&self.distributor.name));
            message.with("vendor", one_line(&self.vendor.name)).to_string()
        };
        let at = format!(
            "{} ({})",
            locale.moment(dispatch.created_at, &self.zone).words(),
            self.zone.name()
        );
        let mut facts = vec![
            (locale.t("dispatch-at"), at),
            (locale.t("dispatch-reports"), locale.count(dispatch.report_count)),
            (locale.t("way-file"), name.to_owned()),
        ];
        let order = dispatch.purchase_order.iter();
        facts.extend(order.map(|order| (locale.t("dispatch-order"), one_line(order))));
        facts.push((locale.t("dispatch-hash"), hex(&dispatch.hash)));
        let address = format!("{origin}/dispatches/{}", dispatch.id);
        let quotes = dispatch.note.iter().map(|note| (None, note.clone())).collect();
        let item =
            MessageItem { title: say("way-mail-title"), facts, quotes, ..MessageItem::default() };
        EmailMessage {
            sender: Some(one_line(&self.distributor.name)).filter(|name| !name.is_empty()),
            subject: one_line(&say("way-mail-subject")),
            paragraphs: vec![say("way-mail-said")],
            items: vec![item],
            action: Some((locale.t("way-mail-open"), address)),
            why: say("way-mail-why"),
            ..blank(locale)
        }
    }
}

/// A letter without text.
fn blank(locale: Locale) -> EmailMessage {
    EmailMessage {
        locale,
        reader: String::new(),
        sender: None,
        subject: String::new(),
        paragraphs: Vec::new(),
        advice: None,
        items: Vec::new(),
        more: None,
        action: None,
        notes: Vec::new(),
        why: String::new(),
        unsubscribe: None,
        unsubscribe_label: String::new(),
        proof: None,
    }
}

/// The language and the time zone of a distributor's region.
async fn place_of(tx: &mut Tx, distributor_id: i64) -> Result<(Locale, Zone)> {
    let all = companies::distributors(tx).await?;
    let region = all.iter().find(|it| it.id == distributor_id).map(|it| it.region_id);
    let regions = regions::all(tx).await?;
    let region = regions.iter().find(|it| Some(it.id) == region);
    let locale = region.and_then(|it| Locale::from_code(&it.language)).unwrap_or_default();
    let zone = Zone::parse(region.map_or("UTC", |it| it.time_zone.as_str()));
    Ok((locale, zone.map_err(StoreError::Corrupt)?))
}

/// The payload of a dispatch for a channel, at this time.
///
/// # Errors
/// Fails when the database or the disk does.
pub async fn of_dispatch(
    store: &Store,
    channel: &DeliveryChannel,
    hand: &ClaimedDelivery,
    at: Instant,
    origin: &str,
) -> Result<Payload> {
    let sent = store.reading(async |tx| SentDispatch::find(tx, hand.dispatch_id).await).await?;
    let dispatch = &sent.dispatch;
    let proof = store.reading(async |tx| prove::of_dispatch(tx, dispatch).await).await?;
    let mut file = scratch()?;
    let (ending, media_type) = match (channel.kind, channel.said.format) {
        (ChannelKind::Webhook, _) => {
            event::write(store, &sent, proof.as_deref(), &mut file).await?;
            ("json", "application/json")
        }
        (_, FileFormat::Csv) => {
            let format = ExportFormat::Csv(Dialect::STANDARD);
            export_dispatch::run(store, dispatch.id, format, &mut file).await?;
            ("csv", "text/csv; charset=utf-8")
        }
        (_, FileFormat::JsonLines) => {
            export_dispatch::run(store, dispatch.id, ExportFormat::JsonLines, &mut file).await?;
            ("jsonl", "application/jsonl")
        }
    };
    let stem = file_stem(&sent.distributor.code, &sent.vendor.code, dispatch.number);
    let name = format!("{stem}.{ending}");
    Ok(Payload {
        id: delivery_uuid(dispatch.id, channel.id),
        message_id: hand.message_id.clone(),
        at,
        message: prove::with_proof(sent.message(&name, origin), proof),
        name,
        media_type,
        file,
    })
}

/// A small message that says it is a test, with this `id`.
///
/// # Errors
/// Fails when the disk does.
pub async fn test(
    tx: &mut Tx,
    channel: &DeliveryChannel,
    id: Uuid,
    at: Instant,
    distributor: &str,
    domain: &str,
) -> Result<Payload> {
    let (locale, _) = place_of(tx, channel.distributor_id).await?;
    let say =
        |key: &'static str| locale.say(key).with("distributor", one_line(distributor)).to_string();
    let mut file = scratch()?;
    let (text, ending, media_type) = match channel.kind {
        ChannelKind::Webhook => (event::test(channel, at), "json", "application/json"),
        _ => {
            let text = "Countersign: a test, and no dispatch. Delete it.\n".to_owned();
            (text, "txt", "text/plain; charset=utf-8")
        }
    };
    file.write_all(text.as_bytes()).map_err(|error| full(&error))?;
    let message = EmailMessage {
        sender: Some(one_line(distributor)).filter(|name| !name.is_empty()),
        subject: one_line(&say("way-test-subject")),
        paragraphs: vec![say("way-test-said")],
        why: say("way-mail-why"),
        ..blank(locale)
    };
    let name = format!("countersign-test.{ending}");
    Ok(Payload { id, message_id: format!("{id}@{domain}"), at, name, media_type, file, message })
}

/// A file that is deleted when it is closed.
fn scratch() -> Result<File> {
    tempfile::tempfile().map_err(|error| full(&error))
}

fn full(error: &std::io::Error) -> Failure {
    Failure::System(format!("a temporary file: {error}"))
}
