//! Tests a channel, and renews its secret.

use super::{of_address, stays};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::dispatches::deliveries::why_not;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::actions::change_channels;
use countersign_app::random::SystemRandom;
use countersign_delivery::channels::try_out::try_out;
use countersign_delivery::channels::verdict::DeliveryVerdict;
use countersign_store::companies::Company;
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "channel_secret.html")]
struct SecretPage {
    layout: Layout,
    distributor: String,
    channels: String,
    name: String,
    channel: String,
    secret: String,
}

/// The secret of a webhook, shown once.
pub(super) fn secret_page(
    context: &Context,
    channel: &DeliveryChannel,
    distributor: &Company,
) -> Answer {
    html(&SecretPage {
        layout: context.layout(context.locale.t("way-secret")),
        distributor: distributor.name.clone(),
        channels: addresses::channels(distributor.id),
        name: channel.said.name.clone(),
        channel: addresses::channel(channel.id),
        secret: channel.secret.as_ref().map(|it| it.text.clone()).unwrap_or_default(),
    })
}

#[derive(Deserialize)]
struct ChannelVersionForm {
    version: i64,
}

/// Makes a new secret. A webhook's is shown; for a key, the channel's page shows the public part.
pub(super) async fn renew(context: &Context) -> Answer {
    let (channel, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let form: ChannelVersionForm = context.form()?;
    let now = context.machine_time;
    let changed = super::changed(context, &distributor, "secret renewed", &channel.said.name);
    let renew = async |tx: &mut _| {
        let renewed =
            change_channels::renew(tx, channel.id, form.version, now, &SystemRandom).await?;
        if renewed.is_some() {
            audit::record(tx, changed.clone()).await?;
        }
        Ok(renewed)
    };
    let renewed = context.write(renew).await?;
    let page = redirect::to(&addresses::channel(channel.id))?;
    let Some(secret) = renewed else {
        return Ok(Notice::bad(context.locale.t("directory-stale")).on(context, page));
    };
    if secret.old.is_none() {
        return Ok(Notice::good(context.locale.t("way-key-made")).on(context, page));
    }
    secret_page(context, &DeliveryChannel { secret: Some(secret), ..channel }, &distributor)
}

/// Sends a test, and shows the result.
pub(super) async fn test(context: &Context) -> Answer {
    let (channel, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let page = redirect::to(&addresses::channel(channel.id))?;
    if let Some(stays) = stays(context) {
        return Ok(Notice::bad(stays).on(context, page));
    }
    context.record(super::changed(context, &distributor, "tested", &channel.said.name)).await?;
    let outbound = context.app.outbound.clone();
    let (store, at) = (context.state.store.clone(), context.machine_time);
    let work = async move || try_out(&store, &outbound, &channel, &distributor.name, at).await;
    let locale = context.locale;
    let bad = |why: String| {
        let why = why_not(locale, &why);
        Notice::bad(locale.say("way-test-failed").with("why", why).to_string())
    };
    let text = match blocking::run(work).await?.map_err(Problem::from)? {
        DeliveryVerdict::Sent => Notice::good(locale.t("way-test-sent")),
        DeliveryVerdict::Acknowledged => Notice::good(locale.t("way-test-acknowledged")),
        DeliveryVerdict::Later(why) | DeliveryVerdict::Never(why) => bad(why),
    };
    Ok(text.on(context, page))
}
