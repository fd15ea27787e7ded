//! The deliveries of a dispatch, with their state, and sending them again.

use super::lookup::of_address;
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::send_delivery::{self, Answer};
use countersign_app::outbound;
use countersign_domain::access::may_use;
use countersign_domain::actor::CompanyKind;
use countersign_domain::delivery_channel::{ChannelKind, DeliveryState};
use countersign_domain::status::Verb;
use countersign_domain::zone::Zone;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::deliveries::{self, ListedDelivery};
use countersign_store::dispatches::{Dispatch, DispatchOutcomes};
use countersign_store::{Tx, delivery_channels};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer as PageAnswer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use uuid::Uuid;

/// One channel as the page of a dispatch shows it.
pub(super) struct DeliveryRow {
    pub(super) channel: Uuid,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) address: String,
    pub(super) mark: &'static str,
    pub(super) label: String,
    pub(super) at: Option<Moment>,
    /// The last error, and the number of attempts.
    pub(super) error: Option<String>,
    pub(super) attempts: Option<String>,
    /// The label of the button; none while it is being sent.
    pub(super) send: Option<String>,
}

/// Whether the reader may send deliveries: people who may dispatch, and the operator's
/// Administrator.
pub(super) fn may_send(context: &Context) -> Result<bool, Problem> {
    let operates = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    Ok(operates || may_use(context.person()?, Verb::Dispatch).is_ok())
}

/// The channels of a dispatch; a vendor does not see them.
pub(super) async fn rows(
    context: &Context,
    tx: &mut Tx,
    dispatch: &Dispatch,
    outcomes: &DispatchOutcomes,
    zone: &Zone,
) -> Result<Vec<DeliveryRow>, Problem> {
    if context.person()?.company_kind == CompanyKind::Vendor {
        return Ok(Vec::new());
    }
    let answered = outcomes.completed + outcomes.returned > 0;
    let gone = deliveries::of_dispatch(tx, dispatch.id).await?;
    let all = delivery_channels::of_distributor(tx, dispatch.distributor_id).await?;
    let is_gone = |id: Uuid| gone.iter().any(|it| it.way_id == id);
    // A channel that is newer than the dispatch can be used as well.
    let newer =
        all.into_iter().filter(|channel| channel.takes(dispatch.vendor_id) && !is_gone(channel.id));
    let newer = newer.map(|channel| DeliveryRow {
        channel: channel.id,
        kind: context.locale.way_kind(channel.kind),
        name: channel.said.name,
        address: channel.said.address,
        mark: "preparing",
        label: context.locale.t("delivery-not-sent"),
        at: None,
        error: None,
        attempts: None,
        send: Some(context.locale.t("delivery-send")),
    });
    let rows = gone.iter().map(|it| row(context, it, answered, zone));
    Ok(rows.chain(newer).collect())
}

fn row(context: &Context, listed: &ListedDelivery, answered: bool, zone: &Zone) -> DeliveryRow {
    let locale = context.locale;
    let (state, at) = listed.state();
    // A vendor that decided on a report has received it.
    let is_answered = answered && state == DeliveryState::Sent;
    let state = if is_answered { DeliveryState::Acknowledged } else { state };
    let is_open = state == DeliveryState::Waiting;
    let label = match state {
        DeliveryState::Waiting if !listed.is_on => locale.t("delivery-waiting-off"),
        DeliveryState::Waiting if listed.in_hand => locale.t("delivery-under-way"),
        DeliveryState::Waiting if listed.attempts == 0 => locale.t("delivery-waiting"),
        DeliveryState::Waiting => locale.t("delivery-again"),
        _ if is_answered => locale.t("delivery-answered"),
        _ => locale.t(&format!("delivery-{}", state.token())),
    };
    let is_put_off = is_open && listed.is_on && !listed.in_hand && listed.attempts > 0;
    let shows_time = is_put_off || !is_open && !is_answered;
    let tried = || locale.say("delivery-attempts").with("count", listed.attempts).to_string();
    DeliveryRow {
        channel: listed.way_id,
        name: listed.name.clone(),
        kind: locale.way_kind(listed.kind),
        address: listed.address.clone(),
        mark: mark(state),
        label,
        at: at.filter(|_| shows_time).map(|at| locale.short_moment(at, zone)),
        error: listed.last_error.as_deref().map(|why| why_not(locale, why)),
        attempts: listed.last_error.as_ref().map(|_| tried()),
        send: (listed.is_on && !listed.in_hand && !(is_open && listed.attempts == 0))
            .then(|| locale.t(if is_open { "delivery-send-now" } else { "delivery-send-again" })),
    }
}

/// The error of a delivery, as a page shows it.
pub(crate) fn why_not(locale: Locale, why: &str) -> String {
    match why {
        outbound::FAILED => locale.t("delivery-unreached"),
        why => why.to_owned(),
    }
}

const fn mark(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "under-review",
        DeliveryState::Sent => "submitted",
        DeliveryState::Failed => "given-up",
        DeliveryState::Acknowledged => "completed",
    }
}

#[derive(Deserialize)]
struct DeliverForm {
    #[serde(rename = "way")]
    channel: String,
}

/// Sends it through a channel, again or for the first time.
pub(super) async fn deliver(context: &Context) -> PageAnswer {
    let read = async |tx: &mut Tx| {
        let dispatch = of_address(context, tx).await?;
        if !may_send(context)? {
            return Err(Problem::Forbidden);
        }
        Ok(dispatch)
    };
    let dispatch = context.read(read).await?;
    let form: DeliverForm = context.form()?;
    let channel = form.channel.parse().map_err(|_| Problem::NotFound)?;
    let now = context.now;
    let send = async |tx: &mut Tx| send_delivery::run(tx, &dispatch, channel, now).await;
    let (key, name) = match context.write(send).await? {
        Answer::Due(name) => ("delivery-sending", name),
        Answer::UnderWay(name) => ("delivery-busy", name),
        Answer::NoSuchChannel => return Err(Problem::NotFound),
    };
    let text = context.locale.say(key).with_text("way", &name).to_string();
    let page = redirect::to(&addresses::dispatch(dispatch.id))?;
    Ok(Notice::good(text).on(context, page))
}

/// The names of the channels that a dispatch from a distributor to a vendor would use.
pub(super) async fn would_go_by(
    tx: &mut Tx,
    distributor_id: i64,
    vendor_id: i64,
) -> Result<Vec<(ChannelKind, String)>, Problem> {
    let all = delivery_channels::of_distributor(tx, distributor_id).await?;
    let taken = all.into_iter().filter(|channel| channel.takes(vendor_id));
    Ok(taken.map(|channel| (channel.kind, channel.said.name)).collect())
}
