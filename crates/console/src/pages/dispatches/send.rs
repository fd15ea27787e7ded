//! Sends what was looked at: just that, or nothing.

use super::new::{self, Asked, Picked, Wrong, all_ready, fingerprint};
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::reasons;
use crate::refusal_words::refusal_words;
use axum::http::StatusCode;
use countersign_app::actions::dispatch_reports::{self, Answer as Outcome, Order, Refused, Wanted};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch;
use countersign_domain::instant::Instant;
use countersign_store::dispatches::Dispatch;
use countersign_store::{Result as StoreResult, Tx, companies};
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// What is to be sent.
enum What {
    /// The reports that were picked.
    Picked(Vec<Wanted>),
    /// Everything that is approved, if it is still what was looked at.
    All { cycle: Cycle, vendor_id: i64, seen: String },
}

/// What came of it.
enum Came {
    Sent(Dispatch),
    Refused(Vec<Refused>),
    /// Something else is approved by now, or nothing.
    Changed,
}

/// Everything that the sending thread needs.
struct Sending {
    person: Person,
    purchase_order: Option<String>,
    note: Option<String>,
    now: Instant,
    what: What,
}

/// The page before sending, with what was typed before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    new::again(context, context.form()?, Wrong::default(), StatusCode::OK).await
}

/// Sends, and leads to the dispatch.
pub(super) async fn send(context: &Context) -> Answer {
    let asked: Asked = context.form()?;
    let purchase_order = dispatch::purchase_order(&asked.purchase_order);
    let note = dispatch::note(&asked.note);
    let (Ok(purchase_order), Ok(note)) = (&purchase_order, &note) else {
        let locale = context.locale;
        let wrong = Wrong {
            purchase_order: purchase_order.err().map(|_| locale.t("dispatch-order-wrong")),
            note: reasons::wrong_key(&asked.note).map(|key| locale.t(key)),
            ..Wrong::default()
        };
        return new::again(context, asked, wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let sending = Sending {
        person: context.person()?.clone(),
        purchase_order: purchase_order.clone(),
        note: note.clone(),
        now: context.now,
        what: what(context, &asked).await?,
    };
    let store = context.state.store.clone();
    let work = async move || store.write(async |tx| sending.carry_out(tx).await).await;
    match blocking::run(work).await?? {
        Came::Sent(sent) => {
            let number = context.locale.count(sent.number);
            let told = context.locale.say("dispatch-sent").with("count", sent.report_count);
            let told = told.with("number", number).to_string();
            let page = redirect::to(&addresses::dispatch(sent.id))?;
            Ok(Notice::good(told).on(context, page))
        }
        Came::Changed => {
            let told = Some(context.locale.t("dispatch-changed"));
            new::again(context, asked, Wrong { told, ..Wrong::default() }, StatusCode::CONFLICT)
                .await
        }
        Came::Refused(refused) => {
            let wrong = Wrong {
                told: Some(context.locale.t("dispatch-refused")),
                reports: words(context, &refused).await?,
                ..Wrong::default()
            };
            new::again(context, asked, wrong, StatusCode::CONFLICT).await
        }
    }
}

impl Sending {
    async fn carry_out(&self, tx: &mut Tx) -> StoreResult<Came> {
        let order = Order {
            person: &self.person,
            purchase_order: self.purchase_order.clone(),
            note: self.note.clone(),
            now: self.now,
        };
        let wanted = match &self.what {
            What::Picked(wanted) => wanted.clone(),
            What::All { cycle, vendor_id, seen } => {
                let own = self.person.company_id;
                let approved = all_ready(tx, own, *cycle, *vendor_id).await?;
                if fingerprint(&approved) != *seen {
                    return Ok(Came::Changed);
                }
                let all = approved.iter();
                all.map(|it| Wanted { key: it.key, version: Some(it.version) }).collect()
            }
        };
        Ok(match dispatch_reports::run(tx, &order, &wanted).await? {
            Outcome::Sent(sent) => Came::Sent(sent),
            Outcome::Refused(refused) => Came::Refused(refused),
            Outcome::Nothing => Came::Changed,
        })
    }
}

async fn what(context: &Context, asked: &Asked) -> Result<What, Problem> {
    let wrong = |why: &str| Problem::BadRequest(why.to_owned());
    let what = context
        .read(async |tx| {
            let code = asked.vendor.as_deref().ok_or_else(|| wrong("no vendor was named"))?;
            let company = companies::of_code(tx, code).await?;
            let company = company.filter(|company| company.kind == CompanyKind::Vendor);
            let vendor_id = company.ok_or_else(|| wrong("there is no such vendor"))?.id;
            let what = if asked.report.is_empty() {
                let cycle = asked.cycle.as_deref().ok_or_else(|| wrong("no cycle was named"))?;
                let seen =
                    asked.seen.clone().ok_or_else(|| wrong("it was not said what was seen"))?;
                What::All {
                    cycle: Cycle::parse(cycle).map_err(Problem::BadRequest)?,
                    vendor_id,
                    seen,
                }
            } else {
                let picked = Picked::of(tx, context.person()?, &asked.report).await?;
                let keys = picked.iter().map(|it| (it.stored.key(), it.version));
                let own = keys.filter(|(key, _)| key.vendor_id == vendor_id);
                What::Picked(own.map(|(key, version)| Wanted { key, version }).collect())
            };
            Ok(what)
        })
        .await?;
    Ok(what)
}

/// Each report that could not be sent, by name and with why.
async fn words(context: &Context, refused: &[Refused]) -> Result<Vec<String>, Problem> {
    let zone = context.read(async |tx| zone_of(tx, context.person()?).await).await?;
    let told = |it: &Refused| {
        let partner = it.partner.as_deref().unwrap_or("–");
        format!("{partner}: {}", refusal_words(context.locale, &it.refusal, &zone))
    };
    Ok(refused.iter().map(told).collect())
}
