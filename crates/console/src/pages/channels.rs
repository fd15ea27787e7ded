//! Delivery channels: written by the operator's Administrator, read by the operator's people and by
//! those of a distributor who may dispatch. Secrets are shown once, when they are made.

mod execute;
mod form;
mod list;

use crate::access::WRITES_DIRECTORY;
use crate::context::Context;
use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{Distributor, Operator};
use countersign_domain::audit::Event;
use countersign_store::audit::AuditEntry;
use countersign_store::companies::{self, Company};
use countersign_store::delivery_channels::{self, DeliveryChannel};
use countersign_store::{Tx, deliveries};
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use uuid::Uuid;

const READS: Access = Access::Of(&[Operator], Area::Directory, Right::Read);
const OWN: Access = Access::Of(&[Distributor], Area::UsageReports, Right::Full);

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dispatches/ways", OWN, list::own),
        Route::get("/distributors/{id}/channels", READS, list::of_distributor),
        Route::get("/distributors/{id}/channels/add", WRITES_DIRECTORY, form::add),
        Route::post("/distributors/{id}/channels/add", WRITES_DIRECTORY, form::create),
        Route::get("/ways/{id}", WRITES_DIRECTORY, form::edit),
        Route::post("/ways/{id}", WRITES_DIRECTORY, form::save),
        Route::post("/ways/{id}/test", WRITES_DIRECTORY, execute::test),
        Route::post("/ways/{id}/secret", WRITES_DIRECTORY, execute::renew),
    ]
}

async fn distributor(tx: &mut Tx, id: i64) -> Result<Company, Problem> {
    let all = companies::not_partners(tx).await?;
    let is_meant = |it: &Company| it.id == id && it.kind == Distributor;
    all.into_iter().find(is_meant).ok_or(Problem::NotFound)
}

/// The channel of the address, with its distributor.
async fn of_address(context: &Context, tx: &mut Tx) -> Result<(DeliveryChannel, Company), Problem> {
    let channel = delivery_channels::find(tx, context.parameter::<Uuid>("id")?).await?;
    let channel = channel.ok_or(Problem::NotFound)?;
    let distributor = distributor(tx, channel.distributor_id).await?;
    Ok((channel, distributor))
}

/// An entry of the audit record about a channel of a distributor.
fn changed(context: &Context, distributor: &Company, after: &str, name: &str) -> AuditEntry {
    AuditEntry {
        company_id: Some(distributor.id),
        about: Some(name.to_owned()),
        after: Some(after.to_owned()),
        ..context.audit(Event::ChannelChanged)
    }
}

/// Why this process sends nothing, if it sends nothing.
pub(crate) fn stays(context: &Context) -> Option<String> {
    let installation = &context.installation;
    let key = match (installation.demo, installation.rehearsal) {
        (true, _) => "way-stays-demo",
        (false, true) if !context.app.outbound.in_rehearsal => "way-stays-rehearsal",
        _ => return None,
    };
    Some(context.locale.t(key))
}

/// The waiting and given-up deliveries of a channel, in words.
async fn counted(
    context: &Context,
    tx: &mut Tx,
    channel: &DeliveryChannel,
) -> Result<Option<String>, Problem> {
    let counts = deliveries::counts(tx, channel.id).await?;
    let say = |key: &'static str, count: i64| {
        (count > 0).then(|| context.locale.say(key).with("count", count).to_string())
    };
    let texts = [say("way-count-waiting", counts.waiting), say("way-count-failed", counts.failed)];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    Ok((!texts.is_empty()).then(|| texts.join(" · ")))
}
