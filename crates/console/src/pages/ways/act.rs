//! What is done about a way beside changing it: a test is sent by it, and a new secret made.

use super::{of_address, stays};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::pages::dispatches::deliver::why_not;
use askama::Template;
use countersign_app::actions::audit;
use countersign_app::actions::change_ways;
use countersign_app::failure::{Failure, Result as Done};
use countersign_app::random::{Chance, Machine};
use countersign_delivery::channels::verdict::Verdict;
use countersign_delivery::channels::{content, send};
use countersign_delivery::mailer::Mailer;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::instant::Instant;
use countersign_store::companies::Company;
use countersign_store::ways::Way;
use countersign_store::{Store, Tx};
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;
use std::time::Duration;

/// How long somebody waits for a test.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Template)]
#[template(path = "way_secret.html")]
struct SecretPage {
    layout: Layout,
    distributor: String,
    ways: String,
    name: String,
    way: String,
    secret: String,
}

/// The secret that a webhook signs with: this once.
pub(super) fn secret_page(context: &Context, way: &Way, distributor: &Company) -> Answer {
    html(&SecretPage {
        layout: context.layout(context.locale.t("way-secret")),
        distributor: distributor.name.clone(),
        ways: addresses::channels(distributor.id),
        name: way.said.name.clone(),
        way: addresses::channel(way.id),
        secret: way.secret.as_ref().map(|it| it.text.clone()).unwrap_or_default(),
    })
}

#[derive(Deserialize)]
struct Form {
    version: i64,
}

/// Makes a new secret. A webhook's is shown; of a key, the way's page shows what is public.
pub(super) async fn renew(context: &Context) -> Answer {
    let (way, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let form: Form = context.form()?;
    let now = context.machine_time;
    let changed = super::changed(context, &distributor, "secret renewed", &way.said.name);
    let renew = async |tx: &mut _| {
        let renewed = change_ways::renew(tx, way.id, form.version, (now, &Machine)).await?;
        if renewed.is_some() {
            audit::record(tx, changed.clone()).await?;
        }
        Ok(renewed)
    };
    let renewed = context.write(renew).await?;
    let page = redirect::to(&addresses::channel(way.id))?;
    let Some(secret) = renewed else {
        return Ok(Notice::bad(context.locale.t("directory-stale")).on(context, page));
    };
    if secret.old.is_none() {
        return Ok(Notice::good(context.locale.t("way-key-made")).on(context, page));
    }
    secret_page(context, &Way { secret: Some(secret), ..way }, &distributor)
}

/// Sends a test, and tells what came of it.
pub(super) async fn test(context: &Context) -> Answer {
    let (way, distributor) = context.read(async |tx| of_address(context, tx).await).await?;
    let page = redirect::to(&addresses::channel(way.id))?;
    if let Some(stays) = stays(context) {
        return Ok(Notice::bad(stays).on(context, page));
    }
    context.record(super::changed(context, &distributor, "tested", &way.said.name)).await?;
    let outbound = context.app.outbound.clone();
    let outbound = OutboundConfig { patience: outbound.patience.min(PATIENCE), ..outbound };
    let (store, at) = (context.state.store.clone(), context.machine_time);
    let work = async move || try_out(&store, &outbound, &way, &distributor.name, at).await;
    let locale = context.locale;
    let bad = |why: String| {
        let why = why_not(locale, &why);
        Notice::bad(locale.say("way-test-failed").with("why", why).to_string())
    };
    let told = match blocking::run(work).await?.map_err(Problem::from)? {
        Verdict::Sent => Notice::good(locale.t("way-test-sent")),
        Verdict::Acknowledged => Notice::good(locale.t("way-test-acknowledged")),
        Verdict::Later(why) | Verdict::Never(why) => bad(why),
    };
    Ok(told.on(context, page))
}

async fn try_out(
    store: &Store,
    outbound: &OutboundConfig,
    way: &Way,
    distributor: &str,
    at: Instant,
) -> Done<Verdict> {
    let mailer = outbound.mail.clone().map(Mailer::new).transpose().map_err(Failure::World)?;
    let id = (&Machine as &dyn Chance).id();
    let load = async |tx: &mut Tx| {
        content::test(tx, way, (id, at), (distributor, outbound.domain())).await
    };
    let payload = store.reading(load).await?;
    Ok(send(outbound, mailer.as_ref(), way, payload).await)
}
